"""Syncing with a folder of cards: what goes where, what is never touched, what waits."""

from __future__ import annotations

import base64
import io
import os
import re
import stat
from typing import TYPE_CHECKING, NamedTuple

import pytest

from keepintouch import formats
from keepintouch.domain.cadence import Cadence
from keepintouch.domain.contacts import Contact, Point
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.points import normalised
from keepintouch.services import exporting, joining, looking, people, remembering, stepping, syncing
from keepintouch.services.syncing.results import Wanted
from keepintouch.store import contacts
from tests.formats.mutations import RUNS, mutated

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Book
    from keepintouch.services.syncing.results import Item, Synced

CARD = """\
BEGIN:VCARD
VERSION:3.0
UID:u1
FN:Ann Lee
N:Lee;Ann;;;
TEL;TYPE=CELL;X-OWN=1:+49301
item1.EMAIL:ann@example.org
item1.X-ABLabel:_$!<School>!$_
X-FAVOURITE;X-SINCE=1999:rhubarb\\, mostly
TITLE:Chemist
NOTE:likes rhubarb
END:VCARD
"""
PICTURES = tuple(b"\x89PNG\r\n\x1a\n" + bytes([n]) for n in range(3))


class Cards(NamedTuple):
    """A folder of cards beside a store."""

    book: Book
    path: Path

    def put(self, name: str, text: str) -> None:
        (self.path / name).write_bytes(text.encode())

    def get(self, name: str) -> str:
        return (self.path / name).read_bytes().decode()

    def edit(self, name: str, old: str, new: str) -> None:
        assert old in self.get(name)
        self.put(name, self.get(name).replace(old, new))

    def sync(self, *, dry_run: bool = False, **wanted: object) -> Synced:
        said = syncing.run(
            self.book.store,
            str(self.path),
            today=self.book.today,
            wanted=Wanted(**wanted),  # type: ignore[arg-type]
            dry_run=dry_run,
        )
        assert self.book.findings() == []
        return said

    def quiet(self) -> None:
        """Check that there is nothing left to do."""
        steps = stepping.steps(self.book.store)
        assert self.sync().items == ()
        assert stepping.steps(self.book.store) == steps

    def contact(self, who: str) -> Contact:
        return looking.show(self.book.store, who, today=self.book.today).contact

    def notes(self, who: str) -> list[str]:
        return [
            each.text for each in looking.show(self.book.store, who, today=self.book.today).notes
        ]

    @property
    def names(self) -> list[str]:
        return sorted(os.listdir(self.path))


@pytest.fixture
def cards(book: Book, tmp_path: Path) -> Cards:
    (tmp_path / "cards").mkdir()
    return Cards(book, tmp_path / "cards")


def other(uid: str, name: str, number: int) -> str:
    """Return the card of somebody else."""
    card = CARD.replace("u1", uid).replace("Ann", name).replace("ann@", f"{name.lower()}@")
    return card.replace("+49301", f"+4930{number}")


@pytest.fixture
def ann(cards: Cards) -> Cards:
    """Give a folder with one card, synced."""
    cards.put("ann.vcf", CARD)
    cards.sync()
    return cards


def whats(said: Synced) -> list[tuple[str, str]]:
    return [(each.what, each.name) for each in said.items]


def only(said: Synced) -> Item:
    (item,) = said.items
    return item


def test_a_card_becomes_a_person_and_stays_as_it_is(ann: Cards) -> None:
    person = ann.contact("ann-lee")
    assert (person.name, person.given, person.family, person.title) == (
        "Ann Lee", "Ann", "Lee", "Chemist",
    )  # fmt: skip
    assert [each[:3] for each in person.points] == [
        ("phone", "+49301", "mobile"), ("email", "ann@example.org", "school"),
    ]  # fmt: skip
    assert ann.notes("ann-lee") == ["likes rhubarb"]
    assert ann.get("ann.vcf") == CARD
    ann.quiet()


def test_only_the_lines_that_changed_are_touched(ann: Cards) -> None:
    ann.book.edit("ann-lee", title="Boss", cadence=Cadence(2, "w"))
    said = only(ann.sync())
    assert (said.what, said.here, said.there) == (
        "changed", (), ("title: Chemist → Boss", "rhythm: every 2 weeks"),
    )  # fmt: skip
    end = "X-KIT-CADENCE:P2W\nEND:VCARD"
    assert ann.get("ann.vcf") == CARD.replace("Chemist", "Boss").replace("END:VCARD", end)
    assert stat.S_IMODE((ann.path / "ann.vcf").stat().st_mode) == 0o600
    ann.quiet()


