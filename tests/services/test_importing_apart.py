"""Large files are read by a process of their own, which tells and fails as a reader here does."""

from __future__ import annotations

import io
import os
import pickle
import sys
from typing import TYPE_CHECKING

import pytest

from keepintouch import formats
from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.points import normalised
from keepintouch.formats.drafts import PersonDraft, ReadOptions
from keepintouch.services import importing
from keepintouch.services.importing import apart
from keepintouch.services.importing.fields import prepared
from keepintouch.services.importing.sources import Source

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from conftest import Book

CARD = """BEGIN:VCARD
VERSION:3.0
UID:{0}
FN:Ana {0}
EMAIL:{0}@example.org
BDAY:19{0}-02-28
END:VCARD
"""
DYING = """
import os
from keepintouch.formats.drafts import PersonDraft
def read(stream, options):
    for number in range(300):
        yield PersonDraft(f"Ana {number}")
    os._exit(9)
"""
TALKING = """
from keepintouch.formats.drafts import PersonDraft
def read(stream, options):
    print("a word too many")
    yield PersonDraft("Ana")
"""


def job(path: Path, form: str | formats.Format = "vcard") -> apart.Job:
    chosen = formats.named(form) if isinstance(form, str) else form
    source = Source(str(path), str(path), path.stat().st_size, given=True)
    return apart.Job(source, chosen, ReadOptions(), normalised)


def written(folder: Path, module: str, text: str) -> formats.Format:
    """Put a reader where the other process finds it, as a distribution of somebody else would."""
    (folder / f"{module}.py").write_text(text)
    return formats.Format(module, module, (), (), module)


def told(
    asked: apart.Job, seen: list[tuple[int, int]] | None = None
) -> Generator[object, None, None]:
    found = apart.read(asked, None if seen is None else lambda *each: seen.append(each))
    assert found is not None
    return found


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    path = tmp_path / "cards.vcf"
    path.write_text("".join(CARD.format(each % 90 + 10) for each in range(1_100)) + "FN:Bob\n")
    return path


def test_another_process_tells_what_a_reader_here_does(cards: Path) -> None:
    seen: list[tuple[int, int]] = []
    asked = job(cards)
    with cards.open("rb") as stream:
        here = list(asked.format.reader().read(stream, asked.options))
    assert list(told(asked, seen)) == [
        prepared(each, normalised) if isinstance(each, PersonDraft) else each for each in here
    ]
    assert len(here) > 2 * apart.BATCH
    assert seen[-1] == (cards.stat().st_size,) * 2


def test_what_a_reader_raises_is_raised_here(tmp_path: Path) -> None:
    path = tmp_path / "no.vcf"
    path.write_text("nothing\n")
    with pytest.raises(UnreadableError) as caught:
        list(told(job(path)))
    assert caught.value.message == "this is no vCard: there is no BEGIN:VCARD in it."


def test_a_process_that_dies_is_one_clear_sentence(
    tmp_path: Path, cards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(UnreadableError, match=r"has ended, .* Nothing was imported\."):
        list(told(job(cards, written(tmp_path, "dying", DYING))))


def test_what_a_reader_prints_is_none_of_what_it_tells(
    tmp_path: Path, cards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    asked = job(cards, written(tmp_path, "talking", TALKING))
    assert [each.name for each in told(asked)] == ["Ana"]


@pytest.mark.parametrize("program", ["/nonexistent/python", "/bin/true", "/bin/cat"])
def test_a_process_that_does_not_come_up_leaves_the_reading_to_this_one(
    cards: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert apart.read(job(cards), None) is None


def test_nobody_listening_ends_the_process(cards: Path) -> None:
    found = told(job(cards))
    next(found)
    child = found.gi_frame.f_locals["child"]
    found.close()
    assert child.returncode is not None


def test_an_answer_is_drafts_and_how_far_it_came(cards: Path) -> None:
    asked, out = io.BytesIO(pickle.dumps(job(cards))), io.BytesIO()
    apart.answer(asked, out)
    out.seek(0)
    assert out.readline() == apart.READY
    first = pickle.load(out)  # noqa: S301 - it was made here
    assert len(first.drafts) == apart.BATCH
    assert 0 < first.done <= cards.stat().st_size


@pytest.mark.parametrize("grown", [False, True])
def test_only_a_large_file_of_its_own_is_worth_it(tmp_path: Path, *, grown: bool) -> None:
    path = tmp_path / "cards.vcf"
    path.write_bytes(b"x" * (apart.LARGE - 1 + grown))
    source = job(path).source
    assert apart.is_worth_it(source) == (grown and (os.cpu_count() or 1) > 1)
    assert not apart.is_worth_it(source._replace(member="cards.vcf"))


def test_a_large_file_is_taken_in_whole_and_once(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    note = "a long memory " * 2_000
    rows = [f"Ana {number},a{number}@example.org,{note}" for number in range(200)]
    path.write_text("\n".join(["Name,E-mail,Notes", *rows]))
    assert path.stat().st_size > apart.LARGE
    result, again = (importing.run(book.store, [str(path)], today=book.today) for _ in range(2))
    assert (result.new, result.notes, result.problems) == (200, 200, ())
    assert (again.new, again.unchanged, again.notes) == (0, 200, 0)
