"""SQLite files of trackers: any names of tables, any way to write a day, and nothing ever run."""

from __future__ import annotations

import io
import json
import sqlite3
import time
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import RUNS, mutated

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.contacts import Point, Relation
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.formats import find, named, sqlite_files, sqlite_tracker
from keepintouch.formats.drafts import (
    Columns,
    FollowUpDraft,
    NoteDraft,
    PersonDraft,
    Problem,
    ReadOptions,
    TouchpointDraft,
)
from keepintouch.services import importing, looking, stepping
from keepintouch.services.importing.results import Wanted
from keepintouch.store.opening import APPLICATION_ID

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Book
    from keepintouch.formats.drafts import Draft
    from keepintouch.services.importing.results import Imported

LISBON = ReadOptions(zone="Europe/Lisbon")

PLAIN = """
    CREATE TABLE contacts (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, nickname TEXT, email TEXT,
        phone TEXT, birthday TEXT, company TEXT, title TEXT, location TEXT, tags TEXT, notes TEXT,
        how_met TEXT, frequency_days INTEGER DEFAULT 30, last_contacted TEXT,
        archived INTEGER DEFAULT 0, created_at TEXT DEFAULT CURRENT_TIMESTAMP, shoe_size INTEGER
    );
    CREATE TABLE interactions (
        id INTEGER PRIMARY KEY, contact_id INTEGER NOT NULL REFERENCES contacts (id),
        date TEXT NOT NULL, type TEXT, direction TEXT, notes TEXT, mood TEXT
    );
    CREATE TABLE reminders (
        id INTEGER PRIMARY KEY, contact_id INTEGER, due_date TEXT, message TEXT, done INTEGER
    );
    CREATE TABLE schema_migrations (version TEXT);
    CREATE TABLE gifts (id INTEGER PRIMARY KEY, contact_id INTEGER, what TEXT);
    INSERT INTO contacts VALUES
        (1, 'Ana Lima', 'Ani', 'ana@example.org', '+351 555 0100', '1990-05-05', 'Acme', 'Engineer',
         'Porto', 'friend, chess', 'likes tea', 'at school', 14, '2020-01-01', 0,
         '2019-02-03 10:00:00', 38),
        (2, 'Bo', NULL, NULL, NULL, '03-07', NULL, NULL, NULL, '', NULL, NULL, 0, '2024-02-02', 1,
         '2019-02-04 10:00:00', NULL);
    INSERT INTO interactions VALUES
        (1, 1, '2024-05-01', 'call', 'outgoing', 'about the trip', 'good'),
        (2, 1, '2024-05-20', 'coffee', NULL, NULL, NULL),
        (3, 1, 'one day', 'call', NULL, NULL, NULL),
        (4, 77, '2024-05-20', 'call', NULL, 'with nobody', NULL);
    INSERT INTO reminders VALUES
        (1, 1, '2025-01-01', 'send the book', 0), (2, 1, '2024-01-01', NULL, 1);
    INSERT INTO schema_migrations VALUES ('7');
    INSERT INTO gifts VALUES (1, 1, 'a book');
"""

UUIDS = """
    CREATE TABLE contacts (
        id TEXT PRIMARY KEY, display_name TEXT NOT NULL, email TEXT, handle TEXT,
        cadence_days INTEGER, next_touchpoint_at INTEGER, created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL, archived_at INTEGER
    );
    CREATE TABLE contact_emails (
        contact_id TEXT NOT NULL, email TEXT NOT NULL, is_primary INTEGER, label TEXT
    );
    CREATE TABLE contact_dates (
        id TEXT PRIMARY KEY, contact_id TEXT, kind TEXT, month INTEGER, day INTEGER, year INTEGER
    );
    CREATE TABLE tags (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE contact_tags (
        contact_id TEXT, tag_id TEXT, PRIMARY KEY (contact_id, tag_id)
    ) WITHOUT ROWID;
    CREATE TABLE interactions (
        id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contacts (id),
        occurred_at INTEGER NOT NULL, created_at INTEGER, kind TEXT, note TEXT, follow_up_at INTEGER
    );
    INSERT INTO contacts VALUES
        ('6f1f8a3e-0000-4000-8000-000000000001', 'Cleo Brandt', 'cleo@example.org', '@cleo', 30,
         1717200000, 1600000000, 1600000000, NULL),
        ('6f1f8a3e-0000-4000-8000-000000000002', 'Dan', NULL, NULL, NULL, NULL, 1600000000, 1,
         1700000000);
    INSERT INTO contact_emails VALUES
        ('6f1f8a3e-0000-4000-8000-000000000001', 'cleo@work.example', 1, 'work');
    INSERT INTO contact_dates VALUES
        ('d1', '6f1f8a3e-0000-4000-8000-000000000001', 'birthday', 2, 29, NULL),
        ('d2', '6f1f8a3e-0000-4000-8000-000000000001', 'Name day', 7, 1, NULL);
    INSERT INTO tags VALUES ('t1', 'climbing');
    INSERT INTO contact_tags VALUES ('6f1f8a3e-0000-4000-8000-000000000001', 't1');
    INSERT INTO interactions VALUES
        ('6f1f8a3e-0000-4000-8000-0000000000a1', '6f1f8a3e-0000-4000-8000-000000000001',
         1714591800, 1714591800, 'telegram', 'plans', 1717200000);
"""

