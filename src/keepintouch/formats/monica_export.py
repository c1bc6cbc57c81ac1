"""Monica's JSON export as it is read: what is kept of it, by kind, and what never is."""

from __future__ import annotations

import binascii
import hashlib
import json
from base64 import b64decode
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import jsonwalk, loose
from keepintouch.formats.drafts import Problem
from keepintouch.formats.monica import properties

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

MOST_PHOTO_BYTES = 10 << 20
MOST_BYTES_OF_PHOTOS = 128 << 20  # they wait in memory for the end of the file

# These hold passwords and keys: they are not even kept in memory.
_NEVER = frozenset({"addressbook", "addressbook_subscription"})
_KEPT = ("contact", "relationship", "activity", "document", "journal_entry")
_OPENED = frozenset(
    {
        (),
        ("account",),
        ("account", "data"),
        ("account", "properties"),
        ("account", "properties", "journal_entries"),
        ("account", "instance"),
    }
)


class Entity(NamedTuple):
    """An entity of the export and the line it began on."""

    value: Mapping[str, object]
    line: int = 0

    @property
    def uid(self) -> str:
        """Return its uuid; older exports give some entities none, and their words must do."""
        given = loose.text(self.value.get("uuid"))
        if given is not None:
            return given
        words = json.dumps([self.value.get("created_at"), properties(self.value)], sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()[:32]

    @property
    def row(self) -> Mapping[str, object]:
        """Return its properties and when it was made, as a row of the SQL export has them."""
        return {"created_at": self.value.get("created_at"), **properties(self.value)}


class Collection(NamedTuple):
    """Entities of one kind, in the singular."""

    kind: str
    values: list[object]


def collections(entity: Mapping[str, object]) -> Iterator[Collection]:
    """Yield what hangs on an entity."""
    for each in loose.items(entity.get("data")):
        found = loose.mapping(each)
        kind = singular(loose.text(found.get("type")) or "unnamed")
        yield Collection(kind, loose.items(found.get("values")))


def singular(kind: str) -> str:
    """Return `activity` for `activities` too, as converters of old exports write them."""
    if kind.endswith("ies"):
        return f"{kind[:-3]}y"
    if kind.endswith("sses"):
        return kind[:-2]
    return kind[:-1] if kind.endswith("s") and not kind.endswith("ss") else kind


class Export:
    """An export by kind.

    `types` are the words for what others point at by uuid, `own` the users' own contacts.
    """

    def __init__(self) -> None:
        self.kept: dict[str, list[Entity]] = {kind: [] for kind in _KEPT}
        self.types: dict[str, Mapping[str, object]] = {}
        self.photos: dict[str, bytes] = {}
        self.problems: list[Problem] = []
        self.own: set[str] = set()
        self._unknown: Counter[str] = Counter()
        self._wanted_photos: set[str] = set()
        self._bytes_of_photos = 0

    def left_out(self) -> Iterator[Problem]:
        """Yield what could not be kept."""
        yield from self.problems
        for kind, count in self._unknown.items():
            yield Problem(0, f'{count} of the kind "{kind}" left out: the kind is not known')

    def add(self, kind: str, entity: Entity) -> None:
        """Keep an entity, if it is of a kind that says something of people."""
        if kind == "photo":
            self._add_photo(entity)
        elif kind == "user":  # of whom nothing else is kept than which contact they are
            self.own.add(loose.text(properties(entity.value).get("me_contact")) or "")
        elif kind in self.kept:
            self.kept[kind].append(entity)
            if kind == "contact":
                self._wanted_photos.add(photo_uid(entity.value) or "")
        elif kind not in _NEVER:
            self._unknown[kind] += 1

    def _add_photo(self, entity: Entity) -> None:
        said = "beside a person's first"
        if entity.uid in self._wanted_photos:
            data = loose.text(properties(entity.value).get("dataUrl")) or ""
            photo, said = _photo(data)
            self._bytes_of_photos += len(photo or b"")
            if photo is not None and self._bytes_of_photos <= MOST_BYTES_OF_PHOTOS:
                self.photos[entity.uid] = photo
                return
            said = said if photo is None else "beyond the first 128 MB of them"
        self.problems.append(Problem(entity.line, f"a photo {said} is left out"))


def _photo(data_url: str) -> tuple[bytes | None, str]:
    if len(data_url) * 3 // 4 > MOST_PHOTO_BYTES:
        return None, "of more than 10 MB"
    try:
        return b64decode(data_url.partition(";base64,")[2]) or None, "that cannot be read"
    except binascii.Error:
        return None, "that cannot be read"


def photo_uid(contact: Mapping[str, object]) -> str | None:
    """Return the uuid of a contact's photo: the avatar, else the first of its photos."""
    avatar = loose.text(loose.mapping(properties(contact).get("avatar")).get("avatar_photo"))
    if avatar:
        return avatar
    uids = (
        each for found in collections(contact) if found.kind == "photo" for each in found.values
    )
    return next((uid for each in uids if (uid := loose.text(each))), None)


def collected(stream: BinaryIO) -> Export:
    """Read a whole export, keeping of it what kit has a place for."""
    export, is_monica = Export(), False
    at, kind, waiting = -1, "", list[Entity]()
    for path, value, line in jsonwalk.pieces(stream, _is_opened):
        is_monica = is_monica or path[:1] == ("account",)
        match path:
            case ("account", "data", int(index), key, *_):
                if index != at:
                    at, kind, waiting = index, "", []
                if key == "type":
                    kind = singular(loose.text(value) or "unnamed")
                elif key == "values":
                    waiting.append(Entity(loose.mapping(value), line))
                while kind and waiting:
                    export.add(kind, waiting.pop(0))
            case ("account", "properties", "journal_entries", _):
                export.add("journal_entry", Entity(loose.mapping(value), line))
            case ("account", "instance", _, _):
                found = loose.mapping(value)
                export.types[loose.text(found.get("uuid")) or ""] = properties(found)
    if not is_monica:
        raise UnreadableError("this is no export of Monica: it has no account.")
    return export


def _is_opened(path: jsonwalk.Path) -> bool:
    if path in _OPENED:
        return True
    match path:
        case ("account", "data", _) | ("account", "data", _, "values") | ("account", "instance", _):
            return True
    return False
