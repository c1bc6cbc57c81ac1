"""Taskwarrior and frm: tasks as follow-ups, logged interactions as touchpoints."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import find, frm, taskwarrior
from keepintouch.formats.drafts import (
    Draft,
    FollowUpDraft,
    Problem,
    ReadOptions,
    Ref,
    TouchpointDraft,
)

OSLO = ReadOptions(zone="Europe/Oslo")
TASK = {"uuid": "u", "description": "Call Ann", "status": "pending", "entry": "20240101T100000Z"}


def tasks(text: str | bytes) -> list[Draft]:
    content = text.encode() if isinstance(text, str) else text
    return list(taskwarrior.read(io.BytesIO(content), OSLO))


def task(**fields: object) -> Draft:
    [found] = tasks(json.dumps([{**TASK, **fields}]))
    return found


@pytest.mark.parametrize(
    ("fields", "due_on", "state"),
    [
        ({}, date(2024, 1, 1), "open"),
        ({"due": "20240531T220000Z"}, date(2024, 6, 1), "open"),
        ({"status": "waiting", "wait": "20240701T000000Z"}, date(2024, 7, 1), "open"),
        ({"due": "20240601T000000Z", "scheduled": "20240501T000000Z"}, date(2024, 6, 1), "open"),
        ({"status": "completed", "end": "20240203T000000Z"}, date(2024, 2, 3), "done"),
        ({"status": "deleted"}, date(2024, 1, 1), "cancelled"),
        ({"status": None}, date(2024, 1, 1), "open"),
        ({"entry": "2024-01-05"}, date(2024, 1, 5), "open"),
    ],
)
def test_a_task_is_due_where_the_user_lives(fields: dict, due_on: date, state: str) -> None:
    assert task(**fields) == FollowUpDraft(due_on, "Call Ann", "u", state=state, line=1)


def test_annotations_project_and_tags_stay_with_the_words() -> None:
    found = task(
        annotations=[
            {"entry": "20240102T100000Z", "description": "no answer"},
            {"description": "x"},
            5,
        ],
        project="family",
        priority="H",
        tags=["call", ""],
    )
    assert isinstance(found, FollowUpDraft)
    assert found.text == "Call Ann\n2024-01-02: no answer\nx\nproject:family priority:H +call"


def test_a_field_of_the_users_own_says_with_whom() -> None:
    found = task(contact="ann, Bo Lee", **{"with": "ann"})
    assert isinstance(found, FollowUpDraft)
    assert found.people == (Ref("ann"), Ref("Bo Lee"))


def test_what_is_no_follow_up_is_told() -> None:
    assert task(status="recurring") == Problem(
        1, 'a repeating task is read by its instances only: "Call Ann"'
    )
    assert task(entry="soon") == Problem(
        1, 'a task without a readable date is left out: "Call Ann"'
    )
    assert task(description="") == Problem(1, "a task without a description is left out")


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([TASK, TASK], indent=1),
        f"{json.dumps(TASK)}\n{json.dumps(TASK)}\n",
        f"{json.dumps(TASK)},\n{json.dumps(TASK)}",
        f"\n[ {json.dumps(TASK)} ,\n {json.dumps(TASK)} ]\n",
    ],
)
def test_exports_have_been_lists_and_lines(text: str) -> None:
    assert [type(each) for each in tasks(text)] == [FollowUpDraft, FollowUpDraft]


def test_a_broken_line_costs_no_other() -> None:
    drafts = tasks(f'{json.dumps(TASK)}\n{{"description": "Ca\n[1]\n{json.dumps(TASK)}\n{{')
    assert [each.line for each in drafts if isinstance(each, Problem)] == [2, 3, 5]
    assert [each.line for each in drafts if isinstance(each, FollowUpDraft)] == [1, 4]


@pytest.mark.parametrize("text", ["", "[]", "[1]", "[", "{}", b"\xff", "[[[[", '["x"'])
def test_what_has_no_task_is_refused(text: str | bytes) -> None:
    with pytest.raises(UnreadableError):
        tasks(text)


def log(*entries: object) -> list[Draft]:
    text = "\n".join(json.dumps(each) for each in entries)
    return list(frm.read(io.BytesIO(text.encode()), OSLO))


ENTRY = {
    "contact": "Ann",
    "path": "/dav/default/1-2-3.vcf",
    "time": "2024-07-01T22:30:00.123456789Z",
}


def test_an_entry_is_a_touchpoint_where_the_user_lives() -> None:
    assert log({**ENTRY, "note": "Tea"}) == [
        TouchpointDraft(
            date(2024, 7, 2),
            "/dav/default/1-2-3.vcf@2024-07-01T22:30:00.123456789Z",
            text="Tea",
            people=(Ref("Ann", "1-2-3"),),
            time="00:30",
            zone="Europe/Oslo",
            line=1,
        )
    ]


@pytest.mark.parametrize("at", ["2024-01-15T00:00:00Z", "2024-01-15", "2024-01-15T10:00:00"])
def test_a_day_without_a_time_or_zone_is_that_day(at: str) -> None:
    assert log({"contact": "Ann", "time": at}) == [
        TouchpointDraft(date(2024, 1, 15), f"Ann@{at}", people=(Ref("Ann"),), line=1)
    ]


def test_entries_without_time_or_contact_are_told() -> None:
    assert log(
        {"contact": "Ann", "time": "soon"}, {"contact": "", "time": "2024-01-15"}, {"x": 1}
    ) == [
        Problem(1, "an entry without a readable time is left out"),
        Problem(2, "an entry without a contact is left out"),
        Problem(3, 'an entry without "contact" is left out'),
    ]


def test_a_log_without_contacts_is_refused() -> None:
    with pytest.raises(UnreadableError):
        log({"x": 1})


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (json.dumps(TASK, separators=(",", ":")), "taskwarrior"),
        (f"[\n{json.dumps(TASK, separators=(',', ':'))}", "taskwarrior"),
        (json.dumps(ENTRY, separators=(",", ":")), "frm"),
    ],
)
def test_they_are_known_by_their_first_line(head: str, name: str) -> None:
    found = find("some.json", head.encode())
    assert found is not None
    assert found.name == name
