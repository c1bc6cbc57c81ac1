"""What single lines of a vCard say of a person, in the dialects of many programs."""

from __future__ import annotations

from datetime import date

import pytest
from vcards import card, everything, people, person, problems

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.contacts import Point, Relation
from keepintouch.domain.occasions import Occasion, PartialDate


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("BDAY:1990-05-05", "1990-05-05"),
        ("BDAY:19900505", "1990-05-05"),
        ("BDAY:1990-5-5", "1990-05-05"),
        ("BDAY;VALUE=date:1990-05-05", "1990-05-05"),
        ("BDAY:1955-07-19T00:00:00Z", "1955-07-19"),
        ("BDAY:19550719T235959-1200", "1955-07-19"),
        ("BDAY:1955-07-19 00:00:00", "1955-07-19"),
        ("BDAY:--0229", "--02-29"),
        ("BDAY:--02-29", "--02-29"),
        ("BDAY:--2-9", "--02-09"),
        ("BDAY:1604-02-29", "--02-29"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-07", "--03-07"),
        ("BDAY;X-APPLE-OMIT-YEAR=1776:1776-03-07", "--03-07"),
        ("BDAY:1900-03-07", "--03-07"),
        ("BDAY:0000-03-07", "--03-07"),
        ("BDAY:1990", "1990"),
        ("BDAY:1990-05", "1990-05"),
        ("BDAY:--05", "--05"),
        ("BDAY:Tue\\, 22 Dec 2009", "2009-12-22"),
        ("BDAY;VALUE=text:circa 1800", "circa 1800"),
        ("BDAY:2019-02-30", "2019-02-30"),
        ("BDAY:1990-13-01", "1990-13-01"),
        ("BDAY:---15", "---15"),
        ("BDAY:1990-05-05junk", "1990-05-05junk"),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;1996-03-03;3;;", "1996-03-03"),
    ],
)
def test_a_birthday_is_the_day_it_names(line: str, iso: str) -> None:
    birthday = person(line).birthday
    assert birthday is not None
    assert birthday.iso == iso


def test_a_date_that_is_none_stays_a_text() -> None:
    assert person("BDAY:2019-02-30").birthday == PartialDate(text="2019-02-30")
    assert person("BDAY:0000").birthday == PartialDate(text="0000")
    assert person("BDAY: ").birthday is None


@pytest.mark.parametrize(
    ("lines", "point"),
    [
        (["EMAIL;TYPE=INTERNET,HOME:a@b.c"], Point("email", "a@b.c", "home")),
        (["EMAIL;PREF=1:mailto:a@b.c"], Point("email", "a@b.c", None, preferred=True)),
        (["EMAIL;PREF=2:a@b.c"], Point("email", "a@b.c")),
        (["TEL;CELL;PREF:1"], Point("phone", "1", "mobile", preferred=True)),
        (["TEL;TYPE=fax,home:1"], Point("phone", "1", "home fax")),
        (['TEL;VALUE=uri;TYPE="voice,x-boat":tel:+1-2;ext=3'], Point("phone", "+1-2 ext. 3", "boat")),
        (["TEL:\u202d666 555\u202c"], Point("phone", "666 555")),
        (["item1.TEL;type=HOME:1", "item1.X-ABLabel:Boat\\, blue"], Point("phone", "1", "Boat, blue")),
        (["item1.TEL:1", "item1.X-ABLabel:_$!<HomeFAX>!$_"], Point("phone", "1", "home fax")),
        (["URL:http\\://a.b/c"], Point("link", "http://a.b/c")),
        (["item1.URL:a.b", "ITEM1.x-ablabel:_$!<HomePage>!$_"], Point("link", "a.b", "homepage")),
        (["X-EVOLUTION-BLOG-URL:a.b"], Point("link", "a.b", "blog")),
        (["IMPP;TYPE=home:xmpp:a@b"], Point("im", "xmpp:a@b", "home")),
        (["X-JABBER:a@b"], Point("im", "xmpp:a@b")),
        (["X-AIM:aim:ann"], Point("im", "aim:ann")),
        (["X-SOCIALPROFILE;type=twitter:https://x.com/ann"], Point("link", "https://x.com/ann", "twitter")),
        (["SOCIALPROFILE;SERVICE-TYPE=Mastodon;VALUE=text:@ann"], Point("im", "Mastodon:@ann")),
        (["X-SOCIALPROFILE;type=pref:x-apple:ann"], Point("im", "im:ann", None, preferred=True)),
        (["ADR;TYPE=HOME:;;1 High St;Ely;;CB7;UK"], Point("address", "1 High St\nCB7 Ely\nUK", "home")),
        (["ADR:Box 1;Flat 2;1 High St\\nYard;Ely;CA;9;US"], Point("address", "Box 1\nFlat 2\n1 High St\nYard\nEly, CA 9\nUS")),
        (['ADR;LABEL="1 High St^nEly":;;;;;;'], Point("address", "1 High St\nEly")),
        (["LABEL;HOME;QUOTED-PRINTABLE:1 High St=0D=0A  Ely"], Point("address", "1 High St\nEly", "home")),
    ],
)  # fmt: skip
def test_a_way_to_reach_somebody_keeps_its_label_and_preference(
    lines: list[str], point: Point
) -> None:
    assert person(*lines).points == (point,)