def test_every_kind_of_field_comes_in_and_goes_out(ann: Cards) -> None:
    ann.edit("ann.vcf", "TITLE:Chemist", "ORG:Acme;Lab\nBDAY:1990-05-05\nCATEGORIES:friend")
    ann.edit("ann.vcf", "ann@", "lee@")
    ann.book.edit(
        "ann-lee",
        nicknames=("Annie",),
        occasions=(Occasion("anniversary", PartialDate(2015, 6, 12)),),
        state="paused",
        place="Porto",
    )
    said = only(ann.sync())
    assert said.here == (
        "org: Acme", "team: Lab", "title: Chemist → none", "birthday: 1990-05-05",
        "- email: ann@example.org", "+ email: lee@example.org", "+ tag: friend",
    )  # fmt: skip
    assert said.there == (
        "place: Porto", "state: active → paused", "+ nickname: Annie", "+ anniversary: 2015-06-12",
    )  # fmt: skip
    person = ann.contact("ann-lee")
    assert (person.org, person.team, person.title, person.tags) == (
        "Acme",
        "Lab",
        None,
        ("friend",),
    )
    assert person.birthday == PartialDate(1990, 5, 5)
    assert "item1.EMAIL:lee@example.org\nitem1.X-ABLabel:_$!<School>!$_\n" in ann.get("ann.vcf")
    ann.quiet()


def test_a_new_name_on_the_telephone_is_a_new_handle_here(ann: Cards) -> None:
    ann.edit("ann.vcf", "FN:Ann Lee\nN:Lee;Ann", "FN:Ann Stone\nN:Stone;Ann")
    ann.sync()
    person = ann.contact("ann-stone")
    assert (person.family, person.former_slugs) == ("Stone", ("ann-lee",))
    ann.edit("ann.vcf", "FN:Ann Stone\nN:Stone;Ann;;;", "FN:Anna Maria Stone")
    ann.sync()
    assert ann.contact("ann-stone")[2:6] == ("Anna Maria Stone", "Anna", "Maria", "Stone")
    ann.quiet()


@pytest.mark.parametrize(("prefer", "kept"), [("kit", "Boss"), ("folder", "Doctor")])
def test_where_both_sides_changed_a_field_one_is_kept_and_both_are_told(
    ann: Cards, prefer: str, kept: str
) -> None:
    ann.book.edit("ann-lee", title="Boss")
    ann.edit("ann.vcf", "Chemist", "Doctor")
    said = only(ann.sync(prefer=prefer))
    whose = "kit's" if prefer == "kit" else "the folder's"
    assert said.clashes == (f"title: Boss here, Doctor there: {whose} is kept",)
    assert ann.contact("ann-lee").title == kept
    assert f"TITLE:{kept}\n" in ann.get("ann.vcf")
    ann.quiet()


def test_the_same_change_on_both_sides_is_none(ann: Cards) -> None:
    ann.book.edit("ann-lee", title="Boss")
    ann.edit("ann.vcf", "Chemist", "Boss")
    assert ann.sync().items == ()
    ann.quiet()


def test_the_label_of_a_number_clashes_like_a_value(ann: Cards) -> None:
    phone, email = ann.contact("ann-lee").points
    ann.book.edit("ann-lee", points=(phone._replace(label="work"), email))
    ann.edit("ann.vcf", "TYPE=CELL", "TYPE=HOME")
    said = only(ann.sync())
    assert said.clashes == ("phone: +49301 (work) here, +49301 (home) there: kit's is kept",)
    assert said.there == ("phone: +49301: home → work",)
    assert "TEL;TYPE=WORK:+49301\n" in ann.get("ann.vcf")
    ann.quiet()


def test_lines_that_another_program_drops_are_not_taken_away_here(ann: Cards) -> None:
    ann.book.edit("ann-lee", cadence=Cadence(2, "w"), importance="close")
    ann.sync()
    ann.put("ann.vcf", CARD)
    assert ann.sync().items == ()
    assert ann.contact("ann-lee").cadence == Cadence(2, "w")
    ann.book.edit("ann-lee", cadence=Cadence(3, "w"))
    ann.sync()
    assert "X-KIT-CADENCE:P3W\n" in ann.get("ann.vcf")
    ann.put("ann.vcf", CARD)
    ann.book.edit("ann-lee", cadence=Cadence(4, "w"))
    assert only(ann.sync()).clashes == ()
    assert "X-KIT-CADENCE:P4W\n" in ann.get("ann.vcf")
    ann.quiet()


