"""Instagram's and Messenger's chats as Meta exports them."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepintouch.domain.errors import KitError, UnreadableError
from keepintouch.formats import find, instagram
from keepintouch.formats.drafts import ReadOptions, TouchpointDraft
from tests.formats.chatlines import shown, told

if TYPE_CHECKING:
    from keepintouch.formats.drafts import Draft

OPTIONS = ReadOptions(until=date(2026, 11, 22), zone="UTC")


def message(who: str, at: str, content: object = "Hi", **more: object) -> dict[str, object]:
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
    stamp = round(instant.timestamp() * 1000)
    return {"sender_name": who, "timestamp_ms": stamp, "content": content, **more}


def read(*messages: object, options: ReadOptions = OPTIONS, **facts: object) -> list[Draft]:
    chat = {"messages": list(messages), **facts}
    return list(instagram.read(io.BytesIO(json.dumps(chat).encode()), options))


def pair(*names: str, title: str) -> dict[str, object]:
    return {"participants": [{"name": each} for each in names], "title": title}


def test_the_newest_message_stands_first_and_who_began_the_day_is_still_known() -> None:
    drafts = read(
        message("Me", "2021-03-25 10:00:59", "three"),
        message("Ann", "2021-03-25 10:00:58", "two"),
        message("My Self", "2021-03-25 10:00:00", "one"),
        options=OPTIONS._replace(texts=True),
        **pair("Ann", "My Self", title="Ann"),
    )
    assert shown(drafts) == [
        (
            "2021-03-25 10:00 message Ann: 3 messages\n"
            "10:00 My Self: one\n10:00 Ann: two\n10:00 Me: three>"
        )
    ]


def test_the_time_of_a_day_is_that_of_its_oldest_message() -> None:
    drafts = read(*(message("Ann", f"2021-03-25 {hour}:00") for hour in (12, 10, 11)))
    assert shown(drafts) == ["2021-03-25 10:00 message Ann: 3 messages<"]


def test_letters_written_as_bytes_are_put_together() -> None:
    drafts = read(message("JÃ¼rg", "2021-03-25 10:00"), **pair("JÃ¼rg", "Me", title="JÃ¼rg"))
    assert shown(drafts) == ["2021-03-25 10:00 message Jürg: 1 message<"]


def test_what_was_written_well_stays_as_it_is() -> None:
    assert shown(read(message("Ängström 🤓", "2021-03-25 10:00")))[0].startswith(
        "2021-03-25 10:00 message Ängström 🤓"
    )


def test_where_only_we_wrote_the_title_says_to_whom() -> None:
    drafts = read(message("Bob", "2021-03-25 10:00"), **pair("Ann", "Bob", title="Ann"))
    assert shown(drafts) == ["2021-03-25 10:00 message Ann: 1 message>"]
    (found,) = (each for each in drafts if isinstance(each, TouchpointDraft))
    assert found.people[0].uid is None


def test_in_a_group_everybody_else_who_wrote_counts() -> None:
    drafts = read(
        message("Ann", "2021-03-25 10:00"),
        message("Me", "2021-03-25 11:00"),
        message("Bo", "2021-03-25 12:00"),
        **pair("Ann", "Bo", "Me", title="Club"),
    )
    assert shown(drafts) == [
        "2021-03-25 10:00 message Ann: 1 message in Club<",
        "2021-03-25 12:00 message Bo: 1 message in Club<",
    ]


def test_calls_are_calls_and_missed_ones_are_told() -> None:
    drafts = read(
        message("Ann", "2021-03-25 10:00", "Ann called you.", call_duration=61),
        message("Ann", "2021-03-25 11:00", "Ann started a video chat.", call_duration=3),
        message("Ann", "2021-03-25 12:00", "You missed a call.", call_duration=0),
    )
    assert shown(drafts) == [
        "2021-03-25 10:00 call Ann: 1 call<",
        "2021-03-25 11:00 video Ann: 1 video call<",
    ]
    assert told(drafts) == ["not counted: missed calls (1)"]


def test_a_reaction_is_no_message_and_a_photo_is_one() -> None:
    photo = message("Ann", "2021-03-25 11:00", photos=[{"uri": "x"}])
    del photo["content"]
    reaction = message("Ann", "2021-03-24 10:00", "Reacted 😂 to your message ")
    assert shown(read(reaction, photo)) == ["2021-03-25 11:00 message Ann: 1 message<"]


@pytest.mark.parametrize(
    "broken",
    [
        {"sender_name": "Ann"},
        {"sender_name": "Ann", "timestamp_ms": "soon"},
        {"sender_name": "Ann", "timestamp_ms": 10**30},
        {"timestamp_ms": 1},
        "Hi",
    ],
)
def test_a_message_without_sender_or_date_is_told(broken: object) -> None:
    drafts = read(broken, message("Ann", "2021-03-25 10:00"))
    assert len(shown(drafts)) == 1
    assert told(drafts) == ["not counted: messages without a sender or a date (1)"]


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"messages": []}', b'{"messages": [{]}'])
def test_what_is_no_chat_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        list(instagram.read(io.BytesIO(content), OPTIONS))


def test_a_chat_is_known_by_its_words() -> None:
    head = json.dumps({"messages": [message("Ann", "2021-03-25 10:00")]}).encode()
    found = find("message_1.json", head)
    assert found is not None
    assert found.name == "instagram"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(
    st.dictionaries(
        st.sampled_from(["sender_name", "timestamp_ms", "content", "call_duration"]), values
    ),
    st.dictionaries(st.sampled_from(["title", "participants"]), values),
)
@settings(max_examples=150)
def test_no_value_in_a_place_it_does_not_belong_is_a_crash(
    fields: dict[str, object], facts: dict[str, object]
) -> None:
    with suppress(KitError):
        assert read({**message("Ann", "2021-03-25 10:00"), **fields}, **facts)
