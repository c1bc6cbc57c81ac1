"""The morning's reminder: a notification of the desktop, and nothing when nobody is due."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from keepintouch.cli import listing
from keepintouch.domain.errors import KitError
from keepintouch.render.neutral import shown
from keepintouch.render.words import counted

if TYPE_CHECKING:
    from keepintouch.cli.kit import Kit
    from keepintouch.cli.listing import Wanted

SHOWN = 5
TITLE = "kit"


def notify(kit: Kit, wanted: Wanted) -> int:
    """Show a notification if someone is due; where there is no desktop, the list itself."""
    found = listing.found(kit, wanted)
    chosen = [each for each in found.items if each.selected][:SHOWN]
    if not chosen:
        return 0
    names = ", ".join(shown(each.person.name) for each in chosen)
    words = command(f"{counted(found.total, 'person', 'people')} due: {names}")
    if not words or not _ran(kit, words):
        return listing.due(kit, wanted)
    return listing.SOMEONE_IS_DUE if wanted.exit_code else 0


def command(text: str) -> list[str]:
    """Return the words that show a notification; the text is never part of a script."""
    if sys.platform == "darwin":
        script = 'on run argv\ndisplay notification (item 1 of argv) with title "kit"\nend run'
        return ["osascript", "-e", script, text]
    if sys.platform == "win32":
        return []
    return ["notify-send", "--app-name=kit", "--", TITLE, text]


def _ran(kit: Kit, words: list[str]) -> bool:
    import subprocess
    from shutil import which

    program = which(words[0], path=kit.env.get("PATH"))
    if program is None:
        return False
    try:
        done = subprocess.run([program, *words[1:]], check=False, capture_output=True, timeout=10)  # noqa: S603 - fixed words, and a text
    except (OSError, subprocess.TimeoutExpired) as error:
        raise KitError(f"{words[0]} cannot be run.") from error
    return done.returncode == 0
