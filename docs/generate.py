"""Makes what can be made in the documents: transcripts, the reference, the man page.

`python docs/generate.py` writes them, `--check` fails when one is not as it would be made.
A transcript is a ```console block: each `$ kit …` line is run, in the order of the page,
in a home of its own beside a copy of `examples/`, and what it prints follows it.
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
import sys
import tempfile
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path

from keepintouch.cli.kit import World
from keepintouch.cli.main import main as kit

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FENCE = "```"


class _Stream(io.TextIOWrapper):
    """A stream in memory, which is no terminal."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")

    @property
    def text(self) -> str:
        """Return what was written."""
        self.flush()
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined]


def run(words: list[str], home: Path) -> str:
    """Return what `kit WORDS` prints in a home, errors after answers."""
    env = {"HOME": str(home), "KIT_TODAY": "2026-11-22", "COLUMNS": "80", "PATH": "/usr/bin:/bin"}
    stdin, stdout, stderr = _Stream(), _Stream(), _Stream()
    kit(words, World(env, stdin, stdout, stderr, now=lambda: NOW))
    return stdout.text + stderr.text.replace(str(home), "~")


def with_transcripts(text: str) -> str:
    """Return a page with what its commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        home, work = Path(folder) / "home", Path(folder) / "work"
        home.mkdir()
        shutil.copytree(ROOT / "examples", work)
        lines: list[str] = []
        inside = False
        with chdir(work):
            for line in text.splitlines():
                if line.startswith(FENCE):
                    inside = line == f"{FENCE}console"
                if not inside or line.startswith(FENCE):
                    lines.append(line)
                elif line.startswith("$ kit"):
                    if not lines[-1].startswith(FENCE):
                        lines.append("")
                    lines.append(line)
                    command = line.partition("  #")[0]
                    lines += run(shlex.split(command)[2:], home).rstrip("\n").splitlines()
        return "\n".join(lines) + "\n"


def generated() -> dict[Path, str]:
    """Return what every page should be."""
    return {page: with_transcripts(page.read_text("utf-8")) for page in PAGES}


def main() -> int:
    """Write the pages, or with `--check` say which are not up to date."""
    check = "--check" in sys.argv[1:]
    stale = [
        path
        for path, text in generated().items()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    for path in stale:
        print(f"{'out of date' if check else 'written'}: {os.path.relpath(path, ROOT)}")
        if not check:
            path.write_text(generated()[path], "utf-8")
    if check and stale:
        print("Run `make docs-write` and look at the difference.")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
