"""`kit log -n` says how it read the line, word by word, and keeps nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Session


def test_each_word_that_was_understood_is_explained(known: Session) -> None:
    out = known.ok("log", "-n", "yesterday: called Ana about Bob +work")
    explained = [line.split("  ") for line in out.splitlines()[:6]]
    assert [[part.strip() for part in line if part.strip()] for line in explained] == [
        ["“yesterday”", "the day: Sat 21 Nov"],
        ["“called”", "the kind: a call"],
        ["“Ana”", "Ana Lima, took part"],
        ["“about”", "from here on people are only mentioned"],
        ["“Bob”", "Bob Stone, only mentioned"],
        ["“+work”", "tag work"],
    ]
    assert "called Ana" not in known.ok("history", "ana")


def test_a_line_that_leaves_a_question_is_explained_before_it_is_refused(known: Session) -> None:
    result = known("log", "-n", "met Zoe at the gym")
    assert result.exit == 5
    assert "somebody new?" in result.out


def test_a_document_is_the_only_answer_to_json(known: Session) -> None:
    assert known.ok("log", "-n", "--json", "called Ana").startswith("{")


def test_a_line_of_nothing_is_explained_too(known: Session) -> None:
    assert "Nothing in the line" in known("log", "-n", "hm").out
