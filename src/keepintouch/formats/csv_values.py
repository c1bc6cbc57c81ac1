"""Cells as values: labels, lists, how often."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from keepintouch.domain.durations import read_span
from keepintouch.domain.errors import UsageError
from keepintouch.formats.csv_words import listed, meaning
from keepintouch.formats.fields import SYSTEM_GROUPS

if TYPE_CHECKING:
    from keepintouch.domain.cadence import Cadence

GOOGLE_MARK = " ::: "

_SYSTEM_LABELS = frozenset(("smtp", "ex", "mapipdl", "internet", "*"))
_SHARED_LABELS = listed(
    "home | work | mobile | main | other | school | fax | pager | home fax | work fax | other fax"
    " | homepage | home page | profile | blog | birthday | anniversary | spouse | partner | wife"
    " | husband | child | mother | father | parent | brother | sister | friend | relative"
    " | manager | assistant"
)
_NOUN_LABELS = listed("mobile | fax | pager | spouse | child | mother | father | anniversary")
_PLACE_LABELS = listed("home | work | other | main")
# In English these say more than the shared word: they stay as somebody wrote them.
_OWN_WORDS = listed(
    "personal | private | business | office | cell | cell phone | cellphone | mobile phone"
    " | mobile number | kids | children | wedding anniversary | particular"
)
ACTIVE = listed(
    "aktiv | actif | active | activo | activa | attivo | actief | ativo | aktywny | aktivní"
)
_LIST_MARKS = re.compile(r"[;,\n]")
_ESCAPED = re.compile(r"\\(.)|; ?", re.DOTALL)
_PROFILE = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)?linkedin\.com/((?:in|pub)/[^?#]+)", re.IGNORECASE
)
_DAYS = re.compile(r"(\d{1,5})(?:\.0)?(?: days)?", re.ASCII)


class Label(NamedTuple):
    """A label without its mark, and whether that mark, `* `, made it the preferred one."""

    text: str | None
    preferred: bool = False


def label(text: str) -> Label:
    """Read a label of Google's or anybody's; words that programs share become lower case."""
    said = text.strip()
    preferred = said == "*" or said.startswith("* ")
    said = said.removeprefix("* ").strip()
    if said.lower() in _SYSTEM_LABELS:
        return Label(None, preferred)
    shared = said.lower() if said.lower() in _SHARED_LABELS else _translated(said)
    return Label(shared or said or None, preferred)


def _translated(said: str) -> str | None:
    """Return the shared label that `Geschäftlich` or `Fax (bureau)` is; None for anybody's own."""
    found = None if said.lower() in _OWN_WORDS else meaning(said)
    if found is None or found.role or found.number:
        return None
    noun = next(iter(found.nouns), "") if len(found.nouns) < 2 else "?"  # noqa: PLR2004 - two things
    place = found.label or ""
    if noun not in ("", *_NOUN_LABELS) or place not in ("", *_PLACE_LABELS):
        return None
    return " ".join(filter(None, (place, noun))) or None


def own_label(text: str) -> Label:
    """Read what `label_text` wrote."""
    preferred = text == "*" or text.startswith("* ")
    said = text[2:] if preferred else text
    return Label(said.removeprefix("\\") or None, preferred)


def label_text(said: Label) -> str:
    """Write a label in a cell of our own: a star before the preferred one."""
    text = said.text or ""
    text = f"\\{text}" if text.startswith(("*", "\\")) else text
    if said.preferred:
        return f"* {text}" if text else "*"
    return text


def several(text: str) -> tuple[str, ...]:
    """Read a list that commas, semicolons, line breaks or Google's ` ::: ` divide."""
    parts = text.split(GOOGLE_MARK) if GOOGLE_MARK in text else _LIST_MARKS.split(text)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def turned(name: str) -> str:
    """Return `Abbott, Charlotte` as people say it; what has no comma, or several, stays."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and "," not in given else name


def names(text: str) -> tuple[str, ...]:
    """Read names of which each may be `Caldwell, Jennifer`, divided by anything but a comma."""
    parts = several(text) if GOOGLE_MARK in text else re.split(r"[;\n]", text)
    return tuple(dict.fromkeys(turned(part.strip()) for part in parts if part.strip()))


def tags(text: str) -> tuple[str, ...]:
    """Read a list of tags, each maybe in quotes; Google's own group of everybody is none."""
    names = (part.strip('"').removeprefix("* ") for part in several(text))
    return tuple(name for name in names if name.lower() not in SYSTEM_GROUPS)


def profile_of(link: str) -> str | None:
    """Return a LinkedIn page's address as an id: without scheme, country, case and query."""
    found = _PROFILE.match(link.strip())
    return f"linkedin.com/{unquote(found[1]).rstrip('/').lower()}" if found else None


def digest(*parts: str) -> str:
    """Return a stable id of some texts."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def joined(parts: tuple[str, ...]) -> str:
    """Write a list in one cell of our own: `a; b`, a backslash before what would divide it."""
    return "; ".join(re.sub(r"([\\;])", r"\\\1", part) for part in parts)


def divided(text: str) -> tuple[str, ...]:
    """Read what `joined` wrote."""
    parts = [""]
    end = 0
    for found in _ESCAPED.finditer(text):
        parts[-1] += text[end : found.start()] + (found[1] or "")
        if not found[1]:
            parts.append("")
        end = found.end()
    parts[-1] += text[end:]
    return tuple(parts) if text else ()


def cadence(text: str) -> Cadence | str:
    """Read `14`, `2w`, `every month`; a sentence says why something is none."""
    days = _DAYS.fullmatch(text.strip())
    try:
        return read_span(f"{int(days[1])}d" if days and int(days[1]) else text)
    except UsageError as error:
        return error.message
