"""Who an imported record is, and what becomes of the fields when somebody is here already."""

from __future__ import annotations

import io
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.contacts import Point, Relation
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.formats.drafts import PersonDraft
from keepintouch.services import importing, looking, stepping
from keepintouch.services.importing.people import Intake
from keepintouch.services.importing.results import Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conftest import Book
    from keepintouch.domain.contacts import Contact
    from keepintouch.services.importing.people import Outcome
    from keepintouch.services.importing.results import Imported


def mail(value: str) -> Point:
    return Point("email", value)


def phone(value: str) -> Point:
    return Point("phone", value)


def take(
    book: Book, *drafts: PersonDraft, source: str = "vcard", **options: object
) -> list[Outcome]:
    with book.store.writing(book.today) as writing:
        outcomes = Intake(writing, source, **options).take(drafts)
        writing.done("import", "people")
    assert book.findings() == []
    return outcomes


def bring(book: Book, text: str | bytes, name: str | None = None, **options: object) -> Imported:
    data = text if isinstance(text, bytes) else text.encode()
    wanted = Wanted(format=name, stdin=io.BytesIO(data))
    return importing.run(book.store, ["-"], today=book.today, wanted=wanted, **options)


def whats(outcomes: Sequence[Outcome]) -> list[str]:
    return [each.what for each in outcomes]


def contact(book: Book, who: str) -> Contact:
    return looking.show(book.store, who, today=book.today).contact


def people(book: Book) -> list[str]:
    return [row.contact.slug for row in looking.everyone(book.store, today=book.today).rows]


ANA = PersonDraft("Ana Lima", uid="u1", points=(mail("ana@example.org"),))
BORN = PartialDate(1990, 5, 5)
OURS = "01a20344-12b6-70c8-b239-6f32f399534d"


@pytest.mark.parametrize(
    ("here", "draft", "expected"),
    [
        ({}, PersonDraft("Ana Lima", uid="x"), ("merged", "same name")),
        ({}, PersonDraft("ANA  LIMA.", uid="x"), ("merged", "same name")),
        ({}, PersonDraft("Ana Berg", uid="x"), ("new", "")),
        (
            {"points": (mail("Ana@Example.org"),)},
            PersonDraft("Ana", uid="x", points=(mail("ana@example.org"),)),
            ("merged", "same e-mail"),
        ),
        (
            {"points": (phone("+351 912 345 678"),)},
            PersonDraft("Lima", uid="x", points=(phone("00351912345678"),)),
            ("merged", "same phone number"),
        ),
        (
            {"points": (mail("home@example.org"),)},
            PersonDraft("Jo Lima", uid="x", points=(mail("home@example.org"),)),
            ("new", ""),
        ),
        (
            {"points": (mail("ana@example.org"),)},
            PersonDraft("ana@example.org", uid="x", points=(mail("ana@example.org"),)),
            ("merged", "same e-mail"),
        ),
        (
            {"birthday": BORN},
            PersonDraft("Ana Lima", uid="x", birthday=BORN),
            ("merged", "same name"),
        ),
        (
            {"birthday": BORN},
            PersonDraft("Ana Lima", uid="x", birthday=PartialDate(1991, 5, 5)),
            ("new", ""),
        ),
        (
            {"birthday": BORN},
            PersonDraft("Ana Lima", uid="x", birthday=PartialDate(None, 5, 5)),
            ("merged", "same name"),
        ),
        (
            {"points": (mail("old@example.org"),)},
            PersonDraft("Ana Lima", uid="x", points=(mail("new@example.org"),)),
            ("new", "the same name, but no address in common"),
        ),
        (
            {"points": (phone("+351 912 345 678"),)},
            PersonDraft("Ana Lima", uid="x", points=(mail("new@example.org"),)),
            ("merged", "same name"),
        ),
        ({"id": OURS}, PersonDraft("Ana", uid=OURS), ("merged", "same id")),
    ],
)
def test_the_evidence_decides_whether_a_record_is_somebody_who_is_here(
    book: Book, here: dict[str, Any], draft: PersonDraft, expected: tuple[str, str]
) -> None:
    book.add("Ana Lima", **here)
    (outcome,) = take(book, draft._replace(title="Dr"))
    assert (outcome.what, outcome.why) == expected
    assert len(people(book)) == (1 if expected[0] == "merged" else 2)


