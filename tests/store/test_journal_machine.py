"""Whatever is done to a store, undoing all of it gives the store back, and redoing gives it again."""

from __future__ import annotations

import io
import os
import tempfile
from contextlib import suppress
from datetime import date, timedelta
from shutil import copyfile
from typing import TYPE_CHECKING, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from keepintouch import formats
from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.contacts import Contact, Point
from keepintouch.domain.errors import KitError
from keepintouch.domain.occasions import PartialDate
from keepintouch.domain.standing import Rules
from keepintouch.domain.touchpoints import Touchpoint
from keepintouch.services import (
    choosing,
    drifting,
    exporting,
    importing,
    joining,
    keeping,
    logging,
    people,
    remembering,
    stepping,
)
from keepintouch.services.importing.results import Wanted
from keepintouch.store import Store, followups, journal, touchpoints

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from keepintouch.domain.people import Person

TODAY = date(2026, 11, 22)
MANY = "KIT_LONG" in os.environ or "CI" in os.environ

NAMES = st.sampled_from(
    ("Ana Lima", "Ana Berg", "Bob Stone", "José Ávila", "Ana", "李小龍", "Zoë van der Berg-Łukasz")
)
TAGS = st.sampled_from(("family", "Work", "berlin", "é-t", "BERLIN"))
TEXTS = st.sampled_from(("coffee", "“Berlin?” she's 90% sure!", "a\nb", "naïve \ud800 café"))
WHO = st.integers(0, 7)
BACK = st.integers(0, 900)
CADENCES = st.sampled_from((None, NEVER, Cadence(1, "w"), Cadence(3, "m"), Cadence(1, "y")))
FRIENDS = """### Activities:
- 2026-0{number}-04: Got lunch with **Ana Lima** and **Bob Stone** in _Paris_. @food
- 2026-0{number}-05: Wrote to **Grace Hopper**.

### Notes:
- 2026-0{number}-06: **Ana Lima** found out about it @news

### Friends:
- Ana Lima (a.k.a. Ani)
- Bob Stone [Paris] @work
- Grace Hopper (a.k.a. The Admiral) @navy

### Locations:
- Paris (a.k.a. City of Light)
"""
CARDS = """BEGIN:VCARD
VERSION:3.0
UID:card-{number}
FN:{name}
EMAIL:shared@example.org
BDAY:1990-0{number}-05
NOTE:met in 200{number}
CATEGORIES:berlin,Work
END:VCARD
"""


