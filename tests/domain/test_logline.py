"""The grammar of a log line: a table of lines, and what holds for any line whatever."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from keepintouch.domain import logline
from keepintouch.domain.dates import echo
from keepintouch.domain.logline import Given, Match, Named, Reading
from keepintouch.domain.names import LEVELS, key, keys_of, slugify
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import DIRECTIONS, KINDS

TODAY = date(2026, 11, 22)
TABLE = Path(__file__).with_name("loglines.md")


class Book:
    """People known in a test, by every key they go by; `shown` are their short names."""

    def __init__(self, people: tuple[tuple[str, str, str], ...]) -> None:
        self.people: dict[str, Person] = {}
        self.shown: dict[Person, str] = {}
        self.keys: dict[str, list[Match]] = {}
        for place, (name, nickname, shown) in enumerate(people):
            person = Person(str(place), slugify(name), name)
            self.people[shown], self.shown[person] = person, shown
            nicknames = (nickname,) if nickname else ()
            for each, rank in keys_of(name, slugs=(person.slug,), nicknames=nicknames).items():
                self.keys.setdefault(each, []).append(Match(person, LEVELS[rank]))

    def read(self, text: str, flags: Given = logline.NOTHING) -> Reading:
        """Look the phrases of a line up, as a store does, and read it."""
        asked = logline.phrases(text)
        known = {each: tuple(self.keys[each]) for each in asked if each in self.keys}
        return logline.read(text, TODAY, known, flags)


class Row(NamedTuple):
    """A line of the table and what it is read as, in the table's words."""

    section: str
    book: Book
    line: str
    expected: tuple[str, ...]


def rows() -> list[Row]:
    """Read the table: each table of people holds for the lines that follow it."""
    found, people, book, section = [], list[tuple[str, str, str]](), Book(()), ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        section = line.removeprefix("## ") if line.startswith("## ") else section
        if not line.startswith("| "):
            continue
        if cells[0] == "person":
            people = []
        elif cells[0] == "line":
            book = Book(tuple(people))
        elif len(cells) == 3:
            people.append((cells[0], cells[1], cells[2]))
        else:
            found.append(Row(section, book, cells[0].replace("\\n", "\n"), cells[1:]))
    return found


ROWS = rows()
BOOK = ROWS[0].book


def told(book: Book, reading: Reading) -> tuple[str, ...]:
    """Say a reading in the words of the table."""
    who = [(each.words.start, name_of(book, each)) for each in reading.participants]
    who += [(each.words.start, f"new {each.name}") for each in reading.new]
    notes = [f"{reading.plan.sort}: {reading.plan.words.text}"] if reading.plan else []
    notes += [f"+{tag}" for tag in reading.tags]
    notes += [f"stray: {reading.stray.text}"] if reading.stray else []
    notes += [f"unlinked: {each.text}" for each in reading.unlinked]
    notes += [f"doubt: {reading.doubt.words.text}"] if reading.doubt else []
    notes += ["refused"] if reading.day_problem else []
    return (
        ", ".join(name for _, name in sorted(who)) or "ask",
        ", ".join(name_of(book, each) for each in reading.mentions) or "\u2013",
        reading.kind,
        reading.direction or "\u2013",
        day_of(reading.day),
        ", ".join(notes),
    )


def name_of(book: Book, named: Named) -> str:
    return " / ".join(sorted(map(book.shown.__getitem__, named.candidates))) + "?" * (
        not named.sure
    )


def day_of(day: date) -> str:
    words = "today" if day == TODAY else echo(day, TODAY)
    return words.removesuffix(" Nov")


@pytest.mark.parametrize("section", list(dict.fromkeys(row.section for row in ROWS)))
def test_lines_are_read_as_the_table_says(section: str) -> None:
    lines = [row for row in ROWS if row.section == section]
    read = {row.line: told(row.book, row.book.read(row.line)) for row in lines}
    assert read == {row.line: row.expected for row in lines}


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(ROWS) > 8_000


# --- what the table cannot show --------------------------------------------------------------


def test_each_understood_word_is_explained_where_it_stands() -> None:
    text = "yesterday: lunch with Bob about Mia +food"
    parts = BOOK.read(text).parts
    assert [(part.words.text, part.says) for part in parts] == [
        ("yesterday", "the day: Sat 21 Nov"),
        ("lunch", "the kind: you met"),
        ("Bob", "Bob Stone, took part"),
        ("about", "from here on people are only mentioned"),
        ("Mia", "Mia Rossi, only mentioned"),
        ("+food", "tag food"),
    ]


