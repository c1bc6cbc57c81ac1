"""Chats that phones write as text: WhatsApp's of every country, and Signal's."""

from __future__ import annotations

import io
import json
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import KitError, UnreadableError, UsageError
from keepintouch.formats import find, named, signal_chat, whatsapp
from keepintouch.formats.drafts import PersonDraft, Problem, ReadOptions, Ref, TouchpointDraft

if TYPE_CHECKING:
    from keepintouch.formats.drafts import Draft

EXPECTED = json.loads((Path(__file__).parent / "expected" / "chat.json").read_text("utf-8"))
OPTIONS = ReadOptions(own=frozenset(("my self", "+4915112345678")), until=date(2026, 11, 22))


def read(content: str | bytes, **options: object) -> list[Draft]:
    data = content.encode() if isinstance(content, str) else content
    return list(whatsapp.read(io.BytesIO(data), OPTIONS._replace(**options)))


def chat(*lines: str) -> str:
    """Return an Android chat of 2021 out of `03/25 10:00 Ann: Hi`."""
    return "".join(f"{line[3:5]}/{line[:2]}/2021, {line[6:11]} - {line[12:]}\n" for line in lines)


def wrote(drafts: list[Draft]) -> list[TouchpointDraft]:
    return [each for each in drafts if isinstance(each, TouchpointDraft)]


def told(drafts: list[Draft]) -> list[str]:
    return [each.what for each in drafts if isinstance(each, Problem)]


def shown(each: TouchpointDraft) -> str:
    """Return a touchpoint as `expected/chat.json` has it; `>` is from us, `<` from them."""
    (who,) = each.people
    mark = {"me": ">", "them": "<", None: "?"}[each.direction]
    return f"{each.day} {each.time} {who.name or who.phone}: {each.text}{mark}"


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_day_of_a_real_chat_is_read(fixtures: Path, name: str) -> None:
    expected = EXPECTED[name]
    options = OPTIONS._replace(own=frozenset(expected.get("own", ())), zone="Europe/Berlin")
    with (fixtures / "chat" / name).open("rb") as stream:
        drafts = list(named(expected["format"]).reader().read(stream, options))
    assert [shown(each) for each in wrote(drafts)] == expected["days"]
    unknown = ["your own name is not known: everybody in this chat was counted"]
    assert told(drafts) == expected.get("problems", [] if "own" in expected else unknown)


def test_a_long_chat_is_read_to_the_last_message(fixtures: Path) -> None:
    data = (fixtures / "chat" / "whatstk-lorem.txt").read_bytes()
    drafts = wrote(read(data, own=frozenset()))
    names = Counter(each.people[0].name or each.people[0].phone for each in drafts)
    assert names == {"+1 123 456 789": 53, "Giuseppe": 51, "John": 50, "Mary": 46}
    messages = Counter[str | None]()
    for each in drafts:
        messages[each.people[0].name or each.people[0].phone] += int(each.text.split()[0])
    assert messages == {"+1 123 456 789": 145, "Giuseppe": 118, "John": 124, "Mary": 113}
    assert (drafts[0].day, drafts[-1].day) == (date(2020, 1, 15), date(2020, 5, 11))


def test_a_chat_is_known_by_its_beginning(fixtures: Path) -> None:
    formats = {name: each["format"] for name, each in EXPECTED.items()}
    for name, expected in {**formats, "whatstk-lorem.txt": "whatsapp"}.items():
        found = find("x", (fixtures / "chat" / name).read_bytes()[:8192])
        assert found is not None, name
        assert found.name == expected, name


@pytest.mark.parametrize("lines", [1, 4])
@pytest.mark.parametrize(
    "line",
    [
        "1/15/24, 10:00:00 AM - Alice: Hi",
        "15.01.24, 10:00 - Alice: Hi",
        "[2024-01-15, 10:00:00] Alice: Hi",
        "[15/01/2024, 10:00:00\u202fp.\u00a0m.] ~ Alice Lee: Hi",
        "24/1/15 오후 3:04 - Alice: Hi",
    ],
)
def test_a_chat_is_known_below_its_title(line: str, lines: int) -> None:
    title = "Family Group\n"
    found = find("family.txt", f"{title * lines}{line}\n".encode())
    assert found
    assert found.name == "whatsapp"
    assert find("x.txt", f"{title * 5}{line}\n".encode()) is None


