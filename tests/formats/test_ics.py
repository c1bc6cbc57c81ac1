"""Calendars in: meetings with other people become touchpoints."""

from __future__ import annotations

import io
import json
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import find, ics
from keepintouch.formats.drafts import PersonDraft, Problem, ReadOptions, Ref, TouchpointDraft

if TYPE_CHECKING:
    from keepintouch.formats.drafts import Draft

EXPECTED = json.loads((Path(__file__).parent / "expected" / "ics.json").read_text("utf-8"))
TODAY = date(2013, 12, 31)
OPTIONS = ReadOptions(until=TODAY, zone="UTC")
REASONS = {
    "alone": "events with nobody else",
    "all-day": "all-day events",
    "tasks": "tasks",
    "busy": "free or busy times",
    "old": "events before 1901 or after 2099",
    "alarms": "alarms without an event",
    "unknown": "parts of an unknown kind",
}
EMPTY = "there is no event in this calendar"
ANN = "ATTENDEE;CN=Ann:mailto:ann@example.com"


def read(content: str | bytes, **options: object) -> list[Draft]:
    data = content.encode() if isinstance(content, str) else content
    return list(ics.read(io.BytesIO(data), OPTIONS._replace(**options)))


def event(*lines: str, kind: str = "VEVENT", head: str = "", guest: str = ANN) -> str:
    """Return a calendar of one event on 3 May 2013 at ten, unless `lines` say otherwise."""
    usual = {"UID": "UID:u", "DTSTART": "DTSTART:20130503T100000"}
    said = {each.replace(":", ";").split(";")[0] for each in lines}
    body = [text for name, text in usual.items() if name not in said]
    every = ["BEGIN:VCALENDAR", head, f"BEGIN:{kind}", *body, guest, *lines, f"END:{kind}"]
    return "\n".join([*filter(None, every), "END:VCALENDAR", ""])


def met(drafts: list[Draft]) -> list[TouchpointDraft]:
    return [each for each in drafts if isinstance(each, TouchpointDraft)]


def days(drafts: list[Draft]) -> list[str]:
    return [each.day.isoformat() for each in met(drafts)]


def told(drafts: list[Draft]) -> list[str]:
    return [each.what for each in drafts if isinstance(each, Problem)]


def shown(each: TouchpointDraft) -> str:
    """Return a touchpoint on one line, as `expected/ics.json` has it."""
    place = f" @ {each.place}" if each.place else ""
    who = ", ".join(f"{ref.email}" for ref in each.people)
    return f"{each.day} {each.time} {each.kind} {each.text}{place}: {who}"


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_meetings_of_a_real_calendar_are_all_read(fixtures: Path, name: str) -> None:
    expected = EXPECTED[name]
    until = date.fromisoformat(expected.get("until", TODAY.isoformat()))
    drafts = read((fixtures / "ics" / name).read_bytes(), until=until)
    people = [
        [each.name, *(point.value for point in each.points)]
        for each in drafts
        if isinstance(each, PersonDraft)
    ]
    assert people == expected.get("people", [])
    assert [shown(each) for each in met(drafts)] == expected.get("times", [])
    unread = [each for each in told(drafts) if "cannot be read" in each]
    assert len(unread) == expected.get("unread", 0)
    left_out = [
        f"not counted: {REASONS[why]} ({expected[why]})" for why in REASONS if why in expected
    ]
    left_out += [EMPTY] if "empty" in expected else []
    assert sorted(set(told(drafts)) - set(unread)) == sorted(left_out)


def test_every_calendar_of_the_fixtures_is_expected_here(fixtures: Path) -> None:
    assert {each.name for each in (fixtures / "ics").iterdir()} == set(EXPECTED)


def test_a_calendar_is_known_by_its_first_line(fixtures: Path) -> None:
    for path in (fixtures / "ics").glob("*.ics"):
        found = find("x", path.read_bytes()[:8192])
        assert found is not None, path.name
        assert found.name == "ics", path.name


def test_what_is_no_calendar_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"no BEGIN:VCALENDAR"):
        read("Name,Email\nAnn,ann@example.com\n")


