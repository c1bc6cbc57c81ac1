"""Who in the store a draft is: looked up for a whole batch at once."""

from __future__ import annotations

import hashlib
from collections import defaultdict

from keepintouch.domain.matching import SAME_NAME, Trait, evidence, is_doubtful, trait
from keepintouch.domain.names import key
from keepintouch.domain.occasions import PartialDate
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.store import known, names
from keepintouch.store.connection import batches, placeholders, well_formed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from keepintouch.formats.drafts import PersonDraft
    from keepintouch.store.protocol import Connection


OUR_LENGTH, OUR_DASHES = 36, 4


class Known(NamedTuple):
    """An imported record that the store remembers: whose it is and what it said."""

    contact_id: str
    raw: str | None
    fields: str | None


class Verdict(NamedTuple):
    """Who a draft is and why; or nobody, with the ids of those it might be."""

    contact_id: str | None
    why: str
    candidates: tuple[str, ...] = ()


NOBODY = Verdict(None, "")


class Roll:
    """The people of the store that a batch of drafts may mean, and those just added."""

    def __init__(self, connection: Connection, source: str) -> None:
        self.connection = connection
        self.source = source
        self.ids: set[str | None] = set()
        self.origins: dict[str, Known] = {}
        self.traits: dict[str, Trait] = {}
        self.taken: dict[str, PersonDraft] = {}
        self.by_normal: dict[str, set[str]] = defaultdict(set)
        self.by_name: dict[str, set[str]] = defaultdict(set)
        self.from_here: set[str] = set()

    def load(self, drafts: Sequence[PersonDraft], ids: Sequence[str]) -> None:
        """Look up, in a few queries, all that these drafts may be."""
        for each in (self.traits, self.taken, self.by_normal, self.by_name, self.from_here):
            each.clear()
        self.load_origins(ids)
        self.ids = {*known.ids(self.connection, "contact", (each for each in ids if is_ours(each)))}
        self.load_normals(each for draft in drafts for each in normals(draft))
        self.load_names(key(draft.name) for draft in drafts)
        candidates = {
            each for found in (*self.by_normal.values(), *self.by_name.values()) for each in found
        }
        self._load_traits(candidates)

    def load_origins(self, ids: Iterable[str]) -> None:
        """Look up records by the ids that their own program gives them."""
        self.origins.clear()
        for batch in batches(ids):
            slots, values = placeholders("id", batch)
            for source_id, *found in self.connection.rows(
                "SELECT source_id, contact_id, raw, fields FROM origin"
                f" WHERE source = :source AND source_id IN ({slots})",
                source=self.source,
                **values,
            ):
                self.origins[source_id] = Known(*found)

    def load_normals(self, found: Iterable[str]) -> None:
        """Look up who is reached by these addresses, numbers and links."""
        for batch in batches(dict.fromkeys(found)):
            slots, values = placeholders("normal", batch)
            for each, contact_id in self.connection.rows(
                f"SELECT normal, contact_id FROM point WHERE normal IN ({slots})", **values
            ):
                self.by_normal[each].add(contact_id)

    def load_names(self, keys: Iterable[str]) -> None:
        """Look up who goes by these names in full."""
        for each, matches in names.matches(self.connection, dict.fromkeys(keys)).items():
            self.by_name[each] |= {
                match.person.id for match in matches if match.level in ("slug", "full")
            }

    def add(self, contact_id: str, draft: PersonDraft, source_id: str) -> None:
        """Remember somebody who was just added or merged, for the drafts that follow."""
        self.origins[source_id] = Known(contact_id, None, None)
        self.from_here.add(contact_id)
        self.traits.pop(contact_id, None)
        self.taken[contact_id] = draft
        for each in normals(draft):
            self.by_normal[each].add(contact_id)

    def who(self, draft: PersonDraft) -> Verdict:
        """Return the one person a draft is and why, or whom it might be.

        A name alone never joins two records of one source: a file that has two people
        of one name means two people.
        """
        if draft.uid in self.ids:
            return Verdict(draft.uid, "same id")
        reached = {each for one in normals(draft) for each in self.by_normal.get(one, ())}
        named = self.by_name.get(key(draft.name), set()) - self.from_here
        if not reached and not named:
            return NOBODY
        mine = _trait_of(draft)
        found = {
            contact_id: why
            for contact_id in reached | named
            if (why := evidence(mine, self._trait(contact_id)))
        }
        strong = {each: why for each, why in found.items() if why != SAME_NAME} or found
        if len(strong) > 1:
            return Verdict(None, "several people it could be", tuple(sorted(strong)))
        for each, why in strong.items():
            if is_doubtful(mine, self._trait(each), why):
                return Verdict(None, "the same name, but no address in common", (each,))
            return Verdict(each, why)
        return NOBODY

    def _trait(self, contact_id: str) -> Trait:
        """Return what tells somebody apart, made when it is asked for: most are nobody's double."""
        if contact_id not in self.traits:
            self.traits[contact_id] = _trait_of(self.taken[contact_id])
        return self.traits[contact_id]

    def _load_traits(self, ids: Iterable[str]) -> None:
        """Look up what tells these people apart, and who came from this source before."""
        for batch in batches(sorted(ids)):
            slots, values = placeholders("id", batch)
            reach: dict[str, list[str]] = defaultdict(list)
            for contact_id, each in self.connection.rows(
                "SELECT contact_id, normal FROM point"
                f" WHERE contact_id IN ({slots}) AND normal IS NOT NULL",
                **values,
            ):
                reach[contact_id].append(each)
            days = {
                contact_id: PartialDate(*parts)
                for contact_id, *parts in self.connection.rows(
                    "SELECT contact_id, year, month, day, text FROM occasion"
                    f" WHERE kind = 'birthday' AND contact_id IN ({slots})",
                    **values,
                )
            }
            for contact_id, name in self.connection.rows(
                f"SELECT id, name FROM contact WHERE id IN ({slots})", **values
            ):
                self.traits[contact_id] = trait(name, reach[contact_id], days.get(contact_id))
            self.from_here |= {
                row[0]
                for row in self.connection.rows(
                    "SELECT contact_id FROM origin"
                    f" WHERE source = :source AND contact_id IN ({slots})",
                    source=self.source,
                    **values,
                )
            }


