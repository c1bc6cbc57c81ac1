"""Which day a line is of, where it only hints at one: asked on a terminal, refused in a script."""

from __future__ import annotations

from keepintouch.cli.asking import TRIES
from keepintouch.cli.settling import NOTHING_SAVED
from keepintouch.domain.dates import read_day
from keepintouch.domain.daywords import echo
from keepintouch.domain.errors import CancelledError, NeedsAnswerError, UsageError
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.cli.kit import Kit
    from keepintouch.domain.readings import Reading, Words


def dated(kit: Kit, reading: Reading) -> Reading:
    """Return the reading with its day, asked for where the line only hints at one."""
    if reading.stray:
        return _dated_by_stray(kit, reading, reading.stray)
    if reading.day_problem is None:
        return reading
    if not kit.asker.may_ask:
        raise UsageError(f"{reading.day_problem} {NOTHING_SAVED}", attempt=("kit log --on DATE …",))
    kit.console.note([reading.day_problem])
    return reading._replace(day=_asked_day(kit, reading.day), day_problem=None)


def _dated_by_stray(kit: Kit, reading: Reading, stray: Words) -> Reading:
    day = read_day(stray.text, kit.today, looking="back")
    if not kit.asker.may_ask:
        raise NeedsAnswerError(
            f"“{stray.text}” may be the day you talked: it stands in the middle. {NOTHING_SAVED}",
            attempt=(f"kit log --on {day.isoformat()} …", "kit log --on today …"),
        )
    if not kit.asker.confirm(f"Was it {stray.text}, {echo(day, kit.today)}?", default=True):
        day = reading.day
    return reading._replace(day=day, stray=None)


def _asked_day(kit: Kit, default: date) -> date:
    """Ask for a day until one is given; Enter alone is the one that was read, or today."""
    for _ in range(TRIES):
        said = kit.asker.line(f"Which day?  [{echo(default, kit.today)}]  ").strip()
        try:
            day = read_day(said, kit.today, looking="back") if said else default
        except UsageError as error:
            kit.console.note([error.message])
            continue
        if day <= kit.today:
            return day
        kit.console.note(["That day has not come yet."])
    raise CancelledError(f"no day. {NOTHING_SAVED}")
