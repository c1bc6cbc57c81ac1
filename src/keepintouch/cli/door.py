"""The plain forms of the daily commands, in front of the parser: they import no Typer."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.cli.kit import Kit

ALIASES = {"l": "log", "d": "done", "s": "show", "ls": "list", "rm": "remove"}
DUE_SWITCHES = {
    "--all": "everybody",
    "--count": "counting",
    "--exit-code": "exit_code",
    "--once": "once",
    "--prompt": "prompt",
}


def opened(kit: Kit, words: Sequence[str]) -> int | None:
    """Run the words if they are a plain form of a daily command; None when they need a parser."""
    verb, rest = ALIASES.get(words[0], words[0]), words[1:]
    if verb == "due" and all(word in DUE_SWITCHES for word in rest):
        from keepintouch.cli import listing

        return listing.due(kit, listing.asked_for(DUE_SWITCHES[word] for word in rest))
    if verb == "complete":
        from keepintouch.cli import completing

        return completing.run(kit, rest)
    if any(word.startswith("-") for word in rest) or not rest:
        return None
    if verb == "log":
        from keepintouch.cli import recording

        return recording.log(kit, " ".join(rest), recording.NO_FLAGS)
    if verb == "done":
        from keepintouch.cli import recording

        return recording.done(kit, rest)
    return None


def today(kit: Kit) -> int:
    """Show the day."""
    from keepintouch.cli import listing

    return listing.today(kit)
