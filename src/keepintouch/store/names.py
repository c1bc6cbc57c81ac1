"""The names people go by, folded, so that choosing a person costs the same however many there are."""

from __future__ import annotations

from collections import defaultdict

from keepintouch.domain import names
from keepintouch.domain.names import LEVELS, Match
from keepintouch.domain.people import Person
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.store.connection import batches, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keepintouch.store.protocol import Connection, Row

SPOKEN = LEVELS.index("last")
FORMER = "first"
CLOSE_ENOUGH = 0.6
SHORTLIST = 40
SORTED_TOGETHER = 10_000
"""People whose names are written at a time: sorted, they fall into fewer pages of the index."""
LAST_CHARACTER = "\U0010ffff"


def matches(connection: Connection, keys: Iterable[str]) -> dict[str, tuple[Match, ...]]:
    """Return, for each folded key that names anybody, all whom it may mean, by level."""
    found: dict[str, list[Match]] = defaultdict(list)
    for batch in batches(keys):
        slots, values = placeholders("key", batch)
        for key, level, *who in connection.rows(
            "SELECT name_key.key, name_key.level, contact.id, contact.slug, contact.name"
            " FROM name_key JOIN contact ON contact.id = name_key.contact_id"
            f" WHERE name_key.key IN ({slots}) AND name_key.level <= {SPOKEN}"
            " ORDER BY name_key.key, name_key.level, contact.slug",
            **values,
        ):
            person = Person(*who)
            found[key].append(Match(person, _level(level, key, person.slug)))
    return {key: tuple(each) for key, each in found.items()}


def _level(rank: int, key: str, slug: str) -> str:
    """Return by what level a key means somebody: a handle they had before is a mere first name."""
    return LEVELS[rank] if rank or names.fold(slug) == key else FORMER


def starting(connection: Connection, start: str, limit: int = 20) -> list[Person]:
    """Return people one of whose names begins with the folded `start`, by slug."""
    rows = connection.rows(
        "SELECT DISTINCT contact.id, contact.slug, contact.name"
        " FROM name_key JOIN contact ON contact.id = name_key.contact_id"
        " WHERE name_key.key >= :start AND name_key.key < :end"
        " ORDER BY contact.slug LIMIT :limit",
        start=start,
        end=start + LAST_CHARACTER,
        limit=limit,
    )
    return [Person(*row) for row in rows]


def close(connection: Connection, text: str, limit: int = 3) -> list[Person]:
    """Return people whose names are spelled nearly like `text`, nearest first: never a choice."""
    folded = names.key(text)
    words = _near_words(connection, folded)
    if not words:
        return []
    slots, values = placeholders("key", words)
    rows = connection.rows(
        "SELECT DISTINCT contact.id, contact.slug, contact.name"
        " FROM name_key JOIN contact ON contact.id = name_key.contact_id"
        f" WHERE name_key.key IN ({slots}) LIMIT {5 * SHORTLIST}",
        **values,
    )
    people = [Person(*row) for row in rows]
    return sorted(people, key=lambda person: (-_likeness(folded, person.name), person.slug))[:limit]


def refresh(connection: Connection, ids: Iterable[str]) -> None:
    """Make the names of people anew, and take away those of people who are gone."""
    for many in batches(sorted(ids), SORTED_TOGETHER):
        keys: list[Row] = []
        for batch in batches(many):
            slots, values = placeholders("id", batch)
            _drop(connection, slots, values)
            keys += _keys(connection, slots, values)
        connection.insert("name_key", ("key", "level", "contact_id"), sorted(keys))
        connection.insert("name_gram", ("gram", "word"), sorted(_grams(keys)), skip=True)


def expected(connection: Connection, ids: Iterable[str]) -> tuple[set[Row], set[Row]]:
    """Return the rows that `name_key` and `name_gram` should have for people, for `kit check`."""
    keys: set[Row] = set()
    grams: set[Row] = set()
    for batch in batches(ids):
        slots, values = placeholders("id", batch)
        found = _keys(connection, slots, values)
        keys.update(found)
        grams |= _grams(found)
    return keys, grams


def _grams(keys: Iterable[Row]) -> set[Row]:
    """Return the trigrams of the keys that are one word, by which close spellings are found.

    A handle of several words is none: its words are there without it, shared with namesakes.
    """
    words = {key for key, level, _ in keys if " " not in key and (level or "-" not in key)}
    return {(gram, word) for word in words for gram in names.grams(word)}


def _drop(connection: Connection, slots: str, values: dict[str, object]) -> None:
    """Remove names, and the trigrams of words that nobody is called any more."""
    gone = connection.rows(
        f"SELECT DISTINCT key FROM name_key WHERE contact_id IN ({slots})", **values
    )
    connection.run(f"DELETE FROM name_key WHERE contact_id IN ({slots})", **values)
    connection.run_many(
        "DELETE FROM name_gram WHERE word = :word"
        " AND NOT EXISTS (SELECT 1 FROM name_key WHERE key = :word AND level >= :level)",
        [{"word": word, "level": int("-" in word)} for (word,) in gone if " " not in word],
    )


def _keys(connection: Connection, slots: str, values: dict[str, object]) -> list[Row]:
    """Return the rows of `name_key` for people: key, level and whose it is."""
    nicknames = _lists(connection, "nickname", "name", "position", slots, values)
    slugs = _lists(connection, "former_slug", "slug", "slug", slots, values)
    rows = []
    for contact_id, slug, name, given, additional, family in connection.rows(
        "SELECT id, slug, name, given, additional, family FROM contact"
        f" WHERE id IN ({slots}) ORDER BY id",
        **values,
    ):
        keys = names.keys_of(
            name,
            slugs=(slug, *slugs[contact_id]),
            given=given,
            additional=additional,
            family=family,
            nicknames=nicknames[contact_id],
        )
        rows += [(key, rank, contact_id) for key, rank in keys.items()]
    return rows


def _lists(
    connection: Connection,
    table: str,
    column: str,
    order: str,
    slots: str,
    values: dict[str, object],
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for contact_id, value in connection.rows(
        f"SELECT contact_id, {column} FROM {table} WHERE contact_id IN ({slots}) ORDER BY {order}",
        **values,
    ):
        found[contact_id].append(value)
    return found


def _near_words(connection: Connection, folded: str) -> list[str]:
    """Return words of names that share trigrams with a word of `folded` and look like it."""
    near: list[str] = []
    for word in folded.replace("-", " ").split()[:4]:
        slots, values = placeholders("gram", sorted(names.grams(word)))
        rows = connection.rows(
            f"SELECT word FROM name_gram WHERE gram IN ({slots})"
            f" GROUP BY word ORDER BY count(*) DESC, word LIMIT {SHORTLIST}",
            **values,
        )
        near += [row[0] for row in rows if names.closeness(word, row[0]) >= CLOSE_ENOUGH]
    return near


def _likeness(folded: str, name: str) -> float:
    return max(names.closeness(folded, part) for part in (name, *name.split()))