def test_a_meeting_is_a_touchpoint_with_everything_known_of_it() -> None:
    drafts = read(
        event(
            "SUMMARY:Lunch\\, at last",
            "LOCATION:Café\\nBahnhofstr. 1",
            "ORGANIZER;CN=Bo:mailto:Bo@Example.com",
            "DTSTART;TZID=W. Europe Standard Time:20130503T123000",
        )
    )
    people = (Ref(name="Bo", email="bo@example.com"), Ref(name="Ann", email="ann@example.com"))
    assert met(drafts) == [
        TouchpointDraft(
            day=date(2013, 5, 3),
            uid="u",
            kind="met",
            text="Lunch, at last",
            people=people,
            time="12:30",
            zone="Europe/Berlin",
            place="Café Bahnhofstr. 1",
            line=2,
            known_people_only=True,
        )
    ]
    assert [each.name for each in drafts if isinstance(each, PersonDraft)] == ["Bo", "Ann"]
    assert all(each.only_if_known for each in drafts if isinstance(each, PersonDraft))


@pytest.mark.parametrize(
    ("guest", "expected"),
    [
        ("ATTENDEE:mailto:ann@example.com", [Ref(email="ann@example.com")]),
        ("ATTENDEE;CN=ann@example.com:MAILTO:ann@example.com", [Ref(email="ann@example.com")]),
        ('ATTENDEE;CN="Lee, Ann":urn:uuid:1-2', [Ref(name="Lee, Ann")]),
        (
            "ATTENDEE;CN=Ann;EMAIL=ann@example.com:/1/principal/",
            [Ref("Ann", email="ann@example.com")],
        ),
        ("ATTENDEE;CN=Ann;PARTSTAT=TENTATIVE:invalid:nomail", [Ref("Ann")]),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:ann@example.com", []),
        ("ATTENDEE;PARTSTAT=DELEGATED:mailto:ann@example.com", []),
        ("ATTENDEE;ROLE=NON-PARTICIPANT:mailto:ann@example.com", []),
        ("ATTENDEE;CUTYPE=ROOM:mailto:room@example.com", []),
        ("ATTENDEE;CUTYPE=RESOURCE;CN=Beamer:mailto:beamer@example.com", []),
        ("ATTENDEE;CUTYPE=GROUP:mailto:all@example.com", []),
        ("ATTENDEE:mailto:c_18@resource.calendar.google.com", []),
        ("ATTENDEE:mailto:Me@Example.com", []),
        ("ATTENDEE;CN=My Self:urn:uuid:7", []),
        ("ATTENDEE:urn:uuid:8", []),
        (
            "ATTENDEE:mailto:bo@example.com\nATTENDEE;CN=Bo:mailto:BO@example.com",
            [Ref(email="bo@example.com")],
        ),
        ("ORGANIZER:mailto:bo@example.com", []),
        (
            "ORGANIZER;CN=Bo:mailto:bo@example.com\nATTENDEE:mailto:me@example.com",
            [Ref("Bo", email="bo@example.com")],
        ),
        (
            "ORGANIZER:mailto:bo@example.com\nATTENDEE;PARTSTAT=DECLINED:mailto:bo@example.com",
            [],
        ),
        (
            "ORGANIZER:mailto:x@group.calendar.google.com\nATTENDEE:mailto:ann@example.com",
            [Ref(email="ann@example.com")],
        ),
    ],
)
def test_only_other_people_who_may_have_come_are_guests(guest: str, expected: list[Ref]) -> None:
    drafts = read(event(guest=guest), own=frozenset(("me@example.com", "my self")))
    assert [list(each.people) for each in met(drafts)] == ([expected] if expected else [])
    assert expected or told(drafts) == ["not counted: events with nobody else (1)"]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["STATUS:CANCELLED"], "cancelled events"),
        (["ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.com"], "meetings the user declined"),
        (["DTSTART;VALUE=DATE:20130503"], "all-day events"),
        (["DTSTART:18991231T100000"], "events before 1901 or after 2099"),
        (["DTSTART:20150503T100000"], "meetings more than a year ahead"),
    ],
)
def test_what_does_not_count_is_told(lines: list[str], why: str) -> None:
    drafts = read(event(*lines), own=frozenset(("me@example.com",)))
    assert told(drafts) == [f"not counted: {why} (1)"]
    assert not met(drafts)


