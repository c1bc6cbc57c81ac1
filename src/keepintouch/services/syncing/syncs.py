"""One sync in progress: which card is whose, what changes, and what is written where."""

from __future__ import annotations

from collections import defaultdict

from keepintouch.domain.errors import UsageError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.formats import vdir
from keepintouch.services.importing.differences import differences
from keepintouch.services.people import valid
from keepintouch.services.syncing import newcomers
from keepintouch.services.syncing.archive import mark, mark_of, mark_of_uid
from keepintouch.services.syncing.leaving import Leaving, is_newly_archived
from keepintouch.services.syncing.pairs import Pair, is_still, settle
from keepintouch.services.syncing.results import Item, Synced
from keepintouch.services.syncing.saving import Saving
from keepintouch.store import contacts, known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keepintouch.domain.contacts import Contact
    from keepintouch.services.syncing.archive import Archive
    from keepintouch.services.syncing.pairs import Settled
    from keepintouch.services.syncing.results import Wanted
    from keepintouch.store.writing import Writing


class Sync:
    """A sync of the store with one folder, within one step."""

    def __init__(
        self, writing: Writing, path: str, archive: Archive, wanted: Wanted, *, dry_run: bool
    ) -> None:
        self._writing = writing
        self._path = path
        self._archive = archive
        self._wanted = wanted
        self._dry_run = dry_run
        self._saving = Saving(writing, path, archive, dry_run=dry_run)
        self._leaving = Leaving(self._saving, wanted)
        self._items: dict[str, Item] = {}
        self._kept: dict[str, list[vdir.Item]] = defaultdict(list)
        self._new: dict[str, list[Pair]] = defaultdict(list)
        self._people: dict[str, Contact] = {}
        self._unchanged = 0

    def run(self, items: list[vdir.Item]) -> Synced:
        """Sync, and say what became of everybody."""
        first = self._archive.is_new or self._wanted.anew
        files = {each.name: each for each in items}
        self._load({each.contact_id for each in self._archive.seen.values()})
        strangers = self._strangers(files)
        for name in list(self._archive.seen):
            if name in files:
                self._known(files[name])
        self._follow_moves(strangers, {mark(each) for each in files})
        self._new_cards(strangers)
        self._gone({*self._archive.seen} - {*files})
        for contact_id in {**self._kept, **self._new}:
            self._settle(self._people[contact_id])
        self._new_people({*files})
        self._saving.settle()
        self._archive.keep()
        return Synced(
            self._path,
            len(files),
            tuple(self._items.values()),
            self._unchanged,
            tuple(self._saving.problems),
            first,
            self._dry_run,
        )

    def _load(self, ids: Iterable[str]) -> None:
        for each in contacts.many(self._writing.connection, sorted(ids)):
            self._people[each.id] = each

    def _strangers(self, files: dict[str, vdir.Item]) -> list[tuple[vdir.Item, vdir.Reading]]:
        """Return the files of nobody yet; a card under another name than before is no stranger."""
        found = []
        lost = self._lost({*self._archive.seen} - {*files})
        for name, item in files.items():
            if name in self._archive.seen or mark(name) in self._archive.apart:
                continue
            reading = self._read(item)
            if reading is None or reading.draft is None:
                continue
            old = lost.pop(reading.draft.uid or "", None)
            if old is None:
                found.append((item, reading))
            else:
                self._archive.move(old, name)
        return found

    def _lost(self, names: Iterable[str]) -> dict[str, str]:
        """Return cards that are not where they were, by UID."""
        drafts = ((name, vdir.read(self._archive.seen[name].data).draft) for name in sorted(names))
        return {draft.uid: name for name, draft in drafts if draft and draft.uid}

    def _read(self, item: vdir.Item) -> vdir.Reading | None:
        """Read a file; one that is nobody's is told of once, until it changes."""
        if item.problem:
            self._saving.problem(item.name, item.problem)
            return None
        reading = vdir.read(item.data)
        told = self._archive.left.get(mark(item.name)) == mark_of(item.data)
        for each in () if told else reading.problems:
            self._saving.problem(item.name, each.what, each.line)
        if reading.draft is None:
            self._archive.left[mark(item.name)] = mark_of(item.data)
        else:
            self._archive.left.pop(mark(item.name), None)
        return reading

    def _known(self, item: vdir.Item) -> None:
        """Sort in a card that was here before."""
        seen = self._archive.seen[item.name]
        contact = self._people[seen.contact_id]
        if item.problem is None and is_newly_archived(contact, seen):
            found = self._leaving.archived(item.name, contact, item.data)
            if found is not None:
                self._items[item.name] = found
                return
        self._kept[contact.id].append(item)

    def _follow_moves(
        self, strangers: list[tuple[vdir.Item, vdir.Reading]], here: set[str]
    ) -> None:
        """Know the cards of those removed here again where their files have other names."""
        lost = self._archive.lost(here)
        for item, _ in strangers:
            old = lost.get(mark_of(item.data)) or lost.get(mark_of_uid(item.data))
            if old in self._archive.cards:
                self._archive.remark(old, item.name)

    def _new_cards(self, strangers: list[tuple[vdir.Item, vdir.Reading]]) -> None:
        """Take in the people of new cards, and sort their cards in; but not those removed here."""
        back = self._known_by_uid(strangers)
        fresh = []
        for item, reading in strangers:
            draft = reading.draft
            if draft is None:
                continue
            if mark(item.name) in self._archive.cards and draft.uid not in back:
                self._items[item.name] = self._leaving.person_gone(item.name, draft.name, item.data)
            else:
                fresh.append((item, reading, draft))
        outcomes = newcomers.taken_in(self._writing, [each[2] for each in fresh], self._wanted)
        met = list(zip(fresh, outcomes, strict=True))
        self._load({outcome.contact_id for _, outcome in met if outcome.contact_id})
        for (item, reading, draft), outcome in met:
            if outcome.contact_id is None or reading.card is None:
                self._saving.problem(item.name, outcome.why)
                continue
            contact = self._people[outcome.contact_id]
            self._items[item.name] = newcomers.item_of(outcome, contact, item.name)
            self._new[contact.id].append(Pair(item.name, item.data, reading.card, draft))

    def _known_by_uid(self, strangers: list[tuple[vdir.Item, vdir.Reading]]) -> set[str]:
        """Return those UIDs of cards that somebody here has."""
        uids = [
            reading.draft.uid for _, reading in strangers if reading.draft and reading.draft.uid
        ]
        connection = self._writing.connection
        return known.source_ids(connection, "origin", newcomers.VCARD, uids) | known.ids(
            connection, "contact", uids
        )

    def _gone(self, names: set[str]) -> None:
        """Settle the cards that are gone."""
        for name in sorted(names):
            contact = self._people[self._archive.seen[name].contact_id]
            others = (
                each.contact_id == contact.id and other not in names
                for other, each in self._archive.seen.items()
            )
            has_another = any(others) or contact.id in self._new
            found = self._leaving.card_gone(name, contact, has_another=has_another)
            if found is not None:
                self._items[name] = found

    def _pairs(self, contact: Contact) -> list[Pair]:
        """Return the cards of somebody, those met before first; none when nothing has changed."""
        kept, new = self._kept[contact.id], self._new[contact.id]
        seen = self._archive.seen
        if not new and all(is_still(each.data, seen[each.name], contact) for each in kept):
            self._unchanged += len(kept)
            return []
        found = []
        for item in kept:
            reading = self._read(item)
            if reading and reading.card and reading.draft:
                pair = Pair(item.name, item.data, reading.card, reading.draft, seen[item.name])
                found.append(pair)
        return [*found, *new]

    def _settle(self, contact: Contact) -> None:
        """Merge somebody with their cards and write both sides."""
        pairs = self._pairs(contact)
        if not pairs:
            return
        whole = settle(contact, pairs, self._wanted, self._saving.picture)
        try:
            after = valid(whole.contact)
        except UsageError as error:
            self._saving.problem(pairs[0].file, error.message)
            return
        if whole.picture is not None:
            self._saving.keep_picture(whole.picture)
        written = [
            each
            for each in whole.cards
            if self._saving.write(each.pair.file, each.pair.data, each.data)
        ]
        stored = self._saving.contact(contact, after)
        noted = sum(self._saving.notes(stored, each.gone, each.new) for each in written)
        for each in written:
            is_read = each is not whole.cards[0]
            self._archive.meet(each.pair.file, each.data, stored, is_read=is_read)
        here = (*differences(contact, stored), *(("+ note",) if noted else ()))
        told = [each if each in written else each._replace(there=()) for each in whole.cards]
        self._tell(stored, here, told)

    def _tell(self, contact: Contact, here: tuple[str, ...], cards: list[Settled]) -> None:
        """Note what became of somebody and of each card; the first tells of the person."""
        for each in cards:
            file = each.pair.file
            item = self._items.get(file) or Item("changed", contact.name, contact.slug, file)
            item = item._replace(
                name=contact.name,
                slug=contact.slug,
                here=tuple(dict.fromkeys((*item.here, *here))),
                there=each.there,
                clashes=each.clashes,
            )
            here = ()
            if item.what == "changed" and not (item.here or item.there or item.clashes):
                self._unchanged += 1
            else:
                self._items[file] = item

    def _new_people(self, taken: set[str]) -> None:
        """Write a card for everybody here who has none."""
        connection, tag = self._writing.connection, self._wanted.tag
        if tag and not newcomers.is_tag(connection, tag):
            self._saving.problem(f"--tag {tag}", "nobody has this tag: no new card was written")
        lacking = newcomers.without_card(connection, self._archive.source, self._archive.apart, tag)
        for contact in list(lacking):
            card = newcomers.card_for(contact, self._saving.picture)
            file = newcomers.file_for(contact, card, taken)
            if self._saving.write(file, None, card):
                taken.add(file)
                self._archive.meet(file, card, contact)
                self._items[file] = Item("written", contact.name, contact.slug, file)
