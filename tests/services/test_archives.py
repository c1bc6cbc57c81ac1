"""The sums by which kit knows its own files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from keepintouch.services import archives

EMPTY = sha256().hexdigest()


def test_a_sum_is_of_a_plain_file_that_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("file")
    assert archives.sum_of(str(tmp_path / "file")) == EMPTY
    for name in ("link", "nowhere", "."):
        assert archives.sum_of(str(tmp_path / name)) == ""


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that breaks")
def test_a_file_that_breaks_while_it_is_read_has_no_sum() -> None:
    assert archives.sum_of("/proc/self/mem") == ""


def test_sums_are_read_as_they_were_written_and_the_rest_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "sums"
    path.write_bytes(
        archives.sums_text({"a b.md": "1", "李.md": "2"}.items())
        + b"\xff\n3  ../x\n\nnonsense\n4  a b.md\n"
    )
    assert archives.read_sums(str(path)) == {"a b.md": {"1", "4"}, "李.md": {"2"}}
    assert archives.read_sums(str(tmp_path / "nowhere")) == {}
