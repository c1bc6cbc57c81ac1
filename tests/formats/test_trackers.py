"""The files of other trackers: what each holds, and that no damage to it is more than a problem."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from keepintouch.formats import find, named
from keepintouch.formats.drafts import (
    FollowUpDraft,
    NoteDraft,
    PersonDraft,
    Problem,
    ReadOptions,
    TouchpointDraft,
)

if TYPE_CHECKING:
    from keepintouch.formats.drafts import Draft

MUTATIONS = 500
FORMAT_OF = {
    "monica/monica-4.1-export-1.json": "monica-json",
    "monica/monica-4.1-export-1.sql": "monica-sql",
    "ldif/tb-basic_ldif_addressbook.ldif": "ldif",
    "ldif/tb-import.ldif": "ldif",
    "abook/abook1.ldif": "ldif",
    "abook/abook1.addressbook": "abook",
    "abook/abook1.csv": "abook-csv",
    "abook/abook1.palm.csv": "palm-csv",
    "abook/abook1.mutt-aliases": "mutt-aliases",
    "orgcontacts/orgvcard-flat-2_1.org": "org-contacts",
    "orgcontacts/orgvcard-flat-3_0.org": "org-contacts",
    "orgcontacts/orgvcard-flat-4_0.org": "org-contacts",
    "bbdb/bbdb1": "bbdb",
    "taskwarrior/task1.json": "taskwarrior",
}


def expected(file: str) -> dict:
    folder, _, name = file.partition("/")
    path = Path(__file__).parent / "expected" / f"{folder}.json"
    return json.loads(path.read_text("utf-8"))[name]


def read(name: str, content: bytes) -> list[Draft]:
    return list(named(name).reader().read(io.BytesIO(content), ReadOptions()))


def summary(drafts: list[Draft]) -> dict:
    """Return what a file says, as a reader of the file would write it down."""

    def count(kind: type) -> int:
        return sum(isinstance(each, kind) for each in drafts)

    return {
        "people": [facts(each) for each in drafts if isinstance(each, PersonDraft)],
        "touchpoints": count(TouchpointDraft),
        "notes": count(NoteDraft),
        "follow_ups": count(FollowUpDraft),
        "problems": count(Problem),
    }


def facts(person: PersonDraft) -> dict:
    def values(field: str) -> list[str]:
        return [point.value for point in person.points if point.field == field]

    return {
        "name": person.name,
        "emails": values("email"),
        "phones": values("phone"),
        "birthday": person.birthday.iso if person.birthday else None,
    }


@pytest.mark.parametrize("file", FORMAT_OF)
def test_a_file_says_what_a_person_reads_in_it(file: str, fixtures: Path) -> None:
    assert summary(read(FORMAT_OF[file], (fixtures / file).read_bytes())) == expected(file)


@pytest.mark.parametrize("file", FORMAT_OF)
def test_a_file_is_known_by_what_it_says_of_itself(file: str, fixtures: Path) -> None:
    found = find("export", (fixtures / file).read_bytes())
    assert found is not None
    assert found.name == FORMAT_OF[file]


def test_no_other_file_is_taken_for_one_of_these(fixtures: Path) -> None:
    ours = set(FORMAT_OF.values())
    taken = {}
    for path in sorted(fixtures.rglob("*.*")):
        file = path.relative_to(fixtures).as_posix()
        if path.is_file() and file not in FORMAT_OF and path.name != "README.md":
            found = find(path.name, path.read_bytes())
            if found is not None and found.name in ours:
                taken[file] = found.name
    assert taken == {}
