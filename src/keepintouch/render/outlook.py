"""Drift, plan and backtest: how things stand beyond the day."""

from __future__ import annotations

from keepintouch.domain import spans as spoken
from keepintouch.domain.daywords import MONTH_NAMES
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.answers import Answer
from keepintouch.render.spans import Table, dim, person
from keepintouch.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from keepintouch.render.spans import Block, Screen, Text
    from keepintouch.services.backtesting import Backtest
    from keepintouch.services.capacity import Plan, Stretch
    from keepintouch.services.drifting import Drift


def drift(found: Sequence[Drift]) -> Answer:
    """List who was close once and is silent now."""
    return Answer(
        lambda _look: _drifts(found),
        lambda: {
            "schema": "kit.drift/1",
            "items": [
                {
                    "slug": each.person.slug,
                    "name": each.person.name,
                    "touchpoints": each.met,
                    "from": each.first_on.isoformat(),
                    "to": each.last_on.isoformat(),
                    "silent_days": each.days,
                    "usual_days": round(each.usual, 1),
                    "alive": round(each.alive, 3),
                    "warmth": round(each.warmth),
                }
                for each in found
            ],
        },
    )


def plan(found: Plan) -> Answer:
    """Show what the rhythms ask for, what was done, and what could be slower."""
    return Answer(
        lambda _look: list(_plan(found)),
        lambda: {
            "schema": "kit.plan/1",
            "asked_per_week": round(found.asked, 2),
            "did_per_week": round(found.did, 2),
            "allowed_per_week": round(found.allowed, 2),
            "people": found.people,
            "gap_left": round(found.gap_left, 2),
            "items": [
                {
                    "slug": each.person.slug,
                    "name": each.person.name,
                    "every": each.now.iso if each.now else None,
                    "days": each.days,
                    "to": each.to.iso,
                    "saved_per_week": round(each.saved, 3),
                }
                for each in found.stretches
            ],
        },
    )


def overload(found: Plan) -> Screen:
    """Say that rhythms ask for more than one does; nothing when it fits."""
    if not found.stretches:
        return []
    slower = counted(len(found.stretches), "person", "people")
    return [
        "",
        dim(
            f"Your rhythms ask for {found.asked:.1f} conversations a week, you had"
            f" {found.did:.1f}: slower for {slower} would fit. kit plan"
        ),
    ]


def backtest(found: Backtest) -> Answer:
    """Show how often the warmth that was shown came true."""
    return Answer(
        lambda _look: list(_backtest(found)),
        lambda: {
            "schema": "kit.backtest/1",
            "rows": found.rows,
            "people": found.people,
            "auc": found.auc,
            "auc_recency": found.auc_recency,
            "auc_fixed": found.auc_fixed,
            "error": found.error,
            "items": [
                {
                    "from": each.low,
                    "to": each.high,
                    "rows": each.rows,
                    "shown": each.shown,
                    "came_true": each.came,
                }
                for each in found.bands
            ],
        },
    )


def _drifts(found: Sequence[Drift]) -> Screen:
    if not found:
        return ["Nobody has drifted apart."]
    rows: list[list[Text]] = [
        [
            dim(str(at)),
            person(each.person.name),
            f"silent {spoken.words(each.days)}",
            f"in touch on {counted(each.met, 'day')}, {_time(each.first_on, each.last_on)}",
            dim(f"usually {spoken.every(each.usual)}"),
        ]
        for at, each in enumerate(found, 1)
    ]
    return [
        Table(rows, right=(0,)),
        "",
        dim("Plan a call, set a slower rhythm, or let it go: kit drift --dismiss WHO"),
    ]


def _time(first: date, last: date) -> str:
    start, end = _month(first), _month(last)
    return end if start == end else f"{start} to {end}"


def _month(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1][:3]} {day.year}"


def _plan(found: Plan) -> Iterator[Block]:
    yield Table(
        [
            [
                "Your rhythms ask for",
                f"{found.asked:.1f} conversations a week",
                f"of {counted(found.people, 'person', 'people')}",
            ],
            ["You had", f"{found.did:.1f} a week", "over the last four weeks"],
            ["Your limit allows", f"{found.allowed:.0f} a week", "due.limit"],
        ],
        indent=0,
    )
    yield ""
    if not found.stretches:
        yield "That fits." if not found.gap_left else "No rhythm can be stretched enough."
        return
    yield "It would fit if these were slower:"
    yield Table([_stretch(each) for each in found.stretches])
    yield ""
    yield dim("kit plan --apply sets them, as one step that kit undo takes back")


def _stretch(each: Stretch) -> list[Text]:
    now = each.now.words if each.now else f"about {spoken.every(each.days)}"
    return [person(each.person.name), now, f"→ {each.to.words}"]


def _backtest(found: Backtest) -> Iterator[Block]:
    yield f"{found.rows} times that kit could have been asked, about {counted(found.people, 'person', 'people')}:"
    yield ""
    rows: list[list[Text]] = [
        [
            f"warmth {each.low} to {each.high}",
            f"{each.rows} times",
            f"shown {each.shown:.0f} %",
            f"came true {each.came:.0f} %",
        ]
        for each in found.bands
        if each.rows
    ]
    yield Table(rows)
    yield ""
    yield f"On average it was {found.error:.0f} points off."
    if found.auc is not None and found.auc_recency is not None and found.auc_fixed is not None:
        yield (
            f"Who of two comes back first, it knew in {found.auc:.0%} of cases;"
            f" the days since the last contact alone in {found.auc_recency:.0%},"
            f" a fixed 90 days in {found.auc_fixed:.0%}."
        )
