"""Mail in: one touchpoint a person, thread and day, by headers alone."""

from __future__ import annotations

import io
import json
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import find, mail
from keepintouch.formats.drafts import PersonDraft, Problem, ReadOptions, Ref, TouchpointDraft
from keepintouch.formats.mail_addresses import Mailbox, mailboxes
from keepintouch.formats.mail_headers import decoded

if TYPE_CHECKING:
    from keepintouch.formats.drafts import Draft

EXPECTED = json.loads((Path(__file__).parent / "expected" / "mbox.json").read_text("utf-8"))
ME = frozenset(("me@example.com", "my self"))
OPTIONS = ReadOptions(own=ME, until=date(2026, 11, 22))


def read(content: str | bytes, **options: object) -> list[Draft]:
    data = content.encode() if isinstance(content, str) else content
    return list(mail.read(io.BytesIO(data), OPTIONS._replace(**options)))


def letter(*fields: str, body: str = "Hello.") -> str:
    """Return a message from Ann on 3 May 2013, unless `fields` say otherwise."""
    usual = {
        "from": "From: Ann <ann@example.com>",
        "to": "To: me@example.com",
        "date": "Date: Fri, 3 May 2013 10:00:00 +0200",
        "message-id": "Message-ID: <1@example.com>",
    }
    said = {each.partition(":")[0].lower() for each in fields}
    head = [text for name, text in usual.items() if name not in said]
    return "\n".join((*head, *fields, "", body, ""))


def mbox(*letters: str) -> str:
    return "".join(f"From - Fri May  3 10:00:00 2013\n{each}\n" for each in letters)


def wrote(drafts: list[Draft]) -> list[TouchpointDraft]:
    return [each for each in drafts if isinstance(each, TouchpointDraft)]


def told(drafts: list[Draft]) -> list[str]:
    return [each.what for each in drafts if isinstance(each, Problem)]


def shown(each: TouchpointDraft) -> str:
    """Return a touchpoint on one line, as `expected/mbox.json` has it."""
    (who,) = each.people
    when = f"{each.day} {each.time} {each.zone} {each.direction}"
    return f"{when} {who.name or ''} <{who.email}> {each.text}"


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_all_that_real_mail_says_is_read(fixtures: Path, name: str) -> None:
    expected = EXPECTED[name]
    drafts = read((fixtures / "mbox" / name).read_bytes(), own=frozenset(expected["own"]))
    assert [shown(each) for each in wrote(drafts)] == expected["mail"]
    problems = [f"{each.line}: {each.what}" for each in drafts if isinstance(each, Problem)]
    assert problems == expected["problems"]


def test_every_mailbox_of_the_fixtures_is_expected_here(fixtures: Path) -> None:
    assert {each.name for each in (fixtures / "mbox").iterdir()} == set(EXPECTED)


def test_mail_is_known_by_its_beginning_even_with_a_calendar_in_it(fixtures: Path) -> None:
    paths = [*(fixtures / "mbox").iterdir(), fixtures / "ics" / "zimbra-bug-69862-invite.eml"]
    for path in paths:
        found = find("x", path.read_bytes()[:8192])
        assert found is not None, path.name
        assert found.name == "mail", path.name


@pytest.mark.parametrize(
    "text", ["", "Name,Email\nAnn,a@example.com\n", "\n\n\n", "From me to you"]
)
def test_what_is_no_mail_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="no mail"):
        read(text)


def test_a_letter_is_a_touchpoint_with_everything_known_of_it() -> None:
    drafts = read(letter("Subject: =?utf-8?q?Gr=C3=BC?=\n =?utf-8?q?=C3=9Fe?= from\n Rome"))
    (found,) = wrote(drafts)
    assert found == TouchpointDraft(
        day=date(2013, 5, 3),
        uid=found.uid,
        kind="email",
        text="Grüße from Rome",
        people=(Ref(name="Ann", email="ann@example.com"),),
        direction="them",
        time="10:00",
        zone="+02:00",
        line=1,
        known_people_only=True,
    )
    (person,) = (each for each in drafts if isinstance(each, PersonDraft))
    assert (person.name, person.points[0].value, person.only_if_known) == (
        "Ann",
        "ann@example.com",
        True,
    )


def test_a_letter_of_ones_own_is_to_everybody_it_went_to() -> None:
    text = letter(
        "From: Me@Example.com", "To: Ann <ann@x.test>, me@example.com", "Cc: bo@x.test, ann@x.test"
    )
    found = [(each.direction, each.people[0].email) for each in wrote(read(text))]
    assert found == [("me", "ann@x.test"), ("me", "bo@x.test")]


def test_who_else_got_a_letter_was_not_in_touch() -> None:
    text = letter("To: me@example.com, bo@x.test")
    assert [each.people[0].name for each in wrote(read(text))] == ["Ann"]


