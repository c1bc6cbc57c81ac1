"""Every number behind a place on the list, for programs and as one line for people."""

from __future__ import annotations

from keepintouch.domain import spans as spoken
from keepintouch.domain.priority import SHOWN_FACTOR
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.spans import Prose, dim, person
from keepintouch.render.words import counted

if TYPE_CHECKING:
    from keepintouch.domain.reasons import Case
    from keepintouch.domain.scoring import Score
    from keepintouch.render.answers import Document
    from keepintouch.services.planning import Item

NONE_KNOWN = dict.fromkeys(("usual", "spread", "due_line", "late", "alive"))


def terms(case: Case, scored: Score, points: float) -> Document:
    """Return the terms of a score; what is learned is null without a touchpoint."""
    signals, rule = case.signals, case.standing.interval
    learned = {
        "usual": round(scored.usual, 2),
        "spread": round(scored.spread, 4),
        "due_line": round(scored.due_line, 2),
        "late": round(scored.late, 4),
        "alive": round(scored.alive, 4),
    }
    return {
        "score": round(points, 1),
        "signals": {
            "rhythm": round(signals.rhythm, 4),
            "date": round(signals.date, 4),
            "promise": round(signals.promise, 4),
        },
        "importance": case.importance,
        "interval_days": rule.days,
        **(learned if case.facts.rhythm.k else NONE_KNOWN),
    }


def line(number: int, each: Item) -> Prose:
    """Return every term of somebody on the list, in one line (wrapped where it is too long)."""
    told = [_score(each), _interval(each.case), ", ".join(_learned(each))]
    parts = "; ".join(part for part in told if part)
    who = (dim(f"{number}  "), person(each.person.name), f": {parts}")
    return Prose(who, indent=2, hanging=3)


def _score(each: Item) -> str:
    case, signals = each.case, each.case.signals
    weight = case.facts.rules.weights.of(case.importance)
    rotated = case.shown and signals.asks and not signals.must
    tired = f" x {SHOWN_FACTOR**case.shown:.2f} (shown {case.shown} of 7 days)" if rotated else ""
    must = ", shown whatever the limit" if signals.must else ""
    return (
        f"score {each.points:.1f}{must} = 100 x {signals.urgency:.2f}"
        f" (rhythm {signals.rhythm:.2f}, date {signals.date:.2f}, promise {signals.promise:.2f})"
        f" x {weight:g} ({case.importance}){tired}"
    )


def _interval(case: Case) -> str:
    standing = case.standing
    rule = standing.interval
    days = "never" if rule.days is None else f"every {counted(rule.days, 'day')}"
    whose = f"+{rule.tag}" if rule.tag else rule.source
    silent = "no touchpoint" if standing.elapsed is None else f"silent {standing.elapsed}"
    over = standing.days_over
    return f"{days} ({whose}), {silent}{'' if over is None else f', {spoken.over(over)}'}"


def _learned(each: Item) -> list[str]:
    if not each.case.facts.rhythm.k:
        return []
    scored = each.score
    return [
        f"usual gap {scored.usual:.1f} days",
        f"spread {scored.spread:.2f}",
        f"due line {scored.due_line:.1f} days",
        f"late {scored.late:.0%}",
        f"alive {scored.alive:.0%}",
        f"warmth {scored.warmth:.0f}",
    ]