def test_an_empty_way_is_none_and_the_same_way_twice_is_one() -> None:
    draft = person("EMAIL:", "TEL: ", "ADR:;;;;;;", "IMPP:", "X-AIM:", "X-SOCIALPROFILE:", "LABEL:")
    assert draft.points == ()
    assert person("TEL:1", "TEL:1").points == (Point("phone", "1"),)


@pytest.mark.parametrize(
    ("lines", "occasion"),
    [
        (["ANNIVERSARY:20150808T143000Z"], Occasion("anniversary", PartialDate(2015, 8, 8))),
        (["X-EVOLUTION-ANNIVERSARY:1980-03-22"], Occasion("anniversary", PartialDate(1980, 3, 22))),
        (["X-KADDRESSBOOK-X-ANNIVERSARY:1980-03-22"], Occasion("anniversary", PartialDate(1980, 3, 22))),
        (["item1.X-ABDATE:--0718", "item1.X-ABLabel:Hochzeitstag"], Occasion("Hochzeitstag", PartialDate(None, 7, 18))),
        (["item1.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-07-18", "item1.X-ABLabel:_$!<Anniversary>!$_"], Occasion("anniversary", PartialDate(None, 7, 18))),
        (["X-ABDATE:2020-01-02"], Occasion("date", PartialDate(2020, 1, 2))),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2001-02-03;0;Name day"], Occasion("Name day", PartialDate(2001, 2, 3))),
        (["X-ANNIVERSARY:20190220T000035", "ANNIVERSARY:20190220"], Occasion("anniversary", PartialDate(2019, 2, 20))),
    ],
)  # fmt: skip
def test_days_of_any_program_are_occasions(lines: list[str], occasion: Occasion) -> None:
    assert person(*lines).occasions == (occasion,)


@pytest.mark.parametrize(
    ("lines", "relation"),
    [
        (["item1.X-ABRELATEDNAMES:Ben", "item1.X-ABLabel:_$!<Mother>!$_"], Relation("mother", "Ben")),
        (["item1.X-ABRELATEDNAMES;type=pref:Ben", "item1.X-ABLabel:Spouse"], Relation("spouse", "Ben")),
        (["item1.X-ABRELATEDNAMES:Ben", "item1.X-ABLabel:Old Boss"], Relation("Old Boss", "Ben")),
        (["X-ABRELATEDNAMES:Ben"], Relation("related", "Ben")),
        (["RELATED;TYPE=friend;VALUE=text:Ben"], Relation("friend", "Ben")),
        (["RELATED;TYPE=friend:urn:uuid:f81d4fae"], Relation("friend", "urn:uuid:f81d4fae")),
        (["RELATED;TYPE=parent;X-KIT-REL=mother;VALUE=text:Ben"], Relation("mother", "Ben")),
        (["RELATED:Ben"], Relation("related", "Ben")),
        (["X-SPOUSE:Ben"], Relation("spouse", "Ben")),
        (["X-EVOLUTION-MANAGER:Ben"], Relation("manager", "Ben")),
        (["X-KADDRESSBOOK-X-SPOUSESNAME:Ben"], Relation("spouse", "Ben")),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Ben;14;"], Relation("spouse", "Ben")),
    ],
)  # fmt: skip
def test_relations_of_any_program_are_read(lines: list[str], relation: Relation) -> None:
    assert person(*lines).relations == (relation,)