PAIRS = """
    CREATE TABLE persons (
        person_id INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, isFavorite INTEGER,
        birthDate INTEGER, employerId INTEGER REFERENCES employers (id), lastContactedAt INTEGER,
        contactFrequency TEXT, avatar BLOB, isDeleted INTEGER DEFAULT 0, createdAt INTEGER
    );
    CREATE TABLE employers (id INTEGER PRIMARY KEY, name TEXT, website TEXT);
    CREATE TABLE meetings (
        id INTEGER PRIMARY KEY, subject TEXT, description TEXT, startedAt INTEGER, venue TEXT,
        meetingTypeId INTEGER REFERENCES meeting_types (id)
    );
    CREATE TABLE meeting_types (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE meeting_participants (
        meetingId INTEGER REFERENCES meetings (id), personId INTEGER REFERENCES persons (person_id)
    );
    CREATE TABLE meeting_tags (meetingId INTEGER REFERENCES meetings (id), labelId INTEGER);
    CREATE TABLE labels (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE phone_numbers (id INTEGER PRIMARY KEY, personId INTEGER, number TEXT, type TEXT);
    CREATE TABLE contact_methods (id INTEGER PRIMARY KEY, person_id INTEGER, type TEXT, value TEXT);
    CREATE TABLE addresses (
        id INTEGER PRIMARY KEY, personId INTEGER, street TEXT, city TEXT, zip TEXT, country TEXT
    );
    CREATE TABLE relationships (
        id INTEGER PRIMARY KEY, person_id INTEGER REFERENCES persons, related_person_id INTEGER
        REFERENCES persons, type TEXT
    );
    CREATE TABLE person_notes (id INTEGER PRIMARY KEY, personId INTEGER, body TEXT, createdAt INTEGER);
    CREATE TABLE aliases (id INTEGER PRIMARY KEY, personId INTEGER, alias TEXT);
    INSERT INTO persons VALUES
        (1, 'Ève', 'Ōta', 1, 641865600000, 1, 1714591800000, 'monthly', x'89504E470D0A1A0A00', 0,
         1600000000000),
        (2, 'Finn', NULL, 0, -86400000, NULL, 1714591800000, 'biweekly', x'00', 0, 1600000000001),
        (3, 'Gone', NULL, 0, NULL, NULL, NULL, NULL, NULL, 1, 1600000000002);
    INSERT INTO employers VALUES (1, 'Acme', 'https://acme.example');
    INSERT INTO meeting_types VALUES (1, 'Video call');
    INSERT INTO meetings VALUES (1, 'Planning', 'the boat', 1714591800000, 'Café Luz', 1);
    INSERT INTO meeting_participants VALUES (1, 1), (1, 2), (1, 3);
    INSERT INTO labels VALUES (1, 'boat');
    INSERT INTO meeting_tags VALUES (1, 1);
    INSERT INTO phone_numbers VALUES (1, 1, '555 0101', 'Mobile');
    INSERT INTO contact_methods VALUES
        (1, 2, 'email', 'finn@example.org'), (2, 2, 'LinkedIn', 'finn-f'), (3, 2, NULL, '5550102'),
        (4, 2, 'pigeon', 'x'), (5, 2, NULL, 'https://finn.example'), (6, 2, NULL, 'finn@b.example');
    INSERT INTO addresses VALUES (1, 1, '1 Rua', 'Porto', '4000', 'Portugal');
    INSERT INTO relationships VALUES (1, 1, 2, 'SIBLING');
    INSERT INTO person_notes VALUES (1, 1, 'allergic to nuts', 1714591800000), (2, 1, '', 1);
    INSERT INTO aliases VALUES (1, 2, 'Finny');
"""

NAMES = """
    CREATE TABLE Freunde (Name TEXT PRIMARY KEY, Geburtstag TEXT, Häufigkeit TEXT, Beruf TEXT);
    CREATE TABLE Treffen (Freund TEXT, Datum REAL, Ort TEXT, Notizen TEXT);
    INSERT INTO Freunde VALUES ('Hana Yoon', '15. August 1988', 'every 2 weeks', 'Köchin');
    INSERT INTO Freunde VALUES ('Ira', NULL, 'whenever', NULL);
    INSERT INTO Treffen VALUES ('Hana Yoon, Ira', 2460432.25, 'Berlin', 'Eis');
"""

SCHEMAS = (PLAIN, UUIDS, PAIRS, NAMES)


def database(script: str, page: int = 512) -> bytes:
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(f"PRAGMA page_size = {page}; {script}")
        return connection.serialize()
    finally:
        connection.close()


def read(content: str | bytes, options: ReadOptions = LISBON) -> list[Draft]:
    data = database(content) if isinstance(content, str) else content
    return list(sqlite_tracker.read(io.BytesIO(data), options))


def of(kind: type, drafts: list[Draft]) -> list[Any]:
    return [each for each in drafts if isinstance(each, kind)]


def problems(drafts: list[Draft]) -> list[str]:
    return [each.what for each in of(Problem, drafts)]