def test_a_crowd_is_not_counted_and_told_with_its_size() -> None:
    crowd = "\n".join(f"ATTENDEE:mailto:{n}@example.com" for n in range(40))
    assert told(read(event(guest=crowd))) == ["a meeting of 40: not counted"]
    assert len(met(read(event(guest=crowd), crowd=40))) == 1


def test_a_whole_calendar_of_cancellations_counts_nothing() -> None:
    assert told(read(event(head="METHOD:CANCEL"))) == ["not counted: cancelled events (1)"]


@pytest.mark.parametrize(
    ("lines", "kind", "place"),
    [
        (["LOCATION:Café"], "met", "Café"),
        (["LOCATION:https://zoom.us/j/1"], "video", None),
        (["LOCATION:Microsoft Teams Meeting"], "video", None),
        (["DESCRIPTION:join https://meet.google.com/abc-def"], "video", None),
        (["CONFERENCE;VALUE=URI:https://x.example/1"], "video", None),
        (["X-GOOGLE-CONFERENCE:https://meet.google.com/a"], "video", None),
        (["LOCATION:Café", "X-GOOGLE-CONFERENCE:https://meet.google.com/a"], "met", "Café"),
        (["DESCRIPTION:we zoom in"], "met", None),
    ],
)
def test_a_conference_link_and_no_place_make_a_video_call(
    lines: list[str], kind: str, place: str | None
) -> None:
    assert [(each.kind, each.place) for each in met(read(event(*lines)))] == [(kind, place)]


def test_a_journal_entry_with_people_is_a_talk_and_needs_no_time() -> None:
    (entry,) = met(read(event("DTSTART;VALUE=DATE:20130503", kind="VJOURNAL")))
    assert (entry.kind, entry.day, entry.time) == ("talked", date(2013, 5, 3), None)


@pytest.mark.parametrize(
    ("start", "head", "zone", "expected"),
    [
        ("DTSTART:20130503T233000Z", "", "Europe/Berlin", ("2013-05-04", "01:30", "Europe/Berlin")),
        (
            "DTSTART:20130503T233000Z",
            "X-WR-TIMEZONE:America/Los_Angeles",
            "Europe/Berlin",
            ("2013-05-03", "16:30", "America/Los_Angeles"),
        ),
        (
            "DTSTART:20130503T233000",
            "X-WR-TIMEZONE:Asia/Tokyo",
            "UTC",
            ("2013-05-03", "23:30", "Asia/Tokyo"),
        ),
        ("DTSTART:20130503T233000", "", "UTC", ("2013-05-03", "23:30", None)),
        ("DTSTART;TZID=Nowhere/Else:20130503T233000", "", "UTC", ("2013-05-03", "23:30", None)),
        ("DTSTART;TZID=America:20130503T233000", "", "UTC", ("2013-05-03", "23:30", None)),
        ("DTSTART;TZID=../../etc/passwd:20130503T233000", "", "UTC", ("2013-05-03", "23:30", None)),
        (
            'DTSTART;TZID="/freeassociation.sourceforge.net/Tzfile/Europe/Vienna":20130503T233000',
            "",
            "UTC",
            ("2013-05-03", "23:30", "Europe/Vienna"),
        ),
        (
            "DTSTART;TZID=Pacific Standard Time:20130503T235960",
            "",
            "UTC",
            ("2013-05-03", "23:59", "America/Los_Angeles"),
        ),
    ],
)
def test_the_day_is_the_one_people_there_would_say(
    start: str, head: str, zone: str, expected: tuple[str, str, str | None]
) -> None:
    (found,) = met(read(event(start, head=head), zone=zone))
    assert (found.day.isoformat(), found.time, found.zone) == expected


