"""Taking the changes of a step back, and making them again, many rows at once."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from operator import itemgetter

from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store import chunks
from keepintouch.store.journal import keyed
from keepintouch.store.tables import TABLES, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from keepintouch.store.chunks import Change
    from keepintouch.store.journal import Step, StepRow

AT_ONCE = 250


def undo(step: Step, row: StepRow) -> None:
    """Take back the changes of `row`, newest first; `step` runs the statements and is not kept."""
    for position, changes in chunks.of_step(step.connection, row.seq, newest_first=True):
        taken = [each for run in _runs(reversed(changes)) for each in _take_back(step, run)]
        chunks.write(step.connection, row.seq, position, taken[::-1])
    step.connection.run("UPDATE step SET state = 'undone' WHERE seq = :seq", seq=row.seq)


def redo(step: Step, row: StepRow) -> None:
    """Make the changes of `row` again, oldest first."""
    for _, changes in chunks.of_step(step.connection, row.seq):
        for run in _runs(changes):
            _make_again(step, run)
    step.connection.run("UPDATE step SET state = 'done' WHERE seq = :seq", seq=row.seq)


def _runs(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Cut changes where the sign or the table changes; no row comes twice in a run of `+` or `-`."""
    for _, run in groupby(changes, key=itemgetter(0, 1)):
        yield list(run)


def _take_back(step: Step, run: list[Change]) -> list[Change]:
    """Reverse changes of one sign; those of inserted rows return with the rows, for redo."""
    sign, name = run[0][:2]
    step.touch(run)
    if sign == "+":
        return _delete(step, TABLES[name], run)
    if sign == "-":
        _insert(step, TABLES[name], [change[3] for change in run])
    else:
        _update(step, TABLES[name], [(change[2], change[4], change[3]) for change in run])
    return run


def _make_again(step: Step, run: list[Change]) -> None:
    sign, name = run[0][:2]
    step.touch(run)
    if sign == "+":
        _insert(step, TABLES[name], [change[3] for change in run])
    elif sign == "-":
        _delete(step, TABLES[name], run)
    else:
        _update(step, TABLES[name], [(change[2], change[3], change[4]) for change in run])


def _insert(step: Step, about: Table, images: list[dict[str, Any]]) -> None:
    rows = [[image[name] for name in about.columns] for image in images]
    step.connection.insert(about.name, about.columns, rows)
    step.count(about.name, images, 1)


def _update(
    step: Step, about: Table, changed: list[tuple[list[Any], dict[str, Any], dict[str, Any]]]
) -> None:
    for key, old, new in changed:
        step.connection.run(about.update(tuple(new)), **new, **keyed(about, key))
        step.count(about.name, [old], -1)
        step.count(about.name, [new], 1)


def _delete(step: Step, about: Table, run: list[Change]) -> list[Change]:
    """Remove rows, and return their changes with the images that they had."""
    taken: list[Change] = []
    places = [about.columns.index(name) for name in about.key]
    for start in range(0, len(run), AT_ONCE):
        batch = run[start : start + AT_ONCE]
        rows = step.connection.take(about, [change[2] for change in batch])
        images = {
            _mark([row[at] for at in places]): dict(zip(about.columns, row, strict=True))
            for row in rows
        }
        step.count(about.name, images.values(), -1)
        taken += [["+", about.name, change[2], images.get(tuple(change[2]))] for change in batch]
    return taken


def _mark(key: list[object]) -> tuple[object, ...]:
    """Return a key by which a row is known, a day as it stands in a chunk."""
    return tuple([each.isoformat() if isinstance(each, date) else each for each in key])
