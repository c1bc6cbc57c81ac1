"""The reminder each morning: a user timer of systemd, or an agent of launchd."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from keepintouch.cli.placing import File
from keepintouch.domain.errors import KitError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAME = "kit-daily"
LABEL = "keepintouch.daily"
TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def read_time(text: str) -> tuple[int, int]:
    """Return hour and minute of `08:30`."""
    found = TIME.fullmatch(text.strip())
    if not found:
        raise UsageError(f'"{text}" is no time of day: try 08:30.')
    return int(found[1]), int(found[2])


def files(env: Mapping[str, str], program: str, hour: int, minute: int) -> list[File]:
    """Return the files that make the reminder."""
    if sys.platform == "darwin":
        return [File(_plist(env), _agent(program, hour, minute), f"at {hour:02}:{minute:02}")]
    service = f"""[Unit]
Description=Who is due today

[Service]
Type=oneshot
ExecStart={_quoted(program)} due --notify
"""
    timer = f"""[Unit]
Description=Who is due today, each morning

[Timer]
OnCalendar=*-*-* {hour:02}:{minute:02}
Persistent=true

[Install]
WantedBy=timers.target
"""
    folder = _units(env)
    return [
        File(os.path.join(folder, f"{NAME}.service"), service, "runs: kit due --notify"),
        File(
            os.path.join(folder, f"{NAME}.timer"),
            timer,
            f"{hour:02}:{minute:02}, catches up after sleep",
        ),
    ]


def paths(env: Mapping[str, str]) -> list[str]:
    """Return the files that there are when the reminder is on."""
    if sys.platform == "darwin":
        return [_plist(env)]
    return [os.path.join(_units(env), f"{NAME}.{kind}") for kind in ("service", "timer")]


def commands(env: Mapping[str, str], *, on: bool) -> list[list[str]]:
    """Return the commands that start or stop the reminder."""
    if sys.platform == "darwin":
        return [["launchctl", "load" if on else "unload", _plist(env)]]
    if on:
        reload = ["systemctl", "--user", "daemon-reload"]
        return [reload, ["systemctl", "--user", "enable", "--now", f"{NAME}.timer"]]
    return [["systemctl", "--user", "disable", "--now", f"{NAME}.timer"]]


def start(words: Sequence[Sequence[str]]) -> None:
    """Run the commands; the first that fails says so."""
    import subprocess

    for each in words:
        try:
            done = subprocess.run(list(each), check=False, capture_output=True, text=True)  # noqa: S603 - fixed words
        except OSError as error:
            raise KitError(f"{each[0]} cannot be run: {error.strerror}.") from error
        if done.returncode:
            raise KitError(
                f"{' '.join(each)} failed: {done.stderr.strip() or done.returncode}.",
                attempt=("kit due --once   in your shell's start file instead",),
            )


def supported() -> bool:
    """Say whether there is a timer that kit knows."""
    return sys.platform in ("linux", "darwin")


def _units(env: Mapping[str, str]) -> str:
    config = env.get("XDG_CONFIG_HOME") or os.path.join(env.get("HOME", ""), ".config")
    return os.path.join(config, "systemd", "user")


def _plist(env: Mapping[str, str]) -> str:
    return os.path.join(env.get("HOME", ""), "Library", "LaunchAgents", f"{LABEL}.plist")


def _quoted(program: str) -> str:
    """Quote a path for `ExecStart`, whose percent signs are specifiers."""
    text = program.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{text}"'


def _agent(program: str, hour: int, minute: int) -> str:
    words = "".join(f"<string>{escape(word)}</string>" for word in (program, "due", "--notify"))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>Label</key><string>{LABEL}</string>
<key>ProgramArguments</key><array>{words}</array>
<key>StartCalendarInterval</key><dict>
<key>Hour</key><integer>{hour}</integer><key>Minute</key><integer>{minute}</integer></dict>
</dict></plist>
"""
