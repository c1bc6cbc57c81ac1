"""Drift, plan and backtest: how things stand beyond the day."""

from __future__ import annotations

from keepintouch.domain import spans as spoken
from keepintouch.domain.daywords import MONTH_NAMES
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.answers import Answer
from keepintouch.render.spans import Prose, Table, dim, person
from keepintouch.render.words import brief, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from keepintouch.domain.cadence import Cadence
    from keepintouch.domain.contacts import Contact
    from keepintouch.domain.people import Person
    from keepintouch.render.spans import Block, Screen, Text
    from keepintouch.services.backtesting import Backtest
    from keepintouch.services.capacity import Forecast, Plan, Stretch
    from keepintouch.services.drifting import Drift

SHOWN = 20
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


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


def overload(found: Forecast | None) -> Screen:
    """Say that rhythms ask for more than one does; nothing when it fits."""
    return ["", dim(f"{_asked(found.asked, found.did)}: kit plan")] if found else []


def reconnect(found: Drift | None) -> Screen:
    """Offer somebody who was close once; nothing when nobody has drifted."""
    if found is None:
        return []
    silent = f"close once, silent {spoken.words(found.days)}"
    return ["", dim(f"{brief(found.person.name)}: {silent}. Reconnect? kit drift")]


def slower(who: Person | Contact, to: Cadence) -> Screen:
    """Ask whether somebody's rhythm should be slower."""
    return [dim(f"Put off three times in a row. Slower? kit every {who.slug} {to.typed}")]


def backtest(found: Backtest) -> Answer:
    """Show how often the warmth that was shown came true."""
    return Answer(
        lambda _look: list(_backtest(found)),
        lambda: {
            "schema": "kit.backtest/1",
            "rows": found.rows,
            "people": found.people,
            "auc": _rounded(found.auc),
            "auc_recency": _rounded(found.auc_recency),
            "auc_fixed": _rounded(found.auc_fixed),
            "error": round(found.error, 1),
            "items": [
                {
                    "from": each.low,
                    "to": each.high,
                    "rows": each.rows,
                    "shown": round(each.shown, 1),
                    "came_true": round(each.came, 1),
                }
                for each in found.bands
            ],
        },
    )


def _rounded(auc: float | None) -> float | None:
    return None if auc is None else round(auc, 3)


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
        *_offers(found[0].person.slug),
    ]


def _offers(slug: str) -> Screen:
    """Return what can be done about a drift, said of the first."""
    return [
        Table(
            [
                [dim("call them"), f"kit remind {slug} sat call"],
                [dim("a slower rhythm"), f"kit every {slug} 3mo"],
                [dim("no longer track"), f"kit archive {slug}"],
                [dim("let it go"), f"kit drift --dismiss {slug}"],
            ]
        )
    ]


def _time(first: date, last: date) -> str:
    start, end = _month(first), _month(last)
    return end if start == end else f"{start} to {end}"


def _month(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1][:3]} {day.year}"


def _plan(found: Plan) -> Iterator[Block]:
    asked = _asked(found.asked, found.did)
    about = (
        f"{counted(found.people, 'person', 'people')} with a rhythm, over the last four weeks;"
        f" your limit allows {_number(found.allowed)} a week (due.limit)"
    )
    if not found.stretches:
        fits = "that fits" if not found.gap_left else "no rhythm can be stretched enough"
        yield Prose(f"{asked}: {fits}.")
        yield Prose(dim(about))
        return
    yield Prose(f"{asked}; {_closing(found)}:")
    yield ""
    yield Table([_stretch(each) for each in found.stretches[:SHOWN]])
    more = len(found.stretches) - SHOWN
    yield from [dim(f"  + {more} more: kit plan --json")] if more > 0 else []
    yield ""
    yield Prose(dim(about))
    yield dim("kit plan --apply sets them, as one step that kit undo takes back")


def _asked(asked: float, did: float) -> str:
    week = f"Your rhythms ask for {_number(asked)} conversations a week"
    return f"{week}, you do {_number(did) if did else 'none'}"


def _closing(found: Plan) -> str:
    """Return `stretching these four to every month closes the gap`."""
    number, rhythms = len(found.stretches), {each.to.words for each in found.stretches}
    who = "this one" if number == 1 else f"these {_in_words(number)}"
    to = f" to {rhythms.pop()}" if len(rhythms) == 1 else ""
    if found.gap_left:
        left = f"{_number(found.gap_left)} a week too many are left: pause or archive some"
        return f"stretching {who}{to} helps, but {left}"
    return f"stretching {who}{to} closes the gap"


def _in_words(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _stretch(each: Stretch) -> list[Text]:
    now = each.now.words if each.now else f"about {spoken.every(each.days)}"
    return [person(each.person.name), now, f"→ {each.to.words}"]


def _backtest(found: Backtest) -> Iterator[Block]:
    cases = f"{found.rows:,} times that kit could have been asked"
    yield f"{cases}, about {counted(found.people, 'person', 'people')}. Of the times kit said …"
    yield ""
    rows: list[list[Text]] = [
        [
            f"{each.low} to {each.high}",
            dim(f"(mean {each.shown:.0f})"),
            f"{each.came:.0f} % came true",
            dim(f"{each.rows:,} times"),
        ]
        for each in found.bands
    ]
    yield Table(rows)
    yield ""
    yield f"On average warmth was {found.error:.0f} points of 100 off."
    if found.auc is not None and found.auc_recency is not None and found.auc_fixed is not None:
        yield Prose(
            "Of two people, one who was in touch again and one who was not, kit had the right one"
            f" above in {found.auc:.0%} (AUC); plain days since the last contact in"
            f" {found.auc_recency:.0%}, a fixed interval of 90 days in {found.auc_fixed:.0%}."
        )
