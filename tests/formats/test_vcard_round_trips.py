"""Every card of the fixtures goes out and comes back, unchanged or made to say something else."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from vcards import contact_of, held, people, written

from keepintouch.domain.errors import KitError
from keepintouch.formats.contentline import parse
from keepintouch.formats.drafts import PersonDraft
from keepintouch.formats.rawtext import to_bytes
from keepintouch.formats.vcard import patch
from keepintouch.formats.vcard_properties import HANDLERS

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

VERSIONS = ("3.0", "4.0")


@pytest.mark.no_cover
def test_every_card_of_the_fixtures_survives_being_written(fixtures: Path) -> None:
    for path in (fixtures / "vcard").iterdir():
        if path.name == "libical-user-cal.vcf":
            continue
        for draft in people(path.read_bytes()):
            for version in (None, *VERSIONS):
                for raw in (True, False):
                    contact = contact_of(draft, raw=raw)
                    (again,) = people(written(contact, notes=draft.notes, version=version))
                    assert held(again) == held(draft), (path.name, version, raw)


def small_people(folder: Path) -> list[PersonDraft]:
    """Return the people of the fixtures that are small enough to try many."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.stat().st_size < 30_000:
            try:
                found += people(path.read_bytes())
            except KitError:
                continue
    return found


def test_an_unchanged_contact_leaves_its_card_as_it_is(fixtures: Path) -> None:
    for draft in small_people(fixtures / "vcard"):
        assert draft.raw
        contact = contact_of(draft._replace(tags=person_of(draft.raw).tags))
        assert patch(draft.raw, contact, draft.notes) == draft.raw


def person_of(text: str) -> PersonDraft:
    (found,) = people(to_bytes(text))
    return found


PARTS = ("prefix", "given", "additional", "family", "suffix")


def said(draft: PersonDraft) -> tuple[Any, ...]:
    """Return what a card says, values of one kind in any order, a name that is its parts once."""
    parts = " ".join(filter(None, (getattr(draft, part) for part in PARTS)))
    if sorted(re.findall(r"\w+", parts)) == sorted(re.findall(r"\w+", draft.name)):
        draft = draft._replace(**dict.fromkeys(PARTS))
    contact = contact_of(draft._replace(**dict.fromkeys(LISTS, ())))
    return contact, *(sorted(map(repr, getattr(draft, each))) for each in LISTS)


LISTS = ("nicknames", "points", "occasions", "tags", "relations", "notes")


def mixed(one: PersonDraft, other: PersonDraft, chance: random.Random) -> PersonDraft:
    """Return a person who has each field of one, of the other, or of both."""
    fields = {}
    for name, mine in one._asdict().items():
        yours = getattr(other, name)
        both = tuple(dict.fromkeys(mine + yours)) if name in LISTS else mine
        fields[name] = chance.choice((mine, yours, both))
    return PersonDraft(**fields)


@pytest.mark.no_cover
def test_any_card_can_be_made_to_say_what_any_others_say(fixtures: Path) -> None:
    found = small_people(fixtures / "vcard")
    chance = random.Random(1)  # noqa: S311 - pairs, not secrets
    for _ in range(400):
        one, other = chance.choice(found), chance.choice(found)
        wanted = mixed(one, other, chance)
        assert one.raw
        text = patch(one.raw, contact_of(wanted), wanted.notes)
        assert said(person_of(text)) == said(wanted), one.raw
        assert foreign(text) == foreign(one.raw)


def foreign(text: str) -> list[bytes]:
    """Return the lines of which we know nothing."""
    known = {*HANDLERS, "X-ABLABEL", "X-ABADR", ""} - {"PHOTO"}
    return [line.raw.strip() for line in parse(to_bytes(text)).lines if line.name not in known]
