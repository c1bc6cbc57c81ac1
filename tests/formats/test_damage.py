"""No damage to a file of any format is more than a refusal or a problem, slow, or large."""

from __future__ import annotations

import io
import resource
import sys
import time
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import pytest
from mutations import RUNS, mutated

from keepintouch import formats
from keepintouch.domain.errors import UnreadableError
from keepintouch.formats.drafts import ReadOptions, WriteOptions
from tests.formats.example_store import book

if TYPE_CHECKING:
    from pathlib import Path

    from keepintouch.formats import Format

SECONDS = 2
MEGABYTES = 300
KIB = 1024 if sys.platform == "darwin" else 1
OPTIONS = ReadOptions(own=frozenset({"me@example.org", "me"}), until=date(2026, 11, 22), texts=True)
FRM = b"".join(
    b'{"contact":"Ann Lee","path":"/a/%d.vcf","time":"2026-0%d-04T10:00:00+02:00","note":"Tea"}\n'
    % (at, at)
    for at in range(1, 9)
)
ALPINE = b"".join(
    b"n%d\tForsberg, Lena\tlena@forsberg.example\t\tmet\n   at work\nc%d\tCrew\t(n%d,a@x.org)\n"
    % (at, at, at)
    for at in range(1, 9)
)
OWN_TEST = "sqlite-tracker"
"""Damage to a database's pages is of another kind."""
READ = [each for each in formats.every() if each.reads and each.name != OWN_TEST]


@pytest.fixture(scope="module")
def files(fixtures: Path) -> dict[str, list[bytes]]:
    """Give the files of the fixtures by format, and samples of formats that none of them has."""
    ours = io.BytesIO()
    formats.named("kit").writer().write(book(), ours, WriteOptions())
    found = {"alpine": [ALPINE], "frm": [FRM], "kit": [ours.getvalue()]}
    for path in sorted(each for each in fixtures.rglob("*") if each.is_file()):
        content = path.read_bytes()
        if chosen := formats.find(path.name, content[: formats.HEAD_BYTES]):
            found.setdefault(chosen.name, []).append(content)
    return found


@pytest.mark.no_cover
@pytest.mark.parametrize("chosen", READ, ids=lambda each: each.name)
def test_damage_is_a_refusal_or_a_problem(chosen: Format, files: dict[str, list[bytes]]) -> None:
    whole, reader, before = files[chosen.name], chosen.reader(), peak()
    for seed in range(RUNS):
        damaged = io.BytesIO(mutated(whole[seed % len(whole)], seed))
        began = time.process_time()
        with suppress(UnreadableError):
            for each in reader.read(damaged, OPTIONS):
                repr(each).encode()
        assert time.process_time() - began < SECONDS, seed
    assert peak() - before < MEGABYTES


def peak() -> int:
    """Return the most megabytes that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB // 1024
