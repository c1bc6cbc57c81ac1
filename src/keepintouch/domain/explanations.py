"""What stands behind `kit why NAME`: every number that decides, and what would change it."""

from __future__ import annotations

from datetime import date
from math import ceil

from keepintouch.domain import spans
from keepintouch.domain.cadence import Cadence
from keepintouch.domain.daywords import echo, relative
from keepintouch.domain.intervals import EXPLICIT, LEARNED_FROM, LONGEST, SHORTEST, prior
from keepintouch.domain.priority import SHOWN_FACTOR, Candidate
from keepintouch.domain.reasons import near, occasion, promise, why
from keepintouch.domain.scoring import SHORTEST_WINDOW, Rhythm, due_line, score
from keepintouch.domain.standing import standing
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.domain.reasons import Case
    from keepintouch.domain.standing import Facts

Line = tuple[str, str]
HIDING = {
    "archived": "archived people are in nothing but search",
    "paused": "paused people wait until the pause is over",
    "snoozed": "snoozed people wait for their day",
    "faded": "most likely over, so not asked for: kit drift",
}
WHOSE = {
    "contact": "set for this person",
    "default": "the default, as nothing else is set or learned",
}


def explain(case: Case) -> tuple[Line, ...]:
    """Return (label, value) lines: the verdict first, then what it rests on."""
    return (
        *_verdict(case),
        *_interval(case),
        *_history(case),
        *_learned(case),
        *_signals(case),
        *_changes(case),
    )


def _verdict(case: Case) -> Iterator[Line]:
    listed = "on the list" if case.signals.asks else "not on the list"
    yield "today", f"{listed}: {why(case)}"
    status, over = case.standing.status, case.standing.days_over
    hidden = HIDING.get(status)
    if hidden:
        yield "status", f"{status}: {hidden}"
    else:
        yield "status", status if over is None else _status(status, over)


def _status(status: str, over: int) -> str:
    if over > 0:
        return f"{status}, {spans.over(over)}"
    when = f"due {spans.over(over)}"
    return when if status == "due" else f"{status}, {when}"


def _interval(case: Case) -> Iterator[Line]:
    rule = case.standing.interval
    if rule.cadence is None:
        bounds = f"never below {SHORTEST} days nor above {LONGEST}"
        yield "interval", f"{_days(rule.days)}, learned: the due line, {bounds}"
    else:
        whose = WHOSE.get(rule.source, f"the shortest of the tags' rhythms, from +{rule.tag}")
        length = "" if rule.days is None or rule.cadence.unit == "d" else f" ({_days(rule.days)})"
        yield "interval", f"{rule.cadence.words}{length}, {whose}"
    if case.standing.due_on is not None:
        yield "due", _day(case, case.standing.due_on)


def _history(case: Case) -> Iterator[Line]:
    rhythm, elapsed = case.facts.rhythm, case.standing.elapsed
    if rhythm.last_day is None or rhythm.first_day is None or elapsed is None:
        yield "last touchpoint", "none yet"
        return
    ago = relative(date.fromordinal(rhythm.last_day), date.fromordinal(case.on))
    yield "last touchpoint", f"{_day(case, rhythm.last_day)}, {ago}"
    if elapsed != max(0, case.on - rhythm.last_day):
        yield "silence", f"{_days(elapsed)}, the pause left out"
    yield "contact days", f"{rhythm.k} since {_day(case, rhythm.first_day)}"


