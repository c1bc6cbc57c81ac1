"""friends.md: every layout the program has had, in and out."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import RUNS, mutated

from keepintouch.domain.contacts import Contact
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import Note, Place, Touchpoint
from keepintouch.formats import Book, find, friends, friends_grammar
from keepintouch.formats.drafts import (
    NoteDraft,
    PersonDraft,
    PlaceDraft,
    Problem,
    ReadOptions,
    Ref,
    TouchpointDraft,
    WriteOptions,
)

if TYPE_CHECKING:
    from keepintouch.formats.drafts import Draft

ALL = ReadOptions()
EXPECTED = json.loads((Path(__file__).parent / "expected" / "friends.json").read_text("utf-8"))
FILES = sorted(EXPECTED)
SECTIONS = [f"### {name}:" for name in friends_grammar.SECTIONS]


def read(text: str | bytes, options: ReadOptions = ALL) -> list[Draft]:
    content = text.encode() if isinstance(text, str) else text
    return list(friends.read(io.BytesIO(content), options))


def only(drafts: list[Draft], kind: type) -> list:
    return [each for each in drafts if isinstance(each, kind)]


def book(drafts: list[Draft]) -> Book:
    """Return what a store would hold after taking the drafts in."""
    people = {each.uid: each for each in only(drafts, PersonDraft)}

    def persons(refs: tuple[Ref, ...]) -> tuple[Person, ...]:
        return tuple(Person(ref.uid or "", ref.uid or "", people[ref.uid].name) for ref in refs)

    return Book(
        contacts=[
            Contact(uid, uid, each.name, nicknames=each.nicknames, place=each.place, tags=each.tags)
            for uid, each in people.items()
        ],
        touchpoints=[
            Touchpoint(
                each.uid,
                each.day,
                text=each.text,
                people=persons(each.people),
                tags=each.tags,
                place=each.place,
            )
            for each in only(drafts, TouchpointDraft)
        ],
        notes=[
            Note(each.uid, each.day, each.text, persons(each.people), each.tags)
            for each in only(drafts, NoteDraft)
        ],
        places=[Place(each.name, each.name, each.aliases) for each in only(drafts, PlaceDraft)],
    )


def written(content: Book) -> str:
    stream = io.BytesIO()
    friends.write(content, stream, WriteOptions())
    return stream.getvalue().decode()


def told(draft: Draft) -> dict[str, object]:
    """Return a draft as the expectations are written: what is known, without the hashes."""
    known = {key: value for key, value in draft._asdict().items() if value and key != "raw"}
    known.pop("uid", None)
    if isinstance(draft, TouchpointDraft):
        known.pop("kind")
    if "day" in known:
        known["day"] = str(known["day"])
    if "people" in known:
        known["people"] = [ref.name for ref in known["people"]]
    return json.loads(json.dumps(known))


def same_but_for_lines(drafts: list[Draft]) -> list[tuple]:
    return sorted(tuple(str(value) for value in each._replace(line=0)) for each in drafts)


@pytest.mark.parametrize("name", FILES)
def test_every_layout_says_what_a_reader_of_it_would(name: str, fixtures: Path) -> None:
    drafts = read((fixtures / "friends" / name).read_bytes())
    assert [told(each) for each in only(drafts, PersonDraft)] == EXPECTED[name]["people"]
    assert [told(each) for each in only(drafts, PlaceDraft)] == EXPECTED[name]["places"]
    assert [told(each) for each in only(drafts, TouchpointDraft)] == EXPECTED[name]["touchpoints"]
    assert [told(each) for each in only(drafts, NoteDraft)] == EXPECTED[name]["notes"]
    assert only(drafts, Problem) == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_read_and_written_is_as_the_program_cleans_it(name: str, fixtures: Path) -> None:
    """Files of 0.55 come back to the byte; older ones with `@tags` and all four sections."""
    original = (fixtures / "friends" / name).read_text("utf-8")
    blocks = {block.splitlines()[0]: block.strip() for block in original.split("\n\n")}
    clean = "\n\n".join(blocks.get(header, header) for header in SECTIONS) + "\n"
    expected = original if EXPECTED[name]["clean"] else clean.replace(" #", " @")
    assert written(book(read(original))) == expected


@pytest.mark.parametrize("name", FILES)
def test_what_was_written_reads_as_the_same_drafts(name: str, fixtures: Path) -> None:
    drafts = read((fixtures / "friends" / name).read_bytes())
    assert same_but_for_lines(read(written(book(drafts)))) == same_but_for_lines(drafts)


def test_a_file_is_known_by_its_headers() -> None:
    found = find("diary.md", b"### Friends:\n- Ann\n")
    assert found is not None
    assert found.name == "friends"
    assert found.reader() is friends
    assert found.writer() is friends


@pytest.mark.parametrize(
    "content", [b"", b"# My notes\n\n- 2018-01-01: x\n", b"\x00\xff", b"### Pets:\n"]
)
def test_a_file_without_a_header_of_its_own_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"no friends\.md"):
        read(content)


ACTIVITIES = [
    ("2018-01-04: Tea with **Ann**.", ["Ann"], [], None, "Tea with Ann."),
    ("2018-01-04: Tea with **The Boss**.", ["Bob Stone"], [], None, "Tea with **The Boss**."),
    ("2018-01-04: tea, **ann**", ["Ann"], [], None, "tea, **ann**"),
    ("2018-01-04: **Ann** and Ann", ["Ann"], [], None, "**Ann** and Ann"),
    ("2018-01-04: **Ann** and **Ann**", ["Ann"], [], None, "Ann and Ann"),
    ("2018-01-04: **Bob Stone** in _NYC_", ["Bob Stone"], [], "New York", "Bob Stone in _NYC_"),
    ("2018-01-04: _Rome_, then _Oslo_", [], [], "Rome", "_Rome_, then _Oslo_"),
    ("2018-01-04: Nobody there", [], [], None, "Nobody there"),
    ("2018-01-04: Swam @lake:north @fun", [], ["lake:north", "fun"], None, "Swam @lake:north @fun"),
    ("2018-01-04: Swam @fun @lake:north", [], ["fun", "lake:north"], None, "Swam"),
    ("2018-01-04: Lots of @fun at sea @Fun", [], ["fun"], None, "Lots of @fun at sea @Fun"),
    ("2018-01-04: wrote to a@b.example", [], [], None, "wrote to a@b.example"),
    ("2018-01-04: @\u0939\u093f\u0928", [], ["\u0939\u093f\u0928"], None, "@\u0939\u093f\u0928"),
    ("2018-01-04: 5 ** 2 and a_b", [], [], None, "5 ** 2 and a_b"),
]


@pytest.mark.parametrize(("line", "people", "tags", "place", "text"), ACTIVITIES)
def test_an_activity_names_people_a_place_and_tags(
    line: str, people: list[str], tags: list[str], place: str | None, text: str
) -> None:
    content = (
        f"### Activities:\n- {line}\n\n### Notes:\n\n"
        "### Friends:\n- Ann\n- Bob Stone (a.k.a. The Boss)\n\n"
        "### Locations:\n- New York (a.k.a. NYC a.k.a. Big Apple)\n- Oslo\n- Rome\n"
    )
    drafts = read(content)
    (draft,) = only(drafts, TouchpointDraft)
    assert [ref.name for ref in draft.people] == people
    assert (list(draft.tags), draft.place, draft.text) == (tags, place, text)
    assert written(book(drafts)) == content


def test_people_and_places_that_only_an_entry_names_are_made() -> None:
    drafts = read(
        "### Activities:\n- 2018-01-04: **Eve** in _Rome_\n- 2018-01-03: **Eve** and **Ann**\n\n"
        "### Notes:\n- 2018-01-05: **Kim** is from _Oslo_\n\n### Friends:\n- Ann\n"
    )
    assert [(each.name, each.line) for each in only(drafts, PersonDraft)] == [
        ("Ann", 9),
        ("Eve", 2),
        ("Kim", 6),
    ]
    assert [(each.name, each.line) for each in only(drafts, PlaceDraft)] == [
        ("Rome", 2),
        ("Oslo", 6),
    ]


def test_after_a_move_the_place_holds_until_another_is_named() -> None:
    content = (
        "### Activities:\n"
        "- 2018-03-03: Lunch back in _Rome_\n"
        "- 2018-03-02: Left the city to go to _Chamonix_ with **Ann**\n"
        "- 2018-03-02: Lunch with **Ann**\n"
        "- 2018-03-01: Took a plane to _Paris_\n"
        "- 2018-02-01: Before\n\n### Notes:\n\n### Friends:\n- Ann\n\n"
        "### Locations:\n- Chamonix\n- Paris\n- Rome\n"
    )
    drafts = read(content)
    assert [each.place for each in only(drafts, TouchpointDraft)] == [
        "Rome",
        "Chamonix",
        "Paris",
        "Paris",
        None,
    ]
    assert written(book(drafts)) == content


def test_two_friends_of_one_name_stay_two() -> None:
    people = only(read("### Friends:\n- Ann\n- Ann [Oslo]\n"), PersonDraft)
    assert [(each.uid, each.place) for each in people] == [("Ann", None), ("Ann #2", "Oslo")]


def test_sections_stand_in_any_order_and_bullets_may_lack() -> None:
    drafts = read(
        "\ufeff### Locations:\r\nOslo\r\n\r\n### Friends:\r\nAnn\r\n"
        "### Activities:\r\n2018-01-04: Tea with **Ann**\r\n"
    )
    assert [type(each) for each in drafts] == [PersonDraft, PlaceDraft, TouchpointDraft]


PROBLEMS = [
    ("### Activities:\n- Tea with **Ann**\n", 2, "no date as 2018-01-31"),
    ("### Activities:\n- Jan 4: Tea with **Ann**\n", 2, "Tea with"),
    ("### Activities:\n- 2018-02-30: Tea\n", 2, "no day of the calendar"),
    ("### Activities:\n- 0000-01-01: Tea\n", 2, "no day of the calendar"),
    ("### Notes:\n- 2018-01-01:\n", 2, "no text after the date"),
    ("### Notes:\n- 2018-01-01\n", 2, "no text after the date"),
    ("### Friends:\n- Ann [Oslo] (a.k.a. A)\n", 2, "not of the form Name"),
    ("### Friends:\n- (a.k.a. A)\n", 2, "not of the form Name"),
    ("### Locations:\n- (a.k.a. A)\n", 2, "not of the form Place"),
    ("### Friends:\n\nAnn\n", 3, "not below a known header, left out: Ann"),
    ("### Friends:\n### Pets:\n", 2, "### Pets:"),
    ("### Friends:\n- " + "(" * 999 + "\n", 2, "((…"),
]


@pytest.mark.parametrize(("content", "line", "what"), PROBLEMS)
def test_what_cannot_be_read_is_told_with_its_line(content: str, line: int, what: str) -> None:
    (problem,) = read(content)
    assert isinstance(problem, Problem)
    assert problem.line == line
    assert what in problem.what


def test_bytes_that_are_no_utf8_are_told_and_the_rest_is_read() -> None:
    person, problem = read(b"### Friends:\n- Zo\xeb\n")
    assert person.name == "Zo\ufffd"
    assert problem == Problem(2, "not UTF-8; what could not be read shows as \ufffd")


def test_the_days_asked_for_bound_what_happened() -> None:
    content = "### Activities:\n- 2018-01-05: c\n- 2018-01-04: b\n- 2018-01-03: a\n"
    options = ReadOptions(since=date(2018, 1, 4), until=date(2018, 1, 4))
    assert [each.text for each in read(content, options)] == ["b"]


def test_ids_survive_other_lines_other_orders_and_the_change_of_tags() -> None:
    lines = ["2018-01-04: Tea #food", "2018-01-04: Tea #food", "2018-01-03: **Ann** called"]
    before = only(read("### Activities:\n" + "\n".join(lines)), TouchpointDraft)
    lines = [*reversed(lines), "2018-01-05: New"]
    later = read(("### Activities:\n" + "\n".join(lines)).replace("#food", "@food"))
    uids = {each.uid for each in before}
    assert len(uids) == 3
    assert uids < {each.uid for each in only(later, TouchpointDraft)}


def test_an_activity_and_a_note_of_the_same_words_are_two() -> None:
    line = "2018-01-04: Tea\n"
    tea, note = read(f"### Activities:\n{line}\n### Notes:\n{line}")
    assert tea.uid != note.uid


ANA, BOB = Person("1", "ana-lima", "Ana Lima"), Person("2", "bob", "Bob")
CIM = Person("3", "cim", "Cim")


@pytest.mark.parametrize(
    ("touchpoint", "line"),
    [
        (Touchpoint("x", date(2018, 1, 4), text="Tea with Ana Lima", people=(ANA,)),
         "Tea with **Ana Lima**"),
        (Touchpoint("x", date(2018, 1, 4), text="Tea", people=(ANA,)), "Tea with **Ana Lima**"),
        (Touchpoint("x", date(2018, 1, 4), text="Tea", people=(ANA, BOB, CIM)),
         "Tea with **Ana Lima**, **Bob** and **Cim**"),
        (Touchpoint("x", date(2018, 1, 4), "call", people=(BOB,)), "Call with **Bob**"),
        (Touchpoint("x", date(2018, 1, 4), text="Bobby told Bob of Bob", people=(BOB,)),
         "Bobby told **Bob** of **Bob**"),
        (Touchpoint("x", date(2018, 1, 4), text="about Bob", mentions=(BOB,)), "about Bob"),
        (Touchpoint("x", date(2018, 1, 4), text="Tea", place="Oslo"), "Tea in _Oslo_"),
        (Touchpoint("x", date(2018, 1, 4), text="Oslo, then Oslo", place="Oslo"),
         "_Oslo_, then Oslo"),
        (Touchpoint("x", date(2018, 1, 4), text="one\n\ntwo", tags=("b c", "a", "-")),
         "one two @a @b-c"),
    ],
)  # fmt: skip
def test_what_was_typed_in_kit_is_marked_when_written(touchpoint: Touchpoint, line: str) -> None:
    contacts = [Contact(each.id, each.slug, each.name) for each in (ANA, BOB, CIM)]
    text = written(Book(contacts=contacts, touchpoints=[touchpoint]))
    assert text.splitlines()[1] == f"- 2018-01-04: {line}"


def test_a_note_that_does_not_name_its_people_begins_with_them() -> None:
    note = Note("n", date(2018, 1, 4), "allergic to nuts", (ANA, BOB), ("health",))
    assert "- 2018-01-04: **Ana Lima**, **Bob**: allergic to nuts @health\n" in written(
        Book(notes=[note])
    )


def test_people_of_one_name_get_a_number_and_marks_of_the_format_are_left_out() -> None:
    contacts = [
        Contact("1", "ann", "Ann (work)", nicknames=("Ann work", "A\nN", "A N"), place="[Oslo]"),
        Contact("2", "ann-2", "Ann work"),
        Contact("3", "somebody", "@[]"),
    ]
    book = Book(contacts=contacts, places=[Place("1", "_"), Place("2", "Oslo", ("Christiania",))])
    assert written(book).splitlines()[4:] == [
        "### Friends:",
        "- Ann work (a.k.a. A N) [Oslo]",
        "- Ann work 2",
        "- somebody",
        "",
        "### Locations:",
        "- Oslo (a.k.a. Christiania)",
    ]


WORDS = st.text(st.sampled_from("Ab \u00e9_*@#[]():.-'\n\u5c71"), max_size=12)
NAMES = st.text(st.sampled_from("Ab \u00e9'.-\u5c71"), min_size=1, max_size=6).map(str.strip)


@st.composite
def books(draw: st.DrawFn) -> Book:
    names = draw(st.lists(NAMES.filter(bool), min_size=1, max_size=4, unique_by=str.casefold))
    people = [Person(name, name, name) for name in names]
    some = st.lists(st.sampled_from(people), unique=True, max_size=3).map(tuple)
    place = st.none() | st.sampled_from(["Oslo", "A b", "b"])
    touchpoints = st.builds(
        Touchpoint, st.just("t"), st.dates(), text=WORDS, people=some, place=place
    )
    return Book(
        contacts=[Contact(name, name, name, nicknames=(draw(WORDS),)) for name in names],
        touchpoints=draw(st.lists(touchpoints, max_size=4)),
        notes=draw(st.lists(st.builds(Note, st.just("n"), st.dates(), WORDS, some), max_size=2)),
        places=[Place("o", "Oslo")],
    )


@given(books())
@settings(max_examples=150)
def test_whatever_is_written_reads_back_and_is_written_the_same(content: Book) -> None:
    text = written(content)
    drafts = read(text)
    assert only(drafts, Problem) == []
    assert len(only(drafts, TouchpointDraft)) == len(list(content.touchpoints))
    assert written(book(drafts)) == text


@given(books())
@settings(max_examples=100)
def test_everybody_who_took_part_is_marked(content: Book) -> None:
    drafts = only(read(written(content)), TouchpointDraft)
    ours = sorted(content.touchpoints, key=lambda each: each.day, reverse=True)
    for our, draft in zip(ours, drafts, strict=True):
        assert {each.name for each in our.people} <= {ref.name for ref in draft.people}


@pytest.mark.no_cover
def test_no_damage_to_a_file_raises_anything_but_the_one_refusal(fixtures: Path) -> None:
    whole = [path.read_bytes() for path in sorted((fixtures / "friends").glob("*.md"))]
    for seed in range(RUNS):
        with suppress(UnreadableError):
            text = written(book(read(mutated(whole[seed % len(whole)], seed))))
            assert not only(read(text), Problem)


@pytest.mark.no_cover
@pytest.mark.parametrize("piece", [" ", "@a ", "**", "_", "to _a_ ", "(", ") ", "#a", "\n", "[a] "])
@pytest.mark.parametrize("before", ["### Friends:\nAnn ", "### Notes:\n2018-01-01: a ", ""])
def test_long_lines_take_no_longer_than_their_length(before: str, piece: str) -> None:
    """Each pattern is linear: 40,000 repetitions would otherwise take minutes."""
    with suppress(UnreadableError):
        read(before + piece * 40_000 + "!")
