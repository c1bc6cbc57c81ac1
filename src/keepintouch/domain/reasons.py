"""The one warm sentence that says why somebody is on the list, or is not."""

from __future__ import annotations

from keepintouch.domain import spans
from keepintouch.domain.priority import (
    BELATED_DAYS,
    LEAD_DAYS,
    Signals,
    date_signal,
    promise_signal,
)
from keepintouch.domain.scoring import due_line, usual_gap
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from keepintouch.domain.standing import Facts, Standing


class Promised(NamedTuple):
    """A follow-up: its words, and by how many days it is over (negative: still to come)."""

    text: str
    days_over: int


class Coming(NamedTuple):
    """A birthday or other day: its kind, the days until it, and the years it makes, if known."""

    kind: str
    days_until: int
    years: int | None = None


class Case(NamedTuple):
    """Everything that decides about one contact on the day `on` (an ordinal)."""

    facts: Facts
    standing: Standing
    on: int
    mu0: float
    signals: Signals = Signals()
    promises: tuple[Promised, ...] = ()
    days: tuple[Coming, ...] = ()
    importance: str = "normal"
    shown: int = 0
    lead: int = LEAD_DAYS


def reason(case: Case) -> str:
    """Return the main reason: `follow-up`, `occasion`, `cadence` or (learned) `rhythm`."""
    promises = [promise_signal(each.days_over) for each in case.promises if each.days_over >= 0]
    days = [date_signal(each.days_until) for each in case.days if _has_come(each)]
    own = 0.0 if case.signals.must else case.signals.rhythm
    weights = {
        "occasion": max(days, default=0.0),
        "follow-up": max(promises, default=0.0),
        _own(case): own,
    }
    best = max(weights, key=lambda word: weights[word])
    return best if weights[best] > 0 else _own(case)


def why(case: Case) -> str:
    """Return one sentence: the main reason first, then whatever else speaks for them."""
    parts = {
        "follow-up": _promises(case),
        "occasion": "; ".join(occasion(each) for each in near(case.days, case.lead)),
        _own(case): rhythm(case),
    }
    if not case.standing.is_due and (parts["follow-up"] or parts["occasion"]):
        del parts[_own(case)]
    first = reason(case)
    ordered = sorted(parts.items(), key=lambda part: part[0] != first)
    return "; ".join(words for _, words in ordered if words)


def near(days: tuple[Coming, ...], lead: int = LEAD_DAYS) -> list[Coming]:
    """Return the days that are worth a word, the most pressing first."""
    told = [each for each in days if date_signal(each.days_until, lead)]
    return sorted(told, key=lambda each: (-date_signal(each.days_until, lead), each.kind))


def promise(promised: Promised) -> str:
    """Return `promised “send photos” for tomorrow`, or how long that is over."""
    text = " ".join(promised.text.split())
    if promised.days_over > 0:
        return f"promised “{text}”, {spans.over(promised.days_over)}"
    when = spans.over(promised.days_over)
    return f"promised “{text}” {when if when.startswith('in ') else 'for ' + when}"


def occasion(coming: Coming) -> str:
    """Return `birthday in 5 days, turns 40`, `anniversary today, 6 years`, …."""
    until, years = coming.days_until, coming.years
    kind = " ".join(coming.kind.split())
    when = spans.ago(-until) if until < 0 else spans.over(-until)
    if years is None or years < 1:
        return f"{kind} {when}"
    if kind == "birthday":
        return f"{kind} {when}, {'turned' if until < 0 else 'turns'} {years}"
    return f"{kind} {when}, {years} {'year' if years == 1 else 'years'}"


def rhythm(case: Case) -> str:
    """Return what the rhythm is and how long the silence, as `every 2 weeks, silent for 3`."""
    standing = case.standing
    if standing.status == "archived":
        return "archived"
    every, elapsed = _every(case), standing.elapsed
    if standing.status in {"paused", "snoozed"}:
        return f"{every}, {standing.status}{_until(case)}"
    if elapsed is None:
        return f"{every}, not in touch yet"
    silence = f"{every}, silent for {_silence(case, elapsed)}"
    if standing.status == "faded":
        return f"{silence}, most likely over"
    if standing.is_due and elapsed < (standing.interval.days or 0):
        return f"{silence}, back from a snooze"
    return f"{silence}{_beyond(case, elapsed)}"


def _own(case: Case) -> str:
    return "rhythm" if case.standing.interval.source == "learned" else "cadence"


def _has_come(coming: Coming) -> bool:
    return -BELATED_DAYS <= coming.days_until <= 0


def _promises(case: Case) -> str:
    """Return the words of the promise that presses most, and how many there are besides."""
    pressing = [each for each in case.promises if promise_signal(each.days_over)]
    if not pressing:
        return ""
    most = promise(max(pressing, key=lambda each: each.days_over))
    return most if len(pressing) == 1 else f"{most}, and {len(pressing) - 1} more"


def _every(case: Case) -> str:
    rule = case.standing.interval
    if rule.cadence is None:
        return f"usually {spans.every(usual_gap(case.facts.rhythm, case.mu0))} or so"
    if not rule.cadence.number:
        return "no rhythm"
    suffix = {"tag": f" for +{rule.tag}", "default": " by default"}.get(rule.source, "")
    return f"{rule.cadence.words}{suffix}"


def _until(case: Case) -> str:
    over = case.standing.days_over
    return "" if over is None or over >= 0 else f", back {spans.over(over)}"


def _silence(case: Case, elapsed: int) -> str:
    """Return the span, without its unit where the cadence has just said it."""
    if elapsed < 1:
        return "less than a day"
    number, unit = spans.measured(elapsed)
    rule = case.standing.interval
    cadence = rule.cadence if rule.source == "contact" else None
    said = cadence is not None and cadence.number > 1 and unit.startswith(cadence.unit)
    return str(number) if said else spans.words(elapsed)


def _beyond(case: Case, elapsed: int) -> str:
    """Say that a learned rhythm's silence is longer than three of four gaps (in truth two of three)."""
    if case.standing.interval.source != "learned":
        return ""
    longest = elapsed >= due_line(case.facts.rhythm, case.mu0)
    return ", longer than most of your gaps" if longest else ""