def _learned(case: Case) -> Iterator[Line]:
    rhythm = case.facts.rhythm
    if not rhythm.k:
        return
    mu0 = prior(case.facts, case.mu0)
    found = score(rhythm, elapsed=case.standing.elapsed or 0, mu0=mu0)
    if rhythm.k < LEARNED_FROM:
        yield "learned", f"a hint only, until there are {LEARNED_FROM} contact days"
    yield "usual gap", f"{spans.every(found.usual)} or so (m {found.usual:.1f} days)"
    yield "spread", f"{_regularity(found.spread)} (s {found.spread:.2f})"
    line = due_line(rhythm, mu0, case.facts.rules.odds)
    yield "due line", f"{_days(ceil(line))}: longer than most of your gaps"
    yield "late", f"{found.late:.0%} of your gaps are likely shorter than this silence"
    yield "alive", f"{found.alive:.0%} likely that the rhythm has not ended"
    window = spans.words(round(max(SHORTEST_WINDOW, 2 * found.due_line)))
    yield (
        "warmth",
        f"{found.warmth:.0f}: the chance in 100 to be in touch again within {window} by itself",
    )
    yield "next 30 days", f"{found.p_contact:.0%} likely to be in touch by itself"


def _regularity(spread: float) -> str:
    for limit, word in ((0.45, "very regular"), (0.7, "regular"), (1.0, "changing")):
        if spread < limit:
            return word
    return "irregular, or little known"


def _signals(case: Case) -> Iterator[Line]:
    signals = case.signals
    yield "rhythm", _beside(signals.rhythm, [_rhythm(case)])
    days = [occasion(each) for each in near(case.days, case.lead)]
    on_the_day = ["on the list on the day itself"] if days and not signals.asks else []
    yield "date", _beside(signals.date, days + on_the_day)
    yield "promise", _beside(signals.promise, [promise(each) for each in case.promises])
    yield "importance", f"{case.importance}, x {case.facts.rules.weights.of(case.importance)}"
    if case.shown and signals.asks and not signals.must:
        yield (
            "rotation",
            f"shown on {case.shown} of 7 days without a word, x {SHOWN_FACTOR**case.shown:.2f}",
        )
    if signals.must:
        yield "must", "shown whatever the day's limit is"
    yield "score", f"{_points(case, case.importance):.0f} of 100"


def _rhythm(case: Case) -> str:
    if not case.signals.rhythm:
        return "most likely over" if case.standing.status == "faded" else "it does not ask yet"
    rising = ".75 on the due day, then rising"
    learned = case.standing.interval.source == "learned"
    return f"{rising}, x alive" if learned else rising


def _points(case: Case, importance: str) -> float:
    weights = case.facts.rules.weights
    return Candidate("", "", case.signals, 0, importance, case.shown, weights).points


def _changes(case: Case) -> Iterator[Line]:
    """Say what a touchpoint today, a rhythm of one's own or more importance would do."""
    if case.standing.status == "archived":
        yield "would change it", "bringing them back"
        return
    touched = _touched(case)
    if touched is not None:
        yield "would change it", f"a touchpoint today: next due {_due(case, touched)}"
    days = case.standing.interval.days
    if case.standing.interval.source not in EXPLICIT:
        yield "would change it", "a rhythm set by you: it always wins over this one"
    elif days is not None:
        slower = case.facts._replace(cadence=Cadence(2 * days, "d"))
        yield "would change it", f"a rhythm half as fast: due {_due(case, slower)}"
    if case.signals.asks and case.importance != "inner":
        yield "would change it", f"importance inner: score {_points(case, 'inner'):.0f}"


def _touched(case: Case) -> Facts | None:
    """Return the facts after a touchpoint today; None when there is one already."""
    rhythm = Rhythm.from_row(case.facts.rhythm.as_row())
    if rhythm.last_day is not None and rhythm.last_day >= case.on:
        return None
    rhythm.add(case.on, paused=case.facts.paused)
    return case.facts._replace(rhythm=rhythm, snoozed_until=None)


def _due(case: Case, facts: Facts) -> str:
    due_on = standing(facts, on=case.on, mu0=case.mu0).due_on
    return "never" if due_on is None else _day(case, due_on)


def _beside(share: float, words: list[str]) -> str:
    return f"{share:.2f}" if not words else f"{share:.2f}: {'; '.join(words)}"


def _days(days: int | None) -> str:
    return "never" if days is None else "1 day" if days == 1 else f"{days} days"


def _day(case: Case, ordinal: int) -> str:
    return echo(date.fromordinal(ordinal), date.fromordinal(case.on))
