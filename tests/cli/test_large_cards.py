"""A card with a large picture is imported whole, in little memory."""

from __future__ import annotations

import base64
import hashlib
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Session

PICTURE = b"\xff\xd8\xff" + random.Random(1).randbytes(6 * 2**20 - 3)  # noqa: S311 - 8 MB in base64
MEGABYTES = 100
KIB = 1024 if sys.platform == "darwin" else 1
PEAK = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
"""Run from a small process: what forks counts as large as whom it was forked from."""


@pytest.mark.parametrize("end", [b"\r\n ", b""], ids=["folded", "in one line"])
def test_a_picture_of_eight_megabytes_takes_less_than_a_hundred(known: Session, end: bytes) -> None:
    text = base64.b64encode(PICTURE)
    lines = end.join(text[at : at + 74] for at in range(0, len(text), 74))
    path = known.home / "ann.vcf"
    path.write_bytes(
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee\r\nPHOTO;ENCODING=b;TYPE=JPEG:"
        + lines
        + b"\r\nEND:VCARD\r\n"
    )
    words = [sys.executable, "-m", "keepintouch", "import", str(path), "--yes"]
    done = subprocess.run(
        [sys.executable, "-c", PEAK, *words],
        env=known.env,
        capture_output=True,
        text=True,
        check=True,
    )
    said, _, peak = done.stdout.strip().rpartition("\n")
    assert said.startswith("✓ 1 added, 0 merged")
    assert int(peak) // KIB // 1024 < MEGABYTES
    with closing(sqlite3.connect(path.parent / ".local/share/keepintouch/kit.db")) as store:
        assert store.execute("SELECT digest, data FROM attachment").fetchall() == [
            (hashlib.sha256(PICTURE).hexdigest(), PICTURE)
        ]
