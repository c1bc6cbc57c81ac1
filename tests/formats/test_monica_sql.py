"""Monica 4's SQL export: a dump that is read and never run."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.cadence import NEVER
from keepintouch.domain.contacts import Point, Relation
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.formats import monica_sql, sqldump
from keepintouch.formats.drafts import (
    NoteDraft,
    PersonDraft,
    Problem,
    ReadOptions,
    Ref,
    TouchpointDraft,
)

if TYPE_CHECKING:
    from keepintouch.formats.drafts import Draft

CANARY = "canary-4f1c9e"
ANN = Ref("Ann", "a")


def sql(*statements: str) -> list[Draft]:
    head = "# X dump of data\n\nINSERT IGNORE INTO `accounts` (`id`,`api_key`) VALUES\n (1,'k');\n"
    return list(monica_sql.read(io.BytesIO((head + "\n".join(statements)).encode()), ReadOptions()))


def insert(table: str, *rows: dict) -> str:
    """Write rows as Monica does: NULL, bare numbers, addslashes."""

    def written(value: object) -> str:
        if value is None or isinstance(value, int):
            return "NULL" if value is None else str(value)
        for mark in ("\\", "'", '"'):
            value = str(value).replace(mark, f"\\{mark}")
        return f"'{value}'"

    columns = ",".join(f"`{column}`" for column in rows[0])
    values = ",\n".join(f" ({','.join(map(written, row.values()))})" for row in rows)
    return f"INSERT IGNORE INTO `{table}` ({columns}) VALUES\n{values};\n"


def people(drafts: list[Draft]) -> dict[str, PersonDraft]:
    return {each.name: each for each in drafts if isinstance(each, PersonDraft)}


def test_no_secret_of_the_users_leaves_the_sql(caplog: pytest.LogCaptureFixture) -> None:
    secrets = {"password": CANARY, "remember_token": CANARY, "google2fa_secret": CANARY}
    drafts = sql(
        insert("users", {"id": 1, "email": CANARY, **secrets}),
        insert("recovery_codes", {"id": 1, "recovery": CANARY}),
        insert("invitations", {"id": 1, "invitation_key": CANARY}),
        insert("contacts", {"id": 1, "uuid": "a", "first_name": "Ann"}),
        f"INSERT IGNORE INTO `users` (`password`) VALUES ('{CANARY}', '{CANARY}');",
        f"INSERT IGNORE INTO `users` (`password`) VALUES ('{CANARY}",
    )
    assert len(people(drafts)) == 1
    assert CANARY not in repr(drafts) + caplog.text


CONTACT = {"id": 1, "uuid": "a", "first_name": "Ann", "created_at": "2021-03-04 05:06:07"}


def test_the_dump_says_of_a_person_what_the_other_export_says() -> None:
    [person] = sql(
        insert(
            "contacts",
            {
                **CONTACT,
                "is_active": 1,
                "is_dead": 0,
                "birthday_special_date_id": 5,
                "birthday_reminder_id": 7,
                "first_met_where": "Oslo",
                "first_met_additional_info": "It rained",
                "first_met_through_contact_id": 1,
                "company": None,
                "job": None,
            },
        ),
        insert("special_dates", {"id": 5, "date": "2024-07-14", "is_year_unknown": 1}),
        insert(
            "contact_field_types", {"id": 12, "name": "Phone", "protocol": "tel:", "type": "phone"}
        ),
        "INSERT IGNORE INTO `contact_fields` (`id`,`contact_id`,`contact_field_type_id`,`data`) VALUES"
        " (1,1,12,0055001234),(2,1,12, +4755),(3,1,99,NULL);",
        insert("places", {"id": 3, "street": "Road 1", "city": "Oslo"}),
        insert(
            "addresses",
            {"id": 1, "contact_id": 1, "place_id": 3, "name": "Home"},
            {"id": 2, "contact_id": 1, "place_id": 9, "name": "Gone"},
        ),
        insert("tags", {"id": 2, "name": "cabin"}),
        insert("contact_tag", {"contact_id": 1, "tag_id": 2}, {"contact_id": 1, "tag_id": 9}),
        insert(
            "reminders",
            {
                "id": 7,
                "contact_id": 1,
                "initial_date": "2024-07-14",
                "frequency_type": "year",
                "frequency_number": 1,
                "delible": 0,
            },
            {
                "id": 8,
                "contact_id": 1,
                "initial_date": "2024-12-01",
                "frequency_type": "year",
                "frequency_number": 1,
                "delible": 1,
            },
        ),
        insert("companies", {"id": 4, "name": "Air"}),
    )
    assert isinstance(person, PersonDraft)
    assert person.birthday == PartialDate(None, 7, 14)
    assert person.how_met == "Oslo, through Ann\nIt rained"
    assert person.points == (
        Point("phone", "0055001234"),
        Point("phone", "+4755"),
        Point("address", "Road 1\nOslo", "home"),
    )
    assert person.tags == ("cabin",)
    assert person.occasions == (Occasion("reminder", PartialDate(None, 12, 1)),)
    assert person.known_since == date(2021, 3, 4)


def test_a_dump_knows_where_somebody_works_and_has_worked() -> None:
    drafts = sql(
        insert("contacts", CONTACT),
        insert("companies", {"id": 4, "name": "Air"}),
        insert(
            "occupations",
            {
                "id": 1,
                "contact_id": 1,
                "company_id": 9,
                "title": None,
                "currently_works_here": 0,
                "start_date": "2001-01-01",
                "end_date": "2004-05-06",
                "description": "Hard",
                "created_at": None,
            },
            {
                "id": 2,
                "contact_id": 1,
                "company_id": 4,
                "title": "Pilot",
                "currently_works_here": 1,
                "start_date": None,
                "end_date": None,
                "description": None,
                "created_at": "2021-03-04",
            },
        ),
    )
    person = people(drafts)["Ann"]
    assert (person.org, person.title) == ("Air", "Pilot")
    assert [each.text for each in drafts if isinstance(each, NoteDraft)] == [
        "Work: unnamed, 2001-01-01 to 2004-05-06\nHard",
        "Work: Pilot at Air",
    ]


def test_what_happened_is_in_the_dump_with_more_words() -> None:
    of_ann = {"contact_id": 1, "created_at": "2021-03-04 05:06:07"}
    drafts = sql(
        insert("contacts", CONTACT),
        insert(
            "debts",
            {
                "id": 1,
                **of_ann,
                "in_debt": "yes",
                "amount": 1500,
                "status": "inprogress",
                "reason": "the train",
            },
        ),
        insert(
            "life_event_types", {"id": 2, "name": None, "default_life_event_type_key": "new_pet"}
        ),
        insert(
            "life_events",
            {
                "id": 1,
                **of_ann,
                "life_event_type_id": 2,
                "name": "Rex",
                "happened_at": "2020-01-01",
                "happened_at_day_unknown": 1,
            },
        ),
        insert("conversations", {"id": 3, **of_ann, "contact_field_type_id": None}),
        insert(
            "messages",
            {
                "id": 1,
                "conversation_id": 3,
                "content": "Hi",
                "written_at": "2022-02-02 00:00:00",
                "written_by_me": 0,
            },
        ),
        insert("entries", {"id": 9, "title": "Day", "post": None, "created_at": "2021-03-04"}),
        insert(
            "journal_entries",
            {
                "id": 1,
                "date": "2020-02-02",
                "journalable_id": 9,
                "journalable_type": "App\\Models\\Journal\\Entry",
            },
        ),
        insert("documents", {"id": 1, **of_ann, "original_filename": "cv.pdf"}),
        insert("photos", {"id": 1, "new_filename": "x.jpg"}),
        insert(
            "gifts",
            {"id": 1, **of_ann, "name": "Book", "status": "idea", "amount": None, "date": None},
        ),
    )
    assert [each.text for each in drafts if isinstance(each, NoteDraft)] == [
        "Gift idea: Book",
        "Debt: I owe Ann 1500 (in its currency's smallest unit)\nthe train",
        "Life event: new pet: Rex (the day is not known)",
        "Day",
    ]
    assert [each for each in drafts if isinstance(each, TouchpointDraft)] == [
        TouchpointDraft(
            date(2022, 2, 2),
            "conversations/3/2021-03-04 05:06:07",
            "message",
            "Ann: Hi",
            (ANN,),
            direction="them",
            line=drafts[1].line,
        )
    ]
    assert [each.what for each in drafts if isinstance(each, Problem)] == [
        'the document "cv.pdf" is left out: kit keeps no files',
        "1 photos are left out: a dump holds only their names",
    ]


def test_the_dump_knows_the_reverse_of_every_relationship() -> None:
    drafts = sql(
        insert("contacts", CONTACT, {**CONTACT, "id": 2, "uuid": "b", "first_name": "Bo"}),
        insert(
            "relationship_types", {"id": 1, "name": "guru", "name_reverse_relationship": "pupil"}
        ),
        insert(
            "relationships",
            {"id": 1, "relationship_type_id": 1, "contact_is": 1, "of_contact": 2},
            {"id": 2, "relationship_type_id": 9, "contact_is": 1, "of_contact": 9},
        ),
    )
    assert people(drafts)["Ann"].relations == (Relation("guru", "Bo"),)
    assert people(drafts)["Bo"].relations == (Relation("pupil", "Ann"),)
    assert isinstance(drafts[-1], Problem)


def test_the_users_own_contact_is_never_due() -> None:
    [person] = sql(insert("contacts", CONTACT), insert("users", {"id": 1, "me_contact_id": 1}))
    assert isinstance(person, PersonDraft)
    assert person.cadence == NEVER


def test_tables_may_have_a_prefix() -> None:
    dump = "INSERT IGNORE INTO `m_accounts` (`id`) VALUES (1);\n" + insert("m_contacts", CONTACT)
    drafts = list(monica_sql.read(io.BytesIO(dump.encode()), ReadOptions()))
    assert list(people(drafts)) == ["Ann"]


def test_sql_in_a_name_is_a_name() -> None:
    name = "Bobby'); DROP TABLE contacts; -- \\"
    assert list(people(sql(insert("contacts", {**CONTACT, "first_name": name})))) == [name]


def test_a_row_that_does_not_fit_is_told_and_the_next_statement_read() -> None:
    drafts = sql(
        "INSERT IGNORE INTO `notes` (`id`,`body`) VALUES (1),(2,'x' 'y');",
        insert("contacts", CONTACT),
        "INSERT IGNORE INTO `contact_photo` (`contact_id`, `photo_id`) VALUES\n;",
        "INSERT IGNORE INTO 'what';",
        "SET FOREIGN_KEY_CHECKS=1;",
    )
    assert [each for each in drafts if not isinstance(each, PersonDraft)] == [
        Problem(5, 'a row of the table "notes" cannot be read'),
        Problem(5, 'a row of the table "notes" cannot be read'),
        Problem(11, 'a row of the table "" cannot be read'),
    ]


def test_a_dump_without_contacts_is_no_dump_of_monica() -> None:
    with pytest.raises(UnreadableError):
        sql("SET FOREIGN_KEY_CHECKS=1;")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'It\\'s'", "It's"),
        ("'It''s'", "It's"),
        ("'a\\\\b'", "a\\b"),
        ("'a\\\\\\\\'", "a\\\\"),
        ("'two\nlines'", "two\nlines"),
        ("'two\\nlines'", "two\nlines"),
        ("'\\0'", "\0"),
        ("'50\\%'", "50%"),
        ("''", ""),
        ("'NULL'", "NULL"),
        ("NULL", None),
        ("null", None),
        ("007", "007"),
        ("0055001234", "0055001234"),
        ("-1.5e3", "-1.5e3"),
        ("'/* no */ -- comment # at all;'", "/* no */ -- comment # at all;"),
    ],
)
@pytest.mark.parametrize("chunk", [1, 7, 1 << 16])
def test_a_value_is_what_php_wrote(
    written: str, value: str | None, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqldump, "CHUNK", chunk)
    dump = f"# x\n-- y\n/* z */\nINSERT INTO `t` (`a`,`b`) VALUES (1,{written}) , (2, 'end');\n"
    assert list(sqldump.rows(io.BytesIO(dump.encode()))) == [
        sqldump.Row("t", {"a": "1", "b": value}, 4),
        sqldump.Row("t", {"a": "2", "b": "end"}, 4 + written.count("\n")),
    ]


def test_a_text_without_end_costs_no_more_than_the_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqldump, "LONGEST_TEXT", 1000)
    monkeypatch.setattr(sqldump, "CHUNK", 100)
    dump = "INSERT INTO `t` (`a`) VALUES ('" + "x" * 5000 + "\nINSERT INTO `t` (`a`) VALUES (1);"
    assert list(sqldump.rows(io.BytesIO(dump.encode()))) == [
        sqldump.Row("t", None, 1),
        sqldump.Row("t", {"a": "1"}, 2),
    ]