def test_without_own_addresses_everybody_in_a_letter_counts_and_it_is_told() -> None:
    drafts = read(letter(), own=frozenset())
    assert [each.people[0].email for each in wrote(drafts)] == ["ann@example.com", "me@example.com"]
    assert {each.direction for each in wrote(drafts)} == {None}
    assert told(drafts) == [
        "your own addresses are not known: everybody in a message was counted as in touch"
    ]


@pytest.mark.parametrize(
    "field",
    [
        "List-Id: <all.example.com>",
        "List-Unsubscribe: <https://x.test/bye>",
        "List-Post: <mailto:all@example.com>",
        "X-BeenThere: all@example.com",
        "Mailing-List: contact x",
        "Precedence: Bulk",
        "Precedence: list",
        "Auto-Submitted: auto-replied",
        "From: no-reply@example.com",
        "From: MAILER-DAEMON@example.com",
        "From: Shop <order.noreply@example.com>",
        "From: bugzilla-daemon@example.com",
        "From: all-request@example.com",
        "From: owner-all@example.com",
        "From: notifications@example.com",
        "Sender: Google Calendar <calendar-notification@google.com>",
    ],
)
def test_lists_newsletters_and_robots_are_no_people(field: str) -> None:
    drafts = read(letter(field))
    assert told(drafts) == ["not counted: lists, newsletters and automatic mail (1)"]
    assert len(drafts) == 1


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("X-Gmail-Labels: Spam,Unread", "spam"),
        ("X-Gmail-Labels: =?UTF-8?Q?Gel=C3=B6scht,Drafts?=", "drafts"),
        ("X-Spam-Flag: YES", "spam"),
        ("X-Mozilla-Draft-Info: internal/draft; vcard=0", "drafts"),
    ],
)
def test_spam_and_drafts_are_no_letters(field: str, why: str) -> None:
    assert told(read(letter(field))) == [f"not counted: {why} (1)"]


@pytest.mark.parametrize(
    "field",
    [
        "Auto-Submitted: no",
        "X-Gmail-Labels: Inbox,Spammers",
        "X-Spam-Flag: NO",
        "Return-Path: <>",
        "From: Nora Eply <noraeply@example.com>",
    ],
)
def test_what_looks_a_little_like_a_robot_is_a_person(field: str) -> None:
    assert len(wrote(read(letter(field)))) == 1


def test_the_address_of_a_list_is_never_proposed_as_a_person() -> None:
    ours = letter("From: me@example.com", "To: all@x.test, Ann <ann@x.test>")
    theirs = letter("List-Post: <mailto:All@x.test>", "Message-ID: <2@x.test>")
    people = [each.name for each in read(mbox(ours, theirs)) if isinstance(each, PersonDraft)]
    assert people == ["Ann"]


def test_a_letter_to_a_robot_or_to_oneself_is_to_nobody() -> None:
    for to in ("To: all-request@x.test", "To: me@example.com", "To: Undisclosed recipients:;"):
        drafts = read(letter("From: me@example.com", to))
        assert told(drafts) == ["not counted: mail to nobody else (1)"]


def test_a_letter_to_a_crowd_is_no_conversation() -> None:
    to = "To: " + ", ".join(f"{n}@x.test" for n in range(9))
    assert told(read(letter(to))) == ["not counted: mail to a crowd (1)"]
    assert len(wrote(read(letter(to), crowd=9))) == 1


def test_a_thread_is_one_touchpoint_a_person_and_day() -> None:
    thread = mbox(
        letter("Message-ID: <a@x>"),
        letter("Message-ID: <b@x>", "In-Reply-To: <a@x>"),
        letter("Message-ID: <c@x>", "References: <a@x>\n <b@x>", "Date: 3 May 2013 23:00 +0200"),
        letter("Message-ID: <d@x>", "References: <a@x> <c@x>", "Date: 4 May 2013 01:00 +0200"),
        letter("Message-ID: <e@x>"),
        letter("Message-ID: <f@x>", "References: <a@x>", "From: Bo <bo@x.test>"),
    )
    found = [(each.day.day, each.people[0].name) for each in wrote(read(thread))]
    assert found == [(3, "Ann"), (4, "Ann"), (3, "Ann"), (3, "Bo")]


def test_a_letter_has_the_same_uid_in_every_mailbox() -> None:
    (alone,), (among,) = wrote(read(letter())), wrote(read(mbox(letter(), letter())))
    assert alone.uid == among.uid


