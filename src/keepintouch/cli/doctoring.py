"""What `kit doctor` looks at, and where everything is."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.cli import folders, shells, timer
from keepintouch.domain.errors import KitError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.cli.kit import Kit


class Finding(NamedTuple):
    """One thing that was looked at: `state` is `ok`, `none`, `missing` or `wrong`."""

    what: str
    state: str
    about: str


def title() -> str:
    """Return the versions of kit, Python and SQLite, and the system."""
    import sqlite3

    from keepintouch import __version__

    python = ".".join(str(part) for part in sys.version_info[:3])
    return f"kit {__version__} · Python {python} · SQLite {sqlite3.sqlite_version} · {sys.platform}"


def places(kit: Kit) -> list[tuple[str, str]]:
    """Return where everything is; a server's password is never shown."""
    from keepintouch.store import backups

    kit.excused_settings()
    found = [("store", masked(kit.place))]
    if not kit.store.on_server:
        found.append(("copies", backups.folder_of(kit.place)))
    return [
        *found,
        ("settings", folders.config_file(kit.env)),
        ("state", folders.state_folder(kit.env)),
    ]


def looked_at(kit: Kit) -> Iterator[Finding]:
    """Yield everything that was looked at."""
    wrong = kit.excused_settings()
    yield _store(kit)
    if not kit.store.on_server:
        yield _backups(kit)
    yield _config(kit, wrong)
    yield _terminal(kit)
    yield _completion(kit)
    yield _daily(kit)


def masked(place: str) -> str:
    """Return a place without the password that a server's URL may hold."""
    scheme, slashes, rest = place.partition("://")
    if not slashes or "@" not in rest:
        return place
    user, _, host = rest.rpartition("@")
    name, colon, _ = user.partition(":")
    return f"{scheme}://{name}{':***' if colon else ''}@{host}"


def _store(kit: Kit) -> Finding:
    from keepintouch.render.copies import size

    place = folders.short(masked(kit.place), kit.env)
    if not kit.store.exists:
        return Finding("store", "none", f"{place}: the first change makes it")
    try:
        with kit.store.reading() as connection:
            (people,) = connection.row("SELECT count(*) FROM contact") or (0,)
    except KitError as error:
        return Finding("store", "wrong", error.message)
    if kit.store.on_server:
        return Finding("store", "ok", f"{place} · {people} people")
    about = f"{place} · {people} people · {size(os.path.getsize(kit.place))}"
    if os.stat(kit.place).st_mode & 0o077:
        return Finding("store", "wrong", f"{about} · others can read it: chmod 600 {kit.place}")
    return Finding("store", "ok", about)


def _backups(kit: Kit) -> Finding:
    from keepintouch.render.steps import ago
    from keepintouch.services import keeping

    found = keeping.copies(kit.store)
    if not found:
        return Finding("backups", "none", "the first comes by itself on the second day of use")
    newest = ago(found[0].at.isoformat(), kit.world.now())
    return Finding("backups", "ok", f"newest {newest}, {len(found)} kept")


def _config(kit: Kit, wrong: str) -> Finding:
    path = folders.config_file(kit.env)
    if wrong:
        return Finding("config", "wrong", wrong)
    if not os.path.exists(path):
        return Finding("config", "none", "defaults in use (kit config edit)")
    return Finding("config", "ok", folders.short(path, kit.env))


def _terminal(kit: Kit) -> Finding:
    out = kit.console.out
    if not out.tty:
        return Finding("terminal", "none", "the output is not a terminal")
    colour = "colours" if out.look.colour else "no colours"
    return Finding(
        "terminal", "ok", f"{out.look.width} by {out.look.height}, {out.encoding}, {colour}"
    )


def _completion(kit: Kit) -> Finding:
    name = shells.current(kit.env)
    shell = shells.shells(kit.env).get(name)
    if shell is None:
        return Finding("completion", "none", "kit completes in bash, zsh, fish and PowerShell")
    if os.path.exists(shell.file):
        return Finding("completion", "ok", folders.short(shell.file, kit.env))
    return Finding("completion", "missing", f"{name}: kit completion install")


def _daily(kit: Kit) -> Finding:
    if all(os.path.exists(each) for each in timer.paths(kit.env)):
        return Finding("daily", "ok", "a reminder each morning")
    return Finding("daily", "none", "no reminder (kit daily on 08:30)")
