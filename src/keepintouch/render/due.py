"""Today and the list of who is due."""

from __future__ import annotations

from datetime import date

from keepintouch.domain import spans as spoken
from keepintouch.domain.daywords import echo, long_echo
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.render.answers import Answer, Hint
from keepintouch.render.spans import Pair, Span, Table, dim, joined, person, told_apart
from keepintouch.render.terms import line, terms
from keepintouch.render.words import brief, counted, heading, names, tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.render.answers import Document
    from keepintouch.render.spans import Block, Screen, Text
    from keepintouch.services.planning import Due, Item, Soon

HINTS = (
    Hint("kit done 1", "done"),
    Hint("kit log …", "log"),
    Hint("kit snooze 2 3d", "snooze"),
    Hint("kit show 3", "show"),
)
OF_DAY = {"birthday": "birthday", "follow-up": "promise"}


class Listing(NamedTuple):
    """How a list is shown: until which day, of which tag, as of a past day, with every term."""

    until: date | None = None
    tag: str | None = None
    past: bool = False
    explain: bool = False


PLAIN = Listing()


def today(due: Due) -> Answer:
    """Show the day: a few people, and what is coming."""
    if not due.anybody:
        return Answer(lambda _look: WELCOME, lambda: document(due))
    hints = HINTS[: 2 + min(len(due.items), 2)] if due.items else ()
    return Answer(lambda _look: today_screen(due), lambda: document(due), hints=hints)


def listed(due: Due, how: Listing = PLAIN) -> Answer:
    """Show everybody due, those of today's limit apart from the rest."""
    return Answer(lambda _look: list_screen(due, how), lambda: document(due))


def number(found: int, *, prompt: bool = False) -> Answer:
    """Show how many are due; in a prompt, nothing when nobody is."""
    lines = [Span(f"♥{found}", word=str(found))] if prompt else [str(found)]
    return Answer(
        lambda _look: lines if found or not prompt else [],
        lambda: {"schema": "kit.count/1", "due": found},
        rows="",
    )


def today_screen(due: Due) -> Screen:
    """Return bare `kit`."""
    blocks: list[Block] = [Pair(heading(due.today), _summary(due)), ""]
    if due.items:
        blocks += [Table(_rows(due.items), right=(0,))]
        blocks += _more(due)
    blocks += _coming(due)
    if not due.total and due.tracked:
        blocks += [
            "",
            f"Nice one: {due.kept} of {counted(due.tracked, 'person', 'people')} on rhythm this month.",
        ]
    return blocks


def list_screen(due: Due, how: Listing = PLAIN) -> Screen:
    """Return `kit due`."""
    title = joined([_title(due, how), how.tag or ""])
    if not due.items:
        return [Pair(title, "all caught up"), *_coming(due)]
    chosen = [each for each in due.items if each.selected]
    rest = [each for each in due.items if not each.selected]
    rows = _rows([*chosen, *rest])
    blocks: list[Block] = [Pair(title, counted(max(due.total, len(rows)), "person", "people")), ""]
    if how.explain:
        blocks += [line(at, each) for at, each in enumerate([*chosen, *rest], 1)]
    else:
        blocks += _parts(rows, len(chosen))
    left = due.total - len(rows)
    if left > 0:
        blocks += ["", dim(f"  + {left} more: kit due --all")]
    return blocks


def _title(due: Due, how: Listing) -> str:
    if how.past:
        return f"Due as of {long_echo(due.today)}"
    return "Due" if how.until is None else f"Due until {echo(how.until, due.today)}"


def document(due: Due) -> Document:
    """Return `kit.due/1`."""
    return {
        "schema": "kit.due/1",
        "today": due.today.isoformat(),
        "items": [item(each) for each in due.items],
        "soon": [row for each in due.soon for row in _soon_items(each)],
    }


def item(each: Item) -> Document:
    """Return one entry of the list as programs read it."""
    standing = each.case.standing
    every = standing.interval.cadence
    return {
        "id": each.person.id,
        "slug": each.person.slug,
        "name": each.person.name,
        "every": every.iso if every and every.number else None,
        "source": standing.interval.source,
        "last": each.last_on.isoformat() if each.last_on else None,
        "due": each.due_on.isoformat() if each.due_on else None,
        "days_over": standing.days_over,
        "tags": list(each.tags),
        "reason": each.reason,
        "why": each.why,
        "warmth": None if each.warmth is None else round(each.warmth),
        "selected": each.selected,
        "last_note": each.last_note,
        **terms(each.case, each.score, each.points),
    }


