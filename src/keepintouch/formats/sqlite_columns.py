"""What the columns of a tracker's people mean: as in any table, and what only programs keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from keepintouch.formats import sqlite_words as words
from keepintouch.formats.csv_columns import Column, columns_of, is_known
from keepintouch.formats.csv_words import tokens
from keepintouch.formats.sqlite_shape import stripped

if TYPE_CHECKING:
    from keepintouch.formats.drafts import ReadOptions
    from keepintouch.formats.sqlite_files import Table
    from keepintouch.formats.sqlite_shape import Shape

MARKS = frozenset(
    ("archived", "active", "deleted", "deceased", "favourite", "photo", "follow_up", "unit")
)
IGNORED = "ignored"


class Meaning(NamedTuple):
    """What one column means: a field of a person, or a mark that a program keeps."""

    column: Column | None = None
    mark: str = ""

    @property
    def target(self) -> str:
        """Return the meaning in the words of `--map`; empty for none."""
        return self.column.target if self.column else self.mark


def meanings(shape: Shape, table: Table, options: ReadOptions) -> tuple[Meaning, ...]:
    """Return what each column of a table of people means; what the user says of it wins."""
    said = _mapping(table, options)
    headers, marks, targets = [], [], []
    for each in table.columns:
        own = stripped(each.name, table.name)
        if each.name in shape.leads(table) and len(own) > 1:
            own = own[:-1]
        mark, target = ("", said[each.name]) if each.name in said else _beyond(own)
        plain = is_known(each.name) and own != ("type",)
        header = each.name if plain and len(own) == len(tokens(each.name)) else " ".join(own)
        headers.append(header)
        marks.append(mark)
        targets.append((header, "" if mark else target))
    pairs = [(header, target) for header, target in targets if target is not None]
    columns = columns_of(headers, pairs)
    return tuple(
        Meaning(None, mark)
        if mark
        else Meaning(None if column and column.field == "uid" else column)
        for column, mark in zip(columns, marks, strict=True)
    )


def _mapping(table: Table, options: ReadOptions) -> dict[str, str]:
    """Return what the user says of columns, by `column` or by `table.column`."""
    said = dict(options.mapping)
    names = {each.name: (f"{table.name}.{each.name}", each.name) for each in table.columns}
    return {
        name: next(said[key] for key in keys if key in said)
        for name, keys in names.items()
        if any(key in said for key in keys)
    }


def _beyond(own: tuple[str, ...]) -> tuple[str, str | None]:
    """Return mark and target of words that headers of tables do not have."""
    means = words.meanings("people").get(" ".join(own), ("",))[0]
    if means in MARKS or means == IGNORED:
        return means, None
    if means:
        return "", means
    return ("", "every") if unit_of(own) else ("", None)


def unit_of(own: tuple[str, ...]) -> str | None:
    """Return the unit that the name of a rhythm counts in, as `cadence_days`; None for no rhythm."""
    rhythm = words.rhythm()
    units = [rhythm.units[word] for word in own if word in rhythm.units]
    nouns = [word for word in own if word in rhythm.nouns]
    rest = [word for word in own if not {word} & (rhythm.nouns | rhythm.noise | {*rhythm.units})]
    if rest or len(units) > 1 or not nouns:
        return None
    return (units or ["d"])[0] if units or nouns[0] in _RHYTHMS else None


_RHYTHMS = frozenset(("cadence", "frequency", "interval", "rhythm", "every"))
