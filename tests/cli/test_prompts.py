"""Questions: only on a terminal, numbered, and one end of input is a no."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import FakeStream

if TYPE_CHECKING:
    from tests.cli.conftest import Session


@pytest.fixture
def two_anas(known: Session) -> Session:
    known.ok("add", "Ana Berg")
    return known


def test_the_picker_lists_whom_one_talked_to_last_first(two_anas: Session) -> None:
    result = two_anas("show", "ana", typed="1\n")
    assert result.exit == 0
    assert result.out.startswith("\x1b[1mAna Lima")
    shown = result.err.splitlines()
    assert shown[0] == "Which ana?"
    assert "Ana Lima" in shown[1]
    assert "last talked Fri 30 Oct" in shown[1]
    assert "not talked yet" in shown[2]


def test_letters_of_a_name_narrow_the_list(two_anas: Session) -> None:
    assert "Ana Berg" in two_anas("done", "ana", typed="berg\n").out


def test_what_is_no_choice_is_asked_again(two_anas: Session) -> None:
    assert "Ana Berg" in two_anas("done", "ana", typed="7\nxyz\n2\n").out


@pytest.mark.parametrize("typed", ["", "\n", "9\n9\n9\n9\n9\n"])
def test_enter_alone_or_the_end_of_input_takes_nothing(two_anas: Session, typed: str) -> None:
    result = two_anas("done", "ana", typed=typed)
    assert (result.exit, result.out) == (130, "")
    assert "Nothing was changed." in result.err
    assert "Ana Berg" not in two_anas.ok("history")


def test_ctrl_c_at_a_question_is_the_same_no(
    two_anas: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_self: FakeStream, _size: int = -1) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(FakeStream, "readline", interrupted)
    result = two_anas("log", "coffee with ana", typed="1\n")
    assert (result.exit, result.out) == (130, "")
    assert "Nothing was changed." in result.err
    assert "kit log --retry" in result.err


def test_nothing_is_asked_with_no_input(two_anas: Session) -> None:
    result = two_anas("done", "ana", "--no-input", typed="1\n")
    assert result.exit == 4
    assert "Which" not in result.err


def test_a_line_about_one_of_two_is_asked_about(two_anas: Session) -> None:
    result = two_anas("log", "coffee with ana", typed="2\n")
    assert result.exit == 0
    assert "Ana Berg" in result.out


def test_somebody_new_is_offered_to_be_added(kit: Session) -> None:
    result = kit("log", "coffee with Ana about the Berlin move", typed="Ana Lima\n")
    assert result.exit == 0
    assert "Ana is new. Add them?  [Y/n/other name]" in result.err
    assert "Ana Lima" in result.out
    assert "How often would you like to talk?" in result.out


def test_a_small_word_behind_with_is_offered_as_a_name(kit: Session) -> None:
    result = kit("log", "coffee with ana lima about the move", typed="y\n")
    assert result.exit == 0
    assert "Ana Lima is new. Add them?  [Y/n/other name]" in result.err
    assert "With whom?" not in result.err
    assert "Ana Lima" in kit.ok("list")


def test_who_is_not_that_word_is_asked_for(known: Session) -> None:
    result = known("log", "coffee with milk", typed="n\nbob\n")
    assert result.exit == 0
    assert "Milk is new. Add them?" in result.err
    assert "Milk" not in known.ok("list")


@pytest.mark.parametrize("word", ["y", "yes", "OK", "n", "no", "nobody"])
def test_a_yes_or_no_is_nobodys_name(kit: Session, word: str) -> None:
    result = kit("log", "lunch", typed=f"{word}\n{word}\nZoe\ny\n")
    assert result.exit == 0
    assert result.err.count("With whom?") == 3
    assert kit.ok("list", "--fields", "name", "--tsv").split() == ["name", "Zoe"]
    assert kit("log", "lunch", typed=f"{word}\n" * 6).exit == 130


def test_a_line_that_says_with_is_not_given_another(kit: Session) -> None:
    assert 'kit add "Ana"' in kit("log", "coffee with with ana").err
    refused = kit("log", "coffee with with")
    assert (refused.exit, "NAME" in refused.err) == (5, False)
    assert "kit log coffee with NAME" in kit("log", "coffee").err


def test_what_others_did_is_asked_about(known: Session) -> None:
    refused = known("log", "Bob called Ana")
    assert refused.exit == 5
    assert "“called” sounds as if you were not there." in refused.err
    assert "kit note bob-stone …" in refused.err
    assert known("log", "Bob called Ana", typed="n\n").exit == 130
    assert known("log", "Bob called Ana", typed="y\n").exit == 0


def kept(known: Session) -> tuple[str, str | None]:
    """Return the kind and the direction of what was logged last."""
    item = json.loads(known.ok("history", "--json", "--limit", "1"))["items"][0]
    return item["kind"], item["direction"]


@pytest.mark.parametrize(
    ("answer", "kind", "direction"),
    [
        ("", "call", "me"),
        ("c", "call", "me"),
        ("talked", "talked", None),
        ("t", "talked", None),
        ("what?\nvideo", "video", None),
    ],
)
def test_how_one_was_in_touch_is_asked_where_a_word_only_may_tell(
    known: Session, answer: str, kind: str, direction: str | None
) -> None:
    result = known("log", "caled bob about the flat", typed=f"{answer}\n")
    assert result.exit == 0
    assert "“caled”: how were you in touch?  [call]/talked" in result.err
    assert kept(known) == (kind, direction)


def test_a_doubtful_kind_is_refused_in_a_script_and_settled_by_its_flag(known: Session) -> None:
    line = "Bob wants out, coffee to discuss"
    refused = known("log", line)
    assert refused.exit == 5
    assert "“coffee” may tell how you were in touch, or not: met or talked?" in refused.err
    assert "kit log --kind met …" in refused.err
    assert "kit log --kind talked …" in refused.err
    assert known("log", line, typed="hm\n" * 5).exit == 130
    assert known("log", "--kind", "talked", line).exit == 0
    assert kept(known) == ("talked", None)


def test_a_doubtful_kind_is_explained(known: Session) -> None:
    assert "the kind: a call?" in known("log", "-n", "caled bob", typed="\n").out


def test_a_day_to_come_offers_a_reminder_for_whom_was_named(known: Session) -> None:
    refused = known("log", "--on", "tomorrow", "lunch with bob")
    assert refused.exit == 2
    assert "kit remind bob-stone 2026-11-23 …" in refused.err


@pytest.mark.parametrize("option", [("--onn", "fri"), ("--onn=fri",), ("-x",), ("--fast",)])
def test_the_words_beside_an_unknown_option_are_kept(
    known: Session, option: tuple[str, ...]
) -> None:
    refused = known("log", *option, "lunch", "with", "bob")
    assert refused.exit == 2
    assert "kit log --retry" in refused.err
    assert "lunch with bob" in known.ok("log", "--retry")


def test_somebody_new_may_be_nobody(known: Session) -> None:
    result = known("log", "met Zoe with bob", typed="n\n")
    assert result.exit == 0
    assert "Zoe" not in known.ok("list")


def test_a_slip_at_the_question_for_a_name_adds_nobody_of_that_name(known: Session) -> None:
    assert "Zoe" in known("log", "met Zoe", typed="yess\n").out
    assert known("log", "met Yann", typed="nah\n\n").exit == 130
    assert "Yann" in known("log", "met Yann", typed="maybe\n\ny\n").out
    assert "maria" in known("log", "met Xenia", typed="maria\ny\n").out
    assert known("log", "met Wanda", typed="hm\nn\n" * 5).exit == 130
    names = known.ok("list")
    assert not any(word in names for word in ("yess", "nah", "maybe", "hm", "Wanda"))


def test_who_took_part_is_asked_when_nobody_was_named(known: Session) -> None:
    result = known("log", "long walk in the rain", typed="bob and Zoe Quinn\ny\n")
    assert result.exit == 0
    assert "Zoe Quinn" in known.ok("list")
    assert known("log", "long walk in the rain", typed="\n").exit == 130
    assert known("log", "long walk in the rain", typed="Nobody Known\nn\n").exit == 130


def test_a_plan_is_asked_about(known: Session) -> None:
    assert known("log", "will call Bob", typed="n\n").exit == 130
    assert known("log", "will call Bob", typed="y\n").exit == 0


def test_without_words_kit_asks_for_lines_until_a_blank_one(known: Session) -> None:
    typed = 'Coffee w/ Ana (the good place). "Berlin?"\nshe is 90% sure!\n\n'
    result = known("log", typed=typed)
    assert result.exit == 0
    assert "to look back: kit history" in result.err
    out = known.ok("history", "ana", "--json")
    assert "90% sure!" in out


def test_stdin_is_read_only_when_asked(known: Session) -> None:
    assert known("log", "-", stdin="called Ana\n").exit == 0
    assert known("log", "-", stdin="").exit == 5
    assert known.ok("done", "bob", stdin="no one\nreads\nthis\n")


def test_a_yes_or_no_question_takes_nothing_else(known: Session) -> None:
    known.ok("backup")
    assert known("restore", "1", typed="perhaps\nmaybe\nhm\nwell\nso\n").exit == 130


def test_forgetting_asks_for_the_handle(known: Session) -> None:
    assert known("rm", "tom", "--purge", typed="yes\n").exit == 130
    assert known("rm", "tom", "--purge", typed="tom-stone\n").exit == 0


def test_triage_asks_one_key_for_each_and_keeps_each_at_once(known: Session) -> None:
    result = known("triage", typed="?\nm\nb\nq\ns\nx\n")
    assert result.exit == 0
    assert "1 sorted" in result.out
    assert known("triage", typed="x\n").out.startswith("\x1b[32m✓\x1b[0m 0 sorted")
    assert "every 3 months" in known.ok("list")


def test_triage_has_an_end(known: Session) -> None:
    assert "2 sorted" in known("triage", typed="n\nw\n").out
    assert known.ok("triage") == "Everybody has a rhythm.\n"
    assert known.ok("undo").startswith("✓ Undone: triage")


def test_triage_of_an_empty_store_names_the_next_command(kit: Session) -> None:
    says = "Nobody is here yet: kit add NAME adds someone, kit import FILE many.\n"
    assert kit.ok("triage") == says


def test_triage_that_is_broken_off_says_what_it_kept(known: Session) -> None:
    result = known("triage", typed="m\n")
    assert result.exit == 130
    assert "stopped: 1 sorted are kept" in " ".join(result.err.split())
    assert "Nothing was changed" not in result.err


def test_an_import_is_shown_and_asked_about(known: Session) -> None:
    card = known.home / "a.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Lena Vogt\nEND:VCARD\n")
    result = known("import", str(card), typed="n\n")
    assert result.exit == 130
    assert "1 person" in " ".join(result.err.split())
    assert "Lena" not in known.ok("list")
    result = known("import", str(card), typed="\n")
    assert result.exit == 0
    assert "1 added" in result.out
    assert "Lena Vogt" in known.ok("list")


def letters(known: Session) -> str:
    """Write a mailbox of two strangers beside the store; one has the name of somebody here."""
    senders = ("Zoe Ek <zoe@example.org>", "Zoe Ek <zoe@example.org>", "tom@example.com")
    path = known.home / "in.mbox"
    path.write_text(
        "".join(
            f"From x Sun Nov  1 10:00:00 2026\nFrom: {who}\nTo: me@example.org\n"
            f"Date: Sun, {day} Nov 2026 10:00:00 +0000\nMessage-ID: <{day}@x>\n\nHi\n\n"
            for day, who in enumerate(senders, 1)
        )
    )
    return str(path)


def test_strangers_are_listed_and_chosen_by_number(known: Session) -> None:
    mail = letters(known)
    asked = ("import", mail, "--own", "me@example.org", "--suggest")
    assert "Zoe" not in known("import", mail, "--own", "me@example.org", typed="y\n").err
    result = known(*asked, typed="1\ny\n")
    assert re.search(r"1.*Zoe Ek.* zoe@example.org +2 times", result.err)
    assert result.exit == 0
    assert "1 added" in result.out
    assert "Zoe Ek" in known.ok("list")
    assert "tom@" not in known.ok("list")
    assert known("import", mail, "--suggest", typed="all\nn\n").exit == 130


def test_strangers_seen_often_are_added_without_a_question(known: Session) -> None:
    mail = letters(known)
    assert "1 added" in known.ok(
        "import", mail, "--own", "me@example.org", "--add-suggested", "2", "-y"
    )
    result = known("import", mail, "--own", "me@example.org", "--add-suggested", "1", typed="y\n")
    assert "1 added" in result.out


def test_a_doubtful_record_is_asked_about(known: Session) -> None:
    known.ok("edit", "ana", "--email", "old@example.org")
    card = known.home / "a.vcf"
    text = "BEGIN:VCARD\nVERSION:3.0\nUID:{0}\nFN:{1}\nEMAIL:{0}@example.org\nEND:VCARD\n"
    card.write_text(text.format("new", "Ana Lima"))
    assert "Ana Lima" in known("import", str(card), "-n").out
    assert "1 merged" in known("import", str(card), typed="y\ny\n").out
    known.ok("undo")
    assert "1 added" in known("import", str(card), typed="n\ny\n").out
    known.ok("undo")
    result = known("import", str(card), "-y")
    assert "1 added" in result.out
    assert "ana-lima?" in result.out
    known.ok("undo")
    known.ok("edit", "bob", "--email", "bob@example.org")
    card.write_text(text.format("new", "Ana Lima") + text.format("b", "Bob Stone"))
    assert "0 added, 2 merged" in known("import", str(card), typed="y\ny\ny\ny\n").out
    known.ok("undo")
    assert "2 added" in known("import", str(card), typed="n\ny\n").out


def test_the_password_of_an_account_is_asked_for_or_taken_from_the_environment(
    known: Session,
) -> None:
    account = "imap://ana@localhost:1/INBOX?security=none"
    result = known("import", account, typed="secret\n")
    assert (result.exit, "Password of ana at localhost" in result.err) == (7, True)
    assert "secret" not in result.out + result.err
    assert known("import", account, "-y", env={"KIT_IMAP_PASSWORD": "secret"}).exit == 7
    assert known("import", account, "-y").exit == 5
    assert known("import", "imap://ana:pw@localhost/", "-y").exit == 2
