"""Streams that fail, files that exist, instants in words."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from keepintouch.cli import folders
from keepintouch.domain.errors import KitError, UsageError
from keepintouch.domain.occasions import PartialDate
from keepintouch.render import charts, copies, days, machine, pages
from keepintouch.render.files import new_file, write_file
from keepintouch.render.sinks import sink
from keepintouch.render.spans import Pair, Prose, Span, Table
from keepintouch.render.steps import ago
from keepintouch.render.terminal import Stream

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Broken(io.RawIOBase):
    """A stream whose writes fail."""

    def __init__(self, error: OSError) -> None:
        self.error = error

    def writable(self) -> bool:
        return True

    def write(self, _data: object) -> int:
        raise self.error


def stream(error: OSError) -> Stream:
    raw = io.TextIOWrapper(io.BufferedWriter(Broken(error)), encoding="utf-8")
    return Stream(raw, {})


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_reader_that_left_is_no_failure() -> None:
    out = stream(BrokenPipeError())
    assert out.write(b"x") == 1
    assert out.write(b"more") == 4


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_full_disk_behind_stdout_is_said() -> None:
    with pytest.raises(KitError, match="No space left"):
        stream(OSError(28, "No space left on device")).write(b"x")


def test_a_stream_that_was_closed_from_the_start_takes_everything() -> None:
    out = Stream(None, {})
    out.show(["x"])
    assert not out.tty
    assert sink(out).write(b"abc") == 3


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with pytest.raises(TypeError), new_file(str(path), overwrite=False) as file:
        file.write("no bytes")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
    write_file(str(path), b"one", overwrite=False)
    with pytest.raises(UsageError):
        write_file(str(path), b"two", overwrite=False)
    write_file(str(path), b"two", overwrite=True)
    assert path.read_bytes() == b"two"
    with pytest.raises(KitError, match="cannot be written"):
        write_file(str(tmp_path / "none" / "x"), b"", overwrite=True)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(hours=10), "yesterday"),
        (timedelta(days=2), "Fri 20 Nov"),
        (timedelta(days=400), "Sat 18 Oct 2025"),
        (timedelta(hours=-2), "just now"),
    ],
)
def test_an_instant_is_said_by_its_distance(before: timedelta, words: str) -> None:
    assert ago((NOW - before).isoformat(), NOW) == words


@pytest.mark.parametrize(
    ("on", "words", "coming"),
    [
        (PartialDate(1990, 5, 5), "5 May 1990", date(2027, 5, 5)),
        (PartialDate(None, 11, 22), "22 November", date(2026, 11, 22)),
        (PartialDate(1990), "1990", None),
        (PartialDate(1990, 5), "May 1990", None),
        (PartialDate(text="spring"), "spring", None),
        (PartialDate(2004, 2, 29), "29 February 2004", date(2027, 2, 28)),
    ],
)
def test_a_day_of_which_a_part_is_unknown(on: PartialDate, words: str, coming: date | None) -> None:
    assert on.words == words
    assert days.next_time(on, date(2026, 11, 22)) == coming


def test_the_last_year_there_is_has_no_next() -> None:
    assert days.next_time(PartialDate(None, 1, 1), date(9999, 12, 31)) is None


def test_bars_have_the_highest_for_the_greatest() -> None:
    assert charts.bars([0, 1, 2, 4]).text == "▁▃▅█"
    assert charts.bars([]).text == ""
    assert charts.bars([0, 3]).word == "0 3"
    assert charts.bar(0, 0).text == "▁"


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 B"), (999, "999 B"), (1200, "1.2 kB"), (3_400_000_000_000_000, "3400.0 TB")],
)
def test_sizes_are_short(number: int, words: str) -> None:
    assert copies.size(number) == words


def test_deeper_values_in_a_cell_are_json() -> None:
    document = {"schema": "x/1", "items": [{"a": True, "b": [{"c": 1}], "d": None, "e": [1, "x"]}]}
    assert machine.written(document, "items", "csv") == b'a,b,d,e\ntrue,"[{""c"": 1}]",,1; x\n'
    assert machine.written(document, "items", "tsv", ("d", "a")) == b"d\ta\n\ttrue\n"
    assert machine.written({"schema": "x/1", "n": 1}, "", "jsonl") == b'{"n": 1}\n'


def test_any_block_has_a_page_and_markdown() -> None:
    screen = [
        "Title",
        Span("Part", "person"),
        Prose("a * b"),
        Pair("l", "r"),
        "",
        Table([["x"], ["y", "z"]], header=("A", "B")),
    ]
    assert pages.markdown(screen).splitlines()[:5] == ["Title", "", "## Part", "", "a \\* b"]
    assert "| A | B |" in pages.markdown(screen)
    page = pages.html(screen)
    for piece in (
        "<title>Title</title>",
        "<h2>Part</h2>",
        "<p>a * b</p>",
        "<p>l r</p>",
        "<td>z</td>",
    ):
        assert piece in page
    assert "<table>" in pages.html([Table([])])
    assert "<title></title>" in pages.html([])
    assert "<h1>x</h1>" in pages.html([Prose("x")])


def test_places_follow_xdg_then_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    home = {"HOME": "/home/me"}
    assert folders.store_place(home) == "/home/me/.local/share/keepintouch/kit.db"
    assert folders.config_file({**home, "XDG_CONFIG_HOME": "/c"}) == "/c/keepintouch/config.toml"
    assert folders.state_folder({**home, "XDG_STATE_HOME": "relative"}).startswith("/home/me")
    assert folders.config_file({**home, "KIT_CONFIG": "~/c.toml"}) == "/home/me/c.toml"
    assert folders.store_place(home, "postgresql://h/d") == "postgresql://h/d"
    monkeypatch.setattr("sys.platform", "darwin")
    assert folders.store_place({**home, "XDG_DATA_HOME": "/d"}) == "/d/keepintouch/kit.db"
    assert "keepintouch" in folders.store_place(home)
