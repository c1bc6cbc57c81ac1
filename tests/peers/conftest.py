"""Other programs, from their packages: run as their users run them, in a home of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from base64 import b64encode
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError

import pytest

from tests.cli.conftest import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

BIN = Path(sys.executable).parent
LONGEST = 20
NEW_BOOK = b"""<?xml version="1.0"?>
<mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><set><prop>
<resourcetype><collection/><C:addressbook/></resourcetype><displayname>book</displayname>
</prop></set></mkcol>"""


class Home(NamedTuple):
    """A home in which other programs run."""

    path: Path

    def run(self, program: str, *words: str, typed: str = "") -> str:
        """Run a program that must succeed, and return what it printed."""
        env = {
            "HOME": str(self.path),
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
            "PYTHONWARNINGS": "ignore",
        }
        done = subprocess.run(
            [str(BIN / program), *words],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=env,
            cwd=self.path,
            timeout=LONGEST,
            check=False,
        )
        assert done.returncode == 0, (program, words, done.stdout, done.stderr)
        return done.stdout

    def write(self, name: str, text: str) -> Path:
        """Put a file down, with the folders above it."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path


class Server(NamedTuple):
    """A CardDAV server on this machine, and an address book of one user there."""

    url: str
    user: str = "ann"

    def with_book(self, user: str) -> Server:
        """Make an address book for another user."""
        found = self._replace(user=user)
        found.ask("MKCOL", data=NEW_BOOK)
        return found

    def ask(self, method: str, name: str = "", data: bytes | None = None) -> bytes | None:
        """Ask for a card of the book as a telephone does; None when it is not there."""
        request = urllib.request.Request(  # noqa: S310 - our own server's URL
            f"{self.url}/{self.user}/book/{name}", data, method=method
        )
        account = b64encode(f"{self.user}:x".encode()).decode()
        request.add_header("Authorization", f"Basic {account}")
        if data is not None:
            kind = "text/vcard" if method == "PUT" else "text/xml"
            request.add_header("Content-Type", f"{kind}; charset=utf-8")
        try:
            with urllib.request.urlopen(request, timeout=LONGEST) as answer:  # noqa: S310 - as above
                return bytes(answer.read())
        except HTTPError as error:
            error.close()
            if error.code in {404, 410}:
                return None
            raise

    def put(self, name: str, card: str) -> None:
        """Save a card there."""
        self.ask("PUT", name, card.replace("\n", "\r\n").encode())

    def get(self, name: str) -> str:
        """Return a card that is there."""
        card = self.ask("GET", name)
        assert card is not None, name
        return card.decode()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Give other programs a home."""
    return Home(tmp_path)


@pytest.fixture
def kit(home: Home) -> Session:
    """Run kit in the same home."""
    return Session(home.path)


@pytest.fixture(scope="session")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run Radicale."""
    folder = tmp_path_factory.mktemp("radicale")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ("-m", "radicale", "--config", "", "--server-hosts", f"127.0.0.1:{port}")
    more = ("--auth-type", "none", "--storage-filesystem-folder", str(folder / "data"))
    log = (folder / "log").open("wb")
    process = subprocess.Popen([sys.executable, *words, *more], stdout=log, stderr=log)
    try:
        _wait(port, process)
        yield Server(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(LONGEST)
        log.close()


@pytest.fixture
def server(radicale: Server, request: pytest.FixtureRequest) -> Server:
    """Give an empty address book on the server."""
    return radicale.with_book(request.node.name)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        assert process.poll() is None, "Radicale ended"
        with closing(socket.socket()) as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("Radicale does not answer")
