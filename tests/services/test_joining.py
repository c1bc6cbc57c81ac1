"""Two people into one, people who go, and people who are forgotten without a trace."""

from __future__ import annotations

import os
import stat
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from keepintouch.cli.rehearsing import Rehearsal
from keepintouch.domain.contacts import Contact, Point, Relation
from keepintouch.domain.errors import KitError, UnknownError, UsageError
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.standing import Rules
from keepintouch.services import joining, keeping, logging, looking, remembering, stepping
from keepintouch.store import backups, chunks, journal

if TYPE_CHECKING:
    from conftest import Book

BORN = PartialDate(1990, 5, 5)


@pytest.fixture
def two(book: Book) -> Book:
    """Give a store with two records of one person, and somebody else."""
    book.add(
        "Ana Lima",
        nicknames=("Ani",),
        tags=("berlin", "Family"),
        points=(Point("email", "ana@example.org"), Point("phone", "+351 912 345 678")),
        birthday=BORN,
        how_met="in Lisbon",
    )
    book.add(
        "Ana Souza",
        tags=("family", "work"),
        points=(Point("email", "ANA@example.org"), Point("email", "ana@work.example")),
        occasions=(Occasion("anniversary", PartialDate(2021, 6, 12)),),
        org="Acme",
    )
    book.add("Bob Stone", relations=(Relation("spouse", "Ana"),))
    return book


def person(book: Book, who: str) -> Contact:
    return looking.show(book.store, who, today=book.today).contact


def test_the_kept_person_has_everything_of_both(two: Book) -> None:
    joined = joining.merge(two.store, "ana-lima", "ana-souza", today=two.today)
    found = person(two, "ana-souza")
    assert found == joined.joined._replace(occasions=found.occasions)
    assert (found.name, found.org, found.how_met, found.birthday) == (
        "Ana Souza",
        "Acme",
        "in Lisbon",
        BORN,
    )
    assert found.nicknames == ("Ani", "Ana Lima")
    assert found.tags == ("berlin", "family", "work")
    assert [each.value for each in found.points] == [
        "ANA@example.org", "ana@work.example", "+351 912 345 678",
    ]  # fmt: skip
    assert found.former_slugs == ("ana-lima",)
    assert [each.kind for each in found.occasions] == ["anniversary"]
    assert person(two, "ana-lima").slug == person(two, "@ana-lima").slug == "ana-souza"
    assert two.findings() == []


def test_what_is_shared_links_to_the_kept_person_once(two: Book) -> None:
    two.log("ana-lima", "ana-souza", "bob", text="all three")
    two.log("ana-lima", text="alone")
    with two.store.reading() as connection:
        from keepintouch.services import choosing

        ana, bob = choosing.people(connection, ["ana-lima", "bob"])
    spoken = logging.Touchpoint("", two.today, people=(bob,), mentions=(ana,))
    logging.record(two.store, spoken, today=two.today, command="log")
    remembering.note(two.store, ["ana-lima", "ana-souza"], "one fact", today=two.today)
    remembering.remind(two.store, ["ana-lima"], two.today, "call", today=two.today)
    before = two.text()
    joined = joining.merge(two.store, "ana-lima", "ana-souza", today=two.today)
    assert joined.touchpoints == 3
    card = looking.show(two.store, "ana-souza", today=two.today)
    assert card.touchpoints == 2
    assert [[who.slug for who in each.people] for each in card.history] == [
        ["bob-stone"], ["ana-souza"], ["ana-souza", "bob-stone"],
    ]  # fmt: skip
    assert card.place.facts.rhythm.k == 1
    assert len(card.notes) == len(card.follow_ups) == 1
    stepping.undo(two.store, today=two.today)
    assert two.text() == before
    assert two.findings() == []


def test_relations_follow_who_they_point_at(two: Book) -> None:
    ana = person(two, "ana-lima")
    two.edit("bob", relations=(Relation("spouse", "Ana", ana.id), Relation("friend", "Jo")))
    joining.merge(two.store, "ana-lima", "ana-souza", today=two.today)
    kept = person(two, "ana-souza").id
    assert person(two, "bob").relations[0] == Relation("spouse", "Ana", kept)
    joining.remove(two.store, "ana-souza", today=two.today)
    assert person(two, "bob").relations[0] == Relation("spouse", "Ana", None)
    stepping.undo(two.store, today=two.today, times=2)
    assert person(two, "bob").relations[0] == Relation("spouse", "Ana", ana.id)


