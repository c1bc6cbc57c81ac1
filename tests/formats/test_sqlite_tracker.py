"""SQLite files of trackers: any names of tables, any way to write a day, and nothing ever run."""

from __future__ import annotations

import io
import sqlite3
import time
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from keepintouch.store.tables import APPLICATION_ID
from mutations import RUNS, mutated

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Book
    from keepintouch.formats.drafts import Draft

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
    INSERT INTO Freunde VALUES ('Hana Yoon', '15. Juni 1988', 'every 2 weeks', 'Köchin');
    INSERT INTO Freunde VALUES ('Ira', NULL, 'whenever', NULL);
    INSERT INTO Treffen VALUES ('Hana Yoon, Ira', 2460432.25, 'Berlin', 'Eis');
"""

SCHEMAS = (PLAIN, UUIDS, PAIRS, NAMES)


def database(script: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(script)
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
        added_on=date(2019, 2, 3),
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
    assert any("biweekly" in each for each in told)


def test_tables_in_another_language_and_people_by_name_are_read() -> None:
    drafts = read(NAMES)
    hana, ira = of(PersonDraft, drafts)
    assert (hana.birthday, hana.cadence, hana.title) == (
        PartialDate(1988, 6, 15), Cadence(2, "w"), "Köchin",
    )  # fmt: skip
    (met,) = of(TouchpointDraft, drafts)
    assert (met.day, met.kind, met.place, met.text) == (date(2024, 5, 1), "met", "Berlin", "Eis")
    assert [each.uid for each in met.people] == [hana.uid, ira.uid]
