"""Time models as openapi-generator writes them for pydantic, assembled from the struct that was written by hand.

The generator needs Java. Three things take the time in its models: their configuration, `from_dict` and `to_dict`,
which take each object apart, and a `oneOf` (a label of an issue is a string or an object), which is tried through
JSON. All three are as in its templates `python/model_generic.mustache` and `python/model_oneof.mustache` (7.x).
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

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
            value = given.get(name)
            values[name] = [model.from_dict(item) for item in value] if value is not None else None
        return cls.model_validate(values)


class User(Generated):
    name: StrictStr | None = None
    email: StrictStr | None = None
    login: StrictStr
    id: StrictInt
    node_id: StrictStr
    avatar_url: StrictStr
    gravatar_id: StrictStr | None
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
    starred_at: StrictStr | None = None
    user_view_type: StrictStr | None = None


class Label(Generated):
    id: StrictInt | None = None
    node_id: StrictStr | None = None
    url: StrictStr | None = None
    name: StrictStr | None = None
    description: StrictStr | None = None
    color: StrictStr | None = None
    default: StrictBool | None = None


class LabelOrText(BaseModel):
    model_config = ConfigDict(validate_assignment=True, protected_namespaces=())
    oneof_schema_1_validator: StrictStr | None = None
    oneof_schema_2_validator: Label | None = None
    actual_instance: StrictStr | Label | None = None

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
        value = self.actual_instance
        return value.to_dict() if isinstance(value, Label) else value


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
    description: StrictStr | None
    creator: User | None
    open_issues: StrictInt
    closed_issues: StrictInt
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    due_on: datetime | None

    @field_validator("state")
    @classmethod
    def known_state(cls, value: Any) -> Any:
        if value not in {"open", "closed"}:
            raise ValueError("must be one of enum values ('open', 'closed')")
        return value


class PullRequest(Generated):
    merged_at: datetime | None = None
    diff_url: StrictStr | None
    html_url: StrictStr | None
    patch_url: StrictStr | None
    url: StrictStr | None


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
    state_reason: Literal["completed", "reopened", "not_planned", "duplicate"] | None = None
    title: StrictStr
    body: StrictStr | None = None
    user: User | None
    labels: list[LabelOrText]
    assignee: User | None
    assignees: list[User] | None = None
    milestone: Milestone | None
    locked: StrictBool
    active_lock_reason: StrictStr | None = None
    comments: StrictInt
    pull_request: PullRequest | None = None
    closed_at: datetime | None
    created_at: datetime
    updated_at: datetime
    draft: StrictBool | None = None
    closed_by: User | None = None
    author_association: StrictStr | None = None


data = Path(sys.argv[1]).read_bytes()
issues = [Issue.from_dict(each) for each in json.loads(data)]
assert len(issues) == 100
(decode,) = timed(10, 3, lambda: [Issue.from_dict(each) for each in json.loads(data)])
(encode,) = timed(
    10, 3, lambda: json.dumps([each.to_dict() for each in issues if each], default=str)
)
print(json.dumps({"decode": decode, "encode": encode}))
