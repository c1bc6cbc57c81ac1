"""What goes out in the lossless format comes in again: into an empty store, or among others."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from keepintouch import formats
from keepintouch.domain.cadence import Cadence
from keepintouch.domain.contacts import Point, Relation
from keepintouch.domain.errors import UnknownError, UsageError
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.standing import Rules
from keepintouch.domain.touchpoints import Place
from keepintouch.services import (
    drifting,
    exporting,
    importing,
    joining,
    keeping,
    people,
    remembering,
)
from keepintouch.services.importing.results import Wanted
from keepintouch.store import Store, places

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Book
    from keepintouch.services.importing.results import Imported

CARD = (
    "BEGIN:VCARD\nVERSION:3.0\nUID:u\nFN:Zed Ek\nX-ODD:kept\nPHOTO;ENCODING=b:/9hwaWM=\nEND:VCARD\n"
)


@pytest.fixture
def full(book: Book) -> Book:
    """Give a store with something in every table."""
    book.add(
        "Ana Lima",
        nicknames=("Ani",),
        tags=("berlin", "Family"),
        points=(Point("email", "ana@example.org", "work", preferred=True),),
        birthday=PartialDate(None, 2, 29),
        occasions=(Occasion("anniversary", PartialDate(2021, 6, 12)),),
        relations=(Relation("spouse", "Jo"),),
        cadence=Cadence(2, "w"),
        how_met="Lisbon bouldering gym, 2019",
    )
    book.add("Bob Stone", paused_from=date(2026, 1, 1), paused_until=date(2026, 3, 1))
    book.edit("ana", name="Ana Souza")
    book.log("ana", "bob", text="coffee “in Berlin”\nand tea", tags=("food",), direction="me")
    for back in range(200, 180, -1):
        book.log("bob", day=book.today - timedelta(back))
    remembering.note(book.store, ["ana"], "partner is Jo", today=book.today, tags=("x",))
    promise = remembering.remind(book.store, ["bob"], book.today, "send it", today=book.today)
    remembering.close_follow_up(book.store, promise.id, "done", today=book.today)
    people.set_tag_rhythm(book.store, "family", Cadence(1, "m"), today=book.today)
    drifting.dismiss(book.store, "bob", today=book.today)
    bring(book, CARD)
    with book.store.writing(book.today) as writing:
        places.save(writing.step, Place("p", "Paris", ("City of Light",)))
        writing.step.insert("source_state", source="imap", state='{"uid": 7}')
        writing.done("import", "a place")
    return book


def bring(book: Book, text: str, name: str | None = None) -> Imported:
    wanted = Wanted(format=name, stdin=io.BytesIO(text.encode()))
    return importing.run(book.store, ["-"], today=book.today, wanted=wanted)


@pytest.fixture
def other(tmp_path: Path, today: date, book: Book, blank: Path) -> Iterator[Book]:
    """Give another store without anybody."""
    place = tmp_path / "other.db"
    place.write_bytes(blank.read_bytes())
    store = Store(str(place), Rules(), backups=False)
    yield type(book)(store, today)
    store.close()


def records(text: str, kind: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in text.splitlines()[1:]]
    return [each for each in found if each["record"] == kind]


def test_an_export_into_an_empty_store_gives_the_store(full: Book, other: Book) -> None:
    text = full.text()
    result = bring(other, text)
    assert (result.new, result.touchpoints, result.notes, result.problems) == (3, 21, 1, ())
    assert other.text() == text
    assert other.findings() == []
    assert {json.loads(line)["record"] for line in text.splitlines()[1:]} == {
        "tag", "place", "photo", "contact", "touchpoint", "note", "follow_up", "dismissed",
        "progress",
    }  # fmt: skip


def test_the_same_export_twice_adds_nothing(full: Book) -> None:
    before = full.text()
    result = bring(full, before)
    assert (result.new, result.unchanged, result.touchpoints) == (0, 3, 0)
    assert full.text() == before


def test_an_export_does_not_depend_on_the_order_of_its_lines(full: Book, other: Book) -> None:
    head, *lines = full.text().splitlines(keepends=True)
    people_first = sorted(lines, key=lambda line: '"record": "contact"' not in line)
    bring(other, "".join((head, *people_first)))
    assert other.text() == full.text()


def test_two_stores_of_one_person_become_one_without_overwriting(full: Book, other: Book) -> None:
    bring(other, CARD)
    other.add("Ana Souza", tags=("family",))
    people.set_tag_rhythm(other.store, "Family", Cadence(3, "w"), today=other.today)
    bring(other, CARD.replace("UID:u", "UID:v").replace("Zed", "Zoe"))
    result = bring(other, full.text())
    assert result.problems == ()
    text = other.text()
    slugs = [each["slug"] for each in records(text, "contact")]
    assert sorted(slugs) == [
        "ana-souza",
        "ana-souza-2",
        "bob-stone",
        "zed-ek",
        "zed-ek-2",
        "zoe-ek",
    ]
    assert records(text, "tag") == [{"record": "tag", "tag": "family", "cadence": "P3W"}]
    owners = {
        (o["source"], o["source_id"]) for each in records(text, "contact") for o in each["origins"]
    }
    assert owners == {("vcard", "u"), ("vcard", "v")}
    assert other.findings() == []


def test_ids_handles_and_sources_that_come_twice_in_a_file_are_taken_once(
    full: Book, other: Book
) -> None:
    head, *lines = full.text().splitlines(keepends=True)
    renamed = [line.replace('"id": "', '"id": "x') for line in lines if '"contact"' in line]
    result = bring(other, "".join((head, *lines, *renamed, *lines)))
    assert (result.new, result.unchanged, result.touchpoints) == (6, 3, 21)
    assert other.findings() == []
    again = bring(other, "".join((head, *lines, *renamed)))
    assert (again.new, again.touchpoints) == (0, 0)


def test_records_of_people_who_are_nowhere_are_told(other: Book) -> None:
    text = (
        '{"schema": "kit.store/1"}\n'
        '{"record": "dismissed", "contact_id": "nobody", "day": "2026-01-01"}\n'
        '{"record": "note", "id": "n", "day": "2026-01-01", "text": "hm", "people": ["nobody"],'
        ' "tags": ["a", "A"], "source": null, "source_id": null}\n'
        '{"record": "contact", "id": "c"}\n'
    )
    result = bring(other, text)
    assert result.notes == 1
    assert [each.what.split(":")[0] for each in result.problems] == [
        "not a record of kit (ValueError",
        "n names somebody who is neither here nor in the file",
    ]


def test_some_people_alone_may_go_out(full: Book, other: Book) -> None:
    stream = io.BytesIO()
    exporting.export(full.store, formats.named("kit"), stream, exporting.Wanted(who=["bob"]))
    text = stream.getvalue().decode()
    assert [each["slug"] for each in records(text, "contact")] == ["bob-stone"]
    assert len(records(text, "touchpoint")) == 21
    assert records(text, "note") == records(text, "progress") == []
    assert len(records(text, "dismissed")) == 1
    stream = io.BytesIO()
    exporting.export(full.store, formats.named("kit"), stream, exporting.Wanted(tag="+FAMILY"))
    text = stream.getvalue().decode()
    assert [each["slug"] for each in records(text, "contact")] == ["ana-souza"]
    assert records(text, "dismissed") == []


def test_nobody_to_export_is_told(full: Book) -> None:
    with pytest.raises(UnknownError, match="no one here is called"):
        exporting.export(
            full.store, formats.named("kit"), io.BytesIO(), exporting.Wanted(who=["zoe"])
        )
    with pytest.raises(UnknownError, match='nobody has the tag "work"'):
        exporting.export(
            full.store, formats.named("kit"), io.BytesIO(), exporting.Wanted(tag="work")
        )


def test_no_store_exports_nothing(new_store: Store) -> None:
    stream = io.BytesIO()
    exporting.export(new_store, formats.named("kit"), stream)
    assert stream.getvalue() == b'{"schema": "kit.store/1"}\n'
    assert not new_store.exists


@pytest.mark.parametrize(
    ("name", "path", "expected"),
    [
        (None, None, "kit"),
        (None, "-", "kit"),
        (None, "all.VCF", "vcard"),
        (None, "all.jsonl", "kit"),
        ("friends", "all.vcf", "friends"),
    ],
)
def test_the_suffix_or_the_name_says_which_format(
    name: str | None, path: str | None, expected: str
) -> None:
    assert exporting.format_for(name, path).name == expected


@pytest.mark.parametrize(
    ("name", "path", "words"),
    [
        ("mail", None, "does not write it"),
        ("poem", None, 'there is no format called "poem"'),
        (None, "all.xyz", "no suffix of a format"),
    ],
)
def test_what_kit_does_not_write_is_told(name: str | None, path: str | None, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        exporting.format_for(name, path)
    assert "vcard" in caught.value.close


def test_every_format_says_what_it_cannot_hold() -> None:
    assert exporting.losses(formats.named("kit")) == ()
    for name in exporting.writable():
        assert isinstance(exporting.losses(formats.named(name)), tuple)


def test_every_written_format_can_be_read_again(full: Book, other: Book) -> None:
    for name in exporting.writable():
        chosen = formats.named(name)
        if chosen.reads:
            stream = io.BytesIO()
            exporting.export(full.store, chosen, stream)
            bring(other, stream.getvalue().decode(), name)
    assert other.findings() == []
    assert {each["slug"] for each in records(other.text(), "contact")} >= {"bob-stone", "zed-ek"}


def test_bytes_depend_on_the_store_alone(full: Book) -> None:
    before = full.text()
    full.add("Cy")
    joining.remove(full.store, "cy", today=full.today)
    assert full.text() == before
    keeping.check(full.store, today=full.today, repair=True)
    assert full.text() == before
