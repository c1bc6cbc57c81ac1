"""Both sides of a sync edited at random: they converge, a second sync is silent, nothing is lost."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from copy import deepcopy
from datetime import date
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from keepintouch.domain.contacts import Contact, Point
from keepintouch.domain.standing import Rules
from keepintouch.formats import vdir
from keepintouch.formats.vcard_facets import FACETS, changed
from keepintouch.services import joining, keeping, people, stepping, syncing
from keepintouch.services.syncing.merging import NEVER
from keepintouch.services.syncing.results import DELETES, PREFER, Synced, Wanted
from keepintouch.store import Store, contacts, handles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.store.writing import Writing

MANY = "KIT_LONG" in os.environ or "CI" in os.environ
TODAY = date(2026, 11, 22)
WHICH = st.integers(0, 9)
TITLES = st.sampled_from((None, "Chemist", "Boss; and, more", "Räte\nzwei"))
FAMILIES = st.sampled_from(("Lima", "Novák", "O'Neil"))


class Someone:
    """What either side should say of a person: name, title, numbers; as they are, and last met."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.file: str | None = None
        self.here: dict[str, Any] | None = None
        self.there: dict[str, Any] | None = None
        self.base: dict[str, Any] | None = None
        self.foreign: set[str] = set()
        self.left = False

    def meet(self, prefer: str) -> None:
        """Let both sides say the same."""
        base, here, there = self.base, self.here, self.there
        if here is None or there is None:
            both = deepcopy(here or there)
        else:
            both = {name: _scalar(name, here, there, base, prefer) for name in ("family", "title")}
            lost = (
                (base["phones"] - here["phones"]) | (base["phones"] - there["phones"])
                if base
                else set()
            )
            both["phones"] = (here["phones"] | there["phones"]) - lost
        self.here, self.there, self.base = both, deepcopy(both), deepcopy(both)


def _scalar(
    name: str, here: dict[str, Any], there: dict[str, Any], base: dict[str, Any] | None, prefer: str
) -> object:
    ours, theirs, before = here[name], there[name], base[name] if base else None
    if ours == before:
        return theirs
    if theirs == before:
        return ours
    return ours if prefer == "kit" else theirs


class Torn(Store):
    """A store of which the process is killed just before it commits."""

    @contextmanager
    def writing(self, today: date) -> Iterator[Writing]:
        with super().writing(today) as writing:
            yield writing
            raise KeyboardInterrupt