def test_a_tracker_of_plain_tables_is_read_whole() -> None:
    drafts = read(PLAIN)
    ana, bo = of(PersonDraft, drafts)
    assert ana._replace(uid=None, raw=None) == PersonDraft(
        "Ana Lima",
        nicknames=("Ani",),
        points=(Point("email", "ana@example.org"), Point("phone", "+351 555 0100")),
        birthday=PartialDate(1990, 5, 5),
        org="Acme",
        title="Engineer",
        place="Porto",
        tags=("friend", "chess"),
        notes=("likes tea",),
        how_met="at school",
        cadence=Cadence(14, "d"),
        known_since=date(2019, 2, 3),
    )
    assert (bo.birthday, bo.cadence, bo.state) == (PartialDate(None, 3, 7), None, "archived")
    call, coffee, last = of(TouchpointDraft, drafts)
    assert (call.day, call.kind, call.direction, call.text) == (
        date(2024, 5, 1), "call", "me", "about the trip",
    )  # fmt: skip
    assert (coffee.kind, coffee.tags, coffee.people[0].uid) == ("met", ("coffee",), ana.uid)
    assert (last.day, last.people[0].name) == (date(2024, 2, 2), "Bo")
    assert [(each.due_on, each.text, each.state) for each in of(FollowUpDraft, drafts)] == [
        (date(2025, 1, 1), "send the book", "open"),
        (date(2024, 1, 1), "get in touch with Ana Lima", "done"),
    ]


def test_what_was_taken_for_what_is_told_and_so_is_what_was_not() -> None:
    drafts = read(PLAIN)
    taken = dict(of(Columns, drafts)[0].taken)
    assert taken["contacts.frequency_days"] == "every"
    assert taken["contacts.shoe_size"] == ""
    assert taken["interactions.date"] == "touchpoint day"
    taken = dict(of(Columns, read(PAIRS))[0].taken)
    assert (taken["aliases.alias"], taken["employers.name"]) == ("nickname", "label")
    assert problems(drafts) == [
        'of "interactions", 1 without a readable date: left out',
        'of "interactions", 1 of nobody who is in the file: left out',
        "of 1 only the day they were last in touch is known: a touchpoint that day",
        'the table "gifts" (1 rows) is not understood: left out',
        "columns that are not understood, left out: interactions.mood",
    ]


def test_ids_of_a_program_s_own_and_tables_beside_are_read() -> None:
    drafts = read(UUIDS)
    cleo, dan = of(PersonDraft, drafts)
    assert (cleo.name, cleo.uid) == ("Cleo Brandt", "6f1f8a3e-0000-4000-8000-000000000001")
    assert cleo.points == (
        Point("email", "cleo@example.org"),
        Point("im", "@cleo"),
        Point("email", "cleo@work.example", "work", preferred=True),
    )
    assert (cleo.birthday, cleo.occasions) == (
        PartialDate(None, 2, 29), (Occasion("name day", PartialDate(None, 7, 1)),),
    )  # fmt: skip
    assert (cleo.tags, cleo.cadence, dan.state) == (("climbing",), Cadence(30, "d"), "archived")
    (talk,) = of(TouchpointDraft, drafts)
    assert (talk.day, talk.time, talk.zone) == (date(2024, 5, 1), "20:30", "Europe/Lisbon")
    assert (talk.kind, talk.text, talk.tags) == ("message", "plans", ("telegram",))
    (promise,) = of(FollowUpDraft, drafts)
    assert (promise.due_on, promise.text) == (date(2024, 6, 1), "plans")
    assert problems(drafts) == []


def test_pairs_labels_and_facets_are_followed() -> None:
    drafts = read(PAIRS)
    eve, finn = of(PersonDraft, drafts)
    assert (eve.name, eve.given, eve.org, eve.importance) == ("Ève Ōta", "Ève", "Acme", "close")
    assert (eve.birthday, finn.birthday) == (PartialDate(1990, 5, 5), PartialDate(1969, 12, 31))
    assert eve.photo == bytes.fromhex("89504E470D0A1A0A00")
    assert finn.cadence == Cadence(2, "w")
    assert (eve.cadence, eve.relations) == (Cadence(1, "m"), (Relation("sibling", "Finn"),))
    assert eve.points == (
        Point("phone", "555 0101", "mobile"), Point("address", "1 Rua\n4000 Porto\nPortugal"),
    )  # fmt: skip
    assert [(each.field, each.value, each.label) for each in finn.points] == [
        ("email", "finn@example.org", None),
        ("link", "finn-f", None),
        ("phone", "5550102", None),
        ("im", "x", "pigeon"),
        ("link", "https://finn.example", None),
        ("email", "finn@b.example", None),
    ]
    assert finn.nicknames == ("Finny",)
    (met,) = of(TouchpointDraft, drafts)
    assert [each.name for each in met.people] == ["Ève Ōta", "Finn"]
    assert (met.kind, met.text, met.place) == ("video", "Planning\nthe boat", "Café Luz")
    assert met.tags == ("boat",)
    (note,) = of(NoteDraft, drafts)
    assert (note.text, note.day, note.people[0].uid) == (
        "allergic to nuts", date(2024, 5, 1), eve.uid,
    )  # fmt: skip
    told = problems(drafts)
    assert 'of "persons", 1 marked as deleted: left out' in told
    assert "columns that are not understood, left out: employers.website" in told