def test_what_stands_above_the_first_message_is_told() -> None:
    drafts = read("Family\n25/03/2021, 15:04 - Ann: Hi\n")
    assert drafts[0] == Problem(1, "left out: 1 line above the first message")
    drafts = read("Family\nLee\n25/03/2021, 15:04 - Ann: Hi\n25/03/2021, 15:05 - Ann: Ho\n")
    assert drafts[0] == Problem(1, "left out: 2 lines above the first message")


@pytest.mark.parametrize(
    "head",
    [
        "when,what\n2024-01-15 10:00:00,Ann - lunch: fish\n",
        "Log\n2024-01-15 10:00 - called Ann\n",
        "Plan\n15.01.2024 at 10:00 - Ann: lunch\n",
    ],
)
def test_what_only_looks_like_a_chat_below_a_title_is_left_to_others(head: str) -> None:
    found = find("x.csv", head.encode())
    assert found is None or found.name != "whatsapp"


@pytest.mark.parametrize("text", ["", "Hello\n", "1. Buy milk\n2. Call Ann\n", "12:30 Ann: hi\n"])
def test_what_is_no_chat_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="no chat"):
        read(text)


@pytest.mark.parametrize(
    "line",
    [
        "25/03/2021, 15:04 - Ann: Hi",
        "25/3/21, 3:04 pm - Ann: Hi",
        "3/25/21, 3:04 PM - Ann: Hi",
        "25/03/21 3:04 p. m. - Ann: Hi",
        "25.03.21, 15:04 - Ann: Hi",
        "25-03-2021 15:04 - Ann: Hi",
        "2021-03-25, 15:04 - Ann: Hi",
        "2021/03/25 15:04 - Ann: Hi",
        "2021. 03. 25. 15:04 - Ann: Hi",
        "21. 3. 25. 오후 3:04 - Ann: Hi",
        "2021/3/25 下午3:04 - Ann: Hi",
        "[25.03.21, 15:04:22] Ann: Hi",
        "[25/03/2021, 3:04:22 PM] Ann: Hi",
        "[2021-03-25, 15:04:22] Ann: Hi",
        "[25.3.2021 klo 15.04.22] Ann: Hi",
        "\u200e[25.03.21, 15:04:22] Ann: \u200eimage omitted",
        "[25/03/21, 3:04:22\u202fPM] ~\u202fAnn: Hi",
        "25/03/2021, 15:04 - \u202aAnn\u202c: Hi",
        "25/03/2021, 15:04 - Ann:",
    ],
)
def test_a_message_of_any_phone_is_read(line: str) -> None:
    (found,) = wrote(read(line))
    assert (found.day, found.time, found.people) == (date(2021, 3, 25), "15:04", (Ref("Ann"),))


@pytest.mark.parametrize(("time", "expected"), [("12:04 AM", "00:04"), ("12:04 PM", "12:04")])
def test_noon_and_midnight_are_told_apart(time: str, expected: str) -> None:
    assert wrote(read(f"3/25/21, {time} - Ann: Hi"))[0].time == expected


def test_between_two_a_day_is_one_touchpoint_with_who_began_it() -> None:
    drafts = read(
        chat(
            "03/25 10:00 Ann: Hi",
            "03/25 10:01 My Self: Hi!",
            "03/25 10:02 Ann: How\nare you?",
            "03/26 09:00 My Self: Fine",
        )
    )
    assert [shown(each) for each in wrote(drafts)] == [
        "2021-03-25 10:00 Ann: 3 messages<",
        "2021-03-26 09:00 Ann: 1 message>",
    ]
    (person,) = (each for each in drafts if isinstance(each, PersonDraft))
    assert person == PersonDraft("Ann", line=1, only_if_known=True)
    assert all(each.known_people_only for each in wrote(drafts))
    assert not told(drafts)


def test_in_a_group_everybody_who_wrote_has_a_touchpoint_of_their_own() -> None:
    lines = ["03/25 10:00 Ann: 1", "03/25 10:01 Bo: 2", "03/25 10:02 Ann: 3", "03/25 10:03 You: 4"]
    drafts = read(chat(*lines), name="WhatsApp Chat with Old friends.txt")
    assert [shown(each) for each in wrote(drafts)] == [
        "2021-03-25 10:00 Ann: 2 messages in Old friends<",
        "2021-03-25 10:01 Bo: 1 message in Old friends<",
    ]


