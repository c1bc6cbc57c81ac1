"""The address list in a browser: nothing in it runs, and nothing is fetched."""

from __future__ import annotations

import shutil
import socket
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Session

LONGEST = 60
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--no-first-run", "--virtual-time-budget=2000", "--dump-dom",
)  # fmt: skip


@pytest.fixture
def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("needs Chromium")


def shown(chromium: str, page: Path, home: Path) -> str:
    """Return a page's elements after a browser has loaded it and run what it would run."""
    words = (chromium, *FLAGS, f"--user-data-dir={home / 'chromium'}", page.as_uri())
    done = subprocess.run(words, capture_output=True, text=True, timeout=LONGEST, check=True)
    return done.stdout


def test_an_address_list_runs_and_fetches_nothing(
    kit: Session, chromium: str, tmp_path: Path
) -> None:
    with closing(socket.socket()) as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.1)
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        act = f"document.title='acted';new Image().src='{url}/x'"
        for name, more in (
            (f"<script>{act}</script>", ("--org", f"</style><svg onload={act}>")),
            (f'"><img src={url}/a onerror="{act}">', ("--nick", f"<iframe src={url}/b>")),
            ("{{7*7}}", ("--email", f'a@b" onmouseover="{act}')),
            ("Zoe", ("--nick", f"</title><base href={url}><link rel=stylesheet href={url}/c>")),
        ):
            kit.ok("add", name, *more)
        page = tmp_path / "people.html"
        kit.ok("export", "-o", str(page))
        dom = shown(chromium, page, tmp_path)
        assert "<title>Address list</title>" in dom
        assert dom.count("<article>") == 4
        assert "{{7*7}}" in dom
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_browser_would_fetch_what_were_not_escaped(chromium: str, tmp_path: Path) -> None:
    """What the other test looks for is there to be seen."""
    with closing(socket.socket()) as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(LONGEST)
        page = tmp_path / "page.html"
        page.write_text(
            f"<title>x</title><img src=http://127.0.0.1:{server.getsockname()[1]}/a>"
            "<script>document.title='acted'</script>"
        )
        words = (chromium, *FLAGS, f"--user-data-dir={tmp_path / 'chromium'}", page.as_uri())
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            server.accept()[0].close()
            assert process.stdout
            assert b"<title>acted</title>" in process.stdout.read()