def test_what_is_not_certain_is_explained_too() -> None:
    says = {part.words.text: part.says for part in BOOK.read("drove May and Ana to Zoe").parts}
    assert says["May"] == "May Chen, or only a word?"
    assert says["Ana"] == "took part: Ana Lima or Ana Berg?"
    says = {part.words.text: part.says for part in BOOK.read("will call @zoe").parts}
    assert says == {
        "will": "sounds like a plan",
        "call": "the kind: a call",
        "@zoe": "nobody here yet: somebody new?",
    }
    says = {
        part.words.text: part.says for part in BOOK.read("ran yesterday with Bob re @zoe").parts
    }
    assert says["yesterday"] == "in the middle of a line, so not read as its day"
    assert says["@zoe"] == "nobody here goes by this: left as a word"


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ("yesterday: lunch with Bob +food", "lunch with Bob"),
        ("lunch with Bob, yesterday +food", "lunch with Bob"),
        ("called grandma, her hip is better +health", "called grandma, her hip is better"),
        ("lunch +food with Bob", "lunch +food with Bob"),
        ("yesterday", ""),
        ("yesterday:", ""),
        ("", ""),
        ("+food", ""),
    ],
)
def test_the_gist_leaves_out_the_date_and_the_last_tags(text: str, gist: str) -> None:
    assert BOOK.read(text).gist == gist


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("lunch with Bob", True),
        ("lunch", False),
        ("lunch with Ana", False),
        ("lunch with Zoe", False),
        ("drove May home", False),
        ("will call Bob", False),
        ("11/12: lunch with Bob", False),
        ("lunch with Bob about Ana", False),
    ],
)
def test_a_reading_is_certain_when_nothing_has_to_be_asked(text: str, *, certain: bool) -> None:
    assert BOOK.read(text).certain is certain


def test_flags_win_over_the_text() -> None:
    mia, ana = BOOK.people["Mia"], BOOK.people["Ana L"]
    flags = Given(people=(mia, ana), day=date(2026, 1, 1), kind="letter", tags=("work",))
    reading = BOOK.read("yesterday: lunch with Bob, Ana and Zoe +food", flags)
    assert [each.person for each in reading.participants] == [mia, ana]
    assert [each.person for each in reading.mentions] == [BOOK.people["Bob"]]
    assert (reading.new, reading.kind, reading.day) == ((), "letter", date(2026, 1, 1))
    assert reading.tags == ("work", "food")
    assert reading.day_words is reading.kind_words is None
    assert reading.certain


def test_a_given_day_makes_no_plan_of_a_day_to_come() -> None:
    assert BOOK.read("tomorrow: lunch with Bob", Given(day=TODAY)).plan is None


def test_a_slash_date_is_read_when_its_order_is_known() -> None:
    assert BOOK.read("11/12: lunch with Bob", Given(order="mdy")).day == date(2026, 11, 12)
    assert "11 December or 12 November" in str(BOOK.read("11/12: lunch with Bob").day_problem)


def test_somebody_named_twice_took_part_once_and_is_not_mentioned() -> None:
    reading = BOOK.read("lunch with Bob and Bobby about Bob's car and Ana's cat and Ana")
    assert [each.person for each in reading.participants] == [BOOK.people["Bob"]]
    assert [each.words.text for each in reading.mentions] == ["Ana's"]


def test_of_a_doubtful_and_a_certain_place_the_certain_one_counts() -> None:
    reading = BOOK.read("drove May home with May")
    assert [(each.words.start, each.sure) for each in reading.participants] == [(20, True)]


def test_the_exact_short_name_wins_over_a_longer_one() -> None:
    book = Book(
        (("Jason", "", "J"), ("Jason Bourne", "", "JB"), ("Ana", "", "A"), ("Ana", "", "A2"))
    )
    assert told(book, book.read("lunch with Jason"))[0] == "J"
    assert told(book, book.read("lunch with Jason Bourne"))[0] == "JB"
    assert told(book, book.read("lunch with Ana"))[0] == "A / A2"
    assert told(book, book.read("lunch with @jason-bourne"))[0] == "JB"


def test_somebody_new_is_offered_once() -> None:
    assert [each.name for each in BOOK.read("lunch with Zoe, called Zoe").new] == ["Zoe"]