def test_notes_come_in_are_changed_and_never_go_out(ann: Cards) -> None:
    remembering.note(ann.book.store, ("ann-lee",), "a secret", today=ann.book.today)
    ann.edit("ann.vcf", "likes rhubarb", "likes rhubarb\\nand plums")
    assert only(ann.sync()).here == ("+ note",)
    assert sorted(ann.notes("ann-lee")) == ["a secret", "likes rhubarb\nand plums"]
    ann.edit("ann.vcf", "NOTE:likes rhubarb\\nand plums\n", "NOTE:one\nNOTE:two\n")
    ann.sync()
    assert sorted(ann.notes("ann-lee")) == ["a secret", "likes rhubarb\nand plums", "one", "two"]
    ann.edit("ann.vcf", "NOTE:one\n", "")
    ann.sync()
    assert "one" in ann.notes("ann-lee")
    assert "secret" not in ann.get("ann.vcf")
    ann.quiet()


def _photo(number: int) -> str:
    return f"PHOTO;ENCODING=b;TYPE=PNG:{base64.b64encode(PICTURES[number]).decode()}\n"


def test_a_picture_comes_in_goes_out_and_is_not_lost_by_a_program_without(ann: Cards) -> None:
    ann.edit("ann.vcf", "END:", f"{_photo(0)}END:")
    assert only(ann.sync()).here == ("picture",)
    first = ann.contact("ann-lee").photo
    ann.edit("ann.vcf", _photo(0), _photo(1))
    ann.sync()
    assert ann.contact("ann-lee").photo not in (None, first)
    ann.book.edit("ann-lee", photo=first)
    assert only(ann.sync()).there == ("picture",)
    assert _photo(0) in ann.get("ann.vcf")
    ann.edit("ann.vcf", _photo(0), "")
    assert ann.sync().items == ()
    assert ann.contact("ann-lee").photo == first
    ann.quiet()
    ann.book.edit("ann-lee", title="Boss")
    assert only(ann.sync()).there == ("title: Chemist → Boss",)


def test_people_here_get_a_card_that_others_take(cards: Cards) -> None:
    cards.book.add("Zoë Novák")
    cards.book.add("Bob", tags=("family",), points=(Point("phone", "+1"),))
    cards.book.add("Old", state="archived")
    assert whats(cards.sync(tag="+Family", dry_run=True)) == [("written", "Bob")]
    assert cards.names == []
    assert whats(cards.sync(tag="+Family")) == [("written", "Bob")]
    assert whats(cards.sync()) == [("written", "Zoë Novák")]
    zoe = cards.contact("zoe-novak")
    lines = cards.get(f"{zoe.id}.vcf").splitlines()
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:3.0"]
    assert {f"UID:{zoe.id}", "FN:Zoë Novák", "N:Novák;Zoë;;;"} <= set(lines)
    assert all(stat.S_IMODE((cards.path / each).stat().st_mode) == 0o600 for each in cards.names)
    cards.quiet()


def test_a_tag_that_nobody_has_is_told(cards: Cards) -> None:
    cards.book.add("Bob")
    (problem,) = cards.sync(tag="fam").problems
    assert problem.what == "nobody has this tag: no new card was written"
    assert cards.names == []


def test_somebody_who_is_here_is_met_and_neither_side_loses(cards: Cards) -> None:
    cards.book.add(
        "Ann", points=(Point("email", "ann@example.org"), Point("phone", "+1")), title="Boss",
        org="Acme",
    )  # fmt: skip
    cards.put("ann.vcf", CARD)
    said = only(cards.sync())
    assert (said.what, said.why, said.name) == ("met", "same e-mail", "Ann Lee")
    assert said.clashes == ("title: Boss here, Chemist there: kit's is kept",)
    assert said.there == ("org: Acme", "title: Chemist → Boss", "+ phone: +1")
    assert "item1.EMAIL:ann@example.org\nitem1.X-ABLabel:_$!<School>!$_\n" in cards.get("ann.vcf")
    assert cards.contact("ann").family == "Lee"
    cards.quiet()


