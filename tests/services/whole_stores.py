"""Whole stores by Hypothesis: the records of one, with every field and every kind of text."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.contacts import IMPORTANCE, STATES, Contact, Origin, Point, Relation
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import DIRECTIONS, KINDS, FollowUp, Note, Place, Touchpoint
from keepintouch.formats.kit import Dismissed, Photo, Progress, TagRhythm

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        (
            "=cmd|' /C calc'!A0", "---\nkind: x\n---", "<script>alert(1)</script>", "a\r\nb\tc",
            "{{7*7}} {% x %}", "José Ávila", "李小龍", "\u202eevil", "x\u2028y\x85z", "naïve \ud800 café",
            "\0nul", "[a](javascript:x)", "END:VCARD", "### Notes:", " ",
        )
    ),
)  # fmt: skip
SOME = st.none() | TEXTS
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
CADENCES = st.sampled_from((NEVER, Cadence(1, "w"), Cadence(3, "m"), Cadence(45, "d")))
PARTIAL = st.one_of(
    DAYS.map(lambda day: PartialDate(day.year, day.month, day.day)),
    DAYS.map(lambda day: PartialDate(None, day.month, day.day)),
    DAYS.map(lambda day: PartialDate(day.year, day.month)),
    DAYS.map(lambda day: PartialDate(day.year)),
    st.just(PartialDate(None, 2, 29)),
    TEXTS.map(lambda text: PartialDate(text=text)),
)
PHOTOS = [b"\xff\xd8\xff of Ana", b"\x89PNG of Bob", b"neither"]
DIGESTS = [hashlib.sha256(each).hexdigest() for each in PHOTOS]
NAMES = st.one_of(st.sampled_from(("Ana Lima", "Ana", "José Ávila", "李小龍")), TEXTS)


def _few(values: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=most).map(tuple)


def _tags() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(TEXTS, max_size=3, unique_by=str.casefold).map(tuple)


@st.composite
def records(draw: Callable[[Any], Any]) -> list[Any]:
    """Return the records of a store, in the order in which kit writes them."""
    ids = [f"c{number}" for number in range(draw(st.integers(0, 5)))]
    people = (
        _few(st.sampled_from([Person(each, "", "") for each in ids]), 2) if ids else st.just(())
    )
    people = people.map(lambda found: tuple(dict.fromkeys(found)))
    contacts = [draw(_contact(each, ids)) for each in ids]
    touched = st.builds(
        Touchpoint,
        st.just(""), DAYS, st.sampled_from(KINDS), TEXTS, people, people, _tags(),
        st.sampled_from((None, *DIRECTIONS)), st.sampled_from((None, "12:30", "00:00:01")),
        st.sampled_from((None, "+02:00", "Europe/Berlin")), SOME, SOME, SOME,
    )  # fmt: skip
    noted = st.builds(Note, st.just(""), DAYS, TEXTS, people, _tags(), SOME, SOME)
    promised = st.builds(
        FollowUp, st.just(""), DAYS, TEXTS, people, st.sampled_from(("open", "done", "cancelled")),
        st.none() | DAYS, SOME, SOME,
    )  # fmt: skip
    placed = st.builds(Place, st.just(""), TEXTS, _few(TEXTS))
    numbered = [
        each._replace(id=f"{kind}{number}")
        for kind, made in (("p", placed), ("t", touched), ("n", noted), ("f", promised))
        for number, each in enumerate(draw(st.lists(made, max_size=4)))
    ]
    return [
        *(TagRhythm(tag, draw(CADENCES).iso) for tag in draw(_tags())),
        *(Photo(*each) for each in zip(DIGESTS, PHOTOS, strict=True)),
        *contacts,
        *(_apart(each) for each in numbered),
        *(Dismissed(each, draw(DAYS)) for each in ids if draw(st.booleans())),
        *(Progress(source, draw(TEXTS)) for source in draw(st.sets(TEXTS, max_size=2))),
    ]


def _apart(record: Any) -> Any:  # noqa: ANN401 - any record
    """Return a touchpoint of which nobody both took part and was spoken of."""
    if not isinstance(record, Touchpoint):
        return record
    return record._replace(
        mentions=tuple(each for each in record.mentions if each not in record.people)
    )


def _contact(contact_id: str, ids: list[str]) -> st.SearchStrategy[Contact]:
    points = st.builds(
        Point, st.sampled_from(("email", "phone", "address", "link", "im")), TEXTS, SOME,
        st.booleans(),
    )  # fmt: skip
    relations = st.builds(Relation, TEXTS, TEXTS, st.none() | st.sampled_from([*ids, "gone"]))
    return st.builds(
        Contact,
        id=st.just(contact_id),
        slug=TEXTS,
        name=NAMES,
        given=SOME, additional=SOME, family=SOME, prefix=SOME, suffix=SOME,
        nicknames=_few(TEXTS),
        points=_few(points),
        birthday=st.none() | PARTIAL,
        occasions=_few(st.builds(Occasion, TEXTS, PARTIAL)),
        org=SOME, team=SOME, title=SOME, place=SOME, how_met=SOME,
        tags=_tags(),
        relations=_few(relations),
        state=st.sampled_from(STATES),
        importance=st.sampled_from(IMPORTANCE),
        cadence=st.none() | CADENCES,
        snoozed_until=st.none() | DAYS,
        paused_from=st.none() | DAYS,
        paused_until=st.none() | DAYS,
        added_on=DAYS,
        spread=st.booleans(),
        former_slugs=_few(TEXTS),
        origins=_few(st.builds(Origin, TEXTS, TEXTS, SOME, SOME)),
        photo=st.sampled_from((None, *DIGESTS)),
    )  # fmt: skip
