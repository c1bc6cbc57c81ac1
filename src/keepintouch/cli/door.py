"""The plain forms of the daily commands, in front of the parser: they import no Typer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from keepintouch.cli.kit import Kit


def opened(kit: Kit, words: Sequence[str]) -> int | None:
    """Run the words if they are a plain form of a daily command; None when they need a parser."""
    return None


def today(kit: Kit) -> int:
    """Show today: who is due, what is coming."""
    return 0
