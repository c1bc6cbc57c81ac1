"""What a log line leaves open: asked, refused or left alone, never guessed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from keepintouch.cli import forms
from keepintouch.cli.forms import contact_of, of_contact, of_touchpoint, touchpoint_of
from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.contacts import Contact, Point
from keepintouch.domain.errors import UsageError
from keepintouch.domain.occasions import PartialDate
from keepintouch.domain.touchpoints import Touchpoint
from tests.cli.conftest import NOW

if TYPE_CHECKING:
    from tests.cli.conftest import Session

TODAY = NOW.date()


@pytest.fixture
def worded(known: Session) -> Session:
    """Run the program among people whose names are words."""
    known.ok("add", "Hope Smith")
    known.ok("add", "Will Park")
    known.ok("add", "Bob Lima")
    return known


@pytest.mark.parametrize(
    ("line", "says", "attempt"),
    [
        ("hope and will met for lunch", "“met” sounds as if you were not there", "note hope-smith"),
        ("Bob Lima had a fight with Hope", "“had a fight” sounds as if", "note bob-lima"),
        ("rang Hope: engaged", "“engaged” says that it did not happen", "remind hope-smith DATE"),
        ("plans with Hope fell apart", "“fell apart” says that it did", "remind hope-smith DATE"),
        ("lunch with Bob Lima, no, Hope", "“no,” takes something back", "note bob-lima"),
        ("buy Hope a present", "“buy” sounds like a plan", "remind hope-smith DATE"),
        ("ask Hope about the van", "“ask” sounds like a plan", "remind hope-smith DATE"),
    ],
)
def test_what_is_no_log_of_mine_is_refused_in_a_script_and_asked_about_on_a_terminal(
    worded: Session, line: str, says: str, attempt: str
) -> None:
    refused = worded("log", line)
    assert refused.exit == 5
    assert says in refused.err
    assert f"try:   kit {attempt} …" in refused.err
    asked = worded("log", line, typed="n\n")
    assert (asked.exit, says in asked.err) == (130, True)


def test_who_may_have_come_along_is_asked_about_and_takes_part_if_so(worded: Session) -> None:
    line = "lunch with Hope. Bob Lima joined us"
    refused = worded("log", line)
    assert refused.exit == 5
    assert "“Bob Lima joined us” may mean that Bob Lima took part too." in refused.err
    assert "kit log --with hope-smith --with bob-lima …" in refused.err
    assert "Next Hope Sat 20 Feb 2027 · Bob Sat 20 Feb 2027" in worded("log", line, typed="y\n").out
    alone = worded("log", line, typed="n\n").out
    assert ("Mentions" in alone, "Bob Sat" in alone) == (True, False)


def test_a_line_that_only_tells_news_is_asked_about(worded: Session) -> None:
    refused = worded("log", "Hope moved to Oslo")
    assert refused.exit == 5
    assert "“Hope moved” need not mean that you were in touch" in refused.err
    assert worded("log", "Hope: moved to Oslo").exit == 0


def test_who_is_only_mentioned_is_named_where_nobody_took_part(worded: Session) -> None:
    refused = worded("log", "dinner at Hope's, Bob Lima's cake")
    assert refused.exit == 5
    assert "who took part? Hope Smith and Bob Lima are only mentioned." in refused.err
    assert "try:   kit log --with hope-smith …" in refused.err
    asked = worded("log", "dinner at Hope's", typed="Hope\n")
    assert (asked.exit, "With whom?  (Hope Smith is only mentioned)" in asked.err) == (0, True)
    assert "Mentions" not in asked.out


def test_a_day_that_was_not_taken_stays_in_what_is_echoed(worded: Session) -> None:
    asked = worded("log", "called Bob Lima, party on saturday", typed="today\n")
    assert "“called Bob Lima, party on saturday”" in asked.out


def test_a_word_that_may_be_a_name_is_asked_about(worded: Session) -> None:
    line = "gave hope a lift"
    refused = worded("log", line)
    assert refused.exit == 5
    assert refused.err.startswith(
        'kit: "hope" may be Hope Smith, or just a word. Nothing was saved.\n'
        "  try:   kit log gave @hope-smith a lift"
    )
    assert "Is “hope” Hope Smith? [Y/n]" in worded("log", line, typed="y\n").err
    assert "gave hope a lift" in worded.ok("history", "hope")
    other = worded("log", line, typed="n\nana\n")
    assert other.exit == 0
    assert "Ana Lima" in other.out


def test_an_ambiguous_mention_is_asked_about_too(worded: Session) -> None:
    result = worded("log", "called Ana about Bob", typed="2\n")
    assert result.exit == 0
    assert "Which Bob?" in result.err
    document = json.loads(worded.ok("history", "ana", "--json", "--limit", "1"))
    assert len(document["items"][0]["mentions"]) == 1


def test_in_a_script_the_line_is_given_back_with_the_handle_in_it(worded: Session) -> None:
    result = worded("log", "coffee with bob about the flat")
    assert result.exit == 4
    assert "kit log coffee with @bob-" in result.err
    assert " about the flat" in result.err


def test_flags_win_over_what_the_line_says(worded: Session) -> None:
    out = worded.ok(
        "log",
        "--with",
        "ana",
        "--kind",
        "video",
        "--on",
        "20 nov",
        "--tag",
        "x",
        "called bob today",
    )
    assert out.startswith("✓ Logged  Ana Lima · video · Fri 20 Nov · +x")


def test_a_day_in_the_middle_of_a_line_is_asked_about_and_refused_in_a_script(
    known: Session,
) -> None:
    line = "saw Ana on friday, all good"
    refused = known("log", line)
    assert refused.exit == 5
    assert "“on friday” may be the day you talked" in refused.err
    assert "kit log --on 2026-11-20 …" in refused.err
    assert "Fri 20 Nov" in known.ok("log", line, typed="y\n")
    assert "· today" in known.ok("log", line, typed="n\n")
    assert "· today" in known.ok("log", line, "--on", "today")


def test_what_was_planned_together_is_a_talk(known: Session) -> None:
    out = known.ok("log", "planned a trip with Sam for Sunday to the coast")
    assert "✓ Logged  Sam Okafor" in out


@pytest.mark.parametrize("tag", ["two words", "", " "])
def test_a_tag_is_one_word(known: Session, tag: str) -> None:
    assert known("done", "ana", "--tag", tag).exit == 2


def contact() -> Contact:
    return Contact(
        "1",
        "ana",
        "Ana",
        points=(Point("phone", "1", "home"), Point("pager", "2")),
        birthday=PartialDate(None, 5, 5),
        cadence=Cadence(3, "m"),
    )


def test_a_form_that_is_not_touched_changes_nothing() -> None:
    for each in (contact(), contact()._replace(cadence=NEVER), contact()._replace(cadence=None)):
        after = contact_of(of_contact(each), each, TODAY)
        assert after._replace(points=()) == each._replace(points=())
        assert set(after.points) == set(each.points)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("shoe = 3", 'the form has no "shoe"'),
        ("name = 3", "name must be a text"),
        ("tags = [1]", "tags must be a list of texts"),
        ("tags = ", "the form cannot be read"),
        ('birthday = "blurb"', "blurb"),
        ('every = "m"', "minutes or months"),
    ],
)
def test_what_is_wrong_in_a_form_is_said(line: str, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        contact_of(line, contact(), TODAY)
    assert says in caught.value.message


def test_a_form_can_empty_what_there_was() -> None:
    text = 'birthday = ""\nevery = ""\nphones = []\nimportance = ""\nstate = ""'
    after = contact_of(text, contact(), TODAY)
    assert after.birthday is None
    assert after.cadence is None
    assert after.points == (Point("pager", "2"),)
    assert (after.importance, after.state) == ("normal", "active")


@pytest.mark.parametrize("line", ['kind = "shout"', 'direction = "up"', 'day = "soon"'])
def test_a_conversation_s_form_is_checked(line: str) -> None:
    touchpoint = Touchpoint("1", TODAY, text="one\ntwo")
    same, people, mentions = touchpoint_of(of_touchpoint(touchpoint), touchpoint)
    assert (same, people, mentions) == (touchpoint, [], [])
    with pytest.raises(UsageError):
        touchpoint_of(line, touchpoint)


def test_control_characters_survive_a_form() -> None:
    odd = contact()._replace(place="a\x1b[2J\u202e\x7f\nb")
    assert forms.ABOUT in of_contact(odd)
    assert "\x1b" not in of_contact(odd)
    assert contact_of(of_contact(odd), odd, TODAY).place == odd.place


def test_the_parser_s_words_come_in_a_sentence(known: Session) -> None:
    for words, said in (
        ("due --limit 0", '--limit wants a whole number, 1 or more, not "0".'),
        ("due --limit x", '--limit wants a whole number, 1 or more, not "x".'),
        ("undo x", 'kit undo wants a whole number, 1 or more, not "x".'),
        ("remind --done x", '--done wants a whole number, not "x".'),
        ("plan for sam", 'kit plan has no use for "for sam".'),
    ):
        result = known(*words.split())
        assert (result.exit, result.err.splitlines()[0]) == (2, f"kit: {said}")
    assert known("tag").exit == 2
    assert known("tag", "--").exit in {2, 3}
    assert known("where", "now").exit == 2


def test_more_words_than_a_name_are_nobody(known: Session) -> None:
    assert known("show", "ana", "of", "the", "hill").exit == 3
    assert known("show", "99999").exit == 3