def test_letters_without_an_id_are_told_apart_by_their_subjects() -> None:
    texts = [letter("Message-ID:", f"Subject: {each}") for each in ("one", "two", "one")]
    assert [each.text for each in wrote(read(mbox(*texts)))] == ["one", "two"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (["Date: 21 Nov 97 09:55:06 GMT"], ("1997-11-21", "09:55", "+00:00")),
        (["Date: Fri, 3 May 2013 10:00:00 -3000"], ("2013-05-03", "10:00", None)),
        (["Date: Fri, 3 May 2013 10:00:00"], ("2013-05-03", "10:00", None)),
        (["Date: Fri, 3 May 2013 10:00:00 (CEST)"], ("2013-05-03", "10:00", None)),
        (["Date: Fri, 3 May 2013 10:00:00 -0330"], ("2013-05-03", "10:00", "-03:30")),
        (["Date: Fri, 3 May 2013 44:00:00 +0000"], ("2013-05-03", None, None)),
        (["Date: 3 May 3609 10:00 +0000", "Received: x; 4 May 2013 08:00:00 -0700"],
         ("2013-05-04", "08:00", "-07:00")),
        (["Date: 31 Feb 2013 10:00", "Received: x;\n\tSat, 4 May 2013 08:00:00 +0000"],
         ("2013-05-04", "08:00", "+00:00")),
        (["Date:", "Resent-Date: Sat, 4 May 2013 08:00:00 +0000"],
         ("2013-05-04", "08:00", "+00:00")),
        (["Date: Mon, 23 Nov 2026 06:00:00 +1300"], ("2026-11-22", "06:00", "+13:00")),
    ],
)  # fmt: skip
def test_the_day_is_the_one_on_the_senders_clock(
    fields: list[str], expected: tuple[str, str | None, str | None]
) -> None:
    (found,) = wrote(read(letter(*fields)))
    assert (found.day.isoformat(), found.time, found.zone) == expected


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("3 May 3609 10:00 +0000", 'a message dated "3 May 3609 10:00 +0000": not counted'),
        ("Wed, 25 Nov 2026 10:00:00 +0000", None),
        ("1 Jan 1904 00:00", None),
        ("=?utf-8?q?gestern=1B[2J?=", None),
        ("0", None),
        ("", "a message without a date: not counted"),
    ],
)
def test_a_date_that_cannot_be_is_told(text: str, what: str | None) -> None:
    (problem,) = read(letter(f"Date: {text}"))
    assert isinstance(problem, Problem)
    assert problem.what == what or (what is None and problem.what.startswith("a message dated"))


def test_the_line_above_a_letter_dates_it_only_when_it_names_the_sender() -> None:
    undated = letter("Date:")
    dated = "From ann@example.com  Sat May  4 10:00:00 2013\n"
    assert [each.day for each in wrote(read(dated + undated))] == [date(2013, 5, 4)]
    assert not wrote(read("From MAILER-DAEMON Sat May  4 10:00:00 2013\n" + undated))


def test_a_letter_without_a_sender_is_told_with_its_line() -> None:
    (problem,) = read(mbox(letter("From: undisclosed")))
    assert problem == Problem(1, "a message without a sender: not counted")


def test_since_bounds_what_is_read() -> None:
    assert not read(letter(), since=date(2013, 5, 4))
    assert len(wrote(read(letter(), since=date(2013, 5, 3), until=None))) == 1


def test_a_line_of_a_body_that_begins_with_from_begins_no_letter() -> None:
    body = (
        "From here on it is easy.\n>From me\n From - Fri May  3 10:00:00 2013\nFrom: x@x.test\n"
        "From - Fri May  3 10:00:00 2013\nis what programs write\n"
    )
    assert len(wrote(read(mbox(letter(body=body), letter("Message-ID: <2@x>"))))) == 2


def test_a_letter_within_a_letter_is_not_read() -> None:
    inner = "Content-Type: message/rfc822\n\n" * 100 + letter("From: Bo <bo@x.test>")
    assert [each.people[0].name for each in wrote(read(mbox(letter(body=inner))))] == ["Ann"]


def test_apples_and_windows_ways_of_writing_a_letter_are_read() -> None:
    assert len(wrote(read("1234      \n" + letter()))) == 1
    assert len(wrote(read(mbox(letter(), letter("Message-ID: <2@x>")).replace("\n", "\r\n")))) == 2


def test_a_mailbox_is_read_line_by_line_and_a_header_of_many_megabytes_costs_no_memory() -> None:
    import tracemalloc

    huge = letter("X-Huge: " + "x" * 20_000_000, "Subject: " + "y" * 20_000_000).encode()
    tracemalloc.start()
    (found,) = wrote(read(huge))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found.text) <= 2 * 65_536
    assert peak < 2_000_000