def test_the_fuller_name_is_kept_when_both_meet(cards: Cards) -> None:
    cards.book.add("Ann Maria Lee", points=(Point("email", "ann@example.org"),))
    cards.put("ann.vcf", CARD)
    cards.sync()
    assert "FN:Ann Maria Lee\n" in cards.get("ann.vcf")
    cards.put("bob.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:bob@x.org\nEMAIL:bob@x.org\nEND:VCARD\n")
    cards.book.add("Bob Ek", points=(Point("email", "bob@x.org"),))
    cards.sync()
    assert "FN:Bob Ek\n" in cards.get("bob.vcf")
    cards.quiet()


@pytest.mark.parametrize(("prefer", "family"), [("kit", "Lee-Stone"), ("folder", "Lee")])
def test_other_names_of_one_uid_are_settled_like_any_field(
    ann: Cards, prefer: str, family: str
) -> None:
    ann.book.edit("ann-lee", name="Ann Lee-Stone")
    ann.sync(prefer=prefer, anew=True)
    assert ann.contact("ann-lee").family == ("Lee-Stone" if "-" in family else family)
    ann.quiet()


def test_two_cards_of_one_person_are_read_and_one_is_written(ann: Cards) -> None:
    twin = CARD.replace("UID:u1", "UID:u2").replace("+49301", "+49302")
    ann.put("twin.vcf", twin)
    assert whats(ann.sync()) == [("met", "Ann Lee"), ("changed", "Ann Lee")]
    assert "+49302" in ann.get("ann.vcf")
    assert ann.get("twin.vcf") == twin
    ann.book.edit("ann-lee", title="Boss")
    ann.sync()
    assert "TITLE:Boss" in ann.get("ann.vcf")
    assert ann.get("twin.vcf") == twin
    ann.edit("twin.vcf", "Chemist", "Doctor")
    ann.sync()
    assert ann.contact("ann-lee").title == "Boss"
    ann.quiet()
    (ann.path / "ann.vcf").unlink()
    ann.sync()
    assert ann.contact("ann-lee").state == "active"
    assert "TITLE:Boss" in ann.get("twin.vcf")
    ann.quiet()


def test_a_picture_of_one_card_reaches_the_other(ann: Cards) -> None:
    twin = CARD.replace("UID:u1", "UID:u2").replace("+49301", "+49302")
    ann.edit("ann.vcf", "END:", f"{_photo(0)}END:")
    ann.put("twin.vcf", twin)
    ann.sync()
    ann.edit("twin.vcf", "END:", f"{_photo(1)}END:")
    ann.sync()
    assert _photo(1) in ann.get("ann.vcf")
    ann.quiet()


def test_two_who_became_one_here_keep_both_cards(ann: Cards) -> None:
    ann.put(
        "bob.vcf",
        other("u9", "Bob", 9),
    )
    ann.sync()
    joining.merge(ann.book.store, "bob-lee", "ann-lee", today=ann.book.today)
    ann.sync()
    assert "bob@example.org" in ann.get("ann.vcf")
    assert ann.names == ["ann.vcf", "bob.vcf"]
    ann.quiet()


def test_a_card_under_another_file_name_is_the_same(ann: Cards) -> None:
    (ann.path / "ann.vcf").rename(ann.path / "u1.vcf")
    ann.book.edit("ann-lee", title="Boss")
    assert only(ann.sync()).there == ("title: Chemist → Boss",)
    assert "TITLE:Boss\n" in ann.get("u1.vcf")
    ann.quiet()


def test_a_person_whose_card_is_gone_waits(ann: Cards) -> None:
    ann.put(
        "bob.vcf",
        other("u9", "Bob", 9),
    )
    ann.sync()
    (ann.path / "ann.vcf").unlink()
    for _ in range(2):
        item = only(ann.sync())
        assert (item.what, item.why) == ("waiting", "the card is gone")
    assert ann.names == ["bob.vcf"]
    assert ann.contact("ann-lee").state == "active"
    assert whats(ann.sync(deletes="apply")) == [("archived", "Ann Lee")]
    assert ann.contact("ann-lee").state == "archived"
    ann.quiet()
    stepping.undo(ann.book.store, today=ann.book.today)
    assert ann.contact("ann-lee").state == "active"
    assert whats(ann.sync(deletes="keep")) == [("kept", "Ann Lee")]
    assert ann.names == ["bob.vcf"]
    ann.quiet()