def test_tables_in_another_language_and_people_by_name_are_read() -> None:
    drafts = read(NAMES)
    hana, ira = of(PersonDraft, drafts)
    assert (hana.birthday, hana.cadence, hana.title) == (
        PartialDate(1988, 8, 15), Cadence(2, "w"), "Köchin",
    )  # fmt: skip
    (met,) = of(TouchpointDraft, drafts)
    assert (met.day, met.kind, met.place, met.text) == (date(2024, 5, 1), "met", "Berlin", "Eis")
    assert [each.uid for each in met.people] == [hana.uid, ira.uid]
    assert any("whenever" in each for each in problems(drafts))


def test_a_database_is_known_by_its_first_bytes_whatever_it_holds() -> None:
    holding = database(
        "CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('\nBEGIN:VCARD\n### Friends:')"
    )
    found = find("cards.vcf", holding)
    assert found is not None
    assert found.name == "sqlite-tracker"
    assert named("sqlite-tracker").reader() is sqlite_tracker


PERSON = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, {0}); INSERT INTO people VALUES (1, 'Ann', {1});"


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("birthday TEXT", "'1990-05-05'", PartialDate(1990, 5, 5)),
        ("birthday TEXT", "'--05-05'", PartialDate(None, 5, 5)),
        ("birthday TEXT", "'05-13'", PartialDate(None, 5, 13)),
        ("birthday TEXT", "'13-05'", PartialDate(None, 5, 13)),
        ("birthday INTEGER", "1990", PartialDate(1990)),
        ("birthday INTEGER", "19900505", PartialDate(1990, 5, 5)),
        ("dob INTEGER", "641865600", PartialDate(1990, 5, 5)),
        ("birth_date INTEGER", "641865600000", PartialDate(1990, 5, 5)),
        ("date_of_birth INTEGER", "641865600000000", PartialDate(1990, 5, 5)),
        ("born INTEGER", "641865600000000000", PartialDate(1990, 5, 5)),
        ("birthday TEXT", "'641865600'", PartialDate(1990, 5, 5)),
        ("birthday REAL", "2448016.5", PartialDate(1990, 5, 5)),
        ("birthday TEXT", "'1990-05-05T00:00:00Z'", PartialDate(1990, 5, 5)),
        ("birthday TEXT", "'1990-05-05 25:99'", PartialDate(1990, 5, 5)),
        ("birthday TEXT", "'in spring'", PartialDate(text="in spring")),
        ("birthday INTEGER", "7", PartialDate(1970, 1, 1)),
        ("birthday REAL", "9.5e99", PartialDate(text="9.5e+99")),
        ("birthday BLOB", "x'00'", None),
        ("birthday INTEGER", "0", None),
        ("birthday TEXT", "NULL", None),
    ],
)
def test_a_birthday_is_read_however_it_is_written(
    column: str, value: str, expected: PartialDate | None
) -> None:
    (ann,) = of(PersonDraft, read(PERSON.format(column, value)))
    assert ann.birthday == expected


def test_days_without_a_year_are_of_one_order_in_a_column() -> None:
    more = "INSERT INTO people VALUES (2, 'Bo', '13-05');"
    drafts = read(PERSON.format("birthday TEXT", "'02-03'") + more)
    assert [each.birthday for each in of(PersonDraft, drafts)] == [
        PartialDate(None, 3, 2),
        PartialDate(None, 5, 13),
    ]


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("cadence_days INTEGER", "14", Cadence(14, "d")),
        ("contact_frequency_days INTEGER", "30", Cadence(30, "d")),
        ("days_between_contacts INTEGER", "9", Cadence(9, "d")),
        ("frequency TEXT", "'weekly'", Cadence(1, "w")),
        ("cadence TEXT", "'14'", Cadence(14, "d")),
        ("interval_weeks INTEGER", "2", Cadence(2, "w")),
        ("interval_months INTEGER", "3", Cadence(3, "m")),
        ("frequency REAL", "10.0", Cadence(10, "d")),
        ("frequency INTEGER, frequency_unit TEXT", "2, 'weeks'", Cadence(2, "w")),
        ("frequency INTEGER, frequency_unit TEXT", "2, NULL", Cadence(2, "d")),
        ("cadence TEXT", "'never'", Cadence(0, "d")),
        ("cadence INTEGER", "0", None),
        ("cadence INTEGER", "-3", None),
        ("cadence REAL", "1.5", None),
        ("cadence INTEGER", "NULL", None),
    ],
)
def test_a_rhythm_is_a_number_or_a_word(column: str, value: str, expected: Cadence | None) -> None:
    (ann,) = of(PersonDraft, read(PERSON.format(column, value)))
    assert ann.cadence == expected


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("status TEXT", "'Inactive'", "archived"),
        ("status TEXT", "'active'", "active"),
        ("is_active INTEGER", "0", "archived"),
        ("is_active INTEGER", "1", None),
        ("is_active INTEGER", "NULL", None),
        ("archived_at TEXT", "'2024-01-01'", "archived"),
        ("archived TEXT", "'false'", None),
        ("deceased BOOLEAN", "1", "deceased"),
    ],
)
def test_whether_somebody_is_kept_in_touch_with(
    column: str, value: str, expected: str | None
) -> None:
    (ann,) = of(PersonDraft, read(PERSON.format(column, value)))
    assert ann.state == expected


