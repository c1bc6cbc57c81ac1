"""A card is changed where its contact changed, and every other byte stays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from vcards import card, contact_of, everything, people, person

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.contacts import Contact, Point, Relation
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.formats.rawtext import to_bytes
from keepintouch.formats.vcard import patch

if TYPE_CHECKING:
    from typing import Any

APPLE = """BEGIN:VCARD\r
VERSION:3.0\r
PRODID:-//Apple Inc.//macOS 15.5//EN\r
N:Lee;Ann;;;\r
FN:Ann Lee\r
X-PHONETIC-FIRST-NAME:En\r
EMAIL;type=INTERNET;type=HOME;type=pref:ann@exa\r
 mple.org\r
item1.TEL;X-OLD=1:+44 1\r
item1.X-ABLabel:Boat\r
item2.ADR;type=HOME:;;1 High St;Ely;;CB7;UK\r
item2.X-ABADR:gb\r
BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-07\r
CATEGORIES:chess,tea\r
NOTE:likes roses\\, and\\r tea\r
X-SOCIALPROFILE;type=mastodon:https://m.example/@ann\r
UID:A1\r
END:VCARD\r
"""


def changed(raw: str, notes: tuple[str, ...] | None = None, **fields: Any) -> str:  # noqa: ANN401 - any field of a contact
    """Return `raw` after these fields of its contact changed."""
    (draft,) = people(to_bytes(raw))
    return patch(raw, contact_of(draft)._replace(**fields), notes)


def lines(raw: str) -> list[str]:
    return raw.replace("\r\n ", "").split("\r\n")


def difference(
    raw: str,
    notes: tuple[str, ...] | None = None,
    **fields: Any,  # noqa: ANN401 - any field of a contact
) -> tuple[list[str], list[str]]:
    """Return the lines that went and those that came; the others must stay in order."""
    before, after = lines(raw), lines(changed(raw, notes, **fields))
    gone = [line for line in before if line not in after]
    new = [line for line in after if line not in before]
    stayed = [line for line in after if line in before]
    assert stayed == [line for line in before if line in after]
    return gone, new


POINTS = people(APPLE.encode())[0].points


@pytest.mark.parametrize(
    ("fields", "gone", "new"),
    [
        ({"name": "Ann Moor"}, ["FN:Ann Lee"], ["FN:Ann Moor"]),
        ({"family": "Moor"}, ["N:Lee;Ann;;;"], ["N:Moor;Ann;;;"]),
        ({"birthday": PartialDate(1990, 3, 7)}, ["BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-07"], ["BDAY:1990-03-07"]),
        ({"birthday": None}, ["BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-07"], []),
        ({"org": "Ely; Ltd.", "team": "Docks"}, [], ["ORG:Ely\\; Ltd.;Docks"]),
        ({"title": "Boss"}, [], ["TITLE:Boss"]),
        ({"nicknames": ("Annie", "A,n")}, [], ["NICKNAME:Annie,A\\,n"]),
        ({"tags": ("Chess", "TEA")}, [], []),
        ({"tags": ("chess",)}, ["CATEGORIES:chess,tea"], ["CATEGORIES:chess"]),
        ({"tags": ("chess", "tea", "go")}, ["CATEGORIES:chess,tea"], ["CATEGORIES:chess,tea,go"]),
        ({"tags": ()}, ["CATEGORIES:chess,tea"], []),
        (
            {"points": (POINTS[0]._replace(value="ann@b.c"), *POINTS[1:])},
            ["EMAIL;type=INTERNET;type=HOME;type=pref:ann@example.org"],
            ["EMAIL;type=INTERNET;type=HOME;type=pref:ann@b.c"],
        ),
        (
            {"points": (POINTS[0]._replace(label="work"), *POINTS[1:])},
            ["EMAIL;type=INTERNET;type=HOME;type=pref:ann@example.org"],
            ["EMAIL;TYPE=INTERNET,WORK,PREF:ann@example.org"],
        ),
        ({"points": (POINTS[0], POINTS[1]._replace(value="2"), *POINTS[2:])}, ["item1.TEL;X-OLD=1:+44 1"], ["item1.TEL;X-OLD=1:2"]),
        ({"points": (POINTS[0], *POINTS[2:])}, ["item1.TEL;X-OLD=1:+44 1", "item1.X-ABLabel:Boat"], []),
        (
            {"points": (POINTS[0], POINTS[1]._replace(label="Yacht"), *POINTS[2:])},
            ["item1.TEL;X-OLD=1:+44 1", "item1.X-ABLabel:Boat"],
            ["item3.TEL:+44 1", "item3.X-ABLabel:Yacht"],
        ),
        (
            {"points": (*POINTS[:2], POINTS[2]._replace(value="2 Low St\nEly"), *POINTS[3:])},
            ["item2.ADR;type=HOME:;;1 High St;Ely;;CB7;UK"],
            ["item2.ADR;type=HOME:;;2 Low St\\nEly;;;;"],
        ),
        ({"points": (*POINTS, Point("phone", "3", "mobile"))}, [], ["TEL;TYPE=CELL:3"]),
        ({"relations": (Relation("friend", "Ben"),)}, [], ["item3.X-ABRELATEDNAMES:Ben", "item3.X-ABLabel:_$!<Friend>!$_"]),
        ({"occasions": (Occasion("name day", PartialDate(2001, 2, 3)),)}, [], ["item3.X-ABDATE:2001-02-03", "item3.X-ABLabel:name day"]),
        ({"cadence": Cadence(3, "w"), "state": "paused", "importance": "inner"}, [], ["X-KIT-CADENCE:P3W", "X-KIT-IMPORTANCE:inner", "X-KIT-STATE:paused"]),
        ({"place": "Ely", "how_met": "at a fair", "added_on": date(2020, 1, 2)}, [], ["X-KIT-PLACE:Ely", "X-KIT-HOW-MET:at a fair"]),
        ({"paused_until": date(2030, 1, 1), "spread": True, "slug": "other", "former_slugs": ("a",)}, [], []),
    ],
)  # fmt: skip
def test_only_what_changed_is_written(
    fields: dict[str, object], gone: list[str], new: list[str]
) -> None:
    assert difference(APPLE, **fields) == (gone, new)


def test_a_new_line_stands_beside_its_kind() -> None:
    after = lines(changed(APPLE, points=(*POINTS, Point("phone", "3"))))
    assert after[after.index("item1.X-ABLabel:Boat") + 1] == "TEL:3"
    assert lines(changed(APPLE, title="Boss"))[-3:] == ["TITLE:Boss", "END:VCARD", ""]


def test_notes_stay_unless_they_are_given() -> None:
    note = people(APPLE.encode())[0].notes
    assert changed(APPLE) == changed(APPLE, note) == APPLE
    old = "NOTE:likes roses\\, and\\r tea"
    assert difference(APPLE, ("hates roses",)) == ([old], ["NOTE:hates roses"])
    assert difference(APPLE, (*note, "and tea")) == ([], ["NOTE:and tea"])
    assert difference(APPLE, ()) == ([old], [])


def raw(*content: str, version: str = "3.0") -> str:
    return card(*content, version=version).decode()


def test_a_line_that_says_several_things_keeps_those_still_true() -> None:
    assert difference(raw("X-CHILDREN:Ann,Ben"), relations=(Relation("child", "Ben"),)) == (
        ["X-CHILDREN:Ann,Ben"],
        ["item1.X-ABRELATEDNAMES:Ben", "item1.X-ABLabel:_$!<Child>!$_"],
    )
    both = raw("X-ANNIVERSARY:2001-02-03", "X-EVOLUTION-ANNIVERSARY:2001-02-03")
    assert difference(both, occasions=(Occasion("anniversary", PartialDate(2002)),)) == (
        ["X-ANNIVERSARY:2001-02-03", "X-EVOLUTION-ANNIVERSARY:2001-02-03"],
        ["item1.X-ABDATE;VALUE=text:2002", "item1.X-ABLabel:_$!<Anniversary>!$_"],
    )
    android = raw("X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Nan;1")
    assert difference(android, nicknames=("Annie",))[1] == ["NICKNAME:Annie"]


def test_4_0_is_patched_in_its_own_words() -> None:
    four = raw("ANNIVERSARY:20010203", "RELATED;TYPE=friend;VALUE=text:Ben", version="4.0")
    days = (Occasion("anniversary", PartialDate(None, 2, 3)),)
    assert difference(four, occasions=days) == (["ANNIVERSARY:20010203"], ["ANNIVERSARY:--0203"])
    assert difference(four, relations=(Relation("friend", "Cy"),)) == (
        ["RELATED;TYPE=friend;VALUE=text:Ben"],
        ["RELATED;TYPE=friend;VALUE=text:Cy"],
    )


def test_2_1_is_patched_in_its_own_words() -> None:
    old = raw("TEL;HOME;VOICE:1", "NOTE;QUOTED-PRINTABLE:Zo=C3=AB", version="2.1")
    assert difference(
        old, ("Zoë\ntwo",), org="a;b, c\\", points=(Point("phone", "2", "home"), Point("email", "a@b.c", "x"))
    ) == (
        ["TEL;HOME;VOICE:1", "NOTE;QUOTED-PRINTABLE:Zo=C3=AB"],
        [
            "TEL;HOME;VOICE:2", "item1.EMAIL;INTERNET:a@b.c", "item1.X-ABLabel:x",
            "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB=0D=0Atwo", "ORG:a\\;b, c\\\\",
        ],
    )  # fmt: skip


def test_what_an_import_fills_in_is_not_written_into_a_silent_card() -> None:
    silent = raw("X-A:b")
    assert changed(silent, given="Ann", added_on=date(2020, 1, 2)) == silent
    company = raw("FN:Ely\\, Ltd.")
    assert changed(company, family="Ely", given="Ltd.") == company
    assert difference(silent, given="Anna")[1] == ["N:;Anna;;;"]
    assert difference(raw("X-KIT-ADDED:2020-01-01"), added_on=date(2020, 1, 2)) == (
        ["X-KIT-ADDED:2020-01-01"],
        ["X-KIT-ADDED:2020-01-02"],
    )


def test_lines_of_one_altid_go_together() -> None:
    two = raw(
        "TITLE;ALTID=1;LANGUAGE=en:Boss", "TITLE;ALTID=1;LANGUAGE=de:Chefin", "TITLE;ALTID=2:x"
    )
    assert difference(two, title="Dr.") == (
        ["TITLE;ALTID=1;LANGUAGE=en:Boss", "TITLE;ALTID=1;LANGUAGE=de:Chefin"],
        ["TITLE:Dr."],
    )


def test_an_address_that_changes_takes_its_label_with_it() -> None:
    old = raw("LABEL;TYPE=HOME:1 High St\\nEly")
    new = (Point("address", "2 Low St", "home"), Point("address", "Ely", "work"))
    assert difference(old, points=new) == (
        ["LABEL;TYPE=HOME:1 High St\\nEly"],
        ["ADR;TYPE=HOME:;;2 Low St;;;;", "ADR;TYPE=WORK:;;Ely;;;;"],
    )
    assert changed(old) == old


def test_a_death_in_the_card_is_overruled_by_words_of_ours() -> None:
    assert difference(raw("DEATHDATE:20200102"), state="active")[1] == ["X-KIT-STATE:active"]
    assert difference(raw("X-FRM-FREQUENCY:2w"), cadence=None)[0] == ["X-FRM-FREQUENCY:2w"]


def test_a_head_that_is_not_ascii_is_written_anew() -> None:
    old = raw('TEL;X-WHERE="café: bar";TYPE=HOME:1')
    assert difference(old, points=(Point("phone", "2", "home"),))[1] == [
        'TEL;X-WHERE="café: bar";TYPE=HOME:2'
    ]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\r\r\n"])
def test_new_lines_end_as_the_card_does(end: str) -> None:
    text = end.join(["BEGIN:VCARD", "FN:Ann", "X-A:b", "END:VCARD", ""])
    new = changed(text, title="Boss")
    ours = "\r\n" if end == "\r\r\n" else end
    assert new == text.replace(f"END:VCARD{end}", f"TITLE:Boss{ours}END:VCARD{end}")


def test_a_card_may_lack_its_last_line_end_its_end_or_its_begin() -> None:
    assert changed("BEGIN:VCARD\nFN:A", title="B") == "BEGIN:VCARD\nFN:A\nTITLE:B\n"
    assert changed("FN:A\nEND:VCARD", title="B") == "FN:A\nTITLE:B\nEND:VCARD"
    soft = "BEGIN:VCARD\r\nFN:A\r\nX-A;QUOTED-PRINTABLE:x=\r\nEND:VCARD\r\n"
    assert "x=\r\n\r\nTITLE:B\r\n" in changed(soft, title="B")


def test_bytes_that_are_no_utf_8_come_back_as_they_were() -> None:
    data = b"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=windows-1252:Do\xeb\nX-A:\xff\xee\xbe\x80\nEND:VCARD\n"
    (draft,) = people(data)
    assert draft.raw
    new = to_bytes(patch(draft.raw, contact_of(draft)._replace(title="\uef80")))
    assert new == data.replace(
        b"END", b"TITLE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EE=BE=80\nEND"
    )


@pytest.mark.parametrize("text", ["", "junk", APPLE * 2])
def test_what_is_not_one_card_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        patch(text, Contact("c1", "ann", "Ann"))


def test_a_patched_card_is_still_one_card() -> None:
    hostile = "x\r\nEND:VCARD\r\nBEGIN:VCARD\nFN:Eve"
    contact = contact_of(person("X-A:b"))._replace(
        name=hostile, points=(Point("phone", hostile, hostile),), tags=(hostile,), how_met=hostile
    )
    assert len(everything(to_bytes(patch(raw("X-A:b"), contact, (hostile,))))) == 1
