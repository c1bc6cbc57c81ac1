"""How much has to be typed for “I had coffee with Ana”, Enter included, without a question after it."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Session


@pytest.mark.parametrize(
    ("line", "keys", "kind"),
    [
        ("kit log coffee with ana", 24, "met"),
        ("kit l coffee with ana", 22, "met"),
        ("kit done 1", 11, "talked"),
        ("kit d ana", 10, "talked"),
    ],
)
def test_coffee_with_ana_is_a_few_keys(known: Session, line: str, keys: int, kind: str) -> None:
    (first,) = (row for row in known.ok("--plain", tty=True).splitlines() if row.startswith("1 "))
    assert "Ana Lima" in first
    assert len(f"{line}\n") == keys
    result = known(*shlex.split(line)[1:], typed="")
    assert (result.exit, result.err) == (0, "")
    (newest, *_) = json.loads(known.ok("history", "--json"))["items"]
    assert (newest["day"], newest["kind"], newest["people"]) == (
        known.env["KIT_TODAY"],
        kind,
        ["ana-lima"],
    )
