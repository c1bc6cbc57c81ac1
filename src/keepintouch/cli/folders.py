"""Where the store, the configuration and the state are: the XDG places, else the system's own."""

from __future__ import annotations

import os
import sys

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

APP = "keepintouch"
BELOW_HOME = {
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
}
PLATFORM_CALLS = {
    "XDG_CONFIG_HOME": "user_config_dir",
    "XDG_DATA_HOME": "user_data_dir",
    "XDG_STATE_HOME": "user_state_dir",
}


def config_file(env: Mapping[str, str]) -> str:
    """Return the path of the configuration, which need not exist."""
    given = env.get("KIT_CONFIG")
    return (
        _absolute(given, env)
        if given
        else os.path.join(_folder("XDG_CONFIG_HOME", env), "config.toml")
    )


def store_place(env: Mapping[str, str], given: str = "") -> str:
    """Return the path of the store, or the URL of a server's database."""
    place = given or env.get("KIT_DB", "")
    if "://" in place:
        return place
    return _absolute(place, env) if place else os.path.join(_folder("XDG_DATA_HOME", env), "kit.db")


def state_folder(env: Mapping[str, str]) -> str:
    """Return the folder of list memory and logs, which need not exist."""
    return _folder("XDG_STATE_HOME", env)


def short(path: str, env: Mapping[str, str]) -> str:
    """Return a path as people read it, with `~` for their home."""
    home = os.path.join(_home(env), "")
    return f"~/{path.removeprefix(home)}" if path.startswith(home) else path


def _folder(variable: str, env: Mapping[str, str]) -> str:
    """Return kit's folder; as the XDG specification has it, a relative path does not count."""
    base = env.get(variable, "")
    if os.path.isabs(base):
        return os.path.join(base, APP)
    if sys.platform in ("darwin", "win32"):
        import platformdirs

        found: str = getattr(platformdirs, PLATFORM_CALLS[variable])(APP, appauthor=False)
        return found
    return os.path.join(_home(env), BELOW_HOME[variable], APP)


def _home(env: Mapping[str, str]) -> str:
    return env.get("HOME") or os.path.expanduser("~")


def _absolute(path: str, env: Mapping[str, str]) -> str:
    if path == "~" or path.startswith("~/"):
        path = _home(env) + path[1:]
    return os.path.abspath(path)