def _soon_items(soon: Soon) -> list[Document]:
    """Return a coming day as programs read it: once for each whom it concerns."""
    about = {
        "kind": soon.kind,
        "day": soon.day.isoformat(),
        "turns": soon.turns,
        "text": soon.text,
    }
    if not soon.people:
        return [{"slug": None, "name": None, **about}]
    return [{"slug": each.slug, "name": each.name, **about} for each in soon.people]


def _summary(due: Due) -> str:
    if not due.total:
        return "all caught up"
    kinds = [each.kind for each in due.soon]
    for kind, words in OF_DAY.items():
        if kind in kinds:
            return f"{due.total} due · {counted(kinds.count(kind), words)} soon"
    return f"{due.total} due"


def _rows(items: Sequence[Item]) -> list[list[Text]]:
    names = told_apart(each.person for each in items)
    return [
        [dim(str(number)), names[each.person.id], *_row(each)]
        for number, each in enumerate(items, 1)
    ]


def _row(each: Item) -> list[Text]:
    return [
        _when(each),
        _every(each),
        brief(each.last_note) if each.last_note else tags(each.tags),
    ]


def _when(each: Item) -> Span:
    """Return how due somebody is; red when over by more than twice the rhythm."""
    standing = each.case.standing
    over, days = standing.days_over, standing.interval.days
    if not standing.is_due:
        return _reason_of_day(each)
    late = over is not None and days is not None and over > 2 * days
    return Span(spoken.over(over or 0), "error" if late else "due")


def _reason_of_day(each: Item) -> Span:
    """Return what brings somebody on the list whose rhythm does not ask for them."""
    if each.reason == "occasion":
        return Span(_of_day(each), "due")
    if each.reason == "follow-up":
        return Span("follow-up", "due")
    due_on = each.due_on
    return dim(echo(due_on, date.fromordinal(each.case.on)) if due_on else "")


def _of_day(each: Item) -> str:
    """Return `birthday today`, `anniversary 2 days ago`: the nearest of somebody's days."""
    days = sorted(each.case.days, key=lambda day: abs(day.days_until))
    if not days:
        return "a day"
    until = days[0].days_until
    return f"{brief(days[0].kind)} {spoken.over(-until) if until >= 0 else spoken.ago(-until)}"


def _every(each: Item) -> str:
    interval = each.case.standing.interval
    if interval.cadence is not None:
        return interval.cadence.words if interval.cadence.number else ""
    return f"about {spoken.every(interval.days)}" if interval.days else ""


def _parts(rows: list[list[Text]], chosen: int) -> list[Block]:
    if not 0 < chosen < len(rows):
        return [Table(rows, right=(0,))]
    return [Table([*rows[:chosen], [], *rows[chosen:]], right=(0,))]


def _more(due: Due) -> list[Block]:
    left = due.total - len(due.items)
    return ["", dim(f"  + {left} more: kit due")] if left > 0 else []


def _coming(due: Due) -> list[Block]:
    """Return who is next when nobody is due, and the days to come."""
    coming = [(echo(each.due_on, due.today), _next_cells(each)) for each in due.next if each.due_on]
    soon = [(echo(each.day, due.today), [_soon_words(each)]) for each in due.soon]
    wide = max((len(day) for day, _ in coming + soon), default=0)
    tables: list[Block] = [
        Table(_labelled(label, rows, wide), indent=0, right=(0,))
        for label, rows in (("Next", coming), ("Soon", soon))
        if rows
    ]
    return [*([""] if due.items and tables else []), *tables]


def _labelled(label: str, rows: list[tuple[str, list[Text]]], wide: int) -> list[list[Text]]:
    """Return rows with the label before the first, and days that take as many columns in each."""
    return [[label if not at else "", f"{day:{wide}}", *row] for at, (day, row) in enumerate(rows)]


def _next_cells(each: Item) -> list[Text]:
    return [person(each.person.name), _every(each), brief(each.last_note or "")]


def _soon_words(soon: Soon) -> Text:
    who, text = names(soon.people), brief(soon.text or "")
    if soon.kind == "follow-up":
        return ("Follow up with ", *who, f": {text}") if who else text
    if soon.kind == "birthday":
        return (*who, f" turns {soon.turns}" if soon.turns else ": birthday")
    years = f", {counted(soon.turns, 'year')}" if soon.turns else ""
    return (*who, f" · {brief(soon.kind)}{years}")


WELCOME: Screen = [
    "No one here yet. Three ways to start:",
    "",
    Table(
        [
            ["kit log coffee with Ana about the Berlin move", "just write, I'll add Ana"],
            ['kit add "Ana Lima" --every 2w', "add someone first"],
            ["kit import contacts.vcf", "bring your address book"],
        ],
        whole=True,
    ),
    "",
    Table(
        [["kit demo", "look around with made-up people"], ["kit help", "everything"]], whole=True
    ),
]