def test_an_instant_is_told_in_this_machines_zone_when_none_is_given() -> None:
    (found,) = met(read(event("DTSTART:20130503T120000Z"), zone=None))
    assert abs((found.day - date(2013, 5, 3)).days) <= 1
    assert found.zone


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["RRULE:FREQ=WEEKLY;COUNT=3"], ["05-03", "05-10", "05-17"]),
        (["RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20130531"], ["05-03", "05-17", "05-31"]),
        (["RRULE:FREQ=DAILY;UNTIL=20130505T095959"], ["05-03", "05-04"]),
        (["RRULE:FREQ=MONTHLY;COUNT=3", "EXDATE:20130603T100000"], ["05-03", "07-03"]),
        (["RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20130504"], ["05-03", "05-05"]),
        (["RRULE:FREQ=DAILY;COUNT=4", "EXRULE:FREQ=DAILY;INTERVAL=2"], ["05-04", "05-06"]),
        (["RDATE:20130601T100000,20130602T110000"], ["05-03", "06-01", "06-02"]),
        (["RDATE;VALUE=PERIOD:20130601T100000/PT1H"], ["05-03", "06-01"]),
        (["RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=1"], ["05-03", "05-07"]),
        (["RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20130701T000000Z"], ["05-03", "05-31", "06-28"]),
        (["RRULE:FREQ=DAILY;UNTIL=20130401"], ["05-03"]),
        (["RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"], ["05-03"]),
        (["RRULE:FREQ=DAILY;BYHOUR=10;COUNT=2"], ["05-03", "05-04"]),
    ],
)
def test_a_series_happens_on_each_of_its_days(lines: list[str], expected: list[str]) -> None:
    drafts = read(event(*lines))
    assert days(drafts) == [f"2013-{day}" for day in expected]
    assert not told(drafts)


def test_each_time_of_a_series_has_a_uid_of_its_own_and_zones_do_not_change_it() -> None:
    berlin = read(event("DTSTART;TZID=Europe/Berlin:20130503T100000", "RRULE:FREQ=DAILY;COUNT=2"))
    utc = read(event("DTSTART:20130503T080000Z", "RRULE:FREQ=DAILY;COUNT=2"))
    uids = ["u/2013-05-03T08:00:00+00:00", "u/2013-05-04T08:00:00+00:00"]
    assert [each.uid for each in met(berlin)] == [each.uid for each in met(utc)] == uids


def test_the_end_of_a_rule_in_utc_is_compared_in_the_zone_of_its_event() -> None:
    drafts = read(
        event("DTSTART;TZID=Asia/Tokyo:20130503T080000", "RRULE:FREQ=DAILY;UNTIL=20130504T230000Z")
    )
    assert days(drafts) == ["2013-05-03", "2013-05-04", "2013-05-05"]


def test_a_zone_only_the_file_knows_still_tells_where_a_series_ends() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nTZOFFSETTO:+0900\nEND:STANDARD\nEND:VTIMEZONE"
    )
    lines = ("DTSTART;TZID=Mine:20130503T080000", "RRULE:FREQ=DAILY;UNTIL=20130503T230000Z")
    (first, second) = met(read(event(*lines, head=zone)))
    assert (first.zone, second.day) == (None, date(2013, 5, 4))


@pytest.mark.parametrize("offset", ["0900", "+9900", "", "+09"])
def test_an_offset_that_is_none_leaves_the_zone_unknown(offset: str) -> None:
    zone = f"BEGIN:VTIMEZONE\nTZID:Mine\nTZOFFSETTO:{offset}\nEND:VTIMEZONE"
    (found,) = met(read(event("DTSTART;TZID=Mine:20130503T080000", head=zone)))
    assert (found.time, found.zone) == ("08:00", None)


SERIES = "BEGIN:VEVENT\nUID:u\nDTSTART:20130503T100000Z\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:daily\n"


def instead(*lines: str, start: str = "20130504T180000Z", guest: str = ANN) -> str:
    body = "\n".join(("BEGIN:VEVENT", "UID:u", f"DTSTART:{start}", guest, *lines, "END:VEVENT"))
    return f"BEGIN:VCALENDAR\n{body}\n{SERIES}{ANN}\nEND:VEVENT\nEND:VCALENDAR\n"


