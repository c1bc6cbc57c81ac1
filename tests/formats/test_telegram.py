"""Telegram Desktop's export: one chat or all of them."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepintouch.domain.errors import KitError, UnreadableError
from keepintouch.formats import find, telegram
from keepintouch.formats.drafts import PersonDraft, ReadOptions, Ref, TouchpointDraft
from tests.formats.chatlines import shown, told

if TYPE_CHECKING:
    from keepintouch.formats.drafts import Draft

OPTIONS = ReadOptions(until=date(2026, 11, 22), zone="Asia/Tokyo")
ANN, BO, ME = ("Ann", "user7"), ("Bo", "user8"), ("Me Myself", "user1")


def message(
    who: tuple[str, str], at: str, text: object = "Hi", **more: object
) -> dict[str, object]:
    name, uid = who
    usual = {"id": 1, "type": "message", "date": at, "from": name, "from_id": uid, "text": text}
    return {**usual, **more}


def call(who: tuple[str, str], at: str, **more: object) -> dict[str, object]:
    name, uid = who
    usual = {"type": "service", "date": at, "actor": name, "actor_id": uid, "action": "phone_call"}
    return {**usual, **more}


def chat(
    *messages: object, name: str = "Ann", kind: str = "personal_chat", uid: object = 7
) -> object:
    return {"name": name, "type": kind, "id": uid, "messages": list(messages)}


def read(content: object, **options: object) -> list[Draft]:
    data = content if isinstance(content, bytes) else json.dumps(content, indent=1).encode()
    return list(telegram.read(io.BytesIO(data), OPTIONS._replace(**options)))


def test_a_personal_chat_says_itself_who_the_other_one_is() -> None:
    drafts = read(
        chat(
            message(ANN, "2021-03-25T10:00:00"),
            message(ME, "2021-03-25T10:01:00", ["Hi ", {"type": "bold", "text": "you"}]),
            message(ME, "2021-03-26T00:00:00"),
        ),
        texts=True,
    )
    assert shown(drafts) == [
        "2021-03-25 10:00 message Ann: 2 messages\n10:00 Ann: Hi\n10:01 Me Myself: Hi you<",
        "2021-03-26 None message Ann: 1 message\nMe Myself: Hi>",
    ]
    (found, *_) = (each for each in drafts if isinstance(each, TouchpointDraft))
    assert found.people == (Ref(name="Ann", uid="user7"),)


def test_the_other_one_is_known_even_where_only_we_wrote() -> None:
    drafts = read(chat(message(ME, "2021-03-25T10:00:00")))
    assert shown(drafts) == ["2021-03-25 10:00 message Ann: 1 message>"]


def test_an_old_export_has_bare_numbers_and_another_id_for_its_chat() -> None:
    old = [message(ANN, "2021-03-25T10:00:00", from_id=4297),
           message(ME, "2021-03-25T10:00:00", from_id=1)]  # fmt: skip
    assert shown(read(chat(*old, uid=99))) == ["2021-03-25 10:00 message Ann: 2 messages<"]
    assert len(shown(read(chat(*old, uid=99, name="Annie")))) == 2


def test_a_whole_export_knows_whose_it_is_and_leaves_out_what_is_no_chat_with_people() -> None:
    export = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 1, "first_name": "Me"},
        "contacts": {"about": "", "list": [{"first_name": "Cy", "messages": [1]}]},
        "chats": {
            "about": "",
            "list": [
                chat(message(ANN, "2021-03-25T10:00:00")),
                chat(
                    message(BO, "2021-03-26T10:00:00"),
                    message(ME, "2021-03-26T11:00:00"),
                    message(ANN, "2021-03-26T12:00:00"),
                    name="Club",
                    kind="private_supergroup",
                ),
                chat(message(BO, "2021-03-27T10:00:00"), kind="public_channel"),
                chat(message(ME, "2021-03-27T10:00:00"), kind="saved_messages"),
                chat(),
            ],
        },
        "left_chats": {
            "list": [chat(message(BO, "2021-03-28T10:00:00"), kind="private_group", name="Ex")]
        },
    }
    drafts = read(export)
    assert shown(drafts) == [
        "2021-03-25 10:00 message Ann: 1 message<",
        "2021-03-26 10:00 message Bo: 1 message in Club<",
        "2021-03-26 12:00 message Ann: 1 message in Club<",
        "2021-03-28 10:00 message Bo: 1 message in Ex<",
    ]
    assert told(drafts) == [
        "not taken: the contacts of the account, of whom only those with a chat are read (1)",
        "not counted: channels, bots and saved messages (2)",
    ]


def test_the_number_of_a_contact_goes_with_a_chat_under_the_same_whole_name() -> None:
    contacts = [
        {"first_name": "Ann", "last_name": "Lee", "phone_number": "+1 555 0123"},
        {"first_name": "Bo", "last_name": "Li", "phone_number": "+1 555 0124"},
        {"first_name": "Bo", "last_name": "Li", "phone_number": "+1 555 0125"},
        {"first_name": "Cy", "last_name": "", "phone_number": "+1 555 0126"},
        {"first_name": "Di", "last_name": "Ho", "phone_number": "none"},
    ]
    names = {7: "Ann Lee", 8: "Bo Li", 9: "Cy", 10: "Di Ho"}
    at = "2021-03-25T10:00:00"
    chats = [
        chat(message((name, f"user{uid}"), at), name=name, uid=uid) for uid, name in names.items()
    ]
    club = chat(message(("ann lee", "user11"), at), name="Club", kind="private_group")
    drafts = read({"contacts": {"list": contacts}, "chats": {"list": [*chats, club]}})
    refs = [each.people[0] for each in drafts if isinstance(each, TouchpointDraft)]
    assert refs[0] == Ref("Ann Lee", "user7", phone="+1 555 0123")
    assert [each.phone for each in refs[1:]] == [None] * 4
    people = [each for each in drafts if isinstance(each, PersonDraft)]
    assert [each.value for each in people[0].points] == ["+1 555 0123"]
    assert not any(each.points for each in people[1:])


def test_a_call_counts_when_it_was_taken() -> None:
    drafts = read(
        chat(
            call(ME, "2021-03-25T10:00:00", duration_seconds=60, discard_reason="hangup"),
            call(ANN, "2021-03-25T11:00:00", discard_reason="missed"),
            {"type": "service", "action": "pin_message", "actor": "Ann", "actor_id": "user7"},
        )
    )
    assert shown(drafts) == ["2021-03-25 10:00 call Ann: 1 call>"]
    assert told(drafts) == ["not counted: missed calls (1)"]


def test_the_day_of_a_bare_instant_is_the_one_at_home() -> None:
    text = message(ANN, "", date_unixtime="1616713200")
    del text["date"]
    assert shown(read(chat(text))) == ["2021-03-26 08:00 message Ann: 1 message<"]


def test_a_message_of_a_deleted_account_counts_for_the_other_one() -> None:
    drafts = read(chat(message(ANN, "2021-03-25T10:00:00", **{"from": None})))
    assert shown(drafts) == ["2021-03-25 10:00 message a deleted account: 1 message<"]


@pytest.mark.parametrize(
    "broken",
    [
        message(ANN, "yesterday"),
        message(ANN, "", date_unixtime="9" * 30),
        message(("", ""), "2021-03-25T10:00:00", **{"from": None, "from_id": None}),
    ],
)
def test_a_message_without_sender_or_date_is_told(broken: object) -> None:
    drafts = read(chat(broken, message(ANN, "2021-03-25T10:00:00")))
    assert len(shown(drafts)) == 1
    assert told(drafts) == ["not counted: messages without a sender or a date (1)"]


@pytest.mark.parametrize("content", [{}, [], {"messages": []}, b"", b"{", b'{"messages": [{]}'])
def test_what_is_no_chat_is_refused(content: object) -> None:
    with pytest.raises(UnreadableError):
        read(content)


def test_an_export_is_known_by_its_words(fixtures: object) -> None:
    found = find("result.json", json.dumps(chat(message(ANN, "2021-03-25T10:00:00"))).encode())
    assert found is not None
    assert found.name == "telegram"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(
    st.dictionaries(
        st.sampled_from(
            ["type", "date", "date_unixtime", "from", "from_id", "text", "action", "actor"]
        ),
        values,
    ),
    st.dictionaries(st.sampled_from(["type", "name", "id", "messages"]), values),
)
@settings(max_examples=150)
def test_no_value_in_a_place_it_does_not_belong_is_a_crash(
    fields: dict[str, object], facts: dict[str, object]
) -> None:
    text = {**message(ANN, "2021-03-25T10:00:00"), **fields}
    with suppress(KitError):
        assert read({"messages": [text], **facts}, texts=True) is not None
