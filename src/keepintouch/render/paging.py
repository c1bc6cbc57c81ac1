"""Showing what is taller than the screen in a pager."""

from __future__ import annotations

import shlex

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from keepintouch.render.terminal import Stream

DEFAULT = "less -FIRX"


def pager_command(env: Mapping[str, str], setting: str) -> list[str]:
    """Return the pager's words: KIT_PAGER, the setting, PAGER or less; none on a dumb terminal."""
    if env.get("TERM") == "dumb":
        return []
    chosen = env.get("KIT_PAGER", setting or env.get("PAGER", DEFAULT))
    try:
        words = shlex.split(chosen)
    except ValueError:
        return []
    return [] if words in ([], ["cat"]) else [*words, "-FIRX"] if words == ["less"] else words


def page(lines: Sequence[str], stream: Stream, command: Sequence[str]) -> bool:
    """Show lines in the pager, if they are taller than the screen; say whether it did."""
    if not (stream.tty and command) or len(lines) < stream.look.height:
        return False
    import subprocess

    from keepintouch.render.neutral import encoded

    text = "".join(f"{line}\n" for line in lines)
    try:
        subprocess.run(list(command), input=encoded(text, stream.encoding), check=False)  # noqa: S603 - the user's own words, no shell
    except OSError:
        return False
    return True
