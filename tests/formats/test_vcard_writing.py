"""What is written as vCard reads back the same, here and in another program."""

from __future__ import annotations

import hashlib
import io
from datetime import date

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from vcards import card, contact_of, everything, held, people, person, written

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.contacts import IMPORTANCE, STATES, Contact, Origin, Point, Relation
from keepintouch.domain.errors import UsageError
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.domain.touchpoints import Note
from keepintouch.formats import Book
from keepintouch.formats.drafts import WriteOptions
from keepintouch.formats.vcard import LOSSES, write

VERSIONS = ("3.0", "4.0")
HOSTILE = (
    "Ann\nEND:VCARD\nBEGIN:VCARD\nFN:Eve", "Ann\r\nEND:VCARD", "a;b", "a,b", "a\\nb", "a\\", '"a"', "a:b",
    "Ann\u2028Lee", "🙂", "x" * 500, "é" * 80, "=41=0D=0A", "_$!<Home>!$_ x", "^n", "\x1b[2J",
)  # fmt: skip
TEXT = (
    st.sampled_from(HOSTILE) | st.text(st.characters(codec="utf-8", exclude_characters="\0"))
).map(lambda text: text.replace("\r\n", "\n").replace("\r", "\n").strip())
WORDS = TEXT.filter(bool)
MAYBE = st.none() | WORDS
DATES = st.dates(min_value=date(1605, 1, 1)).filter(lambda day: day.year != 1900)
PARTIAL = (
    DATES.map(lambda day: PartialDate(day.year, day.month, day.day))
    | DATES.map(lambda day: PartialDate(None, day.month, day.day))
    | DATES.map(lambda day: PartialDate(day.year, day.month))
    | DATES.map(lambda day: PartialDate(day.year))
    | st.sampled_from(["circa 1800", "a Tuesday; in May,\nsurely"]).map(lambda t: PartialDate(text=t))
)  # fmt: skip
LABELS = st.sampled_from(
    [None, "home", "work", "mobile", "fax", "home fax", "pager", "other", "homepage", "Boat; blue", "a\nb"]
)  # fmt: skip
LINES = WORDS.map(lambda text: "\n".join(each for each in text.split("\n") if each.strip()))
POINTS = st.one_of(
    st.builds(Point, st.just("email"), WORDS.map(lambda t: "e" + t), LABELS, st.booleans()),
    st.builds(Point, st.just("phone"), WORDS.map(lambda t: "+" + t), LABELS, st.booleans()),
    st.builds(Point, st.just("address"), LINES, LABELS, st.booleans()),
    st.builds(Point, st.sampled_from(["link", "im"]), WORDS, LABELS, st.booleans()),
).map(
    lambda point: point._replace(value=point.value.translate(dict.fromkeys(range(0x2028, 0x2070))))
)
KINDS = st.sampled_from(["anniversary", "name day", "a;b,c\nd", "other", "date"])
RELATED = st.sampled_from(["mother", "friend", "spouse", "Old; Boss", "related", "guitar teacher"])


def unique(strategy: st.SearchStrategy) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.lists(strategy, max_size=3, unique=True).map(tuple)


CONTACTS = st.builds(
    Contact,
    id=st.sampled_from(["c1", "0194fdc2-fa2f-7cc0-81d3-ff1204f8a3e2"]),
    slug=st.just("c"),
    name=WORDS,
    given=MAYBE,
    additional=MAYBE,
    family=MAYBE,
    prefix=MAYBE,
    suffix=MAYBE,
    nicknames=unique(WORDS),
    points=unique(POINTS.filter(lambda point: point.value.strip() == point.value != "")),
    birthday=st.none() | PARTIAL,
    occasions=unique(st.builds(Occasion, KINDS, PARTIAL)),
    org=MAYBE,
    team=MAYBE,
    title=MAYBE,
    place=MAYBE,
    how_met=MAYBE,
    tags=st.lists(WORDS, max_size=3, unique_by=str.casefold).map(tuple),
    relations=unique(st.builds(Relation, RELATED, WORDS)),
    state=st.sampled_from(STATES),
    importance=st.sampled_from(IMPORTANCE),
    cadence=st.none() | st.builds(Cadence, st.integers(0, 999), st.sampled_from("dwmy")),
    snoozed_until=st.none() | DATES,
    added_on=st.none() | DATES,
)