EVENT = """
    CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);
    INSERT INTO people VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Bob');
    CREATE TABLE log (id INTEGER PRIMARY KEY, person_id INTEGER, {0});
    INSERT INTO log VALUES (1, 1, {1});
"""


@pytest.mark.parametrize(
    ("columns", "values", "expected"),
    [
        ("date TEXT, time TEXT", "'2024-05-01', '18:30:00'", ("2024-05-01", "18:30", None)),
        ("date TEXT, time TEXT", "'2024-05-01', 'noon'", ("2024-05-01", None, None)),
        ("at TEXT", "'2024-05-01 18:30:00'", ("2024-05-01", "18:30", None)),
        (
            "at TEXT DEFAULT CURRENT_TIMESTAMP",
            "'2024-05-01 23:30:00'",
            ("2024-05-02", "00:30", "Europe/Lisbon"),
        ),
        (
            "at TEXT DEFAULT (datetime('now', 'localtime'))",
            "'2024-05-01 23:30:00'",
            ("2024-05-01", "23:30", None),
        ),
        ("at TEXT", "'2024-05-01T18:30:00+02:00'", ("2024-05-01", "18:30", "+02:00")),
        ("at TEXT", "'2024-05-01 18:30:00.5 -0330 NST'", ("2024-05-01", "18:30", "-03:30")),
        ("at TEXT", "'2024-05-01 18:30:00 +0000 UTC'", ("2024-05-01", "19:30", "Europe/Lisbon")),
        ("at TEXT", "'2024-05-01T18:30:00+99:00'", ("2024-05-01", "18:30", None)),
        ("at INTEGER", "1714591800", ("2024-05-01", "20:30", "Europe/Lisbon")),
        ("at INTEGER", "1714521600", ("2024-05-01", None, None)),
        (
            "date TEXT, created_at INTEGER",
            "'', 1714591800",
            ("2024-05-01", "20:30", "Europe/Lisbon"),
        ),
    ],
)
def test_a_time_is_told_where_the_user_lives(
    columns: str, values: str, expected: tuple[str, str | None, str | None]
) -> None:
    (one,) = of(TouchpointDraft, read(EVENT.format(columns, values)))
    assert (one.day.isoformat(), one.time or None, one.zone) == expected


@pytest.mark.parametrize(
    ("columns", "values", "expected"),
    [
        ("date TEXT, direction TEXT", "'2024-05-01', 'incoming'", "them"),
        ("date TEXT, initiated_by_me INTEGER", "'2024-05-01', 1", "me"),
        ("date TEXT, outgoing INTEGER", "'2024-05-01', 0", "them"),
        ("date TEXT, outgoing INTEGER", "'2024-05-01', NULL", None),
        ("date TEXT, direction TEXT", "'2024-05-01', 'sideways'", None),
    ],
)
def test_who_reached_out_is_read(columns: str, values: str, expected: str | None) -> None:
    (one,) = of(TouchpointDraft, read(EVENT.format(columns, values)))
    assert one.direction == expected


def test_tags_of_an_event_stand_in_a_text_or_a_list() -> None:
    drafts = read(EVENT.format("date TEXT, tags TEXT", "'2024-05-01', '[\"a\", \"b\"]'"))
    assert of(TouchpointDraft, drafts)[0].tags == ("a", "b")


def test_what_was_deleted_stays_away() -> None:
    drafts = read(EVENT.format("date TEXT, deleted_at TEXT", "'2024-05-01', '2024-06-01'"))
    assert of(TouchpointDraft, drafts) == []
    assert problems(drafts) == ['of "log", 1 marked as deleted: left out']


@pytest.mark.parametrize(
    ("value", "expected"), [("open", "open"), ("Sent", "done"), ("dismissed", "cancelled")]
)
def test_a_promise_is_open_done_or_cancelled(value: str, expected: str) -> None:
    drafts = read(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO people VALUES (1, 'Ann');"
        "CREATE TABLE tasks (id INTEGER PRIMARY KEY, due TEXT, status TEXT, title TEXT);"
        f"INSERT INTO tasks VALUES (1, '2025-01-01', '{value}', 'Call'), (2, NULL, NULL, 'x');"
    )
    assert [(each.state, each.people) for each in of(FollowUpDraft, drafts)] == [(expected, ())]
    assert problems(drafts) == ['of "tasks", 1 without a readable date: left out']


def test_a_column_that_asks_to_be_reminded_is_a_promise() -> None:
    drafts = read(PERSON.format("follow_up_date TEXT", "'2025-01-01'"))
    (one,) = of(FollowUpDraft, drafts)
    assert (one.due_on, one.text) == (date(2025, 1, 1), "get in touch with Ann")


def test_a_name_that_two_share_stays_a_name() -> None:
    drafts = read(
        EVENT.format("date TEXT", "NULL")
        + "CREATE TABLE calls (date TEXT, person TEXT); INSERT INTO calls VALUES ('2024-05-01', 'Bob');"
        "INSERT INTO calls VALUES ('2024-05-02', 'Zoe');"
    )
    assert [(each.kind, each.people[0].uid) for each in of(TouchpointDraft, drafts)] == [
        ("call", None),
        ("call", None),
    ]