def test_a_match_that_adds_nothing_changes_nothing(book: Book) -> None:
    book.add("Ana Lima")
    (outcome,) = take(book, PersonDraft("Ana Lima"))
    assert (outcome.what, outcome.why) == ("unchanged", "same name")


def test_one_given_name_alone_is_no_evidence_where_both_can_be_reached(book: Book) -> None:
    book.add("Ana", points=(mail("one@example.org"),))
    assert whats(take(book, PersonDraft("Ana", points=(mail("two@example.org"),)))) == ["new"]


def test_a_record_that_could_be_several_people_becomes_another_one(book: Book) -> None:
    book.add("Ana Lima")
    book.add("Ana Lima")
    (outcome,) = take(book, PersonDraft("Ana Lima"))
    assert (outcome.what, outcome.why) == ("new", "several people it could be")


def test_two_people_of_one_name_in_one_file_are_two_people(book: Book) -> None:
    twins = (
        PersonDraft("Ana Lima", uid="1"),
        PersonDraft("Ana Lima", uid="2"),
        PersonDraft("Ana Lima"),
    )
    assert whats(take(book, *twins)) == ["new"] * 3
    assert people(book) == ["ana-lima", "ana-lima-2", "ana-lima-3"]
    assert whats(take(book, *twins)) == ["unchanged"] * 3


def test_the_id_of_the_other_program_wins_over_everything(book: Book) -> None:
    take(book, ANA)
    book.edit("ana", name="Ana Souza", points=())
    changed = ANA._replace(name="Anna Lima", points=(mail("anna@example.org"),))
    assert whats(take(book, changed)) == ["merged"]
    assert people(book) == ["ana-souza"]


def test_one_record_twice_in_a_file_is_one_person(book: Book) -> None:
    assert whats(take(book, ANA, ANA)) == ["new", "unchanged"]
    assert whats(take(book, ANA._replace(title="Dr"), ANA)) == ["merged", "unchanged"]
    assert people(book) == ["ana-lima"]


def test_a_copied_record_that_kept_the_id_of_another_person_is_somebody_else(book: Book) -> None:
    copied = PersonDraft("Bo Stein", uid="u1", points=(mail("bo@example.org"),), birthday=BORN)
    assert whats(take(book, ANA, copied, copied)) == ["new", "new", "unchanged"]
    assert people(book) == ["ana-lima", "bo-stein"]
    assert contact(book, "bo").birthday == BORN
    assert whats(take(book, ANA, copied)) == ["unchanged", "unchanged"]


@pytest.mark.parametrize(
    "later",
    [
        PersonDraft("Ana Ek", uid="u1", points=(mail("ek@example.org"),)),
        PersonDraft("Mum", uid="u1", points=(mail("ana@example.org"),)),
        PersonDraft("Mum", uid="u1"),
    ],
)
def test_a_record_of_one_id_with_anything_in_common_is_the_same_person(
    book: Book, later: PersonDraft
) -> None:
    assert take(book, ANA, later)[1].what in {"merged", "unchanged"}
    assert people(book) == ["ana-lima"]


def test_who_was_merely_seen_is_added_by_nobody(book: Book) -> None:
    book.add("Ana Lima", points=(mail("ana@example.org"),))
    seen = (
        PersonDraft("Ana Lima", points=(mail("ana@example.org"),), only_if_known=True),
        PersonDraft("Zoe Ek", points=(mail("zoe@example.org"),), only_if_known=True),
        PersonDraft("Ana Lima", points=(mail("other@example.org"),), only_if_known=True),
    )
    assert whats(take(book, *seen)) == ["unchanged", "skipped", "skipped"]
    assert people(book) == ["ana-lima"]


def test_a_doubtful_record_is_whom_the_user_says_it_is(book: Book) -> None:
    book.add("Ana Lima", points=(mail("old@example.org"),))
    draft = PersonDraft("Ana Lima", uid="x", points=(mail("new@example.org"),))
    (new,) = take(book, draft._replace(uid="y"))
    assert (new.what, new.candidates, new.source, new.source_id) == (
        "new", ("ana-lima",), "vcard", "y",
    )  # fmt: skip
    stepping.undo(book.store, today=book.today)
    (joined,) = take(book, draft, decided={("vcard", "x"): "ana-lima"})
    assert (joined.what, joined.why) == ("merged", "as you said")
    assert joined.changes == ("+ email: new@example.org",)
    assert people(book) == ["ana-lima"]