def test_nobody_is_merged_with_themselves(two: Book) -> None:
    for gone, kept in (("bob", "bob"), ("bob", "@bob-stone")):
        with pytest.raises(UsageError, match="the same person"):
            joining.merge(two.store, gone, kept, today=two.today)


def test_a_merge_may_be_tried(two: Book) -> None:
    before = two.text()
    joined = joining.merge(two.store, "ana-lima", "ana-souza", today=two.today, dry_run=True)
    assert joined.joined.org == "Acme"
    removed = joining.remove(two.store, "bob", today=two.today, dry_run=True)
    assert removed.contact.slug == "bob-stone"
    assert two.text() == before


def test_who_goes_takes_along_only_what_was_theirs(two: Book) -> None:
    two.log("ana-lima", text="alone")
    two.log("ana-lima", "bob", text="together")
    remembering.note(two.store, ["ana-lima"], "hers", today=two.today)
    remembering.note(two.store, ["ana-lima", "bob"], "theirs", today=two.today)
    remembering.remind(two.store, ["ana-lima"], two.today, "hers", today=two.today)
    remembering.remind(two.store, ["ana-lima", "bob"], two.today, "theirs", today=two.today)
    before = two.text()
    removed = joining.remove(two.store, "ana-lima", today=two.today)
    assert (removed.touchpoints, removed.notes, removed.purged) == (1, 1, False)
    card = looking.show(two.store, "bob", today=two.today)
    assert [each.text for each in card.history] == ["together"]
    assert [each.text for each in card.notes] == ["theirs"]
    assert [each.text for each in card.follow_ups] == ["theirs"]
    with pytest.raises(UnknownError):
        person(two, "ana-lima")
    assert two.findings() == []
    stepping.undo(two.store, today=two.today)
    assert two.text() == before


@pytest.fixture
def secret(two: Book) -> Book:
    """Give a store in which somebody is written of in every place there is."""
    photo = b"\xff\xd8 canary picture"
    two.add("Canary Yellow", nicknames=("Tweety",), points=(Point("email", "canary@example.org"),))
    with two.store.writing(two.today) as writing:
        writing.connection.run_many(
            "INSERT INTO attachment (digest, data) VALUES (:digest, :data)",
            [{"digest": "canary-digest", "data": photo}],
        )
        writing.done("edit", "photo")
    two.edit("canary", photo="canary-digest", how_met="canary cage")
    two.log("canary", text="canary sang")
    kept = two.log("canary", "bob", text="canary and bob")
    logging.change_touchpoint(two.store, kept._replace(text="we two"), today=two.today)
    once = two.log("canary", "bob", text="shared")
    without = once._replace(
        people=tuple(each for each in once.people if each.slug != "canary-yellow")
    )
    logging.change_touchpoint(two.store, without, today=two.today)
    remembering.note(two.store, ["canary"], "canary likes seed", today=two.today)
    remembering.remind(two.store, ["canary"], two.today, "feed canary", today=two.today)
    remembering.date_of(two.store, "canary", "canary day", BORN, today=two.today)
    two.edit("canary", name="Yellow Bird")
    two.add("Undone Person")
    stepping.undo(two.store, today=two.today)
    return two


def traces(book: Book) -> list[str]:
    """Return the files of the store in which the word stands, packed or not."""
    found = []
    book.store.close()
    for folder, _, names in os.walk(os.path.dirname(book.store.place)):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                if b"canary" in file.read().lower():
                    found.append(name)
    return found


def test_nothing_is_left_of_whom_one_forgets(secret: Book) -> None:
    if not secret.store.on_server:
        keeping.backup(secret.store)
        stepping.undo(secret.store, today=secret.today)
        keeping.backup(secret.store)
        stepping.redo(secret.store, today=secret.today)
    removed = joining.purge(secret.store, "tweety", today=secret.today)
    assert removed.purged
    assert (removed.touchpoints, removed.notes) == (1, 1)
    assert "canary" not in secret.text().lower()
    with secret.store.reading() as connection:
        assert connection.rows("SELECT digest FROM attachment") == []
        steps = journal.steps(connection, limit=99)
        left = [list(chunks.changes(connection, each.seq)) for each in steps]
    told = [line for line in map(str, [*steps, *left]) if "canary" in line or "weety" in line]
    assert told == []
    assert {each.undoable for each in steps} == {True, False}
    assert [each.text for each in looking.show(secret.store, "bob", today=secret.today).history] == [
        "shared", "we two",
    ]  # fmt: skip
    assert secret.findings() == []
    assert secret.store.notices == []
    if not secret.store.on_server:
        assert traces(secret) == []


