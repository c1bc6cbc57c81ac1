"""A made-up network of any size: the same people and touchpoints for the same seed.

`python benchmarks/network.py 10000 /tmp/kit.db` writes a store; `--jsonl`, `--csv` and `--vcard`
write the people alone as files to import.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.contacts import Contact, Point
from keepintouch.domain.occasions import PartialDate
from keepintouch.domain.people import Person
from keepintouch.domain.standing import Rules
from keepintouch.domain.touchpoints import Touchpoint
from keepintouch.store import Store, contacts, months, names, standings, touchpoints
from keepintouch.store.ids import new_id
from keepintouch.store.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from keepintouch.store.protocol import Connection

T = TypeVar("T")
TODAY = date(2026, 11, 22)
TOUCHPOINTS = 20
BATCH = 5_000
RULES = Rules()
GIVEN = [
    "Bob", "Clara", "Dario", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Karin",
    "Liam", "Maya", "Nils", "Olga", "Paul", "Quentin", "Rosa", "Sven", "Tara", "Udo", "Vera",
    "Walter", "Xenia", "Yusuf", "Zoe", "Amir", "Bella", "Carlos", "Dina", "Emil", "Freya",
    "Goran", "Hanna", "Igor",
]  # fmt: skip
SYLLABLES = [
    "ba", "be", "bo", "da", "de", "do", "ka", "ke", "ko", "la", "le", "lo", "ma", "me", "mo",
    "na", "ne", "no", "ra", "re", "ro", "sa", "se", "so", "ta", "te", "to",
]  # fmt: skip
WORDS = [
    "coffee", "lunch", "garden", "move", "flat", "exam", "trip", "book", "list", "school",
    "dog", "piano", "job", "wedding", "hike", "recipe", "project", "budget", "train", "concert",
    "marathon", "visit", "photos", "birthday", "plan",
]  # fmt: skip
TAGS = ("family", "work", "berlin", "climbing", "school", "choir")
KINDS = ("met", "call", "message", "email", "talked")
CADENCES = (None, None, Cadence(2, "w"), Cadence(1, "m"), Cadence(3, "m"))

CARD = """BEGIN:VCARD\r
VERSION:3.0\r
PRODID:-//Example//Address Book 1.0//EN\r
N:{family};{given};;;\r
FN:{given} {family}\r
ORG:{firm};Gardens\r
EMAIL;type=INTERNET;type=HOME;type=pref:{slug}@example.org\r
EMAIL;type=INTERNET;type=WORK:{slug}@work.example.com\r
TEL;type=CELL;type=VOICE;type=pref:+49 151 {number:07d}{at}\r
TEL;type=WORK;type=VOICE:+44 20 {number:07d} {at}\r
item1.ADR;type=HOME;type=pref:;;{at} High Street;{city};;{number:05d};Germany\r
item1.X-ABADR:de\r
BDAY{born}\r
NOTE:Met at the garden show\\, {note}\r
CATEGORIES:{tag},friends\r
UID:{at:08x}-0000-4000-8000-{number:012x}\r
REV:2026-08-14T09:31:02Z\r
END:VCARD\r
"""


def people(size: int, seed: int = 1) -> Iterator[Contact]:
    """Yield `size` people; the first is the only Ana, `ana-lima`, every two weeks."""
    dice = random.Random(seed)
    for at in range(size):
        given, family = dice.choice(GIVEN), _surname(dice)
        name, slug = f"{given} {family}", f"{given}-{family}-{at}".lower()
        if at == 0:
            name, slug, given, family = "Ana Lima", "ana-lima", "Ana", "Lima"
        yield Contact(
            id=new_id(),
            slug=slug,
            name=name,
            given=given,
            family=family,
            points=(Point("email", f"{slug}@example.org", normal=f"{slug}@example.org"),),
            birthday=_birthday(dice),
            tags=(TAGS[at % len(TAGS)],),
            cadence=Cadence(2, "w") if at == 0 else dice.choice(CADENCES),
            added_on=TODAY - timedelta(1500),
        )


def conversations(who: list[Person], each: int, seed: int = 2) -> Iterator[Touchpoint]:
    """Yield about `each` touchpoints for everybody, over four years, some long ago silent."""
    dice = random.Random(seed)
    for person in who:
        usual = dice.choice((5, 12, 25, 40, 60))
        day = TODAY - timedelta(dice.randrange(0, 90))
        for _ in range(each):
            text = f"{dice.choice(WORDS)} and {dice.choice(WORDS)} with {person.name}"
            yield Touchpoint(
                id=new_id(),
                day=day,
                kind=dice.choice(KINDS),
                text=text,
                people=(person,),
                direction=dice.choice(("me", "them", None)),
            )
            day -= timedelta(1 + int(dice.expovariate(1 / usual)))


class Unjournalled:
    """Writes rows as a step does, without remembering them for undo."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def insert_many(self, table: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Add rows of one table."""
        columns = TABLES[table].columns
        self.insert_rows(table, [tuple(map(row.get, columns)) for row in rows])

    def insert_rows(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Add whole rows of one table."""
        self.connection.insert(table, TABLES[table].columns, rows)


def build(path: str, size: int, each: int = TOUCHPOINTS) -> None:
    """Write a store of `size` people with `each` touchpoints."""
    store = Store(path, RULES, backups=False)
    with store.writing(TODAY) as writing:
        step = Unjournalled(writing.connection)
        who = []
        for batch in _batches(people(size)):
            contacts.add(step, batch)  # type: ignore[arg-type]
            who += [Person(one.id, one.slug, one.name) for one in batch]
        for happened in _batches(conversations(who, each)):
            touchpoints.add(step, happened, RULES)  # type: ignore[arg-type]
        ids = [person.id for person in who]
        names.refresh(writing.connection, ids)
        standings.refresh(writing.connection, ids, today=TODAY, rules=RULES)
        months.rebuild(writing.connection)
    store.close()


def write_jsonl(path: str, size: int) -> None:
    """Write the people as kit's JSON Lines."""
    from keepintouch.formats import Book, kit
    from keepintouch.formats.drafts import WriteOptions

    with Path(path).open("wb") as file:
        kit.write(Book(contacts=people(size)), file, WriteOptions())


def write_csv(path: str, size: int) -> None:
    """Write the people as a plain table."""
    with Path(path).open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(("Name", "E-mail", "Birthday", "Tags", "Every"))
        for one in people(size):
            birthday = one.birthday.iso if one.birthday else ""
            every = one.cadence.iso if one.cadence else ""
            table.writerow((one.name, one.points[0].value, birthday, one.tags[0], every))


def write_vcard(path: str, size: int, seed: int = 3) -> None:
    """Write the people as cards, as long as a telephone's: two addresses, two numbers, a note."""
    dice = random.Random(seed)
    with Path(path).open("wb") as file:
        file.writelines(_card(one, at, dice).encode() for at, one in enumerate(people(size)))


def _card(one: Contact, at: int, dice: random.Random) -> str:
    """Return a card of version 3.0, with the folds that its note needs."""
    born = one.birthday.iso if one.birthday else "1604-03-07"
    note = " ".join(dice.choice(WORDS) for _ in range(14))
    return CARD.format(
        at=at,
        born=f":{born}" if one.birthday else f";X-APPLE-OMIT-YEAR=1604:{born}",
        city=dice.choice(SYLLABLES).title() + dice.choice(SYLLABLES),
        family=one.family,
        given=one.given,
        number=dice.randrange(10**7),
        slug=one.slug,
        tag=one.tags[0],
        note=f"{note[:60]}\r\n {note[60:]}",
        firm=f"{dice.choice(WORDS).title()}\\, {dice.choice(WORDS).title()} Ltd.",
    )


def _birthday(dice: random.Random) -> PartialDate | None:
    """Return the birthday that is known of one in four."""
    if dice.randrange(4):
        return None
    return PartialDate(1960 + dice.randrange(40), 1 + dice.randrange(12), 1 + dice.randrange(28))


def _surname(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(3)).title()


def _batches(found: Iterable[T]) -> Iterator[list[T]]:
    walk = iter(found)
    while batch := list(islice(walk, BATCH)):
        yield batch


def main() -> None:
    """Write what the arguments ask for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("size", type=int)
    asked.add_argument("path")
    asked.add_argument("--each", type=int, default=TOUCHPOINTS)
    form = asked.add_mutually_exclusive_group()
    form.add_argument("--jsonl", action="store_true")
    form.add_argument("--csv", action="store_true")
    form.add_argument("--vcard", action="store_true")
    given = asked.parse_args()
    if given.jsonl:
        write_jsonl(given.path, given.size)
    elif given.csv:
        write_csv(given.path, given.size)
    elif given.vcard:
        write_vcard(given.path, given.size)
    else:
        build(given.path, given.size, given.each)
    print(json.dumps({"path": given.path, "people": given.size}))


if __name__ == "__main__":
    main()
