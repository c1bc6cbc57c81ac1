"""The folder of Markdown: a page a person, the same bytes each time, text that stays text."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.contacts import Contact, Point, Relation
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import FollowUp, Note, Place, Touchpoint
from keepintouch.formats import Book, markdown
from keepintouch.formats import markdown_text as md
from keepintouch.formats.drafts import WriteOptions
from keepintouch.formats.markup import block, line
from keepintouch.render.neutral import is_control

ANA, BOB = Person("a", "ana-lima", "Ana Lima"), Person("b", "bob", "Bob [B.]")
NASTY = st.text(max_size=30) | st.lists(
    st.sampled_from(
        ("# x", "- x", "1. x", "```", "---", "===", "> q", "| a |", "<b>", "[a](b)", "![a](b)",
         "*x*", "__x__", "~~x~~", "`x`", "&lt;", "<!-- x", "\\", "    code", "a\n\nb", "\t", "+ x",
         "http://x.example", "[^1]", "$x$", "{{ x }}", "==x==", "%%x%%", ": x", "\u2028", "\x85")
    ),
    max_size=4,
).map("\n".join)  # fmt: skip


def pages(book: Book) -> dict[str, str]:
    return {name: data.decode() for name, data in markdown.pages(book, WriteOptions())}


def test_a_page_is_written_to_the_letter() -> None:
    book = Book(
        contacts=[
            Contact(
                "a", "ana-lima", "Ana Lima", given="Ana", nicknames=("Ani",),
                points=(Point("phone", "+351 912", "mobile", preferred=True),
                        Point("address", "Elm 1\nPorto")),
                birthday=PartialDate(None, 2, 29),
                occasions=(Occasion("anniversary", PartialDate(2015, 6, 12), "o"),),
                tags=("berlin",), relations=(Relation("spouse", "Bob", "b"), Relation("*", "Jo")),
                cadence=Cadence(2, "w"), added_on=date(2020, 1, 2), spread=True,
            ),
            Contact("b", "bob", "Bob [B.]", state="archived"),
        ],
        touchpoints=[
            Touchpoint("1", date(2026, 10, 1), "call", "", (ANA,), direction="them"),
            Touchpoint("2", date(2026, 11, 20), "met", "tea\n- and cake", (ANA, BOB), (), ("food",),
                       None, "12:30", "+02:00", "Paris"),
            Touchpoint("3", date(2026, 11, 20), text="Ana's flat", people=(BOB,), mentions=(ANA,)),
        ],
        notes=[Note("n", date(2026, 1, 1), "nuts!", (ANA,), ("health",))],
        follow_ups=[
            FollowUp("f", date(2026, 12, 1), "the list", (ANA, BOB)),
            FollowUp("g", date(2026, 11, 1), "ask", (ANA,), "done", date(2026, 11, 2)),
        ],
    )  # fmt: skip
    found = pages(book)
    assert list(found) == ["index.md", "people/ana-lima.md", "people/bob.md"]
    assert (
        found["people/ana-lima.md"]
        == """\
---
id: "a"
handle: "ana-lima"
name: "Ana Lima"
given: "Ana"
state: "active"
importance: "normal"
nicknames:
  - "Ani"
phone:
  - {value: "+351 912", label: "mobile", preferred: true}
address:
  - {value: "Elm 1\\nPorto"}
birthday: "--02-29"
occasions:
  - {kind: "anniversary", on: "2015-06-12"}
tags:
  - "berlin"
every: "P2W"
spread: true
added_on: "2020-01-02"
---

# Ana Lima

## Relations

- spouse: [Bob](bob.md)
- \\*: Jo

## Follow-ups

- [ ] 2026-12-01 with [Bob \\[B.\\]](bob.md): the list
- [x] 2026-11-01 · done 2026-11-02: ask

## Notes

- 2026-01-01 +health: nuts!

## Touchpoints

- 2026-11-20 12:30 +02:00 · met · in Paris with [Bob \\[B.\\]](bob.md) +food: tea\\
  \\- and cake
- 2026-11-20 · talked · spoken of with [Bob \\[B.\\]](bob.md): Ana's flat
- 2026-10-01 · call · from them
"""
    )
    assert (
        found["index.md"]
        == """\
# People

- [Ana Lima](people/ana-lima.md) +berlin
- [Bob \\[B.\\]](people/bob.md) · archived
"""
    )


def test_what_is_about_nobody_has_a_page_when_there_is_any() -> None:
    book = Book(
        touchpoints=[Touchpoint("1", date(2026, 10, 1), text="a quiet day")],
        notes=[Note("n", date(2026, 1, 1), "the gym closes")],
        follow_ups=[FollowUp("f", date(2026, 12, 1), "taxes")],
        places=[Place("p", "Rome"), Place("q", "Paris", ("City of Light", "Paname"))],
        tags={"family": Cadence(1, "m")},
    )
    assert (
        pages(book)["other.md"]
        == """\
