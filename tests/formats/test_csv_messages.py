"""LinkedIn's messages: one touchpoint for each day of a conversation."""

from __future__ import annotations

import io
from datetime import date

import pytest

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import csv
from keepintouch.formats.drafts import Problem, ReadOptions, Ref, TouchpointDraft

HEADER = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
ME = ReadOptions(own=frozenset({"ann lima"}))
ANN = "Ann Lima,https://www.linkedin.com/in/ann"
BOB = "Bob Stone,https://www.linkedin.com/in/bob"


def read(text: str, options: ReadOptions = ME) -> list:
    return list(csv.read(io.BytesIO(text.encode()), options))


def line(
    sender: str, receivers: str, at: str, *, conversation: str = "c1", text: str = "Hi"
) -> str:
    return f"{conversation},,{sender},{receivers},{at},,{text},INBOX\n"


def test_a_day_of_messages_is_one_touchpoint_of_whoever_wrote_first() -> None:
    drafts = read(
        HEADER
        + line(BOB, ANN, "2024-05-15 14:00:00")
        + line(ANN, BOB, "2024-05-15 10:30:00", text='"Hello,\nBob"')
        + line(BOB, ANN, "2024-05-16 09:00:00")
    )
    assert drafts == [
        TouchpointDraft(
            date(2024, 5, day),
            uid=drafts[place].uid,
            kind="message",
            people=(Ref("Bob Stone", "linkedin.com/in/bob"),),
            direction=direction,
            time=time,
            line=number,
            known_people_only=True,
        )
        for place, (day, direction, time, number) in enumerate(
            [(15, "me", "10:30", 2), (16, "them", "09:00", 5)]
        )
    ]
    assert len({each.uid for each in drafts}) == 2


def test_ids_hold_when_messages_come_in_another_order_or_are_more() -> None:
    lines = [line(BOB, ANN, f"2024-05-1{day} 10:00:00") for day in range(5)]
    before = {each.uid for each in read(HEADER + "".join(lines[:4]))}
    assert before < {each.uid for each in read(HEADER + "".join(lines[::-1]))}


def test_words_are_kept_only_when_asked_for() -> None:
    text = HEADER + line(ANN, BOB, "2024-05-15 10:30:00") + line(BOB, ANN, "2024-05-15 11:00:00")
    assert read(text)[0].text == ""
    assert read(text, ME._replace(texts=True))[0].text == "Ann Lima: Hi\nBob Stone: Hi"


def test_who_is_in_every_message_is_oneself() -> None:
    text = (
        HEADER
        + line(ANN, BOB, "2024-05-15 10:30:00")
        + line("Cim Berg,", ANN, "2024-05-15 11:00:00", conversation="c2")
    )
    first, second = read(text, ReadOptions())
    assert (first.direction, first.people[0].name) == ("me", "Bob Stone")
    assert (second.direction, second.people) == ("them", (Ref("Cim Berg"),))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (line(ANN, BOB, "2024-05-15 10:30:00"), '"ann lima" or "bob stone"'),
        (
            line(ANN, BOB, "2024-05-15 10:30:00") + line("Cim,", "Dan,", "2024-05-15 10:30:00"),
            "none is in all messages",
        ),
    ],
)
def test_where_oneself_cannot_be_told_nothing_is_read(text: str, who: str) -> None:
    with pytest.raises(
        UnreadableError, match=f"which of the people in these messages is you: {who}"
    ):
        read(HEADER + text, ReadOptions())


@pytest.mark.parametrize(
    ("receivers", "names"),
    [
        (f"{ANN}", ["Bob Stone"]),
        ('"Ann Lima,Cim Berg","https://linkedin.com/in/ann,https://linkedin.com/in/cim"', ["Bob Stone", "Cim Berg"]),
        ('"Ann Lima,Cim Berg",', ["Bob Stone", "Cim Berg"]),
        ('"Ann Lima,Cim Berg","https://a,https://b,https://c"', ["Bob Stone", "Cim Berg"]),
        ('"Berg, PhD","https://linkedin.com/in/cim"', ["Bob Stone", "Berg, PhD"]),
    ],
)  # fmt: skip
def test_everybody_in_a_conversation_took_part(receivers: str, names: list[str]) -> None:
    (draft,) = read(HEADER + line(BOB, receivers, "2024-05-15 10:30:00"))
    assert [each.name for each in draft.people] == names


def test_a_page_seen_once_is_known_in_every_message() -> None:
    text = (
        HEADER
        + line(BOB, ANN, "2024-05-15 10:00:00")
        + line(ANN, "Bob Stone,", "2024-05-16 10:00:00")
    )
    assert {each.people for each in read(text)} == {(Ref("Bob Stone", "linkedin.com/in/bob"),)}


def test_a_crowd_is_told_and_days_outside_those_asked_for_are_left() -> None:
    crowd = ",".join(f"P{n}" for n in range(8))
    text = (
        HEADER
        + line(BOB, f'"{crowd}",', "2024-05-15 10:30:00")
        + line(ANN, BOB, "2024-05-16 10:00:00")
    )
    assert read(text, ME._replace(since=date(2024, 5, 17))) == []
    talked, problem = read(text)
    assert talked.day == date(2024, 5, 16)
    assert problem == Problem(2, "9 people in one conversation, left out")


def test_messages_to_nobody_are_none() -> None:
    assert read(HEADER + line(ANN, ",", "2024-05-15 10:30:00")) == []


@pytest.mark.parametrize(
    ("at", "zone", "day", "time"),
    [
        ("2024-05-15 23:30:00", None, 15, "23:30"),
        ("2024-05-15 23:30:00 UTC", "Europe/Berlin", 16, "01:30"),
        ("2024-05-15 23:30:00 UTC", "America/New_York", 15, "19:30"),
        ("2024-05-15", None, 15, "00:00"),
    ],
)
def test_instants_in_utc_are_days_where_the_user_is(
    at: str, zone: str | None, day: int, time: str
) -> None:
    (draft,) = read(HEADER + line(BOB, ANN, at), ME._replace(zone=zone))
    assert (draft.day.day, draft.time) == (day, time)


def test_a_broken_message_is_told_and_the_others_are_read() -> None:
    good = line(BOB, ANN, "2024-05-15 10:30:00")
    talked, *problems = read(
        HEADER + good + line(BOB, ANN, "yesterday") + "c1,x\n\n" + '"a" b,c\n'
        + line(BOB, ANN, "9999-12-31 23:59:59 UTC"),
        ME._replace(zone="Europe/Berlin"),
    )  # fmt: skip
    assert talked.line == 2
    assert [each.line for each in problems] == [3, 4, 6, 7]
    assert problems[1].what == "no message: c1, x"


def test_a_file_without_messages_says_nothing() -> None:
    assert read(HEADER, ReadOptions()) == []


def test_a_draft_was_never_sent_and_is_told() -> None:
    header = HEADER.replace("FOLDER", "FOLDER,IS MESSAGE DRAFT")
    sent = line(BOB, ANN, "2024-05-15 14:00:00").replace("INBOX", "INBOX,No")
    draft = line(ANN, "Cy Moon,", "2024-05-16 14:00:00").replace("INBOX", "INBOX,Yes")
    first, problem = read(header + sent + draft)
    assert first.people == (Ref("Bob Stone", "linkedin.com/in/bob"),)
    assert problem == Problem(3, "a draft, which was never sent: not counted")