@pytest.mark.parametrize(
    "key", ["RECURRENCE-ID:20130504T100000Z", "RECURRENCE-ID;VALUE=DATE:20130504",
            "RECURRENCE-ID;TZID=Europe/Berlin:20130504T120000"],
)  # fmt: skip
def test_a_moved_time_of_a_series_is_moved_not_doubled(key: str) -> None:
    drafts = read(instead(key, "SUMMARY:late"))
    found = {each.day.isoformat(): (each.time, each.text) for each in met(drafts)}
    daily = ("10:00", "daily")
    assert found == {"2013-05-03": daily, "2013-05-04": ("18:00", "late"), "2013-05-05": daily}


def test_a_series_can_change_from_one_time_onwards() -> None:
    drafts = read(instead("RECURRENCE-ID;RANGE=THISANDFUTURE:20130504T100000Z", "SUMMARY:late"))
    found = [(each.day.day, each.time, each.text) for each in met(drafts)]
    assert sorted(found) == [(3, "10:00", "daily"), (4, "18:00", "late"), (5, "18:00", "late")]
    uids = {each.uid for each in met(drafts)}
    assert uids == {f"u/2013-05-0{day}T10:00:00+00:00" for day in (3, 4, 5)}


def test_a_series_can_end_from_one_time_onwards() -> None:
    key = "RECURRENCE-ID;RANGE=THISANDFUTURE:20130504T100000Z"
    assert days(read(instead(key, "STATUS:CANCELLED"))) == ["2013-05-03"]


def test_a_cancelled_time_of_a_series_is_left_out() -> None:
    drafts = read(instead("RECURRENCE-ID:20130504T100000Z", "STATUS:CANCELLED"))
    assert days(drafts) == ["2013-05-03", "2013-05-05"]
    assert told(drafts) == ["not counted: cancelled events (1)"]


def test_a_time_of_a_series_has_its_own_guests() -> None:
    bo = "ATTENDEE;CN=Bo:mailto:bo@example.com"
    drafts = read(instead("RECURRENCE-ID:20130504T100000Z", guest=bo))
    names = {each.day.day: [ref.name for ref in each.people] for each in met(drafts)}
    assert names == {3: ["Ann"], 4: ["Bo"], 5: ["Ann"]}


def test_a_cancelled_series_takes_its_moved_times_along() -> None:
    text = instead("RECURRENCE-ID:20130504T100000Z").replace("SUMMARY:daily", "STATUS:CANCELLED")
    assert not met(read(text))


@pytest.mark.parametrize("newest_first", [True, False])
def test_the_newest_revision_of_an_event_wins_wherever_it_stands(*, newest_first: bool) -> None:
    old = event("SEQUENCE:1", "SUMMARY:old")
    new = event("SEQUENCE:2", "SUMMARY:new", "DTSTART:20130504T100000")
    drafts = read(new + old if newest_first else old + new)
    assert [(each.text, each.day.day) for each in met(drafts)] == [("new", 4)]


def test_of_what_is_to_come_only_the_next_time_of_a_series_is_planned() -> None:
    drafts = read(event("RRULE:FREQ=WEEKLY"), until=date(2013, 5, 12))
    assert days(drafts) == ["2013-05-03", "2013-05-10", "2013-05-17"]


def test_a_single_meeting_ahead_is_planned() -> None:
    assert days(read(event(), until=date(2013, 1, 1))) == ["2013-05-03"]


def test_since_and_until_bound_what_is_read() -> None:
    drafts = read(event("RRULE:FREQ=WEEKLY;COUNT=9"), since=date(2013, 6, 1))
    assert days(drafts) == ["2013-06-07", "2013-06-14", "2013-06-21", "2013-06-28"]
    assert not read(event(), since=date(2013, 6, 1))


