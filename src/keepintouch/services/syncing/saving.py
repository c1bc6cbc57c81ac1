"""Writing to either side, in the order that makes a crash in between harmless: the file first."""

from __future__ import annotations

from keepintouch.domain.people import Person
from keepintouch.domain.touchpoints import Note
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.formats import vdir
from keepintouch.services.importing.people import Intake
from keepintouch.services.importing.results import FileProblem
from keepintouch.services.people import renamed
from keepintouch.store import contacts, notes
from keepintouch.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from keepintouch.domain.contacts import Contact
    from keepintouch.formats.drafts import PersonDraft
    from keepintouch.services.syncing.archive import Archive
    from keepintouch.store.writing import Writing

MEANWHILE = "changed while syncing: left for the next time"


class Saving:
    """Writes cards and people of one sync; `problems` collects what could not be written."""

    def __init__(self, writing: Writing, path: str, archive: Archive, *, dry_run: bool) -> None:
        self.writing = writing
        self.archive = archive
        self.problems: list[FileProblem] = []
        self._path = path
        self._dry_run = dry_run
        self._touched = False

    def write(self, name: str, before: bytes | None, after: bytes) -> bool:
        """Put a card in place; say no, and tell, where that cannot be."""
        return before == after or self._file(
            name, lambda: vdir.write(self._path, name, before, after)
        )

    def delete(self, name: str, before: bytes) -> bool:
        """Remove a card; say no, and tell, where that cannot be."""
        return self._file(name, lambda: vdir.delete(self._path, name, before))

    def contact(self, before: Contact, after: Contact) -> Contact:
        """Make the stored person equal to `after`, and return them as they are stored.

        Where they came from stays as it is by now: the archive writes that on its own.
        """
        if after == before:
            return before
        connection = self.writing.connection
        if after.name != before.name:
            after = renamed(connection, before, after)
        origins = contacts.get(connection, after.id).origins
        contacts.change(self.writing.step, after._replace(origins=origins))
        return contacts.get(connection, after.id)

    def notes(self, contact: Contact, gone: Sequence[str], new: Sequence[str]) -> int:
        """Add the notes that a card got, or change the one that it changed; return how many."""
        if not new:
            return 0
        step = self.writing.step
        known = notes.about(self.writing.connection, contact.id)
        fresh = [text for text in new if text not in {each.text for each in known}]
        edited = [each for each in known if [each.text] == [*gone] and len(each.people) == 1]
        if len(fresh) == 1 and edited:
            notes.change(step, edited[0]._replace(text=fresh[0]))
            return 1
        person = Person(contact.id, contact.slug, contact.name)
        notes.add(step, [Note(new_id(), self.writing.today, text, (person,)) for text in fresh])
        return len(fresh)

    def picture(self, digest: str) -> bytes | None:
        """Return a picture by its hash."""
        row = self.writing.connection.row(
            "SELECT data FROM attachment WHERE digest = :digest", digest=digest
        )
        return None if row is None else bytes(row[0])

    def keep_picture(self, draft: PersonDraft) -> None:
        """Keep the picture of a card."""
        Intake(self.writing, "vcard").photo(draft)

    def settle(self) -> None:
        """Let what was done to the folder survive a loss of power."""
        if self._touched:
            vdir.settle(self._path)

    def problem(self, name: str, what: str, line: int = 0) -> None:
        """Tell of a file."""
        self.problems.append(FileProblem(name, line, what))

    def _file(self, name: str, act: Callable[[], bool]) -> bool:
        if self._dry_run:
            return True
        try:
            done = act()
        except OSError as error:
            self.problem(name, f"cannot be written: {error.strerror}")
            return False
        if not done:
            self.problem(name, MEANWHILE)
        self._touched = self._touched or done
        return done