class Journal(RuleBasedStateMachine):
    """A store, all that has been exported after each step of it, and how far it was undone."""

    blank: ClassVar[str]
    place: ClassVar[Callable[[], str] | None] = None

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.other = os.path.join(self.folder.name, "other.db")
        copyfile(self.blank, self.other)
        if self.place is None:
            place = os.path.join(self.folder.name, "kit.db")
            copyfile(self.blank, place)
        else:
            place = type(self).place()
        self.store = Store(place, Rules(), backups=False)
        self.texts = [self.text()]
        self.at = 0

    def teardown(self) -> None:
        for at in range(self.at - 1, -1, -1):
            stepping.undo(self.store, today=TODAY)
            assert self.text() == self.texts[at]
        assert keeping.check(self.store, today=TODAY) == []
        for at in range(1, len(self.texts)):
            stepping.redo(self.store, today=TODAY)
            assert self.text() == self.texts[at]
        assert keeping.check(self.store, today=TODAY) == []
        self.store.close()
        self.folder.cleanup()

    @invariant()
    def nothing_is_off(self) -> None:
        assert keeping.check(self.store, today=TODAY) == []

    def text(self) -> str:
        stream = io.BytesIO()
        exporting.export(self.store, formats.named("kit"), stream)
        return stream.getvalue().decode()

    def slug(self, number: int) -> str:
        with self.store.reading() as connection:
            slugs = connection.rows("SELECT slug FROM contact ORDER BY id")
        return slugs[number % len(slugs)][0] if slugs else "nobody"

    def someone(self, numbers: set[int]) -> tuple[Person, ...]:
        slugs = [self.slug(each) for each in sorted(numbers)]
        with self.store.reading() as connection:
            return choosing.people(connection, slugs)

    def step(self, write: Callable[[], object]) -> None:
        """Do something, and remember what the store is like if that made a step."""
        before = self.newest()
        with suppress(KitError):
            write()
        if self.newest() != before:
            self.at += 1
            self.texts[self.at :] = [self.text()]
        else:
            assert self.text() == self.texts[self.at]

    def newest(self) -> int:
        with self.store.reading() as connection:
            return max((each.seq for each in journal.steps(connection)), default=0)

    @rule(name=NAMES, tags=st.lists(TAGS, max_size=3), cadence=CADENCES)
    def add(self, name: str, tags: list[str], cadence: Cadence | None) -> None:
        contact = Contact(id="", slug="", name=name, tags=tuple(tags), cadence=cadence)
        self.step(lambda: people.add(self.store, contact, today=TODAY))

    @rule(
        who=st.sets(WHO, max_size=3),
        spoken_of=st.sets(WHO, max_size=2),
        back=BACK,
        text=TEXTS,
        tags=st.lists(TAGS, max_size=2, unique_by=str.casefold),
    )
    def log(
        self, who: set[int], spoken_of: set[int], back: int, text: str, tags: list[str]
    ) -> None:
        def write() -> None:
            took_part, mentions = self.someone(who), self.someone(spoken_of)
            touchpoint = Touchpoint(
                "",
                TODAY - timedelta(back),
                "met",
                text,
                took_part,
                tuple(each for each in mentions if each not in took_part),
                tuple(tags),
            )
            logging.record(self.store, touchpoint, today=TODAY, command="log", added=("Zed",))

        self.step(write)

    @rule(who=WHO, back=st.none() | BACK, text=st.none() | TEXTS, others=st.sets(WHO, max_size=2))
    def change_touchpoint(
        self, who: int, back: int | None, text: str | None, others: set[int]
    ) -> None:
        def write() -> None:
            (person,) = self.someone({who})
            with self.store.reading() as connection:
                found = touchpoints.history(connection, person.id, limit=1)
            if not found:
                return
            touchpoint = found[0]
            if back is None and text is None:
                logging.remove_touchpoint(self.store, touchpoint.id, today=TODAY)
                return
            if back is not None:
                touchpoint = touchpoint._replace(day=TODAY - timedelta(back))
            if text is not None:
                touchpoint = touchpoint._replace(
                    text=text, people=self.someone(others), mentions=()
                )
            logging.change_touchpoint(self.store, touchpoint, today=TODAY)

        self.step(write)

    @rule(who=WHO, name=NAMES, nick=TEXTS, point=st.integers(0, 3))
    def edit(self, who: int, name: str, nick: str, point: int) -> None:
        points = tuple(Point("email", f"{number}@example.org") for number in range(point))

        def change(contact: Contact) -> Contact:
            return contact._replace(name=name, nicknames=(nick,), points=points)

        self.step(
            lambda: people.change(self.store, self.slug(who), change, today=TODAY, command="edit")
        )

    @rule(who=WHO, cadence=CADENCES)
    def every(self, who: int, cadence: Cadence | None) -> None:
        self.step(lambda: people.set_rhythm(self.store, self.slug(who), cadence, today=TODAY))

    @rule(tag=TAGS, cadence=CADENCES)
    def every_tag(self, tag: str, cadence: Cadence | None) -> None:
        self.step(lambda: people.set_tag_rhythm(self.store, tag, cadence, today=TODAY))

    @rule(who=WHO, add=st.lists(TAGS, max_size=2), drop=st.lists(TAGS, max_size=2))
    def tag(self, who: int, add: list[str], drop: list[str]) -> None:
        self.step(lambda: people.tag(self.store, self.slug(who), add=add, drop=drop, today=TODAY))

    @rule(who=WHO, off=st.booleans())
    def archive(self, who: int, *, off: bool) -> None:
        self.step(lambda: people.archive(self.store, self.slug(who), today=TODAY, off=off))

    @rule(who=WHO, days=st.integers(1, 60))
    def snooze(self, who: int, days: int) -> None:
        until = TODAY + timedelta(days)
        self.step(lambda: people.snooze(self.store, self.slug(who), until, today=TODAY))

    @rule(who=WHO, since=BACK, days=st.none() | st.integers(0, 400))
    def pause(self, who: int, since: int, days: int | None) -> None:
        begin = TODAY - timedelta(since)
        end = None if days is None else begin + timedelta(days)

        def change(contact: Contact) -> Contact:
            return contact._replace(state="paused", paused_from=begin, paused_until=end)

        self.step(
            lambda: people.change(self.store, self.slug(who), change, today=TODAY, command="pause")
        )

    @rule(who=st.sets(WHO, max_size=3), text=TEXTS)
    def note(self, who: set[int], text: str) -> None:
        self.step(
            lambda: remembering.note(
                self.store, [self.slug(each) for each in who], text, today=TODAY, tags=("x",)
            )
        )

    @rule(who=st.sets(WHO, max_size=2), days=st.integers(0, 90), text=TEXTS)
    def remind(self, who: set[int], days: int, text: str) -> None:
        on = TODAY + timedelta(days)
        slugs = [self.slug(each) for each in who]
        self.step(lambda: remembering.remind(self.store, slugs, on, text, today=TODAY))

    @rule(state=st.sampled_from(("done", "cancelled")))
    def close_follow_up(self, state: str) -> None:
        with self.store.reading() as connection:
            found = followups.open_until(connection, date.max)
        if found:
            self.step(
                lambda: remembering.close_follow_up(self.store, found[0].id, state, today=TODAY)
            )

    @rule(
        who=WHO,
        kind=st.sampled_from(("birthday", "anniversary")),
        on=st.sampled_from((None, PartialDate(1990, 5, 5), PartialDate(None, 2, 29))),
    )
    def date_of(self, who: int, kind: str, on: PartialDate | None) -> None:
        if on is None:
            self.step(lambda: remembering.drop_date(self.store, self.slug(who), kind, today=TODAY))
        else:
            self.step(
                lambda: remembering.date_of(self.store, self.slug(who), kind, on, today=TODAY)
            )

    @rule(who=WHO)
    def let_go(self, who: int) -> None:
        self.step(lambda: drifting.dismiss(self.store, self.slug(who), today=TODAY))

    @rule(gone=WHO, kept=WHO)
    def merge(self, gone: int, kept: int) -> None:
        self.step(lambda: joining.merge(self.store, self.slug(gone), self.slug(kept), today=TODAY))

    @rule(who=WHO)
    def remove(self, who: int) -> None:
        self.step(lambda: joining.remove(self.store, self.slug(who), today=TODAY))

    @rule(text=st.sampled_from((FRIENDS, CARDS)), number=st.integers(1, 3), name=NAMES)
    def take_in(self, text: str, number: int, name: str) -> None:
        self.bring(text.format(number=number, name=name).encode(), None)

    @rule()
    def take_in_another_store(self) -> None:
        other = Store(self.other, Rules(), backups=False)
        with suppress(KitError):
            people.add(other, Contact(id="", slug="", name="Ana Lima", tags=("new",)), today=TODAY)
            people.set_tag_rhythm(other, "new", Cadence(2, "w"), today=TODAY)
            logging.done(other, ["ana-lima"], today=TODAY)
        stream = io.BytesIO()
        exporting.export(other, formats.named("kit"), stream)
        other.close()
        self.bring(stream.getvalue(), "kit")

    def bring(self, data: bytes, name: str | None) -> None:
        wanted = Wanted(format=name, stdin=io.BytesIO(data))
        self.step(lambda: importing.run(self.store, ["-"], today=TODAY, wanted=wanted))

    @rule()
    def undo(self) -> None:
        if self.at:
            stepping.undo(self.store, today=TODAY)
            self.at -= 1
        assert self.text() == self.texts[self.at]

    @rule()
    def redo(self) -> None:
        if self.at + 1 < len(self.texts):
            stepping.redo(self.store, today=TODAY)
            self.at += 1
        assert self.text() == self.texts[self.at]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk take its time: no power fails in here."""
    monkeypatch.setattr(
        "keepintouch.store.connection.WRITING", "PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON"
    )


@pytest.mark.no_cover
@pytest.mark.usefixtures("quick")
def test_undoing_everything_gives_the_store_back_and_redoing_gives_it_again(blank: Path) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    Journal.blank = str(blank)
    runs, steps = (100, 30) if MANY else (15, 15)
    run_state_machine_as_test(
        Journal, settings=settings(max_examples=runs, stateful_step_count=steps)
    )
