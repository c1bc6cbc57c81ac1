"""What kit remembers beside the store: the numbers last seen, days shown, hints known, kept words.

It all lies in the state folder, may be deleted at any time, and a folder that cannot be
written is no error: reading a list must not fail for it.
"""

from __future__ import annotations

import os

from keepintouch.domain.errors import UnknownError
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from typing import Any

HOURS = 12
KNOWN_AFTER = 5
SHOWN_DAYS = 8
WEEK = 7


class Row(NamedTuple):
    """What a number stood for: `kind` is `person`, `touchpoint`, `note`, `date`, `follow-up`."""

    kind: str
    id: str


class Memory:
    """The state kept for one store; `now` gives the instant, with its zone."""

    def __init__(self, folder: str, store: str, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._mark = _mark(store)
        self._now = now

    def keep_list(self, rows: Sequence[Row]) -> None:
        """Remember what the numbers of a list on the terminal stand for."""
        self._keep("list", {"at": self._now().timestamp(), "rows": [list(row) for row in rows]})

    def row(self, number: int) -> Row:
        """Return what `number` stood for; no list, or one older than 12 hours, is an error."""
        kept = self._of_store("list")
        rows, at = kept.get("rows"), kept.get("at")
        if not isinstance(rows, list) or not isinstance(at, int | float):
            raise UnknownError(f"there is no list that {number} could belong to.", attempt=("kit",))
        if not 0 <= self._now().timestamp() - at <= HOURS * 3600:
            raise UnknownError(
                f"That list is from {self._day_of(at)}. Run kit again.", attempt=("kit",)
            )
        if not 0 < number <= len(rows):
            raise UnknownError(f"the list you last saw has no {number}.", attempt=("kit",))
        return Row(*rows[number - 1])

    def shown_days(self) -> dict[str, set[int]]:
        """Return on which days (ordinals) people were shown on a terminal, by id."""
        kept = self._of_store("shown")
        return {
            who: {day for day in days if isinstance(day, int)}
            for who, days in kept.items()
            if isinstance(days, list)
        }

    def keep_shown(self, people: Sequence[str], day: int) -> None:
        """Remember that people were shown on `day`; days older than a week are dropped."""
        kept = self.shown_days()
        if all(day in kept.get(who, ()) for who in people):
            return
        for who in people:
            kept.setdefault(who, set()).add(day)
        fresh = {
            who: sorted(each for each in days if 0 <= day - each < SHOWN_DAYS)
            for who, days in kept.items()
        }
        self._keep("shown", {who: days for who, days in fresh.items() if days})

    def forget_shown(self, people: Sequence[str]) -> None:
        """Forget on which days people were shown: something was done about them."""
        kept = self.shown_days()
        if any(who in kept for who in people):
            self._keep(
                "shown", {who: sorted(days) for who, days in kept.items() if who not in people}
            )

    def knows(self, command: str) -> bool:
        """Say whether the user has used a command often enough to need no hint."""
        return int(self._read("used.json").get(command, 0)) >= KNOWN_AFTER

    def count(self, command: str) -> None:
        """Count one use of a command, up to where it matters."""
        used = self._read("used.json")
        if int(used.get(command, 0)) < KNOWN_AFTER:
            self._write("used.json", {**used, command: int(used.get(command, 0)) + 1})

    def keep_words(self, text: str) -> str:
        """Keep words that could not be saved, for `kit log --retry`; return where they are."""
        self._write_text("kept.txt", text)
        return os.path.join(self._folder, "kept.txt")

    def kept_words(self) -> str:
        """Return the words that were kept, or an empty text."""
        return self._read_text("kept.txt")

    def forget_words(self, text: str) -> None:
        """Drop the kept words if these are them: they are saved now."""
        if text and self.kept_words() == text:
            os.unlink(os.path.join(self._folder, "kept.txt"))

    def shown_once(self, day: int) -> bool:
        """Say whether the day's list was printed at a shell's start already, and remember it."""
        if self._read("once.json").get("day") == day:
            return True
        self._write("once.json", {"day": day})
        return False

    def said_lately(self, about: str, day: int) -> bool:
        """Say whether a word about something was said in the week up to `day`."""
        last = self._of_store("said").get(about)
        return isinstance(last, int) and 0 <= day - last < WEEK

    def keep_said(self, about: str, day: int) -> None:
        """Remember that a word about something was said."""
        self._keep("said", {**self._of_store("said"), about: day})

    def snoozes(self, who: str, last_day: int | None) -> int:
        """Count one more snooze of somebody, and return how many there were since `last_day`."""
        kept = self._of_store("snoozed")
        before = kept.get(who)
        number = before[0] if isinstance(before, list) and before[1:] == [last_day] else 0
        self._keep("snoozed", {**kept, who: [number + 1, last_day]})
        return int(number) + 1

    def _day_of(self, at: float) -> str:
        now = self._now()
        day = now.fromtimestamp(at, now.tzinfo).date()
        if day == now.date():
            return "this morning" if at < now.timestamp() else "a later hour"
        from keepintouch.domain.daywords import echo

        return echo(day, now.date())

    def _of_store(self, name: str) -> dict[str, Any]:
        return self._read(f"{name}-{self._mark}.json")

    def _keep(self, name: str, value: object) -> None:
        self._write(f"{name}-{self._mark}.json", value)

    def _read(self, name: str) -> dict[str, Any]:
        text = self._read_text(name)
        if not text:
            return {}
        import json  # brings re, which a pipe's daily commands do without

        try:
            found = json.loads(text)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _read_text(self, name: str) -> str:
        try:
            with open(os.path.join(self._folder, name), "rb") as file:
                return file.read().decode("utf-8", "surrogateescape")
        except OSError:
            return ""

    def _write(self, name: str, value: object) -> None:
        import json

        self._write_text(name, json.dumps(value))

    def _write_text(self, name: str, text: str) -> None:
        path = os.path.join(self._folder, name)
        draft = f"{path}.{os.getpid()}.part"
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            with open(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
                file.write(text.encode("utf-8", "surrogateescape"))
            os.replace(draft, path)
        except OSError:
            return


def _mark(place: str) -> str:
    """Return eight digits that tell stores apart; `zlib` would be a library to load."""
    value = 0
    for byte in place.encode("utf-8", "surrogateescape"):
        value = (31 * value + byte) % 2**32
    return f"{value:08x}"
