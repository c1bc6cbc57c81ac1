"""Values of vCard properties as ours: dates, labels, numbers, addresses, handles, photos."""

from __future__ import annotations

import binascii
import re
from calendar import monthrange
from typing import TYPE_CHECKING

from keepintouch.domain.cadence import Cadence
from keepintouch.domain.occasions import PartialDate
from keepintouch.formats.contentline import split, split_raw, unescape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from keepintouch.formats.contentline import ContentLine

LARGEST_PHOTO = 10 * 2**20
_TOO_LARGE = f"a photo of more than {LARGEST_PHOTO // 2**20} MB is left out"
FAKE_YEARS = (0, 1604, 1900)
_DATE = re.compile(r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})(?:[T ].*)?", re.DOTALL)
_SHORT_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_YEARLESS = re.compile(r"--([0-9]{1,2})-?([0-9]{2}|(?<=-)[0-9])(?:T.*)?", re.DOTALL)
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})|--([0-9]{2})-?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MAIL_DATE = re.compile(  # as Entourage writes it
    rf"(?:[a-z]+, )?([0-9]{{1,2}}) ({'|'.join(_MONTHS)})[a-z]* ([0-9]{{4}})", re.IGNORECASE
)
_YEAR = re.compile(r"[0-9]{4}")
_DURATION = re.compile(r"P?([0-9]{1,5})([dwmy])", re.IGNORECASE)
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_APPLE_WORDS = {"homefax": "home fax", "workfax": "work fax", "otherfax": "other fax"}
_NOISE = frozenset(
    [
        "pref",
        "internet",
        "voice",
        "msg",
        "postal",
        "parcel",
        "dom",
        "intl",
        "x400",
        "text",
        "video",
        "bbs",
        "modem",
        "isdn",
        "pcs",
    ]
)
_KNOWN = frozenset(
    [
        "anniversary",
        "birthday",
        "other",
        "father",
        "mother",
        "parent",
        "brother",
        "sister",
        "child",
        "son",
        "daughter",
        "friend",
        "spouse",
        "partner",
        "assistant",
        "manager",
        "referred-by",
        "relative",
        "wife",
        "husband",
    ]
)
_WORDS = {"cell": "mobile"}
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # Google wraps numbers in them
_SPACES = re.compile(rb"\s+")
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
PICTURES = {
    b"\xff\xd8\xff": "jpeg", b"\x89PNG": "png", b"GIF8": "gif", b"RIFF": "webp",
    b"MM\0": "tiff", b"II*\0": "tiff", b"BM": "bmp",
}  # fmt: skip


def partial_date(text: str, params: Mapping[str, tuple[str, ...]]) -> PartialDate | None:
    """Read a date of which parts may be missing; a time of day or zone never moves the day.

    What is no date, or VALUE=text, is kept as a text. Years that stand for no year
    (1604 of Apple, 1900, 0000, X-APPLE-OMIT-YEAR) are left out.
    """
    text = text.strip()
    if not text:
        return None
    year, month, day = _parts(text)
    if not _is_date(year, month, day):
        return PartialDate(text=text)
    omitted = params.get("X-APPLE-OMIT-YEAR", ())
    if month and year is not None and (year in FAKE_YEARS or str(year) in omitted):
        year = None
    return PartialDate(year, month, day)


def _parts(text: str) -> tuple[int | None, int | None, int | None]:
    if full := _DATE.fullmatch(text):
        return int(full[1]), int(full[3]), int(full[4])
    if full := _SHORT_DATE.fullmatch(text):
        return int(full[1]), int(full[2]), int(full[3])
    if yearless := _YEARLESS.fullmatch(text):
        return None, int(yearless[1]), int(yearless[2])
    if month := _MONTH.fullmatch(text):
        return (int(month[1]), int(month[2]), None) if month[1] else (None, int(month[3]), None)
    if mail := _MAIL_DATE.fullmatch(text):
        return int(mail[3]), _MONTHS.index(mail[2].title()) + 1, int(mail[1])
    return (int(text), None, None) if _YEAR.fullmatch(text) else (None, None, None)


def _is_date(year: int | None, month: int | None, day: int | None) -> bool:
    if month is None:
        return bool(year)
    if not 1 <= month <= 12:  # noqa: PLR2004 - the months of a year
        return False
    return day is None or 1 <= day <= monthrange(year or 2000, month)[1]


def date_text(value: PartialDate, version: str) -> tuple[str, str]:
    """Return parameters and value of a date; iOS and Google read 1604 as no year in 3.0."""
    if value.text is not None or value.month is None or value.day is None:
        return ";VALUE=text" if version != "4.0" or value.text is not None else "", value.iso
    if value.year is not None:
        return "", value.iso if version != "4.0" else value.iso.replace("-", "")
    if version == "4.0":
        return "", f"--{value.month:02d}{value.day:02d}"
    return ";X-APPLE-OMIT-YEAR=1604", f"1604-{value.month:02d}-{value.day:02d}"


