"""Flipped bits and shortened files: told in a sentence, never a riddle, never written over."""

from __future__ import annotations

import io
import os
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from keepintouch import formats
from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import KitError
from keepintouch.domain.standing import Rules
from keepintouch.services import exporting, keeping, looking, planning, remembering, reports
from keepintouch.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Book

TODAY = date(2026, 11, 22)
MANY = "KIT_LONG" in os.environ or "CI" in os.environ
FLIPS = 300 if MANY else 60


def uses(store: Store) -> list[Callable[[], object]]:
    """Return what people do that reads."""
    period = reports.Period(date(2026, 10, 1), date(2026, 10, 31), "")
    return [
        lambda: planning.due(store, today=TODAY),
        lambda: looking.show(store, "ana", today=TODAY),
        lambda: looking.everyone(store, today=TODAY),
        lambda: looking.history(store, None),
        lambda: looking.find(store, "coffee"),
        lambda: reports.report(store, period, today=TODAY),
        lambda: exporting.export(store, formats.named("kit"), io.BytesIO()),
    ]


@pytest.fixture
def whole(file_book: Book) -> bytes:
    """Give the bytes of a store with a little of everything."""
    book = file_book
    for name in ("Ana Lima", "Bob Stone", "Cy Ek"):
        book.add(name, tags=("x",), points=(Point("email", "a@example.org"),), how_met="somewhere")
    for back in range(40):
        book.log("ana", "bob", day=TODAY - timedelta(3 * back), text=f"coffee {back}")
    remembering.note(book.store, ["ana"], "partner is Jo", today=TODAY)
    book.store.close()
    with open(book.store.place, "rb") as file:
        return file.read()


@pytest.mark.no_cover
def test_a_flipped_byte_is_a_sentence_at_worst(whole: bytes, file_book: Book) -> None:
    chance = random.Random(7)  # noqa: S311 - the same bytes each time
    used = [at for at in range(0, len(whole), 64) if any(whole[at : at + 64])]
    refused = 0
    for _ in range(FLIPS):
        at = chance.choice(used) + chance.randrange(64)
        broken = bytearray(whole)
        broken[at] ^= 1 << chance.randrange(8)
        with open(file_book.store.place, "wb") as file:
            file.write(broken)
        store = Store(file_book.store.place, Rules(), backups=False)
        for use in uses(store):
            try:
                use()
            except KitError:
                refused += 1
        try:
            keeping.check(store, today=TODAY)
        except KitError:
            refused += 1
        store.close()
        with open(file_book.store.place, "rb") as file:
            assert file.read() == broken
    assert refused