def test_an_edit_is_let_go_only_by_an_answer(ann: Cards) -> None:
    ann.put(
        "bob.vcf",
        other("u9", "Bob", 9),
    )
    ann.sync()
    (ann.path / "ann.vcf").unlink()
    ann.book.edit("ann-lee", title="Boss")
    item = only(ann.sync(deletes="apply"))
    assert (item.what, item.why) == ("waiting", "the card is gone, and changed since")
    assert whats(ann.sync(settled={item.key: True})) == [("archived", "Ann Lee")]


def test_a_card_whose_person_is_gone_waits_and_is_nobody_new(ann: Cards) -> None:
    ann.book.add("Bob")
    joining.remove(ann.book.store, "ann-lee", today=ann.book.today)
    ann.sync()
    item = only(ann.sync())
    assert (item.what, item.why, item.slug) == ("waiting", "no longer in kit", None)
    assert ann.get("ann.vcf") == CARD
    ann.edit("ann.vcf", "Chemist", "Boss")
    assert only(ann.sync(deletes="apply")).why == "no longer in kit, and changed since"
    ann.put("ann.vcf", CARD)
    assert only(ann.sync(deletes="apply", dry_run=True)).what == "deleted"
    assert "ann.vcf" in ann.names
    assert only(ann.sync(deletes="apply")).what == "deleted"
    assert "ann.vcf" not in ann.names
    ann.quiet()


def test_a_card_whose_person_is_gone_is_known_under_another_file_name(ann: Cards) -> None:
    ann.book.add("Bob")
    joining.remove(ann.book.store, "ann-lee", today=ann.book.today)
    (ann.path / "ann.vcf").rename(ann.path / "lee.vcf")
    ann.edit("lee.vcf", "Chemist", "Boss")
    items = [each for each in ann.sync().items if each.file == "lee.vcf"]
    why = "no longer in kit, and changed since"
    assert [(each.what, each.why) for each in items] == [("waiting", why)]


def test_a_card_may_be_kept_for_the_telephone_alone(ann: Cards) -> None:
    ann.book.add("Bob")
    ann.sync()
    joining.remove(ann.book.store, "ann-lee", today=ann.book.today)
    assert only(ann.sync(deletes="keep")).what == "kept"
    ann.edit("ann.vcf", "Chemist", "Boss")
    ann.quiet()
    assert ("added", "Ann Lee") in whats(ann.sync(anew=True))


def test_a_card_whose_person_was_archived_waits_or_says_so(ann: Cards) -> None:
    people.archive(ann.book.store, "ann-lee", today=ann.book.today)
    item = only(ann.sync())
    assert (item.what, item.why) == ("waiting", "archived in kit")
    assert ann.get("ann.vcf") == CARD
    assert only(ann.sync(settled={item.key: False})).there == ("state: active → archived",)
    assert "X-KIT-STATE:archived\n" in ann.get("ann.vcf")
    ann.quiet()
    people.archive(ann.book.store, "ann-lee", today=ann.book.today, off=True)
    ann.sync()
    people.archive(ann.book.store, "ann-lee", today=ann.book.today)
    assert only(ann.sync(deletes="apply")).what == "deleted"
    assert ann.names == []


def test_a_person_archived_and_a_card_gone_are_nothing_to_ask_about(ann: Cards) -> None:
    ann.put(
        "bob.vcf",
        other("u9", "Bob", 9),
    )
    ann.sync()
    people.archive(ann.book.store, "ann-lee", today=ann.book.today)
    (ann.path / "ann.vcf").unlink()
    assert ann.sync().items == ()
    assert ann.names == ["bob.vcf"]
    ann.quiet()


def test_an_empty_folder_deletes_nobody(ann: Cards) -> None:
    (ann.path / "ann.vcf").unlink()
    for deletes in ("ask", "apply"):
        with pytest.raises(UnreadableError, match="no card left of 1"):
            ann.sync(deletes=deletes)
    assert whats(ann.sync(anew=True)) == [("written", "Ann Lee")]
    assert "FN:Ann Lee\r\n" in ann.get("u1.vcf") or "FN:Ann Lee\n" in ann.get("u1.vcf")
    assert "X-FAVOURITE;X-SINCE=1999:rhubarb\\, mostly" in ann.get("u1.vcf")
    ann.quiet()


