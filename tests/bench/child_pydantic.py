"""Models as openapi-generator writes them for pydantic, put together here from the struct written by hand.

The generator needs Java. What takes the time in its models is their configuration, that `from_dict` and `to_dict` take
each object apart, and that a `oneOf` (a label of an issue is a text or an object) is tried by way of JSON; all three are
as in its templates `python/model_generic.mustache` and `python/model_oneof.mustache` (7.x).
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Literal, Optional, Self, Union

from measure import timed
from pydantic import (
    BaseModel,
    ConfigDict,
    StrictBool,
    StrictInt,
    StrictStr,
    ValidationError,
    field_validator,
)


class Generated(BaseModel):
    model_config = ConfigDict(
        populate_by_name=True, validate_assignment=True, protected_namespaces=()
    )
    nested: ClassVar[dict[str, type[Generated]]] = {}
    lists: ClassVar[dict[str, Any]] = {}

    def to_dict(self) -> dict[str, Any]:
        result = self.model_dump(by_alias=True, exclude=set(), exclude_none=True)
        for name in self.nested:
            if getattr(self, name):
                result[name] = getattr(self, name).to_dict()
        for name in self.lists:
            if getattr(self, name):
                result[name] = [item.to_dict() for item in getattr(self, name) if item]
        for name in type(self).model_fields:
            if getattr(self, name) is None and name in self.model_fields_set:
                result[name] = None
        return result

    @classmethod
    def from_dict(cls, given: dict[str, Any] | None) -> Self | None:
        if given is None:
            return None
        values = {name: given.get(name) for name in cls.model_fields}
        for name, model in cls.nested.items():
            values[name] = model.from_dict(given[name]) if given.get(name) is not None else None
        for name, model in cls.lists.items():
            found = given.get(name)
            values[name] = [model.from_dict(item) for item in found] if found is not None else None
        return cls.model_validate(values)


class User(Generated):
    name: Optional[StrictStr] = None
    email: Optional[StrictStr] = None
    login: StrictStr
    id: StrictInt
    node_id: StrictStr
    avatar_url: StrictStr
    gravatar_id: Optional[StrictStr]
    url: StrictStr
    html_url: StrictStr
    followers_url: StrictStr
    following_url: StrictStr
    gists_url: StrictStr
    starred_url: StrictStr
    subscriptions_url: StrictStr
    organizations_url: StrictStr
    repos_url: StrictStr
    events_url: StrictStr
    received_events_url: StrictStr
    type: StrictStr
    site_admin: StrictBool
    starred_at: Optional[StrictStr] = None
    user_view_type: Optional[StrictStr] = None


class Label(Generated):
    id: Optional[StrictInt] = None
    node_id: Optional[StrictStr] = None
    url: Optional[StrictStr] = None
    name: Optional[StrictStr] = None
    description: Optional[StrictStr] = None
    color: Optional[StrictStr] = None
    default: Optional[StrictBool] = None


class LabelOrText(BaseModel):
    model_config = ConfigDict(validate_assignment=True, protected_namespaces=())
    oneof_schema_1_validator: Optional[StrictStr] = None
    oneof_schema_2_validator: Optional[Label] = None
    actual_instance: Optional[Union[StrictStr, Label]] = None

    @field_validator("actual_instance")
    @classmethod
    def exactly_one(cls, value: Any) -> Any:
        instance = cls.model_construct()
        matches = 0
        try:
            instance.oneof_schema_1_validator = value
            matches += 1
        except ValidationError:
            pass
        matches += isinstance(value, Label)
        if matches != 1:
            raise ValueError("not exactly one of str and Label")
        return value

    @classmethod
    def from_dict(cls, given: object) -> Self:
        text = json.dumps(given)
        instance = cls.model_construct()
        try:
            instance.oneof_schema_1_validator = json.loads(text)
            instance.actual_instance = instance.oneof_schema_1_validator
        except ValidationError:
            instance.actual_instance = Label.from_dict(json.loads(text))
        return instance

    def to_dict(self) -> Any:
        found = self.actual_instance
        return found.to_dict() if isinstance(found, Label) else found


class Milestone(Generated):
    nested = {"creator": User}
    url: StrictStr
    html_url: StrictStr
    labels_url: StrictStr
    id: StrictInt
    node_id: StrictStr
    number: StrictInt
    state: StrictStr = "open"
    title: StrictStr
    description: Optional[StrictStr]
    creator: Optional[User]
    open_issues: StrictInt
    closed_issues: StrictInt
    created_at: datetime
    updated_at: datetime
    closed_at: Optional[datetime]
    due_on: Optional[datetime]

    @field_validator("state")
    @classmethod
    def known_state(cls, value: Any) -> Any:
        if value not in {"open", "closed"}:
            raise ValueError("must be one of enum values ('open', 'closed')")
        return value


class PullRequest(Generated):
    merged_at: Optional[datetime] = None
    diff_url: Optional[StrictStr]
    html_url: Optional[StrictStr]
    patch_url: Optional[StrictStr]
    url: Optional[StrictStr]


class Issue(Generated):
    nested = {
        "user": User,
        "assignee": User,
        "milestone": Milestone,
        "pull_request": PullRequest,
        "closed_by": User,
    }
    lists = {"labels": LabelOrText, "assignees": User}
    id: StrictInt
    node_id: StrictStr
    url: StrictStr
    repository_url: StrictStr
    labels_url: StrictStr
    comments_url: StrictStr
    events_url: StrictStr
    html_url: StrictStr
    number: StrictInt
    state: StrictStr
    state_reason: Optional[Literal["completed", "reopened", "not_planned", "duplicate"]] = None
    title: StrictStr
    body: Optional[StrictStr] = None
    user: Optional[User]
    labels: list[LabelOrText]
    assignee: Optional[User]
    assignees: Optional[list[User]] = None
    milestone: Optional[Milestone]
    locked: StrictBool
    active_lock_reason: Optional[StrictStr] = None
    comments: StrictInt
    pull_request: Optional[PullRequest] = None
    closed_at: Optional[datetime]
    created_at: datetime
    updated_at: datetime
    draft: Optional[StrictBool] = None
    closed_by: Optional[User] = None
    author_association: Optional[StrictStr] = None


data = Path(sys.argv[1]).read_bytes()
issues = [Issue.from_dict(each) for each in json.loads(data)]
assert len(issues) == 100
(decode,) = timed(10, 3, lambda: [Issue.from_dict(each) for each in json.loads(data)])
(encode,) = timed(
    10, 3, lambda: json.dumps([each.to_dict() for each in issues if each], default=str)
)
print(json.dumps({"decode": decode, "encode": encode}))
