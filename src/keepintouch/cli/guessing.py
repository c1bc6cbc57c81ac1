"""What a word that is no command may have meant."""

from __future__ import annotations

from keepintouch.cli.catalogue import COMMANDS
from keepintouch.cli.synonyms import meant
from keepintouch.domain.errors import AmbiguousError, KitError, UsageError
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from keepintouch.cli.kit import Kit


def unknown_command(kit: Kit, words: Sequence[str]) -> KitError:
    """Return the error for a word that is no command: what it may stand for, or near ones."""
    word = words[0]
    person, same = _person_called(kit, " ".join(words)), meant(word)
    close = () if person or same else near(word)
    if person:
        attempts = [f"kit show {person}"]
    else:
        attempts = [same] if same else [f"kit {name}" for name in close[:1]]
    return UsageError(
        f'there is no command "{word}".',
        close=close,
        attempt=tuple(dict.fromkeys((*attempts, "kit help"))),
    )


def near(word: str, names: Iterable[str] = COMMANDS) -> tuple[str, ...]:
    """Return commands, or other names, that are spelled nearly like a word."""
    from difflib import get_close_matches

    return tuple(get_close_matches(word.lower(), list(names), n=3))


def _person_called(kit: Kit, text: str) -> str:
    """Return the handle of the one person a text names, as far as the store can be asked."""
    from keepintouch.services import choosing

    try:
        if not kit.store.exists:
            return ""
        with kit.store.reading() as connection:
            return choosing.person(connection, text).slug
    except AmbiguousError:
        return text
    except KitError:
        return ""
