"""Address books of Alpine and Pine."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import alpine, find
from keepintouch.formats.drafts import Draft, PersonDraft, Problem, ReadOptions

BOOK = """lena\tForsberg, Lena\tlena@forsberg.example
mick\t"Dunne, Sons"\tMick <mick@dunne.example>\t\tworks at
   the mill
#DELETED-96/01/01#gone\tGone\tgone@example.org
\t=?utf-8?q?Zo=C3=AB?=\t
   zoe@example.org
crew\tThe crew\t(lena,mick@dunne.example,
   Bo Dea <bo@example.org>,nobody)
"""


def read(text: str) -> list[Draft]:
    return list(alpine.read(io.BytesIO(text.encode()), ReadOptions()))


def people(text: str) -> list[PersonDraft]:
    return [each for each in read(text) if isinstance(each, PersonDraft)]


def test_everybody_comes_once_with_the_lists_they_are_in() -> None:
    found = [(each.name, *(point.value for point in each.points)) for each in people(BOOK)]
    assert found == [
        ("Lena Forsberg", "lena@forsberg.example"),
        ("Dunne, Sons", "mick@dunne.example"),
        ("Zoë", "zoe@example.org"),
        ("Bo Dea", "bo@example.org"),
        ("nobody",),
    ]
    assert [each.tags for each in people(BOOK)] == [
        ("The crew",),
        ("The crew",),
        (),
        ("The crew",),
        ("The crew",),
    ]


def test_an_entry_goes_on_in_lines_that_begin_with_a_space() -> None:
    mick = people(BOOK)[1]
    assert (mick.notes, mick.nicknames, mick.line) == (("works at the mill",), ("mick",), 2)


@pytest.mark.parametrize(
    ("line", "name", "email"),
    [
        ("ann\t\tann@example.org", "ann", "ann@example.org"),
        ("\t\tAnn Lee <ann@example.org>", "Ann Lee", "ann@example.org"),
        ("\t\tann@example.org", "ann@example.org", "ann@example.org"),
        ("ann\tAnn\tann", "Ann", "ann"),
    ],
)
def test_somebody_has_a_name_as_soon_as_anything_names_them(
    line: str, name: str, email: str
) -> None:
    (found,) = people(line)
    assert (found.name, found.points) == (name, (Point("email", email),))


def test_what_cannot_be_read_is_told() -> None:
    drafts = read(f"{BOOK}stray line\n\t\t\tfolder\nempty\tEmpty\t()\n")
    assert [each.what for each in drafts if isinstance(each, Problem)] == [
        "an entry that names nobody is left out",
        'nobody is in the list "Empty"',
        "no entry, left out: stray line",
    ]


@pytest.mark.parametrize("text", ["", "words without a tab\n"])
def test_a_file_without_an_entry_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="no address book of Alpine"):
        read(text)


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        (".addressbook", BOOK, "alpine"),
        ("addressbook.tsv", BOOK, "csv"),
        (".addressbook", "# abook addressbook file\n\n[format]\nprogram=abook\n", "abook"),
    ],
)
def test_the_name_tells_alpines_book_what_it_says_abooks(
    name: str, head: str, expected: str
) -> None:
    found = find(name, head.encode())
    assert found
    assert found.name == expected


@given(st.text('ab@<>(),\t\n "#', max_size=60))
@settings(max_examples=150)
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(UnreadableError):
        assert all(each.name for each in people(text))
