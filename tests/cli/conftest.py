"""Sessions: the real program in process, on a real temporary store and a fixed day."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from shutil import copytree
from typing import TYPE_CHECKING, NamedTuple

import pytest

from keepintouch.cli.kit import World
from keepintouch.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TODAY = "2026-11-22"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Result(NamedTuple):
    """How a command ended, and what it wrote."""

    exit: int
    out: str
    err: str


class FakeStream(io.TextIOWrapper):
    """A stream in memory that may pass for a terminal."""

    def __init__(self, data: bytes = b"", *, tty: bool = False, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(data), encoding=encoding)
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty

    @property
    def text(self) -> str:
        self.flush()
        raw = self.buffer
        assert isinstance(raw, io.BytesIO)
        return raw.getvalue().decode("utf-8" if self.encoding == "ascii" else self.encoding)


class Session:
    """One user's home; calling it runs one command there."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.env = {
            "HOME": str(home),
            "KIT_TODAY": TODAY,
            "PATH": "/usr/bin:/bin",
            "TERM": "xterm",
        }
        self.now = NOW

    def __call__(
        self,
        *words: str,
        typed: str | None = None,
        tty: bool = False,
        env: Mapping[str, str] | None = None,
        stdin: str = "",
        encoding: str = "utf-8",
    ) -> Result:
        """Run `kit WORDS`; `typed` answers its questions on a terminal."""
        on_terminal = tty or typed is not None
        streams = (
            FakeStream((typed or stdin).encode(), tty=on_terminal),
            FakeStream(tty=on_terminal, encoding=encoding),
            FakeStream(tty=on_terminal, encoding=encoding),
        )
        world = World({**self.env, **(env or {})}, *streams, now=lambda: self.now)
        code = main(words, world)
        return Result(code, streams[1].text, streams[2].text)

    def ok(self, *words: str, **how: object) -> str:
        """Run a command that must succeed, and return what it answered."""
        result = self(*words, **how)  # type: ignore[arg-type]
        assert result.exit == 0, result
        return result.out


@pytest.fixture
def kit(tmp_path: Path) -> Session:
    """Run the program in a home where nobody is known yet."""
    return Session(tmp_path)


def peopled(kit: Session) -> Session:
    """Add a few people and what was said with them."""
    kit.ok("add", "Ana Lima", "--every", "2w", "--tag", "berlin", "--birthday", "24 nov 1990")
    kit.ok("add", "Bob Stone", "--every", "1mo", "--nick", "Bobby", "--tag", "family")
    kit.ok("add", "Sam Okafor", "--tag", "work")
    kit.ok("add", "Ruth Stone", "--nick", "Grandma", "--every", "1w", "--tag", "family")
    kit.ok("add", "Tom Stone")
    kit.ok("log", "30 oct: coffee with Ana, Berlin move is on")
    kit.ok("done", "bob", "--on", "2026-10-20")
    kit.ok("done", "grandma", "--on", "2026-11-13", "--kind", "call")
    kit.ok("note", "bob", "new job at Acme")
    kit.ok("remind", "sam", "thu", "send the book list")
    return kit


@pytest.fixture(scope="session")
def known_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home with a few people, to be copied: making a store takes a second."""
    return peopled(Session(tmp_path_factory.mktemp("known"))).home


@pytest.fixture
def known(tmp_path: Path, known_home: Path) -> Session:
    """Run the program in a home with Ana, Bob, Sam, Grandma and Tom."""
    copytree(known_home, tmp_path, dirs_exist_ok=True)
    return Session(tmp_path)