def test_a_table_of_unknown_name_is_touchpoints_by_its_columns() -> None:
    drafts = read(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO people VALUES (1, 'Ann');"
        "CREATE TABLE pings (id INTEGER PRIMARY KEY, person_id INTEGER, happened_at TEXT, medium TEXT);"
        "INSERT INTO pings VALUES (1, 1, '2024-05-01', 'phone');"
    )
    assert [each.kind for each in of(TouchpointDraft, drafts)] == ["call"]


def test_where_somebody_works_may_be_a_table() -> None:
    drafts = read(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, met_through_id"
        " INTEGER REFERENCES people); INSERT INTO people VALUES (1, 'Ann', 'Li', NULL), (2, 'Bo', NULL, 1);"
        "CREATE TABLE organizations (id INTEGER PRIMARY KEY, name TEXT);"
        "INSERT INTO organizations VALUES (1, 'Acme');"
        "CREATE TABLE person_organizations (person_id INTEGER, organization_id INTEGER, job_title TEXT);"
        "INSERT INTO person_organizations VALUES (1, 1, 'Baker');"
    )
    ann, bo = of(PersonDraft, drafts)
    assert (ann.org, ann.title, bo.how_met) == ("Acme", "Baker", "Ann Li")


def test_a_table_of_anything_with_reachable_names_is_people() -> None:
    drafts = read(
        "CREATE TABLE roster (id INTEGER PRIMARY KEY, full_name TEXT, email TEXT, phone TEXT);"
        "INSERT INTO roster VALUES (1, 'Ann', 'ann@example.org', NULL);"
    )
    assert [each.name for each in of(PersonDraft, drafts)] == ["Ann"]


def test_ways_to_reach_people_are_not_people() -> None:
    drafts = read(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO people VALUES (1, 'Ann');"
        "CREATE TABLE contacts (id INTEGER PRIMARY KEY, person_id INTEGER, name TEXT, value TEXT);"
        "INSERT INTO contacts VALUES (1, 1, 'email', 'ann@example.org'), (2, 1, NULL, NULL);"
    )
    (ann,) = of(PersonDraft, drafts)
    assert ann.points == (Point("email", "ann@example.org"),)


def test_days_nicknames_and_relations_stand_in_tables_of_their_own() -> None:
    drafts = read(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);"
        "INSERT INTO people VALUES (1, 'Ann'), (2, 'Bo');"
        "CREATE TABLE anniversaries (person_id INTEGER, date TEXT, note TEXT);"
        "INSERT INTO anniversaries VALUES (1, '2010-06-07', 'x'), (1, NULL, NULL), (2, '2010-06-07', '');"
        "CREATE TABLE birthdays (person_id INTEGER, birthday INTEGER);"
        "INSERT INTO birthdays VALUES (1, 641865600);"
        "CREATE TABLE occasions (person_id INTEGER, label TEXT, month INTEGER, day INTEGER);"
        "INSERT INTO occasions VALUES (1, 'Name day', 13, 40);"
        "CREATE TABLE milestones (person_id INTEGER, label TEXT);"
        "INSERT INTO milestones VALUES (1, 'Prize');"
        "CREATE TABLE nicknames (person_id INTEGER, nickname TEXT);"
        "INSERT INTO nicknames VALUES (1, NULL), (1, 'Nan'), (1, 'Nan');"
        "CREATE TABLE relations (person_id INTEGER, friend_id INTEGER, type TEXT);"
        "INSERT INTO relations VALUES (1, 2, NULL), (1, 9, 'friend');"
        "CREATE TABLE emails (person_id INTEGER, address TEXT, is_primary BOOLEAN);"
        "INSERT INTO emails VALUES (9, 'x@example.org', 0);"
    )
    ann, bo = of(PersonDraft, drafts)
    assert ann.birthday == PartialDate(1990, 5, 5)
    assert ann.occasions == bo.occasions == (Occasion("anniversary", PartialDate(2010, 6, 7)),)
    assert (ann.nicknames, ann.relations) == (("Nan",), (Relation("related", "Bo"),))
    assert problems(drafts) == [
        'of "anniversaries", 1 without a readable date: left out',
        'of "occasions", 1 without a readable date: left out',
        'of "milestones", 1 without a readable date: left out',
        'of "nicknames", 1 without a text: left out',
        'of "relations", 1 of nobody who is in the file: left out',
        'of "emails", 1 of nobody who is in the file: left out',
        "columns that are not understood, left out: anniversaries.note",
    ]


def test_what_the_user_says_of_a_column_wins() -> None:
    options = LISBON._replace(mapping=(("contacts.shoe_size", "note"), ("notes", "how_met")))
    ana = of(PersonDraft, read(PLAIN, options))[0]
    assert (ana.notes, ana.how_met) == (("38",), "likes tea; at school")


def test_only_what_happened_between_two_days_is_read() -> None:
    options = LISBON._replace(since=date(2024, 5, 2), until=date(2024, 12, 31))
    assert [each.day for each in of(TouchpointDraft, read(PLAIN, options))] == [date(2024, 5, 20)]


