"""Was the warmth that kit showed true for one's own people: the replay of one's own history.

On a day every `STEP` days, everybody with two contact days or more is scored from what
was known then; what was shown is compared with what happened within its window. Days of
a pause count for nothing, here as on the list.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right

from keepintouch.domain.errors import UsageError
from keepintouch.domain.pauses import advanced, paused_days
from keepintouch.domain.scoring import (
    SHORTEST_WINDOW,
    Rhythm,
    due_line,
    population,
    score,
)
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from keepintouch.domain.pauses import Pause
    from keepintouch.store import Store

STEP = 7
BURN_IN = 60
FEWEST_ROWS = 100
BANDS = (0, 5, 15, 40, 70, 100)
FIXED_DAYS = 90


class Row(NamedTuple):
    """One person on one past day: the warmth shown, the silence then, and what came true."""

    warmth: float
    elapsed: int
    came: bool


class Band(NamedTuple):
    """All rows whose warmth was in a band: their mean warmth and the share that came true, in 100."""

    low: int
    high: int
    rows: int
    shown: float
    came: float


class Backtest(NamedTuple):
    """How true the warmth was: by band, and how well it ordered people beside plain rules.

    The AUCs are the chance that somebody who came back stood above somebody who did not:
    by warmth, by days since the last contact alone, and by being past 90 days or not.
    `error` is the mean distance between shown and true, in points of 100.
    """

    rows: int
    people: int
    bands: tuple[Band, ...]
    auc: float | None
    auc_recency: float | None
    auc_fixed: float | None
    error: float


def backtest(store: Store, *, today: date) -> Backtest:
    """Replay the store's own history; below 100 rows there is nothing to say, a `UsageError`."""
    days = _days(store, today.toordinal()) if store.exists else {}
    rows = list(_rows(days, _pauses(store) if days else {}, today.toordinal()))
    if len(rows) < FEWEST_ROWS:
        raise UsageError(
            f"there is too little history to judge by: {len(rows)} cases, and it takes"
            f" {FEWEST_ROWS}.",
            attempt=("log for some months, or import where you were in touch: kit help import",),
        )
    bands = tuple(_bands(rows))
    return Backtest(
        rows=len(rows),
        people=sum(len(each) > 1 for each in days.values()),
        bands=bands,
        auc=auc((row.warmth, row.came) for row in rows),
        auc_recency=auc((-row.elapsed, row.came) for row in rows),
        auc_fixed=auc((float(row.elapsed < FIXED_DAYS), row.came) for row in rows),
        error=sum(each.rows * abs(each.shown - each.came) for each in bands) / len(rows),
    )


def auc(scored: Iterable[tuple[float, bool]]) -> float | None:
    """Return the area under the ROC curve, by ranks with ties shared; None with one class only."""
    ordered = sorted(scored)
    positives = sum(came for _, came in ordered)
    negatives = len(ordered) - positives
    if not positives or not negatives:
        return None
    total, at = 0.0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        total += (at + end + 1) / 2 * sum(came for _, came in ordered[at:end])
        at = end
    return (total - positives * (positives + 1) / 2) / (positives * negatives)


def _days(store: Store, today: int) -> dict[str, list[int]]:
    found: dict[str, set[int]] = {}
    with store.reading() as connection:
        for contact_id, day in connection.stream(
            "SELECT contact_id, day FROM participant WHERE counts ORDER BY contact_id, day"
        ):
            if day.toordinal() <= today:
                found.setdefault(contact_id, set()).add(day.toordinal())
    return {contact_id: sorted(days) for contact_id, days in found.items()}


def _pauses(store: Store) -> dict[str, tuple[Pause, ...]]:
    with store.reading() as connection:
        rows = connection.rows(
            "SELECT id, paused_from, paused_until FROM contact WHERE paused_from IS NOT NULL"
        )
    return {
        contact_id: ((start.toordinal(), end.toordinal() if end else None),)
        for contact_id, start, end in rows
    }


def _rows(
    days: dict[str, list[int]], pauses: dict[str, tuple[Pause, ...]], today: int
) -> Iterator[Row]:
    """Yield a row for everybody on each past day that leaves enough time after it."""
    if not days:
        return
    first = min(each[0] for each in days.values())
    rhythms = {contact_id: Rhythm() for contact_id in days}
    done = dict.fromkeys(days, 0)
    for on in range(first + BURN_IN, today, STEP):
        for contact_id, each in days.items():
            upto = bisect_right(each, on)
            for day in each[done[contact_id] : upto]:
                rhythms[contact_id].add(day, paused=pauses.get(contact_id, ()))
            done[contact_id] = upto
        means = [mean for each in rhythms.values() if (mean := each.mean_log_gap) is not None]
        mu0 = population(sum(means), len(means))
        for contact_id, rhythm in rhythms.items():
            if rhythm.k > 1:
                paused = pauses.get(contact_id, ())
                window = int(max(SHORTEST_WINDOW, 2 * due_line(rhythm, mu0)))
                end = advanced(on, window, paused)
                if end is not None and end <= today:  # else it is too early to tell
                    yield _row(rhythm, days[contact_id], (on, end), paused, mu0)


def _row(
    rhythm: Rhythm, days: list[int], window: tuple[int, int], paused: tuple[Pause, ...], mu0: float
) -> Row:
    """Return what was shown on the first day of a window, and whether it came true by the last."""
    on, end = window
    last = rhythm.last_day or on
    elapsed = on - last - paused_days(last, on, paused)
    warmth = score(rhythm, elapsed=elapsed, mu0=mu0).warmth
    after = days[bisect_right(days, on) :]
    return Row(warmth or 0.0, elapsed, bool(after) and after[0] <= end)


def _bands(rows: list[Row]) -> Iterator[Band]:
    for low, high in itertools.pairwise(BANDS):
        found = [row for row in rows if low <= row.warmth < high or row.warmth == high == BANDS[-1]]
        if found:
            shown = sum(row.warmth for row in found) / len(found)
            came = 100 * sum(row.came for row in found) / len(found)
            yield Band(low, high, len(found), shown, came)
