"""Damaged vCards never stop a reading: each is read, named as a problem, or refused."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from mutations import RUNS, mutated
from vcards import contact_of, everything, people, written

from keepintouch.domain.errors import KitError
from keepintouch.formats.contentline import dump, parse
from keepintouch.formats.rawtext import to_bytes
from keepintouch.formats.vcard import patch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from keepintouch.formats.drafts import PersonDraft


@pytest.fixture(scope="module")
def files(fixtures: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((fixtures / "vcard").iterdir())]


@pytest.mark.no_cover
def test_a_damaged_file_is_read_or_refused_and_its_lines_come_back(files: list[bytes]) -> None:
    for seed in range(RUNS):
        data = mutated(files[seed % len(files)], seed)
        started = time.perf_counter()
        assert dump(parse(data)) == data, seed
        try:
            drafts = everything(data)
        except KitError:
            continue
        assert time.perf_counter() - started < 2, seed
        assert drafts, seed
        for draft in drafts:
            for text in texts(draft):
                assert "\0" not in text.encode().decode(), seed


def texts(value: object) -> Iterator[str]:
    """Yield every text in a draft, which a database must be able to hold."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)


@pytest.mark.no_cover
def test_a_damaged_card_goes_back_as_it_stood_and_out_as_one(files: list[bytes]) -> None:
    for seed in range(RUNS // 5):
        data = mutated(files[seed * 7 % len(files)], seed)
        try:
            found = people(data)
        except KitError:
            continue
        for draft in found:
            check(draft, seed)


def check(draft: PersonDraft, seed: int) -> None:
    assert draft.raw
    contact = contact_of(draft, raw=True)
    if draft.raw.count("MEMBER") == 0 and not draft.tags:
        assert to_bytes(patch(draft.raw, contact, draft.notes)) == to_bytes(draft.raw), seed
    for version in (None, "3.0", "4.0"):
        (again,) = people(written(contact, notes=draft.notes, version=version))
        assert again.name == draft.name, seed
        assert set(again.notes) == set(draft.notes), seed
        assert len(again.points) == len(draft.points), seed
