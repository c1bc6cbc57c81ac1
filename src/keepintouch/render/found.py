"""Where a text was found, by person."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.answers import Answer
from keepintouch.render.contacts import short_day
from keepintouch.render.spans import Table, dim, told_apart
from keepintouch.render.words import counted, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from keepintouch.render.spans import Screen, Text
    from keepintouch.services.looking import Found

ONE_LINE = 60


def found(hits: Sequence[Found], text: str, today: date) -> Answer:
    """List where a text stands."""
    return Answer(
        lambda _look: _list(hits, text, today),
        lambda: {
            "schema": "kit.found/1",
            "items": [
                {
                    "slug": each.person.slug if each.person else None,
                    "name": each.person.name if each.person else None,
                    "where": each.hit.where,
                    "text": each.hit.text,
                    "day": each.hit.day.isoformat() if each.hit.day else None,
                }
                for each in hits
            ],
        },
    )


def _list(hits: Sequence[Found], text: str, today: date) -> Screen:
    if not hits:
        return [f"Nothing with {quoted(text)}. kit list shows everyone."]
    people = len({each.person.id for each in hits if each.person})
    end = f"{counted(people, 'person', 'people')}, {counted(len(hits), 'place')}"
    names = told_apart(each.person for each in hits if each.person)
    rows = [[_name(each, names), *_row(each, today)] for each in hits]
    return [Table(rows, indent=0), end]


def _name(each: Found, names: Mapping[str, Text]) -> Text:
    return names[each.person.id] if each.person else "–"  # noqa: RUF001 - an en dash: nobody


def _row(each: Found, today: date) -> list[Text]:
    day = short_day(each.hit.day, today) if each.hit.day else ""
    return [
        dim(joined_words(day, each.hit.where)),
        quoted(each.hit.text),
    ]


def joined_words(*words: str) -> str:
    """Return words with commas between them, empty ones left out."""
    return ", ".join(word for word in words if word)