def is_ours(source_id: str) -> bool:
    """Say whether an id may be one that a store of kit gave."""
    return len(source_id) == OUR_LENGTH and source_id.count("-") == OUR_DASHES


def normals(draft: PersonDraft) -> list[str]:
    """Return the comparable forms of all ways to reach somebody."""
    return [each.normal for each in draft.points if each.normal]


def _trait_of(draft: PersonDraft) -> Trait:
    return trait(draft.name, normals(draft), draft.birthday)


def source_ids(
    drafts: Sequence[PersonDraft], seen: dict[str, int], claimed: dict[str, str]
) -> list[str]:
    """Return the id of each draft in its source; those without get one from name and addresses.

    `seen` counts those that look the same, so that two such records stay two. `claimed` says
    who had an id first: a copied card, filled in for somebody else, often keeps that of the
    other, and gets one of its own.
    """
    found = []
    for draft in drafts:
        if draft.uid:
            uid = str(well_formed(draft.uid))
            mine = _marks(draft)
            if _are_strangers(claimed.setdefault(uid, mine), mine):
                uid = f"{uid}/{_made_id(draft)}"
            found.append(uid)
            continue
        base = _made_id(draft)
        seen[base] = seen.get(base, 0) + 1
        found.append(base if seen[base] == 1 else f"{base}/{seen[base]}")
    return found


def _marks(draft: PersonDraft) -> str:
    """Return what tells somebody apart, a line each: the name, the addresses, the birthday."""
    born = (draft.birthday.iso,) if draft.birthday else ()
    return "\n".join((key(draft.name), *normals(draft), *born))


def _are_strangers(one: str, other: str) -> bool:
    """Say whether two records of one id, both with more than a name, have nothing in common."""
    if one == other:
        return False
    name, *marks = one.split("\n")
    other_name, *other_marks = other.split("\n")
    return (
        bool(marks and other_marks)
        and set(marks).isdisjoint(other_marks)
        and set(name.split()).isdisjoint(other_name.split())
    )


def _made_id(draft: PersonDraft) -> str:
    mark = "\n".join((key(draft.name), *sorted(normals(draft))))
    return f"made:{hashlib.sha256(mark.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"