def test_a_merge_tells_field_by_field_what_it_changes(book: Book) -> None:
    book.add("Ana Lima", org="Acme", birthday=PartialDate(None, 5, 5), tags=("berlin",))
    (outcome,) = take(
        book,
        ANA._replace(
            title="Dr",
            birthday=BORN,
            cadence=Cadence(2, "w"),
            tags=("Berlin", "climbing"),
            relations=(Relation("spouse", "Jo"),),
            occasions=(Occasion("anniversary", PartialDate(2021, 6, 12)),),
            notes=("likes tea",),
            photo=b"x",
        ),
    )
    assert outcome.changes == (
        "title: Dr",
        "rhythm: every 2 weeks",
        "picture",
        "+ email: ana@example.org",
        "+ tag: climbing",
        "+ spouse: Jo",
        "+ anniversary: 2021-06-12",
        "+ note",
    )


BASE = ANA._replace(org="Acme", title="Dr", place="Porto", cadence=Cadence(2, "w"))


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ({}, {"org": "Bolt"}, {"org": "Bolt"}),
        ({"org": "Mine"}, {"org": "Bolt"}, {"org": "Mine"}),
        ({"org": "Mine"}, {}, {"org": "Mine"}),
        ({"org": None}, {}, {"org": None}),
        ({"org": None}, {"org": "Bolt"}, {"org": "Bolt"}),
        ({}, {"org": None}, {"org": "Acme"}),
        ({}, {"team": "Ops"}, {"team": "Ops"}),
        ({"team": "Mine"}, {"team": "Ops"}, {"team": "Mine"}),
        ({}, {"name": "Ana Souza"}, {"name": "Ana Souza"}),
        ({"name": "Ani"}, {"name": "Ana Souza"}, {"name": "Ani"}),
        ({}, {"cadence": Cadence(1, "m")}, {"cadence": Cadence(1, "m")}),
        ({"cadence": None}, {}, {"cadence": None}),
        ({"importance": "inner"}, {"importance": "wider"}, {"importance": "inner"}),
        ({}, {"importance": "wider"}, {"importance": "wider"}),
        ({"state": "archived"}, {"state": "active"}, {"state": "archived"}),
        ({}, {"birthday": BORN}, {"birthday": BORN}),
        ({"tags": ("mine",)}, {"tags": ("theirs",)}, {"tags": ("mine", "theirs")}),
        ({"nicknames": ("Ani",)}, {"nicknames": ("ani", "Nana")}, {"nicknames": ("Ani", "Nana")}),
        ({"points": ()}, {}, {"points": ()}),
    ],
)
def test_a_record_that_comes_again_changes_only_what_it_owned(
    book: Book, mine: dict[str, Any], theirs: dict[str, Any], expected: dict[str, Any]
) -> None:
    take(book, BASE)
    before = contact(book, "ana")
    if mine:
        book.edit("ana", **mine)
    take(book, BASE._replace(**theirs))
    with book.store.reading() as connection:
        ((slug,),) = connection.rows("SELECT slug FROM contact")
    after = contact(book, slug)
    assert {name: getattr(after, name) for name in expected} == expected
    untouched = set(before._fields) - {*mine, *theirs, "origins", "slug", "former_slugs", "given",
                                       "family"}  # fmt: skip
    assert all(getattr(after, name) == getattr(before, name) for name in untouched)


def test_every_source_owns_its_own_fields(book: Book) -> None:
    take(book, ANA._replace(org="Acme"))
    take(book, PersonDraft("Ana Lima", uid="7", org="Bolt", title="Dr"), source="csv")
    assert (contact(book, "ana").org, contact(book, "ana").title) == ("Acme", "Dr")
    take(book, ANA._replace(org="Cargo"))
    assert contact(book, "ana").org == "Cargo"
    assert [each.source for each in contact(book, "ana").origins] == ["csv", "vcard"]


def test_notes_of_a_record_are_kept_once(book: Book) -> None:
    first = take(book, ANA._replace(notes=("met in Lisbon", "likes tea")))
    second = take(book, ANA._replace(notes=("met in Lisbon", "likes coffee")))
    assert [each.notes for each in (*first, *second)] == [2, 1]
    card = looking.show(book.store, "ana", today=book.today)
    assert {each.text for each in card.notes} == {"met in Lisbon", "likes tea", "likes coffee"}