def test_what_touched_the_forgotten_cannot_be_undone_and_nothing_made_again(secret: Book) -> None:
    joining.purge(secret.store, "tweety", today=secret.today)
    with pytest.raises(UsageError, match="nothing to redo"):
        stepping.redo(secret.store, today=secret.today)
    with pytest.raises(KitError, match=r"cannot be undone\. Nothing was changed"):
        stepping.undo(secret.store, today=secret.today)
    secret.add("Zoe")
    with pytest.raises(KitError, match="cannot be undone"):
        stepping.undo(secret.store, today=secret.today, times=2)
    assert person(secret, "zoe").name == "Zoe"
    assert len(stepping.undo(secret.store, today=secret.today).steps) == 1


def test_a_word_in_anothers_name_gives_nobody_away(book: Book) -> None:
    book.add("Jo")
    book.add("John")
    joining.purge(book.store, "jo", today=book.today)
    (john, jo) = stepping.steps(book.store).steps
    assert (john.summary, john.undoable) == ("John", True)
    assert (jo.summary, jo.undoable) == ("somebody who was forgotten", False)


def test_steps_of_the_same_day_with_the_same_tag_stay_undoable(book: Book) -> None:
    book.add("Ana", tags=("berlin",))
    book.add("Bob", tags=("berlin",))
    book.log("ana", text="one", tags=("food",))
    book.log("bob", text="two", tags=("food",))
    joining.purge(book.store, "ana", today=book.today)
    assert [step.undoable for step in stepping.steps(book.store).steps] == [
        True,
        False,
        True,
        False,
    ]
    assert len(stepping.undo(book.store, today=book.today).steps) == 1


def test_a_picture_of_two_stays_with_the_other(secret: Book) -> None:
    secret.edit("bob", photo="canary-digest")
    joining.purge(secret.store, "tweety", today=secret.today)
    with secret.store.reading() as connection:
        assert connection.rows("SELECT digest FROM attachment") == [("canary-digest",)]


def test_a_copy_that_cannot_be_cleaned_is_told(secret: Book) -> None:
    if secret.store.on_server:
        pytest.skip("a server is copied with its own tools")
    path = keeping.backup(secret.store)
    os.truncate(path, 5000)
    joining.purge(secret.store, "tweety", today=secret.today)
    (notice,) = secret.store.notices
    assert notice.startswith(path)
    assert "is damaged" in notice


def test_forgetting_may_be_rehearsed(secret: Book) -> None:
    if secret.store.on_server:
        pytest.skip("a server is copied with its own tools")
    keeping.backup(secret.store)
    before = traces(secret)
    rehearsal = Rehearsal(secret.store.place, Rules())
    joining.purge(rehearsal, "tweety", today=secret.today)
    rehearsal.close()
    assert set(traces(secret)) == set(before)
    assert person(secret, "tweety").name == "Yellow Bird"


def test_a_forgotten_persons_copies_stay_private(secret: Book) -> None:
    if secret.store.on_server:
        pytest.skip("a server has no folder")
    keeping.backup(secret.store)
    joining.purge(secret.store, "tweety", today=secret.today)
    (copy,) = backups.listed(secret.store.place)
    assert stat.S_IMODE(os.stat(copy.path).st_mode) == 0o600


def test_a_drift_that_was_let_go_goes_with_its_person(book: Book) -> None:
    book.add("Ana")
    for back in range(40, 60):
        book.log("ana", day=book.today - timedelta(back))
    from keepintouch.services import drifting

    drifting.dismiss(book.store, "ana", today=book.today)
    joining.remove(book.store, "ana", today=book.today)
    assert '"dismissed"' not in book.text()
    stepping.undo(book.store, today=book.today)
    assert '"dismissed"' in book.text()


def test_only_here_is_anybody_removed(book: Book) -> None:
    with pytest.raises(UnknownError):
        joining.remove(book.store, "nobody", today=book.today)
    with pytest.raises(UnknownError):
        joining.purge(book.store, "nobody", today=date(2026, 1, 1))
