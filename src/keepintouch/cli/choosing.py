"""Who is meant on the command line: a number of the list last seen, a name, or an answer."""

from __future__ import annotations

from keepintouch.domain.errors import AmbiguousError, UnknownError, UsageError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.services import choosing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.cli.kit import Kit
    from keepintouch.cli.memory import Row
    from keepintouch.domain.people import Person
    from keepintouch.store.protocol import Connection

LONGEST_NUMBER = 4


def who(kit: Kit, words: Sequence[str]) -> Person:
    """Return the one person all the words name."""
    person, rest = leading(kit, words)
    if rest:
        with kit.store.reading() as connection:
            raise choosing.unknown(connection, " ".join(words))
    return person


def leading(kit: Kit, words: Sequence[str]) -> tuple[Person, list[str]]:
    """Return whom the first words name, and the words that are left."""
    if not words:
        raise UsageError("who? A name, a handle, or a number of the list you last saw.")
    _needs_people(kit, words)
    with kit.store.reading() as connection:
        if is_number(words[0]):
            return numbered(kit, connection, int(words[0])), list(words[1:])
        try:
            return choosing.leading(connection, words)
        except AmbiguousError as error:
            return _asked(kit, connection, words, error)


def everyone(kit: Kit, words: Sequence[str]) -> list[Person]:
    """Return all whom the words name, one after the other."""
    found: list[Person] = []
    left = list(words)
    while left or not found:
        person, left = leading(kit, left)
        found += [person] if person not in found else []
    return found


def handle(person: Person) -> str:
    """Return the text that names this person and nobody else."""
    return f"@{person.slug}"


def is_number(word: str) -> bool:
    """Say whether a word is a place in the list last seen; no handle is a bare number."""
    return word.isascii() and word.isdecimal() and len(word) <= LONGEST_NUMBER


def numbered(kit: Kit, connection: Connection, number: int) -> Person:
    """Return the person behind a number of the list last seen."""
    from keepintouch.store import handles

    row = kit.memory.row(number)
    if row.kind != "person":
        raise UnknownError(f"{number} of the list you last saw is no person.", attempt=("kit",))
    found = handles.people(connection, [row.id])
    if row.id not in found:
        raise UnknownError(f"{number} of the list you last saw is gone.", attempt=("kit",))
    return found[row.id]


def entry(kit: Kit, words: Sequence[str]) -> Row | None:
    """Return what a number of the list last seen stands for, None for a person or no number."""
    if len(words) != 1 or not is_number(words[0]):
        return None
    row = kit.memory.row(int(words[0]))
    return None if row.kind == "person" else row


def remember(kit: Kit, people: Sequence[Person]) -> None:
    """Let the numbers of a list on a terminal stand for these people."""
    if kit.console.for_people:
        from keepintouch.cli.memory import Row

        kit.memory.keep_list([Row("person", each.id) for each in people])


def _needs_people(kit: Kit, words: Sequence[str]) -> None:
    if not kit.store.exists:
        name = " ".join(words)
        raise UnknownError(
            f'no one here is called "{name}": no one is here yet.', attempt=(f'kit add "{name}"',)
        )


def _asked(
    kit: Kit, connection: Connection, words: Sequence[str], error: AmbiguousError
) -> tuple[Person, list[str]]:
    """Ask which of several is meant, where that may be done."""
    asker = kit.asker
    if not asker.may_ask:
        raise error
    from keepintouch.render import choices
    from keepintouch.store import handles

    found = [handles.by_slug(connection, slug) for slug in error.candidates]
    shown = choosing.candidates(connection, [each for each in found if each])
    length = _named_by(connection, words, shown[0].person)
    question = f"Which {' '.join(words[:length])}?"
    at = asker.choose(question, choices.rows(shown, kit.today), choices.said(shown))
    return shown[at].person, list(words[length:])


def _named_by(connection: Connection, words: Sequence[str], person: Person) -> int:
    """Return how many of the first words are a name of the person."""
    from keepintouch.domain.names import key
    from keepintouch.store import names

    phrases = {key(" ".join(words[:length])): length for length in range(1, len(words) + 1)}
    found = names.matches(connection, phrases)
    return max(
        (phrases[each] for each, matches in found.items() if person in [m.person for m in matches]),
        default=1,
    )