def test_several_children_in_one_line_are_several() -> None:
    found = person("X-CHILDREN:Ann,Ben", "X-ABRELATEDNAMES:", "RELATED:").relations
    assert found == (Relation("child", "Ann"), Relation("child", "Ben"))


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Ann, the Great"], "Ann, the Great"),
        (["FN:", "N:Lee;Ann;;Dr.;PhD,MD"], "Dr. Ann Lee PhD, MD"),
        (["FN:", "N:Lee;Ann;Q.,R."], "Ann Q. R. Lee"),
        (["FN:", "N:;;;;", "NICKNAME:Annie,A."], "Annie"),
        (["FN:", "ORG:;Unit"], None),
        (["FN:", "ORG:Ely Ltd.;Unit"], "Ely Ltd."),
        (["FN:", "TEL:1", "EMAIL:a@b.c"], "a@b.c"),
        (["FN:", "TEL:1"], "1"),
        (["FN:", "X-AIM:ann"], "aim:ann"),
        (["FN:", "NOTE:nobody"], None),
    ],
)
def test_a_card_without_a_name_takes_the_next_best(lines: list[str], name: str | None) -> None:
    found = people(card(*lines))
    assert [each.name for each in found] == ([name] if name else [])
    assert found or problems(card(*lines)) == [
        (1, "a card without name, e-mail or phone number is left out")
    ]


def test_commas_in_names_are_lists_but_for_version_2() -> None:
    assert person("N:Doe;John;Richter,James", version="2.1").additional == "Richter,James"
    assert person("N:Doe;John;Richter,James").additional == "Richter James"
    assert person("N:Doe;John;Richter\\,James").additional == "Richter,James"


def test_organisation_title_tags_nicknames_and_notes() -> None:
    draft = person(
        "ORG:ABC\\, Inc.;North;Sales", "ROLE:Programmer", "CATEGORIES:a,b\\,c", "CATEGORIES:a",
        "X-FRM-GROUP:d", "NICKNAME:Annie,A.", "X-NICKNAME:Nan", "NOTE:one", "NOTE:two", "NOTE:one",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Anna;1", "X-ANDROID-CUSTOM:x/y",
    )  # fmt: skip
    assert (draft.org, draft.team, draft.title) == ("ABC, Inc.", "North, Sales", "Programmer")
    assert person("TITLE:Boss", "ROLE:x").title == "Boss"
    assert draft.tags == ("a", "b,c", "d")
    assert draft.nicknames == ("Annie", "A.", "Nan", "Anna")
    assert draft.notes == ("one", "two")


def test_our_own_fields_come_back_and_those_of_frm_are_understood() -> None:
    draft = person(
        "X-KIT-CADENCE:P2W", "X-KIT-STATE:paused", "X-KIT-IMPORTANCE:inner", "X-KIT-PLACE:Ely",
        "X-KIT-HOW-MET:at the\\nfair", "X-KIT-SNOOZED:2026-07-01", "X-KIT-ADDED:2020-02-29",
    )  # fmt: skip
    assert (draft.cadence, draft.state, draft.importance) == (Cadence(2, "w"), "paused", "inner")
    assert (draft.place, draft.how_met) == ("Ely", "at the\nfair")
    assert (draft.snoozed_until, draft.added_on) == (date(2026, 7, 1), date(2020, 2, 29))
    frm = person("X-FRM-FREQUENCY:3m", "X-FRM-IGNORE:true", "X-FRM-SNOOZE-UNTIL:2026-07-01")
    assert (frm.cadence, frm.state, frm.snoozed_until) == (Cadence(3, "m"), "archived", date(2026, 7, 1))  # fmt: skip
    odd = person("X-KIT-CADENCE:often", "X-KIT-STATE:odd", "X-KIT-ADDED:yesterday")
    assert (odd.cadence, odd.state, odd.importance, odd.added_on) == (None, None, None, None)


def test_somebody_with_a_day_of_death_has_died() -> None:
    draft = person("DEATHDATE:20200102")
    assert draft.state == "deceased"
    assert draft.occasions == (Occasion("death", PartialDate(2020, 1, 2)),)


