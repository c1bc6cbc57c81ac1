"""Makes what can be made in the documents: `python -m docs.generate`, or `make docs-write`.

With `--check` nothing is written, and a page that is not as it would be made is an error.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from docs import documents, fresh, manual, reference, topics
from docs.screens import scenes
from docs.transcripts import with_transcripts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[1]
MADE: dict[str, Callable[[], str]] = {
    "docs/json.md": documents.text,
    "docs/reference.md": reference.text,
    "docs/topics.md": topics.text,
    "src/keepintouch/man/kit.1": manual.text,
    "src/keepintouch/store/migrations/fresh.sql": fresh.text,
    "src/keepintouch/store/migrations/fresh_search.sql": fresh.search,
}
"""Pages that are made as a whole."""


def written() -> list[str]:
    """Return the pages that are written by hand, whose transcripts alone are made."""
    found = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    names = (path.relative_to(ROOT).as_posix() for path in found)
    return sorted(name for name in names if name not in MADE)


def stale() -> Iterator[tuple[str, str]]:
    """Yield every page and screen that is not as it would be made now, and what it should be."""
    for name, make in MADE.items():
        if (text := make()) != _kept(name):
            yield name, text
    for name in written():
        if (text := with_transcripts(_kept(name))) != _kept(name):
            yield name, text
    for path, text in scenes.made():
        name = path.relative_to(ROOT).as_posix()
        if text != _kept(name):
            yield name, text


def main() -> int:
    """Write the pages, or with `--check` say which are out of date."""
    check = "--check" in sys.argv[1:]
    found = dict(stale())
    for name, text in found.items():
        print(f"{'out of date' if check else 'written'}: {name}")
        if not check:
            (ROOT / name).parent.mkdir(exist_ok=True)
            (ROOT / name).write_text(text, "utf-8")
    if check and found:
        print("`make docs-write` makes them anew; look at the difference.")
    return int(check and bool(found))


def _kept(name: str) -> str:
    path = ROOT / name
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
