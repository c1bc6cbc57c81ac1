"""The month, or any period: what was kept, revived, drifting, lost, new, worth remembering."""

from __future__ import annotations

from keepintouch.domain import spans as spoken
from keepintouch.domain.daywords import MONTH_NAMES, WEEKDAY_NAMES
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.answers import Answer
from keepintouch.render.charts import bar
from keepintouch.render.spans import Beside, Pair, Span, Table, dim, joined, person
from keepintouch.render.words import brief

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from keepintouch.domain.people import Person
    from keepintouch.render.answers import Document
    from keepintouch.render.spans import Block, Screen, Text
    from keepintouch.services.reports import Report
    from keepintouch.services.silences import Silence

REACHED = {"me": "you", "them": "them", "unknown": "unknown"}


def report(found: Report, whose: str) -> Answer:
    """Show what a period was like."""
    return Answer(lambda _look: screen(found, whose), lambda: document(found), rows="")


def screen(found: Report, whose: str) -> Screen:
    """Return the report as people read it."""
    so_far = " so far" if found.period.so_far else ""
    label = f"{found.period.label[:1].upper()}{found.period.label[1:]}"
    blocks: list[Block] = [Pair(f"{label}{so_far}", f"for: {whose}"), ""]
    blocks += [Table(list(_numbers(found)), indent=0), ""]
    lists: list[Screen] = [
        [Span(title, "person"), Table(rows)] for title, rows in _lists(found) if rows
    ]
    blocks += [Beside(lists), ""] if lists else []
    memories = _memories(found)
    blocks += [Span("Worth remembering", "person"), Table(memories), ""] if memories else []
    blocks.append(_months(found))
    return [*blocks, *_advice(found)]


def document(found: Report) -> Document:
    """Return `kit.report/1`."""
    period, previous = found.period, found.previous
    return {
        "schema": "kit.report/1",
        "period": {
            "from": period.since.isoformat(),
            "to": period.until.isoformat(),
            "label": period.label,
        },
        "previous": {"from": previous.since.isoformat(), "to": previous.until.isoformat()},
        "touchpoints": {
            "total": found.total,
            "by_kind": dict(found.by_kind),
            "by_direction": dict(found.by_direction),
            "previous_total": found.previous_total,
        },
        "people": {"total": found.people, "new": found.new_total},
        "on_rhythm": {"kept": found.on_rhythm, "of": found.with_rhythm},
        "most": [{**_who(who), "touchpoints": many} for who, many in found.most],
        "kept": [_who(who) for who in found.kept],
        "revived": [
            {**_who(each.person), "day": each.on.isoformat(), "after_days": each.after}
            for each in found.revived
        ],
        "drifting": [_silence(each) for each in found.drifting],
        "lapsed": [_silence(each) for each in found.lapsed],
        "new": [_who(who) for who in found.new],
        "memories": [
            {"day": each.day.isoformat(), "name": each.name, "text": each.text}
            for each in found.memories
        ],
        "months": [
            {"month": each.first.isoformat()[:7], "touchpoints": each.touchpoints}
            for each in found.months
        ],
    }


def _who(who: Person) -> Document:
    return {"slug": who.slug, "name": who.name}


def _silence(each: Silence) -> Document:
    return {**_who(each.person), "silent_days": each.days}


def _numbers(found: Report) -> Iterator[list[Text]]:
    kinds = " · ".join(f"{kind} {many}" for kind, many in found.by_kind.items())
    yield ["Conversations", str(found.total), _compared(found)]
    if kinds:
        yield ["", "", kinds]
    new = f"{found.new_total} new: {', '.join(who.name for who in found.new)}" if found.new else ""
    yield ["People", str(found.people), new]
    if found.with_rhythm:
        yield ["On rhythm", f"{found.on_rhythm} of {found.with_rhythm}", "who have one"]


def _compared(found: Report) -> str:
    more = found.total - found.previous_total
    if not more:
        return "as many as before"
    return f"{abs(more)} {'more' if more > 0 else 'fewer'} than before"


def _lists(found: Report) -> Iterator[tuple[str, list[list[Text]]]]:
    yield "Most time with", [[person(who.name), str(many)] for who, many in found.most]
    yield (
        "In touch again",
        [
            [person(each.person.name), dim(f"after {spoken.words(each.after)}")]
            for each in found.revived
        ],
    )
    yield (
        "Drifting apart",
        [[person(each.person.name), dim(spoken.words(each.days))] for each in found.drifting],
    )
    yield (
        "Long overdue",
        [[person(each.person.name), dim(spoken.words(each.days))] for each in found.lapsed],
    )
    yield (
        "Who reached out",
        [[REACHED[key], str(many)] for key, many in found.by_direction.items() if many],
    )


def _memories(found: Report) -> list[list[Text]]:
    return [
        [dim(_short(each.day)), person(each.name or ""), brief(each.text)]
        for each in found.memories
    ]


def _months(found: Report) -> Text:
    most = max((each.touchpoints for each in found.months), default=0)
    parts = [
        (f"{MONTH_NAMES[each.first.month - 1][:3]} ", bar(each.touchpoints, most))
        for each in found.months
    ]
    return joined(parts, "  ")


def _advice(found: Report) -> Iterator[Block]:
    if found.drifting:
        who = found.drifting[0]
        yield ""
        yield f"Next:  write to {who.person.name}? It has been {spoken.words(who.days)}.  kit show {who.person.slug}"


def _short(day: date) -> str:
    return f"{WEEKDAY_NAMES[day.weekday()][:3]} {day.day}"