def test_a_picture_comes_with_its_person_and_no_second_time(book: Book) -> None:
    take(book, ANA)
    (outcome,) = take(book, ANA._replace(photo=b"\xff\xd8one"))
    assert outcome.what == "merged"
    digest = contact(book, "ana").photo
    take(book, ANA._replace(photo=b"\xff\xd8two"))
    assert contact(book, "ana").photo == digest


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (PersonDraft("  "), "a person needs a name"),
        (PersonDraft("x" * 501), "a name has at most 500 characters"),
        (PersonDraft("Ana", state="asleep"), 'there is no state "asleep"'),
        (PersonDraft("Ana", importance="huge"), 'there is no importance "huge"'),
    ],
)
def test_what_cannot_be_a_person_is_told_and_the_others_come_in(
    book: Book, draft: PersonDraft, why: str
) -> None:
    bad, good = take(book, draft._replace(line=7), PersonDraft("Bob Stone"))
    assert (bad.what, bad.line) == ("unreadable", 7)
    assert bad.why.startswith(why)
    assert good.what == "new"
    take(book, ANA)
    (again,) = take(book, ANA._replace(name="x" * 501))
    assert again.what == "unreadable"


CARDS = [
    "BEGIN:VCARD\nVERSION:3.0\nUID:{0}\nFN:{1}\nEMAIL:{2}\nNOTE:{1} is nice\nEND:VCARD\n".format(
        *each
    )
    for each in (
        ("1", "Ana Lima", "ana@example.org"),
        ("2", "Ana Lima", "other@example.org"),
        ("3", "Bob Stone", "shared@example.org"),
        ("4", "Bo Stone", "shared@example.org"),
    )
]


def test_a_file_twice_or_shuffled_adds_nothing(book: Book) -> None:
    first = bring(book, "".join(CARDS))
    assert (first.new, first.notes) == (4, 4)
    before = book.text()
    for order in list(permutations(CARDS))[::5]:
        again = bring(book, "".join(order))
        assert (again.new, again.merged, again.unchanged, again.notes) == (0, 0, 4, 0)
    assert book.text() == before


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_without_ids_the_order_of_a_file_does_not_matter_either(
    book: Book, order: tuple[int, ...]
) -> None:
    rows = ["Ana Lima,ana@example.org", "Ana Lima,other@example.org", "Bob Stone,"]
    bring(book, "\n".join(["Name,E-mail", *rows]), "csv")
    before = book.text()
    again = bring(book, "\n".join(["Name,E-mail", *(rows[at] for at in order)]), "csv")
    assert (again.new, again.merged, again.unchanged) == (0, 0, 3)
    assert book.text() == before


def test_a_dry_run_says_what_would_happen_and_does_nothing(book: Book) -> None:
    book.add("Ana Lima")
    before = book.text()
    planned = bring(book, "".join(CARDS), dry_run=True)
    assert book.text() == before
    done = bring(book, "".join(CARDS))
    assert planned._replace(dry_run=False, outcomes=()) == done._replace(outcomes=())
    assert [each[:4] for each in planned.outcomes] == [each[:4] for each in done.outcomes]


def test_an_import_is_one_step(book: Book) -> None:
    before = book.text()
    bring(book, "".join(CARDS))
    after = book.text()
    (step,) = stepping.undo(book.store, today=book.today).steps
    assert (step.command, step.summary) == ("import", "-: 4 added, 0 merged")
    assert book.text() == before
    stepping.redo(book.store, today=book.today)
    assert book.text() == after
    assert book.findings() == []


def test_a_birthday_of_a_calendar_is_given_to_whom_it_is_of(book: Book) -> None:
    book.add("Ana Lima")
    ana = PersonDraft("Ana Lima", birthday=PartialDate(None, 3, 7), only_if_known=True)
    assert [each.what for each in take(book, ana, source="ics")] == ["merged"]
    assert [each.what for each in take(book, ana, source="ics")] == ["unchanged"]
    assert contact(book, "ana-lima").birthday == PartialDate(None, 3, 7)


def test_whose_birthday_a_calendar_tells_may_be_added(book: Book) -> None:
    bob = PersonDraft("Bob Lee", birthday=PartialDate(1990, 3, 7), only_if_known=True)
    guest = PersonDraft("Cy Moon", only_if_known=True)
    with book.store.writing(book.today) as writing:
        intake = Intake(writing, "ics")
        assert [each.what for each in intake.take([bob, guest])] == ["skipped", "skipped"]
    assert [(each.name, each.times) for each in intake.strangers] == [("Bob Lee", 1)]