def content(contact: Contact) -> Contact:
    """Return a contact as far as the order of a card can tell: values of one kind in order."""
    points = tuple(sorted(contact.points, key=lambda point: point.field))
    return contact._replace(points=points, id="", slug="", origins=())


@settings(max_examples=150)
@given(CONTACTS, unique(WORDS), st.sampled_from(VERSIONS))
def test_a_new_card_reads_back_as_the_contact_it_was_written_from(
    contact: Contact, notes: tuple[str, ...], version: str
) -> None:
    (draft,) = everything(written(contact, notes=notes, version=version))
    assert content(contact_of(draft)) == content(contact)
    assert set(draft.notes) == set(notes)
    assert draft.uid == contact.id


@settings(max_examples=60)
@given(CONTACTS)
def test_another_program_reads_a_new_card(contact: Contact) -> None:
    text = written(contact._replace(name=contact.name.replace("\x1b", ""))).decode()
    (seen,) = vobject.readComponents(text)
    for name in ("email", "tel", "adr"):
        field = {"email": "email", "tel": "phone", "adr": "address"}[name]
        found = seen.contents.get(name, [])
        assert len(found) == sum(point.field == field for point in contact.points)


def test_another_program_sees_what_we_mean() -> None:
    contact = Contact(
        "c1", "ann", "Ann; Lee, Dr.", given="Ann", family="Lee",
        points=(
            Point("email", "a@b.c", "home", preferred=True), Point("phone", "+44 1", "mobile"),
            Point("address", "1 High St\nEly, CB7", "work"), Point("phone", "2", "Boat"),
        ),
        birthday=PartialDate(1990, 5, 5), org="Ely, Ltd.", tags=("a,b", "c"),
    )  # fmt: skip
    (seen,) = vobject.readComponents(written(contact, notes=("one\ntwo; three",)).decode())
    assert seen.fn.value == "Ann; Lee, Dr."
    assert (seen.n.value.given, seen.n.value.family) == ("Ann", "Lee")
    assert seen.email.params["TYPE"] == ["INTERNET", "HOME", "PREF"]
    assert [each.value for each in seen.tel_list] == ["+44 1", "2"]
    assert seen.adr.value.street == "1 High St\nEly, CB7"
    assert seen.bday.value == "1990-05-05"
    assert seen.org.value == ["Ely, Ltd."]
    assert seen.categories.value == ["a,b", "c"]
    assert seen.note.value == "one\ntwo; three"
    assert (seen.uid.value, seen.x_ablabel.value) == ("c1", "Boat")


def test_a_card_is_written_the_way_apple_and_google_read_it() -> None:
    contact = Contact(
        "c1", "ann", "Ann", given="Ann",
        points=(Point("email", "a@b.c", "work"), Point("link", "https://a.b", "homepage")),
        birthday=PartialDate(None, 2, 29),
        occasions=(Occasion("anniversary", PartialDate(2015, 8, 8)),),
        relations=(Relation("mother", "Eve"),), cadence=Cadence(2, "w"),
    )  # fmt: skip
    assert written(contact).decode().split("\r\n") == [
        "BEGIN:VCARD", "VERSION:3.0", "PRODID:-//keepintouch//kit//EN", "UID:c1", "N:;Ann;;;", "FN:Ann",
        "EMAIL;TYPE=INTERNET,WORK:a@b.c",
        "item1.URL:https://a.b", "item1.X-ABLabel:_$!<HomePage>!$_",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29",
        "item2.X-ABDATE:2015-08-08", "item2.X-ABLabel:_$!<Anniversary>!$_",
        "item3.X-ABRELATEDNAMES:Eve", "item3.X-ABLabel:_$!<Mother>!$_",
        "X-KIT-CADENCE:P2W", "END:VCARD", "",
    ]  # fmt: skip


