"""Plain lines put into frames: what makes no log of them is asked about, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.domain.test_logline import ROWS, TODAY

pytestmark = pytest.mark.no_cover

BOOK = ROWS[-1].book
SORTS = ("done", "to do", "had")


def parts() -> dict[str, list[str]]:
    """Read the lines and frames of `frames.md`, each by its heading."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in Path(__file__).with_name("frames.md").read_text(encoding="utf-8").splitlines():
        heading = line.removeprefix("## ") if line.startswith("## ") else heading
        if line.startswith("    "):
            found.setdefault(heading, []).append(line.strip())
    return found


PARTS = parts()


def framed(what: str, sort: str) -> list[str]:
    lines = PARTS[f"Lines: {sort}"]
    return [frame.replace("{}", line) for frame in PARTS[f"{what}: {sort}"] for line in lines]


@pytest.mark.parametrize("sort", SORTS)
def test_a_frame_that_makes_no_log_of_a_line_is_asked_about(sort: str) -> None:
    assert [line for line in framed("No log", sort) if BOOK.read(line).certain] == []


@pytest.mark.parametrize("sort", SORTS)
def test_a_frame_that_leaves_a_line_a_log_is_not_asked_about(sort: str) -> None:
    assert [line for line in framed("A log", sort) if not BOOK.read(line).certain] == []


def test_news_of_somebody_is_asked_about() -> None:
    lines = [
        each.replace("{}", line) for each in PARTS["No contact"] for line in PARTS["Lines: news"]
    ]
    assert [line for line in lines if BOOK.read(line).certain] == []


def test_what_somebody_did_towards_me_is_not_asked_about() -> None:
    frames, lines = PARTS["A contact"], PARTS["Lines: done by somebody"]
    framed_lines = [each.replace("{}", line) for each in frames for line in lines]
    assert [line for line in framed_lines if not BOOK.read(line).certain] == []


@pytest.mark.parametrize("part", ["With Bob alone", "With no name"])
def test_nobody_but_bob_takes_part_unasked(part: str) -> None:
    lines = [line for line in (*PARTS["Lines: done"], *PARTS["Lines: had"]) if "Mia" not in line]
    for frame in PARTS[part]:
        for line in lines:
            reading = BOOK.read(frame.replace("{}", line))
            named = {BOOK.shown[each.person] for each in reading.participants if each.person}
            assert not reading.certain or named <= {"Bob"}, reading.text


def test_bob_and_mia_both_take_part_or_kit_asks() -> None:
    lines = (*PARTS["Lines: done"], *PARTS["Lines: had"])
    for frame in PARTS["With Bob and Mia"]:
        for line in [each for each in lines if "Mia" not in each and "about" not in each]:
            reading = BOOK.read(frame.replace("{}", line))
            named = {BOOK.shown[each.person] for each in reading.participants if each.person}
            assert not reading.certain or named == {"Bob", "Mia"}, reading.text


def test_a_day_of_what_is_told_is_never_taken_unasked() -> None:
    for frame in PARTS["On no other day"]:
        for line in (*PARTS["Lines: done"], *PARTS["Lines: had"]):
            reading = BOOK.read(frame.replace("{}", line))
            assert not reading.certain or reading.day == TODAY, reading.text


def test_what_is_told_besides_never_tells_the_kind_unasked() -> None:
    for frame in PARTS["Of no other kind"]:
        for row in PARTS["Lines: of a kind"]:
            kind, _, line = row.partition(": ")
            reading = BOOK.read(frame.replace("{}", line))
            assert not reading.certain or reading.kind == kind, reading.text