def test_a_folder_that_is_gone_deletes_nobody(ann: Cards) -> None:
    ann.path.rename(ann.path.parent / "elsewhere")
    with pytest.raises(UnreadableError, match="is not there"):
        ann.sync(deletes="apply")


def test_a_store_without_anybody_deletes_no_card(ann: Cards) -> None:
    joining.remove(ann.book.store, "ann-lee", today=ann.book.today)
    with pytest.raises(UnreadableError, match="nobody is left in kit of the 1 cards"):
        ann.sync(deletes="apply")
    assert ann.get("ann.vcf") == CARD


def test_a_file_that_becomes_unreadable_is_no_deletion(ann: Cards) -> None:
    ann.put("ann.vcf", "")
    (problem,) = ann.sync(deletes="apply").problems
    assert (problem.file, problem.what) == ("ann.vcf", "there is no card in this file")
    (ann.path / "ann.vcf").unlink()
    (ann.path / "ann.vcf").symlink_to("nowhere")
    (problem,) = ann.sync(deletes="apply").problems
    assert problem.what == "not a plain file"
    assert ann.contact("ann-lee").state == "active"


def test_files_of_nobody_are_told_once(ann: Cards) -> None:
    ann.put("group.vcf", CARD.replace("UID:u1", "UID:g\nKIND:group"))
    ann.put("two.vcf", CARD * 2)
    ann.put("new.vcf", other("u2", "Eve", 2))
    assert len(ann.sync().problems) == 2
    assert ann.sync().problems == ()
    ann.put("two.vcf", CARD * 3)
    assert [each.what for each in ann.sync().problems] == ["3 cards in one file"]


def test_a_name_that_cannot_be_is_told_and_left(ann: Cards) -> None:
    ann.edit("ann.vcf", "FN:Ann Lee", f"FN:{'x' * 600}")
    ann.put("long.vcf", CARD.replace("u1", "u2").replace("FN:Ann Lee", f"FN:{'y' * 600}"))
    said = ann.sync()
    assert {each.what for each in said.problems} == {
        "a name has at most 500 characters. Nothing was saved."
    }
    assert ann.contact("ann-lee").name == "Ann Lee"


def test_a_card_that_changes_meanwhile_is_left_for_the_next_time(ann: Cards) -> None:
    ann.book.edit("ann-lee", title="Boss")
    ann.edit("ann.vcf", "+49301", "+49302")
    theirs = ann.get("ann.vcf").replace("rhubarb\\, mostly", "plums")

    def edited_meanwhile(points: tuple[Point, ...]) -> tuple[Point, ...]:
        ann.put("ann.vcf", theirs)
        return normalised(points)

    said = ann.sync(normalise=edited_meanwhile)
    assert [each.what for each in said.problems] == [
        "changed while syncing: left for the next time"
    ]
    assert only(said).there == ()
    assert ann.get("ann.vcf") == theirs
    assert only(ann.sync()).there == ("title: Chemist → Boss",)
    assert ann.get("ann.vcf") == theirs.replace("Chemist", "Boss")
    ann.quiet()


def test_a_folder_that_goes_away_meanwhile_is_told(ann: Cards) -> None:
    ann.book.edit("ann-lee", title="Boss")
    ann.edit("ann.vcf", "+49301", "+49302")
    away = ann.path.parent / "away"

    def unmounted(points: tuple[Point, ...]) -> tuple[Point, ...]:
        if ann.path.exists():
            ann.path.rename(away)
        return normalised(points)

    (problem,) = ann.sync(normalise=unmounted).problems
    assert problem.what == "cannot be written: No such file or directory"
    away.rename(ann.path)
    ann.sync()
    assert {"TITLE:Boss", "TEL;TYPE=CELL;X-OWN=1:+49302"} <= set(ann.get("ann.vcf").splitlines())
    ann.quiet()


def test_undo_takes_back_what_came_here_and_the_next_sync_brings_it_again(ann: Cards) -> None:
    before = ann.book.text()
    ann.edit("ann.vcf", "Chemist", "Boss")
    ann.put("eve.vcf", other("u2", "Eve", 2))
    ann.sync()
    after = {name: ann.get(name) for name in ann.names}
    stepping.undo(ann.book.store, today=ann.book.today)
    assert ann.book.text() == before
    assert {name: ann.get(name) for name in ann.names} == after
    assert whats(ann.sync()) == [("added", "Eve Lee"), ("changed", "Ann Lee")]
    assert ann.contact("ann-lee").title == "Boss"
    ann.quiet()