@pytest.mark.parametrize(
    ("lines", "uid"),
    [
        (["UID:abc"], "abc"),
        (["UID:urn:uuid:ABC"], "ABC"),
        (["X-ABUID:1-2\\:ABPerson"], "1-2:ABPerson"),
        (["UID:abc", "X-ABUID:1"], "abc"),
        (["UID:"], None),
        ([], None),
    ],
)
def test_an_id_is_that_of_the_other_program_or_none(lines: list[str], uid: str | None) -> None:
    assert person(*lines).uid == uid


@pytest.mark.parametrize(
    ("line", "photo"),
    [
        ("PHOTO;ENCODING=b;TYPE=PNG:AAEC", b"\0\1\2"),
        ("PHOTO;BASE64:\r\n  AAE\r\n  C", b"\0\1\2"),
        ("PHOTO;ENCODING=BASE64;JPEG:AAEC\r\nAAEC\r\n", b"\0\1\2\0\1\2"),
        ("PHOTO:data:image/jpeg;base64,AAEC", b"\0\1\2"),
        ("PHOTO;ENCODING=b:AAECA", b"\0\1\2"),
        ("PHOTO;ENCODING=b:AAE", b"\0\1"),
        ("PHOTO:/9j/", b"\xff\xd8\xff"),
        ("PHOTO:AAEC", None),
        ("PHOTO:", None),
        ("PHOTO:https://example.org/ann.jpg", None),
        ("PHOTO:file:///etc/passwd", None),
        ("PHOTO:data:image/svg+xml,<svg/>", None),
    ],
)
def test_an_inline_photo_is_taken_and_none_is_fetched(line: str, photo: bytes | None) -> None:
    assert person(line, "PHOTO:").photo == photo


def test_a_photo_that_is_broken_or_too_large_is_left_out_by_name() -> None:
    data = card("PHOTO;ENCODING=b:!!!!", "PHOTO;ENCODING=b:AAEC")
    assert people(data)[0].photo == b"\0\1\2"
    assert problems(data) == [(4, "a photo cannot be read, it is left out")]
    for size in (10 * 2**20 + 3, 11 * 2**20):
        large = card("NOTE:x", "PHOTO;ENCODING=b:" + "A" * (size // 3 * 4))
        problem, draft = everything(large)
        assert problem == (5, "a photo of more than 10 MB is left out")
        assert draft.photo is None


def test_lines_that_are_one_by_altid_count_once() -> None:
    draft = person(
        "N;ALTID=1;LANGUAGE=en:Yamada;Taro;;;", "N;ALTID=1;LANGUAGE=jp:Other;Name;;;",
        "TITLE;ALTID=2;LANGUAGE=en:Boss", "NOTE;ALTID=3:one", "NOTE;ALTID=3:eins", "NOTE;ALTID=4:two",
    )  # fmt: skip
    assert (draft.given, draft.family) == ("Taro", "Yamada")
    assert draft.notes == ("one", "two")


@pytest.mark.parametrize(
    "line",
    ["X-WAB-SPOUSE_NAME:Bo", "X-KADDRESSBOOK-X-SpouseName:Bo", "X-MS-SPOUSE:Bo"],
)
def test_a_spouse_is_one_in_the_words_of_any_program(line: str) -> None:
    assert person(line).relations == (Relation("spouse", "Bo"),)


def test_the_windows_address_book_knows_a_wedding_day() -> None:
    (occasion,) = person("X-WAB-WEDDING_ANNIVERSARY:20001224").occasions
    assert (occasion.kind, occasion.on.iso) == ("anniversary", "2000-12-24")


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C3=A4rmel)", "ärmel"),
        ("TEL;X-CUSTOM(boat)", "boat"),
        ("TEL;CELL;X-CUSTOM(CHARSET=UTF-8,boat)", "mobile boat"),
    ],
)
def test_the_label_of_a_phones_owner_is_kept(head: str, label: str) -> None:
    assert person(f"{head}:123", version="2.1").points == (Point("phone", "123", label),)


def test_fields_of_thunderbirds_own_are_notes() -> None:
    assert person("X-CUSTOM2;VALUE=TEXT:plays chess").notes == ("custom 2: plays chess",)


def test_a_name_of_notes_is_no_address_and_told() -> None:
    data = card("EMAIL;TYPE=work:CN=Ann Lee/O=Acme", "EMAIL:mailto:ann@a.example")
    (ann,) = people(data)
    assert ann.points == (Point("email", "ann@a.example"),)
    assert problems(data) == [(4, 'no e-mail address: "CN=Ann Lee/O=Acme"')]