def name_parts(text: str, *, lists: bool) -> list[str]:
    """Return the parts of N: family, given, additional, prefix, suffix; 2.1 has no lists in them."""
    pieces = split_raw(text, ";")
    if not lists or "," not in text:
        return [unescape(each).strip() for each in pieces]
    joints = (" ", " ", " ", " ", ", ")
    return [
        joint.join(each for each in split(piece, ",") if each)
        for piece, joint in zip(pieces, joints, strict=False)
    ]


def unquoted_parts(parts: Sequence[str], full: str) -> list[str]:
    """Return parts of a name, decoded where they are quoted-printable that N did not declare.

    Only a part that is UTF-8 with other letters than ASCII's, and stands so in the full name.
    """
    return [_unquoted(each, full) if "=" in each else each for each in parts]


def _unquoted(part: str, full: str) -> str:
    try:
        said = binascii.a2b_qp(part.encode()).decode().strip()
    except UnicodeError:
        return part
    letters = any(each.isalpha() and not each.isascii() for each in said)
    return said if letters and said in full else part


def apple_label(text: str) -> str:
    """Return a label of X-ABLabel as words: `_$!<HomeFAX>!$_` is `home fax`."""
    text = text.strip()
    built_in = _APPLE_LABEL.fullmatch(text)
    if not built_in:
        return text
    word = built_in[1].strip().lower()
    return _APPLE_WORDS.get(word, word)


def known_word(label: str) -> str:
    """Return a label in lower case if it is one that programs share; the user's words stay."""
    lower = label.lower()
    return lower if lower in _KNOWN else label


def label_of(line: ContentLine, labels: Mapping[str, str]) -> str | None:
    """Return the owner's word for a line: the label of its group, else its types."""
    if line.group and (label := labels.get(line.group)):
        return label
    words = [_WORDS.get(each, each.removeprefix("x-")) for each in line.types if each not in _NOISE]
    words.sort(key="fax".__eq__)
    return " ".join(dict.fromkeys(each for each in words if each)) or None


def is_preferred(line: ContentLine) -> bool:
    """Say whether a line is the preferred one of its kind (TYPE=pref, or PREF=1 in 4.0)."""
    return bool(line.params) and ("pref" in line.types or line.params.get("PREF") == ("1",))


def phone(text: str) -> str:
    """Return a number as people write it: `tel:+1-555;ext=12` is `+1-555 ext. 12`."""
    text = _DIRECTION.sub("", text)
    if text[:4].lower() != "tel:":
        return text
    number, *params = text[4:].split(";")
    extension = next((each[4:] for each in params if each.lower().startswith("ext=")), "")
    return f"{number} ext. {extension}" if extension else number


def address(parts: Sequence[str]) -> str:
    """Return an address as one text: box, rest, street, place, country, each on its line."""
    box, extra, street, city, region, code, country = (*parts, *[""] * 7)[:7]
    if region:
        place = ", ".join(each for each in (city, f"{region} {code}".strip()) if each)
    else:
        place = f"{code} {city}".strip()
    return "\n".join(each for each in (box, extra, street, place, country) if each)


def plain_uid(text: str) -> str:
    """Return a UID without the `urn:uuid:` that 4.0 puts before it."""
    return text[9:] if text[:9].lower() == "urn:uuid:" else text


def cadence(text: str) -> Cadence | None:
    """Read `P2W` or `2w`; anything else is None."""
    duration = _DURATION.fullmatch(text.strip())
    return Cadence(int(duration[1]), duration[2].lower()) if duration else None


def photo(line: ContentLine) -> bytes | None:
    """Return the inline picture of a line, None when it is elsewhere; a broken one is a ValueError.

    A picture that is only named by an address is never fetched.
    """
    data = line.value
    declared = any(each in ("B", "BASE64") for each in line.encodings)
    if data[:5].lower() == b"data:":
        head, _, data = data.partition(b",")
        if b"base64" not in head.lower():
            return None
        declared = True
    if len(data) > LARGEST_PHOTO // 3 * 4 * 1.03:
        raise ValueError(_TOO_LARGE)
    data = _SPACES.sub(b"", data).rstrip(b"=")
    if _NO_BASE64.search(data):
        if declared:
            raise ValueError("a photo cannot be read, it is left out")
        return None
    data = data[: len(data) - (len(data) % 4 == 1)]
    picture = binascii.a2b_base64(data + b"=" * (-len(data) % 4) if len(data) % 4 else data)
    if not declared and not picture.startswith(tuple(PICTURES)):
        return None
    if len(picture) > LARGEST_PHOTO:
        raise ValueError(_TOO_LARGE)
    return picture or None