def test_a_day_on_which_a_crowd_wrote_is_not_counted() -> None:
    crowd = [f"03/25 10:00 P{n}: Hi" for n in range(9)]
    assert told(read(chat(*crowd, "03/26 10:00 My Self: Hi"))) == [
        "not counted: days on which a crowd wrote (1)",
        "not counted: days on which nobody else wrote (1)",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "WhatsApp Chat with Ann Lee.txt",
        "x/WhatsApp Chat - Ann Lee.zip",
        "WhatsApp-Chat mit Ann Lee",
    ],
)
def test_the_name_of_the_file_says_whom_a_chat_is_with(name: str) -> None:
    lines = chat("03/25 10:00 Bob: Hi", "03/25 10:01 Ann Lee: Hi")
    (found,) = wrote(read(lines, name=name, own=frozenset()))
    assert shown(found) == "2021-03-25 10:00 Ann Lee: 2 messages>"


def test_words_that_nobody_answered_were_still_to_the_one_the_chat_is_with() -> None:
    drafts = read(chat("03/25 10:00 My Self: Hi"), name="WhatsApp Chat with Ann.txt")
    assert [shown(each) for each in wrote(drafts)] == ["2021-03-25 10:00 Ann: 1 message>"]
    assert not wrote(read(chat("03/25 10:00 My Self: Hi")))


def test_a_number_is_a_number_and_ones_own_is_known_however_it_is_written() -> None:
    drafts = read(
        chat("03/25 10:00 +49 1511 2345678: Hi", "03/25 10:01 \u202a+1 (555) 123-4567\u202c: Hi")
    )
    (found,) = wrote(drafts)
    assert (found.people, found.direction) == ((Ref(phone="+1 (555) 123-4567"),), "me")
    (person,) = (each for each in drafts if isinstance(each, PersonDraft))
    assert person.points == (Point("phone", "+1 (555) 123-4567"),)


@pytest.mark.parametrize(
    "line",
    [
        "03/25 10:00 You were added",
        '03/25 10:00 +12 345 578 created group "Trip: Rome"',
        "03/25 10:00 Ann changed the subject to “Trip: Rome”",
        "03/25 10:00 Ann: \u200eMessages and calls are end-to-end encrypted. No one outside can read.",
    ],
)
def test_what_the_program_says_is_nobodys_message(line: str) -> None:
    drafts = read(chat(line, "03/26 10:00 Ann: Hi"))
    assert [each.day.day for each in wrote(drafts)] == [26]


def test_what_the_program_says_in_a_groups_name_is_nobodys_message() -> None:
    lines = chat(
        "03/25 10:00 Family: \u200eAnn added Bo", "03/25 10:01 Ann: a", "03/25 10:02 Bo: b"
    )
    drafts = read(lines, name="WhatsApp Chat - Family.txt")
    assert [each.people[0].name for each in wrote(drafts)] == ["Ann", "Bo"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("\u200eVoice call, \u200e12 min", "call"),
        ("Video call. 1 hr 5 min", "video"),
        ("Sprachanruf, 12 Sek", "call"),
        ("Video call me at 5, please", "message"),
        ("a voice call, 12 min", "message"),
    ],
)
def test_a_call_is_a_call_of_its_own(text: str, kind: str) -> None:
    drafts = wrote(read(chat(f"03/25 10:00 Ann: {text}", "03/25 10:30 My Self: Bye")))
    assert [each.kind for each in drafts] == list(dict.fromkeys((kind, "message")))


@pytest.mark.parametrize(
    "text",
    ["Missed voice call", "Missed group video call, tap to call back", "Voice call, No answer"],
)
def test_a_missed_call_is_no_contact(text: str) -> None:
    drafts = read(chat(f"03/25 10:00 Ann: {text}", "03/26 10:00 Ann: sorry"))
    assert [each.day.day for each in wrote(drafts)] == [26]
    assert told(drafts) == ["not counted: missed calls (1)"]


def test_the_words_come_along_only_when_asked_for() -> None:
    lines = chat("03/25 10:00 Ann: How are", "03/25 10:01 My Self: Fine")
    lines = lines.replace("How are\n", "How are\nyou?\n")
    assert [each.text for each in wrote(read(lines))] == ["2 messages"]
    assert [each.text for each in wrote(read(lines, texts=True))] == [
        "2 messages\n10:00 Ann: How are\nyou?\n10:01 My Self: Fine"
    ]