# About nobody in particular

## Follow-ups

- [ ] 2026-12-01: taxes

## Notes

- 2026-01-01: the gym closes

## Touchpoints

- 2026-10-01 · talked: a quiet day

## Places

- Paris (also City of Light, Paname)
- Rome

## Rhythms of tags

- +family · every month
"""
    )
    assert list(pages(Book())) == ["index.md"]


@pytest.mark.parametrize(
    ("slugs", "names"),
    [
        (["con", "LPT1", "com²"], ["con_.md", "lpt1_.md", "com2_.md"]),
        (["../../etc/passwd", "a/b", "."], ["etc-passwd.md", "a-b.md", "someone.md"]),
        (["李小龍"], ["李小龍.md"]),
        (["Ana", "ana"], ["ana.md", "ana-9400f1b2.md"]),
        (["\u1100\u1161", "가"], ["가.md", "가-9400f1b2.md"]),
    ],
)
def test_every_system_can_have_the_files(slugs: list[str], names: list[str]) -> None:
    contacts = [Contact(str(at), slug, "N") for at, slug in enumerate(slugs, ord("0"))]
    found = [name.removeprefix("people/") for name in pages(Book(contacts)) if "people/" in name]
    assert [re.sub("-[0-9a-f]{8}", "-9400f1b2", each) for each in found] == names


def test_the_name_of_a_file_has_an_end() -> None:
    contacts = [Contact(str(at), "龍" * 60 + str(at), "N") for at in range(2)]
    _, *found = pages(Book(contacts))
    assert len(set(found)) == 2
    assert all(len(each.encode()) < 140 for each in found)


@given(text=NASTY)
@settings(max_examples=300)
def test_text_in_a_page_is_shown_and_nothing_else(text: str) -> None:
    """CommonMark with tables and strikethrough: one item of a list, with the text in it."""
    show = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    shown = show.render(f"- 2026-01-01{md.said(text)}\n")
    wanted = block(text).split("\n") if block(text) else []
    parts = [each.strip() for each in re.split(r"<br />", shown)]
    assert parts[0].startswith("<ul>\n<li>2026-01-01")
    plain = [_unescaped(re.sub(r"</?(?:ul|li)>", "", each)).strip() for each in parts]
    assert plain == [f"2026-01-01: {wanted[0]}", *wanted[1:]] if wanted else plain == ["2026-01-01"]


@given(text=NASTY)
@settings(max_examples=200)
def test_a_name_in_a_heading_a_link_and_an_item_is_shown_and_nothing_else(text: str) -> None:
    show = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    name = line(f"n{text}")
    for frame, before, after in (
        ("# {}", "<h1>", "</h1>"),
        ("- [{}](x.md)", '<ul>\n<li><a href="x.md">', "</a></li>\n</ul>"),
    ):
        shown = show.render(frame.format(md.inline(f"n{text}"))).strip()
        assert _unescaped(shown.removeprefix(before).removesuffix(after)) == name
    if wanted := line(text):
        shown = show.render(f"- {md.inline(text, begins=True)}: x").strip()
        inner = shown.removeprefix("<ul>\n<li>").removesuffix(": x</li>\n</ul>")
        assert _unescaped(inner) == wanted


def _unescaped(shown: str) -> str:
    assert "<" not in shown.replace("&lt;", "")
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        shown = shown.replace(entity, char)
    return shown


@given(text=NASTY | st.text("\ud800\u2028\x85\x1b\u202e-:\n", max_size=9))
@settings(max_examples=150)
def test_no_text_ends_the_front_matter_or_adds_to_it(text: str) -> None:
    contact = Contact("a", "ana", text, nicknames=(text,), how_met=text, tags=(text,))
    page = pages(Book([contact]))["people/ana.md"]
    lines = page.split("\n")
    quoted = lines[3].removeprefix("name: ")
    assert lines[: lines.index("", 1)] == [
        "---", 'id: "a"', 'handle: "ana"', f"name: {quoted}", f"how_met: {quoted}",
        'state: "active"', 'importance: "normal"', "nicknames:", f"  - {quoted}",
        "tags:", f"  - {quoted}", "---",
    ]  # fmt: skip
    assert not any(map(is_control, quoted))
    assert json.loads(quoted) == re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)


def test_the_order_of_what_was_added_makes_no_difference_to_a_page() -> None:
    first = [Touchpoint(str(at), date(2026, 1, at), people=(ANA,)) for at in range(1, 9)]
    ana = Contact("a", "ana-lima", "Ana Lima")
    one, other = (pages(Book([ana], order)) for order in (first, first[::-1]))
    assert one == other