@pytest.mark.no_cover
def test_five_thousand_letters_take_a_second() -> None:
    letters = [letter(f"Message-ID: <{n}@x>", f"From: p{n % 99}@x.test") for n in range(5000)]
    data = mbox(*letters).encode()
    begun = time.process_time()
    assert len(wrote(read(data))) == 5000
    assert time.process_time() - begun < 4  # four times, for a busy machine that counts coverage


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ann@x.test", [("", "ann@x.test")]),
        ("Ann Lee <Ann@X.test>", [("Ann Lee", "ann@x.test")]),
        ('"Lee, Ann" <ann@x.test>', [("Lee, Ann", "ann@x.test")]),
        ('"\'Ann\'" <ann@x.test>, bo@x.test', [("Ann", "ann@x.test"), ("", "bo@x.test")]),
        ('"A \\"B\\" C" <a@x.test>', [('A "B" C', "a@x.test")]),
        ("ann@x.test (Ann Lee)", [("Ann Lee", "ann@x.test")]),
        ("Friends: Ann <ann@x.test>, bo@x.test;, cy@x.test",
         [("Ann", "ann@x.test"), ("", "bo@x.test"), ("", "cy@x.test")]),
        ("undisclosed-recipients:;", []),
        ("Ann <@relay.test,@b.test:ann@x.test>", [("Ann", "ann@x.test")]),
        ("ann@x   . test, , ", [("", "ann@x.test")]),
        ("Ann (a (nested) \\) one) <ann(here)@x.test>", [("Ann", "ann@x.test")]),
        ("Ann </O=EXCHANGE/OU=FIRST/CN=RECIPIENTS/CN=ANN>", [("Ann", None)]),
        ("Ann <IMCEAEX-_O=EXCHANGE_CN=ANN@x.test>", [("Ann", None)]),
        ("ann@x.test <ann@x.test>", [("", "ann@x.test")]),
        (". <ann@x.test>", [("", "ann@x.test")]),
        ("=?utf-8?q?M=C3=BC,_Ann?= <ann@x.test>", [("Mü, Ann", "ann@x.test")]),
        ('"=?ISO-8859-1?Q?Fran=E7ois?=" <f@x.test>', [("François", "f@x.test")]),
        ("<aaa bbb>, foo, <>, @, a@, ,;:", []),
        ('"Ann', []),
        ("Ann <ann@x.test", [("Ann", "ann@x.test")]),
    ],
)  # fmt: skip
def test_who_is_named_in_a_field(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert mailboxes(text) == tuple(Mailbox(name or None, email) for name, email in expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("=?utf-8?B?TcO8?=", "Mü"),
        ("=?utf-8?q?M=C3?= =?utf-8?q?=BC?=", "Mü"),
        ("=?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?=", "テスト"),
        ("=?no-such-charset?q?M=FC?=", "Mü"),
        ("=?utf-8?q?=FF?= x", "\ufffd x"),
        ("=?utf-8?B?broken!?=", "=?utf-8?B?broken!?="),
        ("=?utf-8?x?y?=", "=?utf-8?x?y?="),
        ("a\t\tb\x85c", "a b c"),
    ],
)
def test_encoded_words_are_decoded_as_far_as_they_can_be(text: str, expected: str) -> None:
    assert decoded(text) == expected


@given(st.text(max_size=80), st.sampled_from(["From", "To", "Date", "Subject", "References"]))
@settings(max_examples=300)
def test_any_text_in_any_field_is_read_or_told(value: str, name: str) -> None:
    fields = {"From": "From: ann@example.com", name: f"{name}: {value}"}
    try:
        assert read(letter(*fields.values()).encode("utf-8", "replace"))
    except UnreadableError:
        assert name == "From"


@given(st.binary(max_size=300))
def test_any_bytes_are_mail_or_refused(data: bytes) -> None:
    with suppress(UnreadableError):
        assert read(data) is not None


def test_everybody_who_signed_a_letter_was_in_touch() -> None:
    found = wrote(read(letter("From: Ann <ann@example.com>, Bo Bee <bo@example.com>")))
    assert [each.people for each in found] == [
        (Ref(name="Ann", email="ann@example.com"),),
        (Ref(name="Bo Bee", email="bo@example.com"),),
    ]


def test_a_damaged_line_among_the_fields_hides_nobody() -> None:
    text = "Received: by a; Fri, 3 May 2013 10:00:00 +0200\nnot a Field: at all\n" + letter()
    assert [each.people[0].email for each in wrote(read(text))] == ["ann@example.com"]


def test_words_that_follow_the_sender_without_a_blank_line_are_the_body() -> None:
    found = wrote(read("From: ann@example.com\nHello,\nDate: Fri, 3 May 2013 10:00:00\n"))
    assert found == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ann@x.org bo@x.org", [(None, "ann@x.org"), (None, "bo@x.org")]),
        ("Ann Lee ann@x.org", [("Ann Lee", "ann@x.org")]),
        ("ann @ x . org", [(None, "ann@x.org")]),
        ("ann@x.org (Ann Lee)", [("Ann Lee", "ann@x.org")]),
    ],
)
def test_an_address_needs_no_angles(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [tuple(each) for each in mailboxes(text)] == expected