def test_the_same_day_has_the_same_uid_when_the_chat_has_gone_on() -> None:
    begun = chat("03/25 10:00 Ann: Hi")
    (before,), (after,) = wrote(read(begun)), wrote(read(begun + chat("03/25 22:00 Ann: Bye")))
    assert before.uid == after.uid
    assert (before.text, after.text) == ("1 message", "2 messages")


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["03/04/21", "03/15/21"], ["2021-03-04", "2021-03-15"]),
        (["03/04/21", "15/04/21"], ["2021-04-03", "2021-04-15"]),
        (["11/03/21", "12/03/21", "01/04/21"], ["2021-03-11", "2021-03-12", "2021-04-01"]),
        (["03/11/21", "03/12/21", "04/01/21"], ["2021-03-11", "2021-03-12", "2021-04-01"]),
        (["03.04.21"], ["2021-04-03"]),
        (["05/05/21"], ["2021-05-05"]),
        (["15-01-20", "16-01-20", "01-02-20"], ["2020-01-15", "2020-01-16", "2020-02-01"]),
        (["20. 1. 15.", "20. 2. 1."], ["2020-01-15", "2020-02-01"]),
    ],
)
def test_the_order_of_day_and_month_is_the_one_in_which_the_chat_goes_on(
    dates: list[str], expected: list[str]
) -> None:
    lines = "".join(f"{each}, 10:00 - Ann: Hi\n" for each in dates)
    assert [each.day.isoformat() for each in wrote(read(lines))] == expected


def test_an_order_that_cannot_be_told_is_asked_for() -> None:
    lines = "03/04/19, 10:00 - Ann: Hi\n04/04/19, 10:00 - Ann: Hi\n"
    with pytest.raises(UnreadableError, match=r"date\.order"):
        read(lines)
    first = [
        wrote(read(lines, mapping=(("date.order", order),)))[0].day for order in ("dmy", "MDY")
    ]
    assert first == [date(2019, 4, 3), date(2019, 3, 4)]
    with pytest.raises(UsageError, match="dmy, mdy or ymd"):
        read(lines, mapping=(("date.order", "day first"),))


def test_a_line_of_a_message_that_looks_like_another_chats_date_decides_nothing() -> None:
    lines = "".join(f"{day}/03/21, 10:00 - Ann: Hi\n" for day in (13, 14, 15))
    drafts = read(lines + "03/28/21, 09:00 - Bo: forwarded\n")
    assert [each.day.day for each in wrote(drafts)] == [13, 14, 15]
    assert '"3/28/21" is no day: not counted' in told(drafts)


def test_days_before_since_and_after_today_are_left_out() -> None:
    lines = "".join(f"13/03/{year}, 10:00 - Ann: Hi\n" for year in (2019, 2021, 2099))
    drafts = read(lines, since=date(2020, 1, 1))
    assert [each.day.year for each in wrote(drafts)] == [2021]
    assert told(drafts) == ["not counted: days in the future (1)"]


def test_signal_writes_our_own_name_as_me() -> None:
    text = b"[2021-03-04, 10:00] Me: Hi\n[2021-03-04, 10:01] Ann: Hi\n[2021-03-05, 10:01] Ann: ?\n"
    drafts = list(signal_chat.read(io.BytesIO(text), OPTIONS._replace(own=frozenset())))
    assert [shown(each) for each in wrote(drafts)] == [
        "2021-03-04 10:00 Ann: 2 messages>",
        "2021-03-05 10:01 Ann: 1 message<",
    ]


@given(st.lists(st.text(max_size=40), max_size=6))
@settings(max_examples=200)
def test_any_lines_at_all_are_a_chat_or_refused(lines: list[str]) -> None:
    text = "\n".join(f"25/03/2021, 10:00 - {line}" for line in lines)
    with suppress(KitError):
        assert read(text.encode("utf-8", "replace"), texts=True) is not None


def test_a_dash_may_stand_behind_the_bracket() -> None:
    assert [each.people[0].name for each in wrote(read("[15/05/2026, 09:00:00] - Ann: Hi\n"))] == [
        "Ann"
    ]


def test_a_dot_may_end_the_time() -> None:
    assert [str(each.day) for each in wrote(read("2021/03/25, 10:00. - Ann: Hi\n"))] == [
        "2021-03-25"
    ]


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        (("10.21.21", "10.22.21"), "2021-10-22"),
        (("10.11.21", "11.11.21", "12.11.21"), "2021-11-12"),
        (("03/04/21", "04/04/21", "05/04/21"), "2021-04-05"),
        (("04/03/21", "04/04/21", "04/05/21"), "2021-04-05"),
    ],
)
def test_the_order_is_the_one_that_is_likely(dates: tuple[str, ...], day: str) -> None:
    """Months come before dots where nothing else can be; nobody writes on the 4th of months only."""
    drafts = read("".join(f"[{each}, 10:00:00] Ann: Hi\n" for each in dates))
    assert str(wrote(drafts)[-1].day) == day