def test_a_dry_run_changes_nothing(ann: Cards) -> None:
    ann.edit("ann.vcf", "+49301", "+49302")
    ann.book.edit("ann-lee", title="Boss")
    ann.book.add("Bob")
    before, card = ann.book.text(), ann.get("ann.vcf")
    plan = ann.sync(dry_run=True)
    assert whats(plan) == [("changed", "Ann Lee"), ("written", "Bob")]
    assert (ann.book.text(), ann.get("ann.vcf"), ann.names) == (before, card, ["ann.vcf"])
    assert ann.sync().items == plan.items


def test_the_same_address_book_elsewhere_is_met_by_its_uids(ann: Cards, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    elsewhere = Cards(ann.book, tmp_path / "elsewhere")
    elsewhere.put("x.vcf", CARD.replace("Chemist", "Boss"))
    said = only(elsewhere.sync())
    assert (said.what, said.why) == ("met", "imported before")
    assert said.clashes == ()
    assert ann.contact("ann-lee").title == "Boss"
    assert only(ann.sync()).there == ("title: Chemist → Boss",)
    ann.quiet()
    elsewhere.quiet()


def test_a_doubtful_card_is_new_unless_the_user_says_who_it_is(cards: Cards) -> None:
    cards.book.add("Ann Lee", points=(Point("email", "other@example.org"),))
    cards.put("ann.vcf", CARD)
    item = next(each for each in cards.sync(dry_run=True).items if each.what == "added")
    assert item.candidates == ("ann-lee",)
    said = cards.sync(decided={("vcard", item.source_id): "ann-lee"})
    assert [(each.what, each.why) for each in said.items] == [("met", "as you said")]
    cards.quiet()


def test_export_writes_the_card_as_it_was_synced_last(ann: Cards) -> None:
    ann.edit("ann.vcf", "rhubarb\\, mostly", "plums")
    ann.sync()
    stream = io.BytesIO()
    exporting.export(ann.book.store, formats.named("vcard"), stream)
    assert stream.getvalue().decode() == ann.get("ann.vcf")


def test_cards_of_other_programs_change_in_one_line(cards: Cards, fixtures: Path) -> None:
    """Every single card of the fixtures: a title given here adds or changes TITLE, nothing else."""
    for source in sorted((fixtures / "vcard").glob("*.vcf")):
        (cards.path / source.name).write_bytes(source.read_bytes())
    cards.sync()
    before = {name: (cards.path / name).read_bytes() for name in cards.names}
    seen = {}
    for item in cards.sync(anew=True).items:
        seen.setdefault(item.slug, item.file)
    for slug in seen:
        cards.book.edit(f"@{slug}", title="Zookeeper")
    said = cards.sync()
    assert len(said.items) == len(seen) > 60
    for item in said.items:
        after = (cards.path / item.file).read_bytes().splitlines()
        old = before[item.file].splitlines()
        gone = [line for line in old if line not in after]
        new = [line for line in after if line not in old]
        if not re.search(rb"(?mi)^(\w+\.)?FN[;:]", before[item.file]):  # which a card must have
            new = [line for line in new if not line.startswith(b"FN")]
        assert [line.rpartition(b":")[2] for line in new] == [b"Zookeeper"], item.file
        assert all(b"TITLE" in line.upper() for line in gone), item.file
    cards.quiet()


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", range(RUNS // 50))
def test_damaged_cards_end_in_peace(cards: Cards, fixtures: Path, seed: int) -> None:
    sources = sorted((fixtures / "vcard").glob("*.vcf"))[seed % 6 :: 6]
    for number, source in enumerate(sources):
        (cards.path / source.name).write_bytes(mutated(source.read_bytes(), 100 * seed + number))
    cards.sync()
    cards.quiet()
    with cards.book.store.reading() as connection:
        slugs = [each.slug for each in contacts.everybody(connection)]
    for slug in slugs[::2]:
        cards.book.edit(f"@{slug}", title="Boss", nicknames=("Bo",))
    for number, name in enumerate(cards.names[::3]):
        (cards.path / name).write_bytes(mutated((cards.path / name).read_bytes(), seed + number))
    cards.sync()
    cards.quiet()