# --- what holds for any line -------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "with",
        "and",
        "to",
        "from",
        "about",
        "for",
        "the",
        "a",
        "at",
        "said",
        "told",
        "that",
        "asked",
        "called",
        "will",
        "may",
        "I",
        "she",
        "lunch",
        "call",
        "coffee",
        "met",
        "wrote",
        "texted",
        "yesterday",
        "friday",
        "Friday",
        "sun",
        "12",
        "nov",
        "May",
        "March",
        "5",
        "2026-11-18",
        "11/12",
        "ago",
        "week",
        "last",
        "next",
        "on",
        "Bob",
        "bob",
        "Ana",
        "ana",
        "l",
        "Lima",
        "Sam",
        "Mia's",
        "Will's",
        "José",
        "Grandma",
        "Mr.",
        "Dr.",
        "Stone",
        "stone",
        "Zoe",
        "Zoe's",
        "van",
        "Dam",
        "@ana-lima",
        "@zoe",
        "@",
        "+tag",
        "+",
        "&",
        ",",
        ".",
        ":",
        ";",
        "-",
        "--",
        "(",
        ")",
        '"',
        "'",
        "!",
        "?",
        "...",
        "w/",
        "re",
        "not",
        "didn't",
        "need",
        "going",
        "tomorrow",
        "who",
        "he",
        "her",
        "mum",
        "wife",
        "s'",
        "James'",
        "bob@example.com",
        "https://x.org",
        "over",
        "on",
        "zoom",
        "card",
        "birthday",
        "naming",
        "park",
        "Park",
        "Okafor",
        "okafor",
        "out",
        "then",
        "by",
        "into",
        "ran",
        "from:",
        "Sam:",
        "May:",
        "\n",
        "🎉",
        "李小龍",
        "“",
        "”",
        "«",
        "»",
        "[",
        "]",
        "if",
        "no",
        "reply",
        "tried",
        "thinking",
        "of",
        "calling",
        "looking",
        "forward",
        "line",
        "busy",
        "engaged",
        "rang",
        "each",
        "according",
        "apparently",
        "says",
        "heard",
        "had",
        "went",
        "fight",
        "forwarded",
        "email",
        "voicemail",
        "in",
        "hospital",
        "buy",
        "don't",
        "was",
        "phone",
        "as",
        "put",
        "tv",
    ]
)
LINES = st.lists(WORDS, max_size=14).map(" ".join) | st.lists(WORDS, max_size=9).map("".join)


def spans(reading: Reading) -> list[logline.Words]:
    named = [each.words for each in (*reading.participants, *reading.mentions)]
    maybe = [reading.kind_words, reading.day_words, reading.stray, *reading.unlinked]
    others = [each.words for each in (*reading.new, *reading.parts)]
    return [*named, *others, *(each for each in maybe if each)]


@given(st.text() | LINES)
@example("Ana L.")
@example("@")
@example("+")
@example("w/")
@example("'")
def test_any_text_is_read_and_kept_as_it_is(text: str) -> None:
    reading = BOOK.read(text)
    assert reading.text == text
    assert all(text[each.start : each.end] == each.text for each in spans(reading))
    assert reading.gist in text
    assert reading.kind in KINDS
    assert reading.direction in {None, *DIRECTIONS}
    assert reading.day <= TODAY
    assert not {each.person for each in reading.participants if each.person} & {
        each.person for each in reading.mentions
    }


@pytest.mark.no_cover
def test_any_line_of_the_table_is_read_when_it_is_cut_short() -> None:
    for row in ROWS[::15]:
        words = row.line.split()
        for place in range(1, len(words)):
            row.book.read(" ".join(words[:place]))
            row.book.read(" ".join(words[place:]))


@given(st.text() | LINES)
def test_nobody_takes_part_who_is_not_named(text: str) -> None:
    for each in BOOK.read(text).participants:
        typed = key(each.words.text.removeprefix("@").replace("'s", "")).split()
        tails = {" ".join(typed[first:]) for first in range(len(typed))}
        tails |= {tail.replace("-", " ") for tail in tails}
        meant = {match.person for tail in tails for match in BOOK.keys.get(tail, ())}
        assert set(each.candidates) <= meant


@given(LINES)
def test_without_people_known_nobody_known_takes_part(text: str) -> None:
    reading = logline.read(text, TODAY, {})
    assert reading.participants == reading.mentions == ()