def test_4_0_is_written_in_its_own_words() -> None:
    ben = "0194fdc2-fa2f-7cc0-81d3-ff1204f8a3e2"
    contact = Contact(
        ben, "ann", "Ann Lee",
        points=(Point("phone", "1", "home fax", preferred=True), Point("im", "xmpp:a@b")),
        birthday=PartialDate(None, 2, 29),
        occasions=(Occasion("anniversary", PartialDate(2015, 8, 8)), Occasion("anniversary", PartialDate(2016))),
        relations=(
            Relation("friend", "Ben", ben), Relation("mother", "Eve"), Relation("boss", "urn:uuid:1"),
            Relation("kin", "Cy", "c3"),
        ),
    )  # fmt: skip
    assert written(contact, version="4.0").decode().replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VCARD", "VERSION:4.0", "PRODID:-//keepintouch//kit//EN", f"UID:urn:uuid:{ben}",
        "N;X-KIT-UNSPLIT=1:;Ann Lee;;;", "FN:Ann Lee",
        'TEL;TYPE="home,fax";PREF=1:1', "IMPP:xmpp:a@b", "BDAY:--0229", "ANNIVERSARY:20150808",
        "item1.X-ABDATE:2016", "item1.X-ABLabel:_$!<Anniversary>!$_",
        "RELATED;TYPE=friend;VALUE=text:Ben",
        "RELATED;TYPE=parent;X-KIT-REL=mother;VALUE=text:Eve", "RELATED;X-KIT-REL=boss:urn:uuid:1",
        "RELATED;TYPE=kin;VALUE=text:Cy", "END:VCARD", "",
    ]  # fmt: skip


def test_a_company_is_marked_as_one() -> None:
    text = written(Contact("c1", "ely", "Ely Ltd.", org="Ely Ltd.")).decode()
    assert "X-ABShowAs:COMPANY\r\n" in text
    assert "N:;;;;\r\n" in text


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("text", HOSTILE)
def test_text_cannot_break_out_of_its_line(text: str, version: str) -> None:
    ann = Contact(
        "c1", "ann", text, family=text, nicknames=(text,), org=text, tags=(text,), how_met=text,
        points=(Point("link", text, text), Point("address", text, text)),
        relations=(Relation(text, text, text),), occasions=(Occasion(text, PartialDate(text=text)),),
    )  # fmt: skip
    eve = Contact(text, "eve", "Eve")
    assert len(everything(written(ann, eve, notes=(text,), version=version))) == 2


def test_what_cannot_be_held_is_said_and_nothing_else_is_lost() -> None:
    assert any("touchpoints" in each for each in LOSSES)
    contact = Contact(
        "c1", "ann", "Ann", paused_from=date(2026, 1, 1), paused_until=date(2026, 2, 1),
        spread=True, former_slugs=("anna",), relations=(Relation("friend", "Ben", "c2"),),
    )  # fmt: skip
    (draft,) = people(written(contact))
    assert contact_of(draft) == Contact("c1", "c1", "Ann", relations=(Relation("friend", "Ben"),))


def test_only_notes_about_one_person_are_written() -> None:
    ann, ben = Contact("c1", "ann", "Ann"), Contact("c2", "ben", "Ben")
    both = Note("n", date(2026, 1, 1), "both", (ann, ben))  # type: ignore[arg-type]
    one = both._replace(text="one", people=(ben,))  # type: ignore[arg-type]
    stream = io.BytesIO()
    write(Book([ann, ben], notes=[both, one]), stream, WriteOptions())
    assert [each.notes for each in people(stream.getvalue())] == [(), ("one",)]


