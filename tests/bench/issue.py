"""A GitHub issue, written by hand for `msgspec`. It is the reference for our models."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct


class User(Struct, kw_only=True, omit_defaults=True):
    name: str | None = None
    email: str | None = None
    login: str
    id: int
    node_id: str
    avatar_url: str
    gravatar_id: str | None
    url: str
    html_url: str
    followers_url: str
    following_url: str
    gists_url: str
    starred_url: str
    subscriptions_url: str
    organizations_url: str
    repos_url: str
    events_url: str
    received_events_url: str
    type: str
    site_admin: bool
    starred_at: str | None = None
    user_view_type: str | None = None


class Label(Struct, kw_only=True, omit_defaults=True):
    id: int | None = None
    node_id: str | None = None
    url: str | None = None
    name: str | None = None
    description: str | None = None
    color: str | None = None
    default: bool | None = None


class Milestone(Struct, kw_only=True, omit_defaults=True):
    url: str
    html_url: str
    labels_url: str
    id: int
    node_id: str
    number: int
    state: Literal["open", "closed"] = "open"
    title: str
    description: str | None
    creator: User | None
    open_issues: int
    closed_issues: int
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    due_on: datetime | None


class PullRequest(Struct, kw_only=True, omit_defaults=True):
    merged_at: datetime | None = None
    diff_url: str | None
    html_url: str | None
    patch_url: str | None
    url: str | None


class Issue(Struct, kw_only=True, omit_defaults=True):
    id: int
    node_id: str
    url: str
    repository_url: str
    labels_url: str
    comments_url: str
    events_url: str
    html_url: str
    number: int
    state: str
    state_reason: Literal["completed", "reopened", "not_planned", "duplicate"] | None = None
    title: str
    body: str | None = None
    user: User | None
    labels: list[str | Label]
    assignee: User | None
    assignees: list[User] | None = None
    milestone: Milestone | None
    locked: bool
    active_lock_reason: str | None = None
    comments: int
    pull_request: PullRequest | None = None
    closed_at: datetime | None
    created_at: datetime
    updated_at: datetime
    draft: bool | None = None
    closed_by: User | None = None
    author_association: Literal["COLLABORATOR", "CONTRIBUTOR", "MEMBER", "NONE", "OWNER"] | None = (
        None
    )