def test_without_a_last_day_everything_is_read() -> None:
    assert days(read(event("DTSTART:20980503T100000"), until=None)) == ["2098-05-03"]


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (["RRULE:FREQ=SECONDLY"], "SECONDLY is no frequency of meetings"),
        (["RRULE:FREQ=HOURLY;COUNT=3"], "HOURLY is no frequency of meetings"),
        (["RRULE:COUNT=3"], "nothing is no frequency of meetings"),
        (["RRULE:FREQ=DAILY;INTERVAL=0"], "it counts by nothing"),
        (["RRULE:FREQ=DAILY;COUNT=0"], "it counts by nothing"),
        (["RRULE:FREQ=DAILY;BYHOUR=9,15"], "it is for several times a day"),
        (["RRULE:FREQ=DAILY;BYMONTH=" + "1," * 600], "it is too long"),
        (["RRULE:FREQ=DAILY;BYDAY=XX"], "its RRULE cannot be followed"),
        (["RRULE:FREQ=DAILY;UNTIL=tomorrow"], '"TOMORROW" is no date'),
        (["RDATE:20130231"], "its RDATE cannot be followed"),
        (["EXDATE:never"], "its EXDATE cannot be followed"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_told_and_its_first_time_kept(
    lines: list[str], what: str
) -> None:
    drafts = read(event("RDATE:20130503T100000", *lines))
    assert days(drafts) == ["2013-05-03"]
    assert any(what in each for each in told(drafts))


def test_a_series_without_end_keeps_its_newest_thousand_times_and_says_so() -> None:
    drafts = read(event("DTSTART:19800101T100000", "RRULE:FREQ=DAILY"))
    assert len(met(drafts)) == 1000
    assert days(drafts)[-1] == "2014-01-01"
    assert told(drafts) == ["it comes 12,420 times: only the newest 1,000 are read"]


BOMBS = {
    "seconds": event("RRULE:FREQ=SECONDLY"),
    "ended before begun": event("RRULE:FREQ=DAILY;UNTIL=19000101T000000Z"),
    "exceptions": event("RRULE:FREQ=DAILY", *["EXDATE:20130504T100000"] * 20_000),
    "one long exception": event("RRULE:FREQ=DAILY", "EXDATE:" + "20130504T100000," * 100_000),
    "never, daily": event("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
    "never, weekly": event("RRULE:FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30"),
    "never, by day of year": event("RRULE:FREQ=DAILY;BYYEARDAY=366;BYMONTH=1"),
    "far steps": event("RRULE:FREQ=DAILY;INTERVAL=99999999999999999999"),
    "far count": event("DTSTART:19010101T100000", "RRULE:FREQ=DAILY;COUNT=999999999"),
    "alarms": event(*["BEGIN:VALARM\nTRIGGER:-PT1M\nEND:VALARM"] * 20_000),
    "guests": event(*[f"ATTENDEE:mailto:{n}@example.com" for n in range(20_000)]),
    "nested": event(*["BEGIN:VALARM"] * 20_000),
    "a long line": event("SUMMARY:" + "x" * 10_000_000),
    "recursive zone": event("DTSTART;TZID=A:20130503T100000", head="BEGIN:VTIMEZONE\nTZID:A\n"
                            "X-LIC-LOCATION:A\nEND:VTIMEZONE"),
}  # fmt: skip


@pytest.mark.no_cover
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_in_a_second(name: str) -> None:
    begun = time.process_time()
    assert len(read(BOMBS[name])) <= 1003
    assert time.process_time() - begun < 2  # twice, for a busy machine


def test_a_time_of_a_series_that_is_out_of_bounds_is_told() -> None:
    assert told(read(event("RECURRENCE-ID:00010101T000000"))) == [
        "this event cannot be read: it stands in for a time out of bounds"
    ]


def test_a_broken_event_does_not_hide_the_others() -> None:
    good = event("UID:good").removeprefix("BEGIN:VCALENDAR\n")
    broken = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nBEGIN:VEVENT\nDTSTART:2013\nEND:VEVENT\n"
    drafts = read(broken + good)
    assert [each.uid for each in met(drafts)] == ["good"]
    assert told(drafts) == [
        "an event without its end: not read",
        'this event cannot be read: "2013" is no date',
    ]


def test_a_guest_that_cannot_be_read_is_told_and_the_others_are_kept() -> None:
    drafts = read(event('ATTENDEE;CN="Bo:mailto:bo@example.com'))
    assert [[ref.name for ref in each.people] for each in met(drafts)] == [["Ann"]]
    assert told(drafts) == ["of this event, a line cannot be read"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read_too(encoding: str) -> None:
    (found,) = met(read(event("SUMMARY:Café").encode(encoding)))
    assert found.text == "Café"


def test_an_event_without_uid_gets_a_stable_one() -> None:
    text = event().replace("UID:u\n", "")
    assert [each.uid for each in met(read(text))] == [each.uid for each in met(read(text + "\n"))]
    assert met(read(text))[0].uid


@given(st.binary(max_size=400), st.text(max_size=60))
@settings(max_examples=150)
def test_any_bytes_at_all_give_drafts_or_one_clear_sentence(tail: bytes, value: str) -> None:
    text = event(f"SUMMARY:{value}", f"RRULE:{value}", f"EXDATE{value}").encode("utf-8", "replace")
    assert read(text[: -len(tail) or None] + tail) is not None


@pytest.mark.parametrize(
    ("guest", "name", "email"),
    [
        ("ATTENDEE;ROLE=ATTENDEE:Ann Lee <Ann@example.com>", "Ann Lee", "ann@example.com"),
        ("ATTENDEE;CN=Ann:mailto:ann@\n  example.com", "Ann", "ann@example.com"),
    ],
)
def test_an_address_is_read_as_old_programs_write_and_fold_it(
    guest: str, name: str, email: str
) -> None:
    [meeting] = met(read(event(guest=guest)))
    assert [(each.name, each.email) for each in meeting.people] == [(name, email)]


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("", EMPTY),
        ("BEGIN:VTIMEZONE\nTZID:x\nBEGIN:STANDARD\nEND:STANDARD\nEND:VTIMEZONE\n", EMPTY),
        (
            "BEGIN:VAVAILABILITY\nBEGIN:AVAILABLE\nUID:1\nEND:AVAILABLE\nEND:VAVAILABILITY\n",
            "not counted: working hours (1)",
        ),
        ("BEGIN:X-SHIFT\nUID:1\nEND:X-SHIFT\n", "not counted: parts of an unknown kind (1)"),
    ],
)
def test_what_a_calendar_holds_beside_events_is_told(inside: str, what: str) -> None:
    assert told(read(f"BEGIN:VCALENDAR\nVERSION:2.0\n{inside}END:VCALENDAR\n")) == [what]


def test_an_event_in_a_part_of_an_unknown_kind_is_read() -> None:
    inner = event().removeprefix("BEGIN:VCALENDAR\n").removesuffix("END:VCALENDAR\n")
    text = f"BEGIN:VCALENDAR\nBEGIN:X-WRAP\n{inner}END:X-WRAP\nEND:VCALENDAR\n"
    assert days(read(text)) == ["2013-05-03"]


@pytest.mark.parametrize("kind", ["VTODO", "VJOURNAL", "VFREEBUSY", "VALARM"])
def test_a_part_by_itself_is_a_calendar_too(kind: str) -> None:
    text = f"BEGIN:{kind}\nUID:1\nDTSTART:20130503T100000\nEND:{kind}\n"
    found = find("x.ics", text.encode())
    assert found is not None
    assert found.name == "ics"
    assert len(told(read(text))) == 1


def test_quotes_within_a_quoted_name_may_be_escaped() -> None:
    drafts = read(event(guest='ATTENDEE;CN="Bob \\"the\\" Lee";RSVP=TRUE:mailto:bob@example.com'))
    assert [each.name for each in drafts if isinstance(each, PersonDraft)] == ['Bob "the" Lee']
    assert not [each for each in drafts if isinstance(each, Problem)]


def test_escaped_quotes_in_a_text_stay() -> None:
    (touchpoint,) = met(read(event('SUMMARY:say \\"hi\\": now')))
    assert "hi" in touchpoint.text