NAMES = st.sampled_from(
    ["Ana Lima", "Ana Berg", "ana l", "Bob", "Bobby", "bob stone", "José", "jose", "Grandma",
     "grandma", "May Chen", "may", "May", "Will", "will", "Will Park", "Sam", "sam okafor", "Mia",
     "@mia-rossi", "@ana-berg"]
)  # fmt: skip
PLAIN = st.sampled_from(["Bob", "jose", "Grandma", "Sam", "Mia", "Ana Lima", "ana berg"])
KIND_WORDS = {
    "met": ["coffee with {}", "met {}", "lunch w/ {}", "long walk with {}", "ran into {}"],
    "call": ["called {}", "rang {}", "phone call with {}", "quick call with {}"],
    "video": ["zoom with {}", "facetimed {}", "video call with {}"],
    "message": ["texted {}", "messaged {}", "got a text from {}", "whatsapp from {}"],
    "email": ["emailed {}", "wrote to {}", "email from {}"],
    "letter": ["wrote a letter to {}", "postcard from {}", "got a letter from {}"],
    "talked": ["talked to {}", "chatted with {}", "caught up with {}", "heard from {}"],
}
STYLES = st.sampled_from([(kind, style) for kind, all_ in KIND_WORDS.items() for style in all_])
DAYS = st.sampled_from(
    [("", "", 0), ("yesterday: ", "", 1), ("", " yesterday", 1), ("fri: ", "", 2), ("", " friday", 2),
     ("2 days ago: ", "", 2), ("", " on tuesday", 5), ("12 nov: ", "", 10), ("", " last night", 1),
     ("", " 2026-11-18", 4), ("this morning ", "", 0), ("last friday ", "", 2), ("", " nov 3", 19)]
)  # fmt: skip


class Told(NamedTuple):
    """What a made-up sentence says."""

    text: str
    who: list[str]
    mention: str
    kind: str
    day: date
    tags: tuple[str, ...]
    doubtful: bool


def person_of(name: str) -> Person:
    (match,) = {each.person for each in BOOK.keys[key(name.removeprefix("@"))]}
    return match


@st.composite
def sentences(draw: st.DrawFn) -> Told:
    """Make a sentence of parts that a reader must find again."""
    who = draw(st.lists(NAMES, min_size=1, max_size=3, unique_by=person_of))
    mention = draw(PLAIN | st.just(""))
    kind, style = draw(STYLES)
    before, after, days = draw(DAYS)
    tags = draw(st.sampled_from([(), ("work",), ("a", "b")]))
    joined = ", ".join(who[:-1]) + draw(st.sampled_from([" and ", " & ", ", and "])) + who[-1]
    text = before + style.format(joined if len(who) > 1 else who[0])
    about = draw(st.sampled_from([" about {}", " re {}'s trip", "; {} is well"]))
    text += about.format(mention) * bool(mention)
    text += after + "".join(f" +{tag}" for tag in tags)
    doubtful = bool(mention and after) and about.endswith("well")
    return Told(text, who, mention, kind, TODAY - timedelta(days), tags, doubtful)


@given(sentences())
def test_what_a_sentence_was_made_of_is_read_back(told: Told) -> None:
    reading = BOOK.read(told.text)
    who = {person_of(each) for each in told.who}
    assert {each.person for each in reading.participants} == who
    assert not reading.new
    mentioned = {person_of(told.mention)} - who if told.mention else set()
    assert {each.person for each in reading.mentions} == mentioned
    assert (reading.kind, reading.day, reading.tags) == (told.kind, told.day, told.tags)
    assert reading.certain is not told.doubtful


OPENERS = st.sampled_from(["{}: {}", "{} {}", "{} and I {}", "me and {} {}"])
ACTS = st.sampled_from([("call", "called"), ("met", "had lunch"), ("talked", "laughed a lot")])


@given(PLAIN, OPENERS, ACTS)
def test_who_opens_a_line_took_part(name: str, opener: str, act: tuple[str, str]) -> None:
    reading = BOOK.read(opener.format(name, act[1]))
    assert [each.person for each in reading.participants] == [person_of(name)]
    assert reading.kind == act[0]


@given(PLAIN, st.sampled_from(["{}'s mum", "{}’s wife", "the car of {}", "a photo of {}"]))  # noqa: RUF001 - as people type
def test_who_is_only_spoken_of_never_takes_part(name: str, phrase: str) -> None:
    reading = BOOK.read("thought of " + phrase.format(name))
    assert reading.nobody
    assert [each.person for each in reading.mentions] == [person_of(name)]
