"""Words that are no commands of kit, but are of other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from keepintouch.cli import catalogue, synonyms

if TYPE_CHECKING:
    from tests.cli.conftest import Session

MEANT = [
    ("delete", "kit remove WHO"),
    ("rename", "kit edit WHO --name NAME"),
    ("pause", "kit edit WHO --state paused --until DATE"),
    ("search", "kit find WORDS…"),
    ("birthdays", "kit date --next 30d"),
    ("Stats", "kit report"),
    ("new", "kit add NAME"),
    ("tags", "kit tag WHO +TAG"),
]


@pytest.mark.parametrize(("word", "line"), MEANT)
def test_a_word_of_another_program_says_what_kit_calls_it(
    kit: Session, word: str, line: str
) -> None:
    result = kit(word, "bob")
    assert (result.exit, result.err) == (
        2,
        f'kit: there is no command "{word}".\n  try:   {line}   or  kit help\n',
    )
    assert f"try:   {line}   or  kit help" in kit("help", word).err


def test_a_word_for_help_itself_is_not_said_twice(kit: Session) -> None:
    assert kit("man").err == 'kit: there is no command "man".\n  try:   kit help\n'


def test_a_slip_of_the_fingers_is_still_near(kit: Session) -> None:
    assert "close: remind, redo\n  try:   kit remind   or  kit help" in kit("remnd").err


def test_somebody_who_is_called_so_comes_first(kit: Session) -> None:
    kit.ok("add", "Pause Smith")
    assert "try:   kit show pause-smith   or  kit help" in kit("pause").err


def test_no_synonym_hides_a_command_and_each_leads_to_one() -> None:
    for word, line in synonyms.table().items():
        assert catalogue.find(word) is None, word
        verb = line.split()[1] if " " in line else "help"
        assert catalogue.find(verb) is not None or verb == "--version", line
        assert synonyms.meant(word.upper()) == line
