"""The list of a day in all its forms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Session


@pytest.fixture
def demo(kit: Session) -> Session:
    """Run the program among the made-up people."""
    kit.env["KIT_DB"] = json.loads(kit.ok("demo", "--json"))["path"]
    return kit


def test_the_first_of_the_list_stand_apart_from_the_rest(demo: Session) -> None:
    demo.env["KIT_TODAY"] = "2027-01-20"
    folder = demo.home / ".config/keepintouch"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("due.limit = 2\n")
    lines = demo.ok("due").splitlines()
    assert lines[0].startswith("Due ")
    assert lines[0].endswith("9 people")
    chosen = lines[2 : lines.index("", 2)]
    selected = [each for each in json.loads(demo.ok("due", "--json"))["items"] if each["selected"]]
    assert len(chosen) == len(selected)
    assert len(lines) == 2 + 9 + 1
    assert demo.ok().splitlines()[-4].strip().startswith("+ ") or "more: kit due" in demo.ok()


def test_few_rows_say_how_many_more(demo: Session) -> None:
    demo.env["KIT_TODAY"] = "2027-01-20"
    assert "more: kit due --all" in demo.ok("due", "--limit", "5")
    assert "more" not in demo.ok("due", "--all")


def test_a_week_ahead_brings_who_becomes_due(demo: Session) -> None:
    out = demo.ok("due", "--week", "--tag", "work")
    assert out.startswith("Due until Sun 29 Nov · work")
    assert "Priya Nair  Wed 25 Nov    every 3 weeks" in out
    assert "Priya Nair" in demo.ok("due", "--until", "25 nov")
    assert "Priya Nair" not in demo.ok("due")


def test_on_the_day_a_birthday_puts_somebody_on_the_list(demo: Session) -> None:
    demo.env["KIT_TODAY"] = "2026-11-24"
    assert "José Ávila  birthday today" in demo.ok("due")
    demo.env["KIT_TODAY"] = "2026-11-26"
    assert "José Ávila  birthday 2 days ago" in demo.ok("due")
    assert "Sam Okafor  follow-up" in demo.ok("due")


def test_being_over_by_twice_the_rhythm_is_red(demo: Session) -> None:
    demo.env["KIT_TODAY"] = "2026-12-24"
    out = demo.ok("due", tty=True, env={"COLUMNS": "200"})
    assert "\x1b[31m5 weeks over" in out
    assert "\x1b[33m" in out


def test_when_all_are_caught_up_the_next_are_shown(kit: Session) -> None:
    kit.ok("add", "Ana", "--every", "2w")
    out = kit.ok()
    assert out.splitlines()[0].endswith("all caught up")
    assert "Next  Sun 6 Dec  Ana  every 2 weeks" in out
    assert out.endswith("Nice one: 1 of 1 person on rhythm this month.\n")
    assert "all caught up" in kit.ok("due")
    assert kit.ok("due", "--prompt") == ""
    assert kit("due", "--exit-code").exit == 0


def test_a_number_fits_in_a_prompt(known: Session) -> None:
    assert known.ok("due", "--count") == "3\n"
    assert known.ok("due", "--prompt") == "♥3\n"
    assert known("due", "--count", "--exit-code").exit == 10
    assert known("due", "--exit-code").exit == 10


def test_promises_and_days_to_come_stand_under_soon(known: Session) -> None:
    known.ok("date", "bob", "wedding day", "26 nov 2020")
    known.ok("date", "tom", "birthday", "27 nov")
    known.ok("remind", "ana", "fri", "x")
    out = known.ok()
    assert "2 birthdays soon" in out
    assert "Thu 26 Nov  Bob Stone · wedding, 6 years" in out or "Bob Stone · wedding" in out
    assert "Fri 27 Nov  Tom Stone: birthday" in out
    for who in ("ana", "tom"):
        known.ok("date", who, "birthday", "--drop")
    assert "2 promises soon" in known.ok()


def test_how_true_the_warmth_was_is_said_in_words_and_numbers(demo: Session) -> None:
    out = demo.ok("backtest")
    assert "times that kit could have been asked" in out
    document = json.loads(demo.ok("backtest", "--json"))
    assert document["schema"] == "kit.backtest/1"
    assert document["rows"] > 100


def test_a_report_is_a_page_or_markdown_too(demo: Session) -> None:
    demo.ok("add", "<script>alert(1)</script> [x](javascript:1) & |co", "--nick", "evil")
    demo.ok("done", "evil")
    demo.ok("log", "--with", "evil", "--kind", "met", "{{7*7}} </style><img onerror=x> *b*")
    page = demo.ok("report", "--html")
    assert page.startswith("<!DOCTYPE html>")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "<img" not in page
    assert page.count("</style>") == 1
    assert "http" not in page.replace("http-equiv", "")
    text = demo.ok("report", "--md")
    assert text.startswith("# November 2026 so far\n")
    assert "\\<script\\>" in text
    assert "\\[x\\]\\(javascript\\:1\\)" in text
    path = demo.home / "november.md"
    assert demo.ok("report", "--md", "-o", str(path)) == ""
    assert path.read_text() == text
    assert demo("report", "--html", "-o", str(path)).exit == 2


def test_a_report_says_how_it_was_before(demo: Session) -> None:
    out = demo.ok("report", "oct")
    assert out.startswith("October 2026 ")
    assert "than before" in out or "as many as before" in out
    assert "for: +work" in demo.ok("report", "--tag", "work")
    assert "for: Ana Lima" in demo.ok("report", "--with", "ana")
    assert demo.ok("report", "--week").startswith("Week of 16 November 2026")
    assert demo.ok("report", "2026").startswith("2026 so far")
    assert "kit show lena-vogt" in out


def test_drift_is_let_go_until_it_happens_anew(demo: Session) -> None:
    assert "Lena Vogt  silent 3 months" in demo.ok("drift")
    assert demo.ok("drift", "--dismiss", "lena") == "✓ Lena Vogt · let go\n"
    assert demo.ok("drift") == "Nobody has drifted apart.\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("archive ana", "every 2 weeks · archived"),
        ("snooze ana 2w", "every 2 weeks · snoozed"),
        ("edit ana --state paused", "every 2 weeks · paused"),
        ("every ana off", "never"),
        ("every ana default", "about every"),
        ("edit ana --state deceased", "deceased"),
    ],
)
def test_a_card_says_why_nobody_is_asked_for(demo: Session, words: str, says: str) -> None:
    demo.ok(*words.split())
    assert says in demo.ok("show", "ana").splitlines()[0]


def test_a_card_says_whose_the_rhythm_is(demo: Session) -> None:
    demo.ok("every", "+berlin", "3w")
    assert "every 3 weeks (+berlin)" in demo.ok("show", "lena").splitlines()[0]
    demo.ok("date", "lena", "anniversary", "1 may 2020")
    demo.ok("date", "lena", "birthday", "7 jun")
    demo.ok("edit", "lena", "--met", "at school", "--org", "Acme", "--title", "cook")
    out = demo.ok("show", "lena")
    for each in ("anniversary 1 May 2020", "birthday 7 June", "at school", "cook at Acme"):
        assert each in out


def test_a_list_says_what_is_long_ago_and_who_is_out(demo: Session) -> None:
    demo.ok("archive", "tom")
    demo.env["KIT_TODAY"] = "2027-09-01"
    out = demo.ok("list", "--sort", "due", "--limit", "3")
    assert "3 of 9 people" in out
    assert "9 months ago" in demo.ok("list")
    assert "archived" in demo.ok("list", "--state", "archived")
    assert demo.ok("list", "--org", "nobody") == "Nobody. kit add NAME adds someone.\n"


def test_the_echo_is_silent_about_who_is_never_due(demo: Session) -> None:
    demo.ok("every", "ana", "off")
    demo.ok("every", "bob", "off")
    assert "Next" not in demo.ok("log", "lunch with Ana and Bob")
    assert "Next Ruth" in demo.ok("log", "lunch with Ana and Ruth")
    assert "next" not in demo.ok("done", "ana")


def test_days_to_come_say_how_many_years(demo: Session) -> None:
    demo.ok("date", "ana", "wedding", "30 nov 2020")
    demo.ok("date", "bob", "name-day", "29 nov")
    out = demo.ok("date", "--next", "2w")
    assert "Ana Lima" in out
    assert "wedding, 6 years" in out
    assert out.splitlines()[1].endswith("name-day")
    assert demo.ok("date", "--next", "1d").endswith("0 days in the next 1 day\n")


def test_people_of_one_name_are_told_apart_where_they_stand_together(kit: Session) -> None:
    for each in ("Ana Lima", "Ana Lima", "Bob Stone"):
        kit.ok("add", each, "--every", "1d", "--no-input")
    kit.env["KIT_TODAY"] = "2026-12-24"
    for words in (("list",), ("due",), ("find", "lima")):
        told = kit.ok(*words)
        assert "Ana Lima (ana-lima)" in told
        assert "Ana Lima (ana-lima-2)" in told
        assert "(bob-stone)" not in told


def test_a_rhythm_of_a_tag_is_a_rhythm_in_the_list_and_needs_no_triage(kit: Session) -> None:
    kit.ok("add", "Ana Lima", "--tag", "sales")
    kit.ok("add", "Bob Stone")
    kit.ok("add", "Cy Vogt", "--tag", "sales", "--every", "2w")
    kit.ok("every", "+sales", "1mo")
    rows = kit.ok("list").splitlines()
    assert [row.split("  ")[0] for row in rows[1:4]] == ["Ana Lima", "Bob Stone", "Cy Vogt"]
    assert "every month" in rows[1]
    assert "every" not in rows[2]
    assert "every 2 weeks" in rows[3]
    assert kit.ok("list", "--without-rhythm", "--fields", "slug", "--tsv") == "slug\nbob-stone\n"
    kit.ok("every", "+sales", "off")
    assert "ana-lima" in kit.ok("list", "--without-rhythm", "--tsv")


def test_a_list_may_hold_only_those_who_were_silent_for_so_long(kit: Session) -> None:
    def silent(span: str) -> list[str]:
        return kit.ok("list", "--silent", span, "--fields", "slug", "--tsv").split()[1:]

    for name, day in (("Ana", "2026-11-01"), ("Bob", "2026-08-22"), ("Cy", "2026-08-23")):
        kit.ok("add", name)
        kit.ok("done", name, "--on", day)
    kit.ok("add", "Dora")
    assert silent("3mo") == ["bob"]
    assert silent("3w") == ["ana", "bob", "cy"]
    kit.env["KIT_TODAY"] = "2027-02-22"
    assert silent("3mo") == ["ana", "bob", "cy", "dora"]
    kit.ok("done", "dora")
    assert silent("90d") == ["ana", "bob", "cy"]
    kit.env["KIT_TODAY"] = "2026-11-22"
    assert silent("3mo") == ["bob"]


@pytest.mark.parametrize("span", ["soon", "3", "99999y", ""])
def test_what_is_no_span_of_silence_is_refused(kit: Session, span: str) -> None:
    assert kit("list", "--silent", span).exit == 2
