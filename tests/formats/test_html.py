"""The address list: one page, nothing in it runs or is fetched, and no text becomes markup."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepintouch.domain.contacts import Contact, Point, Relation
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.formats import Book, html
from keepintouch.formats.drafts import WriteOptions

PNG = b"\x89PNG a picture"


class Page(HTMLParser):
    """What a browser would see: elements with their attributes, texts, and facts by label."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [found for name, found in self.elements if name == tag]


def written(*contacts: Contact, photos: dict[str, bytes] | None = None) -> str:
    stream = io.BytesIO()
    html.write(Book(contacts, photos=(photos or {}).get), stream, WriteOptions())
    return stream.getvalue().decode()


def page(*contacts: Contact, photos: dict[str, bytes] | None = None) -> Page:
    return Page(written(*contacts, photos=photos))


def person(name: str = "Ana Lima", **more: object) -> Contact:
    return Contact("1", "ana", name)._replace(**more)


def links(*points: Point) -> list[str | None]:
    return [found["href"] for found in page(person(points=points)).all("a")]


def test_a_page_says_what_is_needed_to_reach_somebody() -> None:
    ana = person(
        nicknames=("Ani",),
        title="Chemist",
        org="ACME",
        points=(
            Point("email", "ana@example.org", "home"),
            Point("email", "a@work.example", preferred=True),
            Point("phone", "+351 (912) 345-678", "mobile"),
            Point("address", "Elm 1\n\nPorto"),
            Point("link", "https://www.ana.example/"),
            Point("im", "xmpp:ana@chat.example"),
        ),
        place="Porto",
        birthday=PartialDate(None, 5, 6),
        occasions=(Occasion("anniversary", PartialDate(2015, 6, 12)),),
        relations=(Relation("spouse", "Jo"),),
        tags=("berlin",),
    )
    texts = page(ana).texts
    assert texts[texts.index("1 person") + 1 :] == [
        "AL", "Ana Lima", "“Ani”", "Chemist, ACME",
        "mobile", "+351 (912) 345-678", "e-mail", "a@work.example", "home", "ana@example.org",
        "chat", "xmpp:ana@chat.example", "address", "Elm 1\nPorto", "link", "ana.example",
        "place", "Porto", "birthday", "6 May", "anniversary", "12 June 2015", "spouse", "Jo",
        "berlin",
    ]  # fmt: skip


def test_nothing_is_run_or_fetched() -> None:
    text = written(person(photo="d"), photos={"d": PNG})
    found = Page(text)
    assert not {"script", "link", "iframe", "object", "form"} & {tag for tag, _ in found.elements}
    assert found.all("meta")[1] == {
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; img-src data:; style-src 'unsafe-inline';"
        " base-uri 'none'; form-action 'none'",
    }
    assert [each["src"] for each in found.all("img")] == [
        "data:image/png;base64,iVBORyBhIHBpY3R1cmU="
    ]
    assert not re.search(r"url\(|@import|https?:", text)
    assert "@media print" in text
    assert "prefers-color-scheme: dark" in text


@pytest.mark.parametrize(
    ("field", "value", "link"),
    [
        ("email", "ana@example.org", "mailto:ana@example.org"),
        ("email", "a?bcc=x&y@example.org", "mailto:a%3Fbcc%3Dx%26y@example.org"),
        ("email", "nobody", None),
        ("email", "a@b>c", None),
        ("phone", "+351 912/345-678", "tel:+351912345678"),
        ("phone", "1-800-FLOWERS", None),
        ("link", "HTTPS://example.org/?a=1&b=2", "HTTPS://example.org/?a=1&b=2"),
        ("link", "javascript:alert(1)", None),
        ("link", "data:text/html,x", None),
        ("link", "https://x.example/ onclick=y", None),
        ("link", 'https://x.example/"onclick="y', None),
        ("link", "example.org", None),
        ("im", "https://t.me/ana", None),
        ("later", "kit may know more", None),
    ],
)
def test_only_addresses_lead_anywhere(field: str, value: str, link: str | None) -> None:
    assert links(Point(field, value)) == ([link] if link else [])


def test_every_link_keeps_the_page_to_itself() -> None:
    (found,) = page(person(points=(Point("link", "https://example.org"),))).all("a")
    assert found["rel"] == "noopener noreferrer"


@pytest.mark.parametrize(
    ("photo", "shown"),
    [(PNG, True), (b"<svg onload=x>", False), (b"\x89PNG" + bytes(300_000), False), (b"", False)],
)
def test_a_picture_is_one_that_cannot_act_and_is_small(photo: bytes, shown: bool) -> None:
    found = page(person(photo="d"), photos={"d": photo})
    assert bool(found.all("img")) is shown


def test_people_one_has_left_are_left_out() -> None:
    people = [person(each, state=each) for each in ("active", "paused", "archived", "deceased")]
    texts = page(*people).texts
    assert {"active", "paused"} <= set(texts)
    assert not {"archived", "deceased"} & set(texts)


def test_many_people_are_under_letters_that_one_can_go_to() -> None:
    names = ("ana", "Ábel", "Zoë", "李小龍", "42", "Ярослав", "Θεός", *"bbbbbbbbbbbbbbbbbbbbbbbbb")
    found = page(*(person(name, id=str(at)) for at, name in enumerate(names)))
    letters = ["A", "B", "Z", "Θ", "Я", "#"]
    start = found.texts.index("32 people") + 1
    assert found.texts[start : start + len(letters)] == letters
    anchors = [str(each["href"]) for each in found.all("a")]
    assert anchors == [f"#{each['id']}" for each in found.all("section")]
    assert not page(person()).all("nav")


def test_a_name_that_is_an_organisation_is_said_once() -> None:
    assert page(person("ACME", org="ACME")).texts.count("ACME") == 1


@given(
    text=st.text(max_size=40)
    | st.sampled_from(
        ("<script>alert(1)</script>", '"><img onerror=x>', "</style><b>", "{{7*7}}{% x %}", "]]>")
    )
)
@settings(max_examples=150)
def test_no_text_becomes_markup(text: str) -> None:
    def elements(each: str) -> list[tuple[str, list[str]]]:
        points = tuple(Point(field, each, each) for field in ("email", "phone", "im", "address"))
        found = page(
            person(
                each, nicknames=(each,), title=each, points=points, place=each, tags=(each,),
                relations=(Relation(each, each),), birthday=PartialDate(text=each),
                occasions=(Occasion(each, PartialDate(text=each)),),
            )
        )  # fmt: skip
        return [(tag, sorted(attrs)) for tag, attrs in found.elements if tag != "a"]

    assert elements(f"n{text}") == elements("n")