@pytest.mark.parametrize("version", [None, *VERSIONS])
@pytest.mark.parametrize(
    "picture", [b"\xff\xd8\xff" + b"x" * 100, b"\x89PNG\r\n", b"GIF89a", b"plain"]
)
def test_a_photo_is_written_into_the_card(picture: bytes, version: str | None) -> None:
    digest = hashlib.sha256(picture).hexdigest()
    raw = person("PHOTO;ENCODING=b:AAEC", "X-OLD:kept", version="2.1").raw
    for origins in ((), (Origin("vcard", "", raw),)):
        contact = Contact("c1", "ann", "Ann", photo=digest, origins=origins)
        stream = io.BytesIO()
        write(Book([contact], photos={digest: picture}.get), stream, WriteOptions(version=version))
        (draft,) = people(stream.getvalue())
        assert draft.photo == picture
        again = io.BytesIO()
        source = (Origin("vcard", "", draft.raw),)
        write(Book([contact._replace(origins=source)]), again, WriteOptions(version=version))
        assert again.getvalue().decode() == draft.raw


def test_a_photo_that_the_store_lost_leaves_that_of_the_card() -> None:
    draft = person("PHOTO;ENCODING=b:AAEC")
    assert written(contact_of(draft, raw=True)._replace(photo="0" * 64)).decode() == draft.raw


def test_a_card_in_another_version_keeps_what_we_do_not_know() -> None:
    draft = person(
        "N:Lee;Zo=C3=AB", "NOTE;QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=AB=0D=0Atwo", "PHOTO;JPEG;BASE64:AAEC\r\n",
        "item1.X-PET;DOG:Rex", "item1.X-ABLabel:_$!<Pet>!$_", "X-CAFE;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:=E9",
        "KEY;BASE64:AAAA", "UID:abc", "TEL;CELL:1", "LABEL;HOME:old", "ADR;HOME:;;new;;;;", "REV:1", version="2.1",
    )  # fmt: skip
    contact = contact_of(draft, raw=True)
    lines = written(contact, version="4.0").decode().split("\r\n")
    assert lines[:4] == [
        "BEGIN:VCARD", "VERSION:4.0", "PRODID:-//keepintouch//kit//EN", "UID:abc",
    ]  # fmt: skip
    assert set(lines[4:-2]) == {
        "NOTE:Zoë\\ntwo", "PHOTO:data:image/jpeg;base64,AAEC", "item1.X-PET;TYPE=DOG:Rex",
        "item1.X-ABLABEL:_$!<Pet>!$_", "X-CAFE:é", "KEY:data:application/pgp-keys;base64,AAAA", "REV:1",
        "FN:Ann", "N:Lee;Zo=C3=AB;;;", "TEL;TYPE=cell:1", "ADR;TYPE=home:;;new;;;;",
    }  # fmt: skip
    (four,) = people("\r\n".join(lines).encode())
    assert held(four) == held(draft)
    three = written(contact_of(four, raw=True), version="3.0").decode()
    assert "PHOTO;ENCODING=b;TYPE=JPEG:AAEC\r\n" in three
    assert "NOTE:Zoë\\ntwo\r\n" in three


def test_a_card_that_is_no_card_any_more_is_written_anew() -> None:
    for raw in ("junk", card().decode() * 2, ""):
        contact = Contact(
            "c1", "ann", "Ann", origins=(Origin("vcard", "", raw), Origin("csv", "", "x"))
        )
        assert people(written(contact))[0].uid == "c1"


def test_cards_without_begin_or_end_are_closed_among_others() -> None:
    open_cards = ["BEGIN:VCARD\nFN:A", "FN:B\nEND:VCARD", "BEGIN:VCARD\r\nFN:C\r\n"]
    contacts = [
        Contact(raw[-1], "x", raw.split("FN:")[1][0], origins=(Origin("vdir", "", raw),))
        for raw in open_cards
    ]
    assert [each.name for each in everything(written(*contacts))] == ["A", "B", "C"]


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(UsageError, match=r"vCard 5\.0 is not written"):
        written(Contact("c1", "ann", "Ann"), version="5.0")
