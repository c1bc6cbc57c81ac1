"""Chats as tests compare them: a line a touchpoint, and what a reader told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.formats.drafts import Problem, TouchpointDraft

if TYPE_CHECKING:
    from keepintouch.formats.drafts import Draft


def shown(drafts: list[Draft]) -> list[str]:
    """Return touchpoints on a line each; `>` is from us, `<` from them."""
    mark = {"me": ">", "them": "<", None: "?"}
    return [
        f"{each.day} {each.time} {each.kind} {each.people[0].name}: {each.text}{mark[each.direction]}"
        for each in drafts
        if isinstance(each, TouchpointDraft)
    ]


def told(drafts: list[Draft]) -> list[str]:
    return [each.what for each in drafts if isinstance(each, Problem)]