def test_rows_of_two_files_are_told_apart_and_those_of_one_file_are_not() -> None:
    other = PLAIN.replace("2019-02-03 10:00:00", "2021-01-01 09:00:00")
    ids = [[each.uid for each in of(PersonDraft, read(each))] for each in (PLAIN, other)]
    assert ids[0][0] != ids[1][0]
    renamed = PLAIN.replace("'Ana Lima'", "'Ana Braga'")
    assert [each.uid for each in of(PersonDraft, read(renamed))] == ids[0]


# --- files that mean no good ------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [b"", b"SQLite format 3", b"SQLite format 3\0", sqlite_files.HEADER + bytes(5000), b"nothing"],
)
def test_what_is_no_database_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="SQLite"):
        read(content)


def test_a_database_without_people_is_refused_with_its_tables() -> None:
    with pytest.raises(UnreadableError, match="it has visits"):
        read("CREATE TABLE visits (url TEXT); INSERT INTO visits VALUES ('x')")
    with pytest.raises(UnreadableError, match="none that hold anything"):
        read("CREATE TABLE contacts (name TEXT)")


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_files, "MOST_BYTES", 4096)
    with pytest.raises(UnreadableError, match="larger"):
        read(PLAIN)


def test_nothing_in_the_file_is_run() -> None:
    drafts = read(
        PLAIN
        + """
        CREATE VIEW people AS
            WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS name FROM n;
        CREATE TRIGGER t INSTEAD OF INSERT ON people BEGIN DELETE FROM contacts; END;
        CREATE VIRTUAL TABLE search USING fts5 (name);
        INSERT INTO search VALUES ('Ana');
        CREATE TABLE friends (
            name TEXT, slow TEXT GENERATED ALWAYS AS (hex(zeroblob(200000000))) VIRTUAL
        );
        INSERT INTO friends (name) VALUES ('Zoe');
        CREATE INDEX costly ON friends (hex(name));
        """
    )
    assert [each.name for each in of(PersonDraft, drafts)] == ["Ana Lima", "Bo", "Zoe"]
    assert '"search" is a virtual table, as of a search: left out' in problems(drafts)


def test_names_that_look_like_statements_are_names() -> None:
    evil = '"; DROP TABLE contacts; --'
    quoted = '"' + evil.replace('"', '""') + '"'
    drafts = read(
        f"CREATE TABLE contacts (id INTEGER PRIMARY KEY, name TEXT, {quoted} TEXT);"
        "INSERT INTO contacts VALUES (1, 'Robert''); DROP TABLE x; --', 'kept');"
        f"CREATE TABLE {quoted} (x TEXT); INSERT INTO {quoted} VALUES (1);"
    )
    (robert,) = of(PersonDraft, drafts)
    assert robert.name == "Robert'); DROP TABLE x; --"
    assert (f"contacts.{evil}", "") in of(Columns, drafts)[0].taken
    assert problems(drafts) == [f'the table "{evil}" (1 rows) is not understood: left out']


def test_odd_values_are_taken_as_they_are() -> None:
    drafts = read(
        "CREATE TABLE contacts (id BLOB PRIMARY KEY, name, tags, notes, photo, blob);"
        "INSERT INTO contacts VALUES (x'0102', 17, '[1, \"a\", {}]', 1.0, x'00', x'FF'),"
        "(NULL, CAST(x'FF41' AS TEXT), '[not json', NULL, NULL, NULL), ('k', NULL, '', '', '', '');"
        "INSERT INTO contacts (name, notes) VALUES ('Long', replace(hex(zeroblob(300000)), '00', 'ab'));"
    )
    people = of(PersonDraft, drafts)
    assert [each.name for each in people] == ["17", "\ufffdA", "Long"]
    assert people[0].tags == ("1", "a")
    assert len(people[2].notes[0]) == 600_000
    assert "contacts.blob is binary: left out" in problems(drafts)
    assert any(each.startswith("nobody is named") for each in problems(drafts))


def test_a_list_nested_too_deep_is_a_text() -> None:
    drafts = read(PERSON.format("tags TEXT", f"'{'[' * 100_000}'"))
    assert len(of(PersonDraft, drafts)) == 1


def test_rows_and_tables_beyond_all_measure_are_left_out_and_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sqlite_files, "MOST_ROWS", 1)
    monkeypatch.setattr(sqlite_files, "MOST_TABLES", 5)
    drafts = read(PLAIN + "".join(f"CREATE TABLE t{each} (x);" for each in range(500)))
    assert len(of(PersonDraft, drafts)) == 1
    assert 'only the first 1 rows of "contacts" are read' in problems(drafts)
    assert "only the first 5 tables are read" in problems(drafts)


def test_a_table_of_hundreds_of_columns_is_no_table_of_people() -> None:
    columns = ", ".join(f"c{each}" for each in range(301))
    drafts = read(PLAIN + f"CREATE TABLE wide ({columns}); INSERT INTO wide (c1) VALUES (1);")
    assert '"wide" has more than 300 columns: left out' in problems(drafts)