class Syncing(RuleBasedStateMachine):
    """A store and a folder of cards; each may be changed in every way before they sync again."""

    blank: Path

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(mkdtemp())
        copyfile(self.blank, self.home / "kit.db")
        self.store = Store(str(self.home / "kit.db"), Rules(), backups=False)
        self.folder = self.home / "cards"
        self.folder.mkdir()
        self.everybody: list[Someone] = []
        self.removed: set[int] = set()
        self.made = 0
        self.before: list[tuple[Any, Any]] | None = None
        self.add_there(None)  # so that no side is ever empty
        self.anchor = self.everybody[0]
        self.sync("kit", "ask")

    def teardown(self) -> None:
        self.store.close()
        rmtree(self.home)

    # what is done here

    @rule(title=TITLES)
    def add_here(self, title: str | None) -> None:
        who = self._someone()
        who.here = {"family": "Lima", "title": title, "phones": set()}
        name = f"P{who.number} Lima"
        people.add(self.store, Contact("", "", name, title=title), today=TODAY)

    @rule(which=WHICH, title=TITLES)
    def retitle_here(self, which: int, title: str | None) -> None:
        if who := self._here(which):
            who.here["title"] = title  # type: ignore[index]
            self._edit(who, title=title)

    @rule(which=WHICH, family=FAMILIES)
    def rename_here(self, which: int, family: str) -> None:
        if who := self._here(which):
            who.here["family"] = family  # type: ignore[index]
            self._edit(who, name=f"P{who.number} {family}")

    @rule(which=WHICH, drop=st.booleans())
    def change_numbers_here(self, which: int, drop: bool) -> None:
        if who := self._here(which):
            phones: set[str] = who.here["phones"]  # type: ignore[index]
            if drop and phones:
                gone = min(phones)
                phones.remove(gone)
                kept = tuple(each for each in self._contact(who).points if each.value != gone)
                self._edit(who, points=kept)
            else:
                phones.add(fresh := self._number())
                self._edit(
                    who, points=(*self._contact(who).points, Point("phone", fresh, "mobile"))
                )

    @rule(which=WHICH)
    def remove_here(self, which: int) -> None:
        who = self._here(which)
        if who and who is not self.anchor:
            joining.remove(self.store, self._slug(who), today=TODAY)
            who.here, who.left = None, who.base is not None
            self.removed |= {who.number} if who.left else set()
            if who.base is None and who.there is None:
                self.everybody.remove(who)

    # what is done there

    @rule(title=TITLES)
    def add_there(self, title: str | None) -> None:
        who = self._someone()
        who.there = {"family": "Lima", "title": title, "phones": set()}
        who.file = f"card-{who.number}.vcf"
        said = f"TITLE:{_escaped(title)}\n" if title else ""
        foreign = f"X-OWN-{who.number};P=1:keep me\\, as I am"
        who.foreign = {foreign}
        self._card(who).write_text(
            f"BEGIN:VCARD\nVERSION:3.0\nUID:uid-{who.number}\nFN:P{who.number} Lima\n"
            f"N:Lima;P{who.number};;;\n{said}{foreign}\nEND:VCARD\n",
            "utf-8",
        )

    @rule(which=WHICH, title=TITLES)
    def retitle_there(self, which: int, title: str | None) -> None:
        if who := self._there(which):
            who.there["title"] = title  # type: ignore[index]
            self._rewrite(who, r"TITLE:.*", f"TITLE:{_escaped(title)}" if title else "")

    @rule(which=WHICH, family=FAMILIES)
    def rename_there(self, which: int, family: str) -> None:
        if who := self._there(which):
            who.there["family"] = family  # type: ignore[index]
            self._rewrite(who, r"N:.*", f"N:{family};P{who.number};;;")
            self._rewrite(who, r"FN:.*", f"FN:P{who.number} {family}")

    @rule(which=WHICH, drop=st.booleans())
    def change_numbers_there(self, which: int, drop: bool) -> None:
        if who := self._there(which):
            phones: set[str] = who.there["phones"]  # type: ignore[index]
            if drop and phones:
                gone = max(phones)
                phones.remove(gone)
                self._rewrite(who, rf"TEL.*:{re.escape(gone)}", "")
            else:
                phones.add(fresh := self._number())
                self._rewrite(who, "$^", f"TEL;TYPE=WORK:{fresh}")

    @rule(which=WHICH)
    def scribble_there(self, which: int) -> None:
        if who := self._there(which):
            self.made += 1
            line = f"item{self.made}.X-SCRIBBLE:{self.made}"
            who.foreign.add(line)
            self._rewrite(who, "$^", line)

    @rule(which=WHICH)
    def delete_there(self, which: int) -> None:
        who = self._there(which)
        if who and who is not self.anchor:
            self._card(who).unlink()
            who.there, who.left = None, who.base is not None
            who.foreign = set()
            if who.base is None and who.here is None:
                self.everybody.remove(who)

    @rule(which=WHICH)
    def move_there(self, which: int) -> None:
        """Give a card another file name, as a server may."""
        who = self._there(which)
        if who and who.base is not None and not who.left:
            self.made += 1
            old = self._card(who)
            who.file = f"moved-{self.made}.vcf"
            old.rename(self._card(who))

    # and both

    @rule(prefer=st.sampled_from(PREFER), deletes=st.sampled_from(DELETES))
    def sync(self, prefer: str, deletes: str) -> None:
        before = [(who, deepcopy((who.here, who.base, who.left))) for who in self.everybody]
        steps = self._steps()
        said = self._run(prefer, deletes)
        self.before = before if self._steps() != steps else None
        written = {each.name: each.file for each in said.items if each.what == "written"}
        for who in list(self.everybody):
            if who.left:
                self._leave(who, deletes)
            else:
                who.meet(prefer)
                assert who.here is not None
                who.file = written.get(f"P{who.number} {who.here['family']}", who.file)
        self._check()
        again = self._run(prefer, "ask")
        assert {each.what for each in again.items} <= {"waiting"}
        assert self._steps() == (steps if self.before is None else steps + 1)
        assert not again.problems

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        if stepping.steps(self.store, limit=1).steps[0].command != "sync":
            return
        stepping.undo(self.store, today=TODAY)
        for who, (here, base, left) in self.before or ():
            who.here, who.base, who.left = here, base, left
            if who not in self.everybody and here is not None:
                self.everybody.append(who)
        self.before = None

    @rule(prefer=st.sampled_from(PREFER))
    def tear(self, prefer: str) -> None:
        """Let the store be lost after the cards were written, as a crash in between does."""
        self.before = None
        text = stepping.steps(self.store, limit=1)
        torn = Torn(self.store.place, Rules(), backups=False)
        with pytest.raises(KeyboardInterrupt):
            self._run(prefer, "ask", torn)
        torn.close()
        assert stepping.steps(self.store, limit=1) == text
        cards = {reading.draft.name: name for name, reading in self._readings() if reading.draft}
        for who in self.everybody:
            if not who.left:
                here, base = deepcopy((who.here, who.base))
                who.meet(prefer)
                who.file = cards.get(f"P{who.number} {who.here['family']}")  # type: ignore[index]
                who.here, who.base = here, base

    def _readings(self) -> list[tuple[str, vdir.Reading]]:
        return [(each.name, vdir.read(each.data)) for each in vdir.items(str(self.folder))]

    def _leave(self, who: Someone, deletes: str) -> None:
        """Check that a deletion led to what was asked for, and forget about who is no pair any more."""
        if who.here is None and who.there is not None:
            there = self._card(who).exists()
            assert there or deletes == "apply"
            if not there or deletes == "keep":
                self.everybody.remove(who)
        elif who.here is None or deletes == "keep" or self._contact(who).state == "archived":
            self.everybody.remove(who)

    def _check(self) -> None:
        assert keeping.check(self.store, today=TODAY) == []
        with self.store.reading() as connection:
            names = [row[0] for row in connection.rows("SELECT name FROM contact")]
        assert self.removed.isdisjoint(int(name.split()[0][1:]) for name in names)
        for who in self.everybody:
            if who.left:
                continue
            contact = self._contact(who)
            reading = vdir.read(self._card(who).read_bytes())
            assert reading.draft is not None
            assert not reading.problems
            for facet in FACETS:
                names = getattr(facet, "attributes", ()) or (getattr(facet, "attribute", ""),)
                assert set(names) & NEVER or not changed(facet, reading.draft, contact), facet
            for side in (contact, reading.draft):
                assert side.name == f"P{who.number} {who.here['family']}"  # type: ignore[index]
                assert side.title == who.here["title"]  # type: ignore[index]
                assert {each.value for each in side.points} == who.here["phones"]  # type: ignore[index]
            lines = set(self._card(who).read_text("utf-8").splitlines())
            assert who.foreign <= lines

    def _run(self, prefer: str, deletes: str, store: Store | None = None) -> Synced:
        wanted = Wanted(prefer=prefer, deletes=deletes)
        said = syncing.run(store or self.store, str(self.folder), today=TODAY, wanted=wanted)
        assert not [each for each in os.listdir(self.folder) if not each.endswith(".vcf")]
        return said

    def _steps(self) -> int:
        return len(stepping.steps(self.store, limit=1000).steps)

    def _someone(self) -> Someone:
        self.made += 1
        self.everybody.append(Someone(self.made))
        return self.everybody[-1]

    def _number(self) -> str:
        self.made += 1
        return f"+4930{self.made:06}"

    def _here(self, which: int) -> Someone | None:
        found = [who for who in self.everybody if who.here and not who.left]
        return found[which % len(found)] if found else None

    def _there(self, which: int) -> Someone | None:
        found = [who for who in self.everybody if who.there and who.file and not who.left]
        return found[which % len(found)] if found else None

    def _card(self, who: Someone) -> Path:
        return self.folder / str(who.file)

    def _slug(self, who: Someone) -> str:
        with self.store.reading() as connection:
            rows = connection.rows(
                "SELECT slug FROM contact WHERE name LIKE :start", start=f"P{who.number} %"
            )
        assert len(rows) == 1, (who.number, rows)
        return str(rows[0][0])

    def _contact(self, who: Someone) -> Contact:
        slug = self._slug(who)
        with self.store.reading() as connection:
            return contacts.get(connection, handles.by_slug(connection, slug).id)  # type: ignore[union-attr]

    def _edit(self, who: Someone, **fields: object) -> None:
        people.change(
            self.store,
            f"@{self._slug(who)}",
            lambda contact: contact._replace(**fields),  # type: ignore[arg-type]
            today=TODAY,
            command="edit",
        )

    def _rewrite(self, who: Someone, pattern: str, line: str) -> None:
        """Put a line in the place of those that match, or at the end of the card."""
        card = self._card(who).read_text("utf-8").replace("\r\n", "\n")
        card = re.sub(rf"(?m)^(?:item\d+\.)?{pattern}\n", "", card)
        end = f"{line}\nEND:VCARD" if line else "END:VCARD"
        self._card(who).write_text(card.replace("END:VCARD", end), "utf-8")


def _escaped(title: str | None) -> str:
    return (title or "").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


@pytest.mark.no_cover
def test_both_sides_converge_and_nothing_is_lost(blank: Path) -> None:
    Syncing.blank = blank
    run_state_machine_as_test(
        Syncing,
        settings=settings(max_examples=200 if MANY else 15, stateful_step_count=20),
    )
