"""Real people's days of contact, as the files in the data folder tell them."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Setting(NamedTuple):
    """A data set and how it is looked at: every `step` days, `burn` days after it begins."""

    name: str
    title: str
    step: int
    horizon: int
    burn: int

    @property
    def file(self) -> str:
        """Return the name of its file."""
        return f"{self.name}.csv.gz"


LETTERS = Setting("schnitzler-letters", "Letters of one writer", 91, 365, 3650)
DIARY = Setting("schnitzler-diary", "Diary of one man", 91, 90, 3650)


class History(NamedTuple):
    """Whom one person was in touch with, each with sorted distinct civil days."""

    days: dict[str, list[int]]
    first: int
    last: int


def read(folder: Path, setting: Setting) -> History:
    """Read one writer's history; columns are ego, alter, day, channel, dir, n."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    with gzip.open(folder / setting.file, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["alter"]].add(int(row["day"]))
    every = [day for days in found.values() for day in days]
    return History({who: sorted(days) for who, days in found.items()}, min(every), max(every))