def test_a_day_that_a_key_leads_to_may_be_any_number() -> None:
    drafts = read(
        EVENT.format("date_id INTEGER", "1")
        + "CREATE TABLE dates (id INTEGER PRIMARY KEY, value INTEGER);"
        "INSERT INTO dates VALUES (1, 9000000000000000000);"
    )
    assert of(TouchpointDraft, drafts) == []


def test_a_number_without_end_is_kept_as_a_text() -> None:
    (ann,) = of(PersonDraft, read(PERSON.format("wealth REAL", "9e999")))
    assert json.loads(ann.raw or "")["wealth"] == "inf"


def test_a_query_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_files, "PATIENCE", -1.0)
    with pytest.raises(UnreadableError, match="damaged"):
        read(PLAIN)


def test_a_damaged_table_is_read_up_to_there() -> None:
    rows = ", ".join(f"({each}, 'Person {each}', '{'x' * 200}')" for each in range(1, 400))
    content = bytearray(
        database(
            f"CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, notes TEXT); INSERT INTO people VALUES {rows}"
        )
    )
    content[-30 * 512 : -29 * 512] = b"\xff" * 512
    drafts = read(bytes(content))
    assert 100 < len(of(PersonDraft, drafts)) < 399
    assert any("is damaged" in each for each in problems(drafts))


@pytest.mark.parametrize("schema", range(len(SCHEMAS)))
def test_damage_is_a_problem_and_never_more(schema: int) -> None:
    content = database(SCHEMAS[schema])
    for seed in range(RUNS // len(SCHEMAS)):
        damaged = sqlite_files.HEADER + mutated(content, seed)[len(sqlite_files.HEADER) :]
        began = time.perf_counter()
        with suppress(UnreadableError):
            for each in read(damaged):
                repr(each).encode()
        assert time.perf_counter() - began < 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(max_size=12).filter(lambda name: "\0" not in name),
            st.sampled_from(
                ["name", "person_id", "date", "type", "email", "birthday", "cadence", "id", "tag"]
            ),
            st.one_of(
                st.none(),
                st.integers(-(2**63), 2**63 - 1),
                st.floats(),
                st.text(max_size=20),
                st.binary(max_size=9),
            ),
        ),
        max_size=6,
    )
)
def test_no_table_of_any_name_and_value_is_a_crash(
    found: list[tuple[str, str, object]],
) -> None:
    connection = sqlite3.connect(":memory:")
    try:
        for name, column, value in [("people", "name", "Ann"), *found]:
            quoted = '"' + name.replace('"', '""') + '"'
            with suppress(sqlite3.Error, UnicodeError):
                connection.execute(
                    f"CREATE TABLE {quoted} (name, person_id INTEGER REFERENCES people, date, type, email,"
                    " birthday, cadence, id PRIMARY KEY, tag)"
                )
            with suppress(sqlite3.Error, UnicodeError):
                connection.execute(f"INSERT INTO {quoted} ({column}) VALUES (?)", (value,))
        connection.commit()
        content = connection.serialize()
    finally:
        connection.close()
    assert of(PersonDraft, read(content))[0].name == "Ann"


# --- in the store -----------------------------------------------------------------------------


def put(folder: Path, script: str, name: str = "tracker.db") -> str:
    path = folder / name
    path.write_bytes(database(script))
    return str(path)


def bring(book: Book, path: str) -> Imported:
    return importing.run(book.store, [path], today=book.today, wanted=Wanted(options=LISBON))


@pytest.mark.parametrize("schema", range(len(SCHEMAS)))
def test_a_second_import_adds_nothing_and_one_step_undoes_the_first(
    file_book: Book, tmp_path: Path, schema: int
) -> None:
    path = put(tmp_path, SCHEMAS[schema])
    first = bring(file_book, path)
    assert first.new >= 2
    assert first.touchpoints >= 1
    after = file_book.text()
    again = bring(file_book, path)
    assert (again.new, again.merged, again.touchpoints, again.notes, again.follow_ups) == (0,) * 5
    assert file_book.text() == after
    stepping.undo(file_book.store, today=file_book.today)
    assert file_book.findings() == []
    assert looking.everyone(file_book.store, today=file_book.today).rows == ()


def test_a_store_of_kit_is_refused_with_what_to_do_instead(file_book: Book, tmp_path: Path) -> None:
    assert int.from_bytes(sqlite_files.OWN_APPLICATION, "big") == APPLICATION_ID
    copy = tmp_path / "old.db"
    copy.write_bytes(
        database(f"PRAGMA application_id = {APPLICATION_ID}; CREATE TABLE contact (name)")
    )
    with pytest.raises(UnreadableError, match=r"kit export.*kit restore"):
        bring(file_book, str(copy))


def test_a_program_that_is_still_open_is_told_of(file_book: Book, tmp_path: Path) -> None:
    path = tmp_path / "open.db"
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)")
        connection.execute("INSERT INTO people VALUES (1, 'Ann')")
        with pytest.raises(UnreadableError, match="close that program first"):
            bring(file_book, str(path))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("INSERT INTO people VALUES (2, 'Bob')")
        found = bring(file_book, str(path))
        assert found.new == 1
        assert "its program is open" in found.problems[0].what
    finally:
        connection.close()
    assert bring(file_book, str(path)).new == 1
