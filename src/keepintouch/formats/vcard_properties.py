"""What each vCard property says of a person: one small function a property, one table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from keepintouch.domain.contacts import Point, Relation
from keepintouch.domain.occasions import Occasion, PartialDate
from keepintouch.formats import vcard_values as values
from keepintouch.formats.contentline import split
from keepintouch.formats.fields import SYSTEM_GROUPS, is_in_directory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from keepintouch.formats.contentline import ContentLine

_VENDORS = ("X-KADDRESSBOOK-X-", "X-KADDRESSBOOK-", "X-EVOLUTION-", "X-MS-", "X-WAB-", "X-")
_SCHEMES = {
    "X-AIM": "aim", "X-ICQ": "icq", "X-JABBER": "xmpp", "X-MSN": "msnim", "X-YAHOO": "ymsgr",
    "X-SKYPE": "skype", "X-SKYPE-USERNAME": "skype", "X-GTALK": "gtalk", "X-OTHER": "im",
    "X-GOOGLE-TALK": "gtalk", "X-GOOGLE TALK": "gtalk", "X-QQ": "qq", "X-GADUGADU": "gg",
    "X-GROUPWISE": "groupwise", "X-SAMETIME": "sametime", "X-TWITTER": "twitter",
    "X-TELEGRAM": "telegram", "X-SIGNAL": "signal", "X-MATRIX": "matrix", "X-IRC": "irc",
    "X-MS-IMADDRESS": "im",
}  # fmt: skip
_RELATIONS = {
    "SPOUSE": "spouse", "SPOUSESNAME": "spouse", "SPOUSENAME": "spouse",
    "SPOUSE_NAME": "spouse", "MANAGER": "manager", "MANAGERSNAME": "manager",
    "ASSISTANT": "assistant", "ASSISTANTSNAME": "assistant", "CHILD": "child",
    "CHILDREN": "child", "PARTNER": "partner", "FATHER": "father", "MOTHER": "mother",
    "FRIEND": "friend",
}  # fmt: skip
# android.provider.ContactsContract.CommonDataKinds.Relation and .Event
_ANDROID_RELATIONS = {
    "1": "assistant", "2": "brother", "3": "child", "4": "partner", "5": "father", "6": "friend",
    "7": "manager", "8": "mother", "9": "parent", "10": "partner", "12": "relative",
    "13": "sister", "14": "spouse",
}  # fmt: skip
_ANDROID_EVENTS = {"1": "anniversary", "2": "other", "3": "birthday"}
_NOT_GIVEN = frozenset(("n/a", "none", "null", "nil", "undefined"))
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Facts:
    """What was gathered from a card so far; `first` holds the first text of a property."""

    __slots__ = (
        "first", "labels", "members", "nicknames", "notes", "occasions", "org", "parts", "photo", "places",
        "points", "problems", "relations", "tags", "version",
    )  # fmt: skip

    def __init__(self, labels: Mapping[str, str], version: str) -> None:
        self.labels = labels
        self.version = version
        self.first: dict[str, str] = {}
        self.parts: list[str] = []
        self.org: list[str] = []
        self.nicknames: list[str] = []
        self.tags: list[str] = []
        self.points: list[Point] = []
        self.places: list[Point] = []
        self.occasions: list[Occasion] = []
        self.relations: list[Relation] = []
        self.notes: list[str] = []
        self.members: list[str] = []
        self.photo: bytes | None = None
        self.problems: list[tuple[int, str]] = []

    def take(self, line: ContentLine) -> None:
        """Add what one line says; a property that is not in the table says nothing to us."""
        handler = HANDLERS.get(line.name)
        if handler:
            handler(self, line)

    def add_point(
        self, line: ContentLine, field: str, value: str, label: str | None = None
    ) -> None:
        """Add a way to reach somebody, unless it is empty or says that there is none: that is told."""
        if value.lower() in _NOT_GIVEN:
            self.problems.append((line.number, f'no {field}: "{value}"'))
        elif value:
            label = label or values.label_of(line, self.labels)
            self.points.append(Point(field, value, label, values.is_preferred(line)))

    def add_day(self, line: ContentLine, kind: str, text: str) -> None:
        """Add an occasion, unless its date is empty; tell of one that is kept as a text."""
        on = values.partial_date(text, line.params)
        if not on:
            return
        self.occasions.append(Occasion(kind, on))
        if on.text and "text" not in map(str.lower, line.params.get("VALUE", ())):
            shown = " ".join(on.text.split())[:80]
            self.problems.append((line.number, f"{kind} kept as a text: {shown}"))

    @property
    def birthday(self) -> PartialDate | None:
        """Return the first birthday."""
        return next((each.on for each in self.occasions if each.kind == "birthday"), None)


def _text(facts: Facts, line: ContentLine) -> None:
    if text := line.text:
        facts.first.setdefault(line.name, text)


def _name(facts: Facts, line: ContentLine) -> None:
    if not any(facts.parts) and "X-KIT-UNSPLIT" not in line.params:
        facts.parts = values.name_parts(line.decoded, lists=facts.version != "2.1")


def _nickname(facts: Facts, line: ContentLine) -> None:
    facts.nicknames += _items(line)


def _tags(facts: Facts, line: ContentLine) -> None:
    facts.tags += (each for each in _items(line) if each.lower() not in SYSTEM_GROUPS)


def _items(line: ContentLine) -> Iterable[str]:
    return (each for each in split(line.decoded, ",") if each)


def _email(facts: Facts, line: ContentLine) -> None:
    if listed := line.params.get("X-EVOLUTION-DEST-EMAIL"):
        facts.members.append(f"mailto:{listed[0]}")
    text = line.text.removeprefix("mailto:").removeprefix("MAILTO:")
    if is_in_directory(text):
        facts.problems.append((line.number, f'no e-mail address: "{text[:80]}"'))
    else:
        facts.add_point(line, "email", text)


def _phone(facts: Facts, line: ContentLine) -> None:
    facts.add_point(line, "phone", values.phone(line.text))


def _address(facts: Facts, line: ContentLine) -> None:
    text = values.address(split(line.decoded, ";"))
    facts.add_point(line, "address", text or "\n".join(line.params.get("LABEL", ())))


def _address_label(facts: Facts, line: ContentLine) -> None:
    if text := line.text:
        label = values.label_of(line, facts.labels)
        lines = (each.strip() for each in text.splitlines())
        text = "\n".join(each for each in lines if each)
        facts.places.append(Point("address", text, label, values.is_preferred(line)))


def _link(facts: Facts, line: ContentLine) -> None:
    facts.add_point(line, "link", line.text)


def _blog(facts: Facts, line: ContentLine) -> None:
    facts.add_point(line, "link", line.text, "blog")


def _handle(facts: Facts, line: ContentLine) -> None:
    text = line.text
    if not text or line.name == "IMPP" or _URI.match(text):
        facts.add_point(line, "im", text)
    else:
        facts.add_point(line, "im", f"{_SCHEMES.get(line.name, 'im')}:{text}")


def _profile(facts: Facts, line: ContentLine) -> None:
    text = line.text.removeprefix("x-apple:")
    service = next(iter(line.params.get("SERVICE-TYPE", ())), "") or next(
        (each for each in line.types if each not in ("pref", "home", "work")), ""
    )
    if "://" in text:
        facts.add_point(line, "link", text, service or None)
    elif text:
        facts.add_point(line, "im", f"{service or 'im'}:{text}")


def _organisation(facts: Facts, line: ContentLine) -> None:
    if not any(facts.org):
        company, *units = split(line.decoded, ";")
        facts.org = [company, *(each for each in units if each)]


def _note(facts: Facts, line: ContentLine) -> None:
    if text := line.text:
        facts.notes.append(text)


def _custom(facts: Facts, line: ContentLine) -> None:
    """Take X-CUSTOM1 to X-CUSTOM4 of Thunderbird, as its own CSV and LDIF are taken."""
    if text := line.text:
        facts.notes.append(f"custom {line.name[-1]}: {text}")


def _member(facts: Facts, line: ContentLine) -> None:
    if text := line.text:
        facts.members.append(text)


def _birthday(facts: Facts, line: ContentLine) -> None:
    if facts.birthday and line.text:
        facts.problems.append((line.number, f'a second birthday is left out: "{line.text}"'))
    else:
        facts.add_day(line, "birthday", line.text)


def _anniversary(facts: Facts, line: ContentLine) -> None:
    facts.add_day(line, "anniversary", line.text)


def _death(facts: Facts, line: ContentLine) -> None:
    facts.add_day(line, "death", line.text)


def _labelled_day(facts: Facts, line: ContentLine) -> None:
    facts.add_day(line, values.known_word(values.label_of(line, facts.labels) or "date"), line.text)


def _relation(facts: Facts, line: ContentLine) -> None:
    if text := line.text:
        label = values.known_word(values.label_of(line, facts.labels) or "related")
        facts.relations.append(Relation(label, text))


def _named_relation(facts: Facts, line: ContentLine) -> None:
    label = _RELATIONS[line.name.rpartition("-")[2]]
    names = split(line.decoded, ",") if label == "child" else [line.text]
    facts.relations += [Relation(label, each) for each in names if each]


def _related(facts: Facts, line: ContentLine) -> None:
    """Take RELATED (RFC 6350 6.6.6); a card that is meant by its UID is named by that."""
    types = [each for each in line.types if each != "pref"]
    label = next(iter(line.params.get("X-KIT-REL", ())), "") or next(iter(types), "related")
    if name := line.text:
        facts.relations.append(Relation(label, name))


def _photo(facts: Facts, line: ContentLine) -> None:
    if facts.photo is None:
        try:
            facts.photo = values.photo(line)
        except ValueError as error:
            facts.problems.append((line.number, str(error)))


def _android(facts: Facts, line: ContentLine) -> None:
    """Take X-ANDROID-CUSTOM:vnd.android.cursor.item/KIND;value;type;label."""
    kind, value, code, label, *_ = (*split(line.decoded, ";"), "", "", "", "")
    kind = kind.rpartition("/")[2]
    if not value:
        return
    if kind == "nickname":
        facts.nicknames.append(value)
    elif kind == "relation":
        facts.relations.append(Relation(_ANDROID_RELATIONS.get(code) or label or "related", value))
    elif kind == "contact_event":
        facts.add_day(line, _ANDROID_EVENTS.get(code) or label or "date", value)


HANDLERS: dict[str, Callable[[Facts, ContentLine], None]] = {
    "FN": _text, "UID": _text, "X-ABUID": _text, "TITLE": _text, "ROLE": _text,
    "KIND": _text, "X-ADDRESSBOOKSERVER-KIND": _text, "X-EVOLUTION-LIST": _text,
    **dict.fromkeys(("X-CUSTOM1", "X-CUSTOM2", "X-CUSTOM3", "X-CUSTOM4"), _custom),
    "N": _name, "NICKNAME": _nickname, "X-NICKNAME": _nickname,
    "CATEGORIES": _tags, "X-FRM-GROUP": _tags,
    "EMAIL": _email, "TEL": _phone, "ADR": _address, "LABEL": _address_label,
    "URL": _link, "X-EVOLUTION-BLOG-URL": _blog, "X-KADDRESSBOOK-BLOGFEED": _blog,
    "IMPP": _handle, **dict.fromkeys(_SCHEMES, _handle),
    "X-SOCIALPROFILE": _profile, "X-SOCIAL-PROFILE": _profile, "SOCIALPROFILE": _profile,
    "ORG": _organisation, "NOTE": _note, "PHOTO": _photo,
    "BDAY": _birthday, "ANNIVERSARY": _anniversary, "DEATHDATE": _death, "X-DEATHDATE": _death,
    "X-ABDATE": _labelled_day, "X-ABRELATEDNAMES": _relation, "RELATED": _related,
    "X-ANDROID-CUSTOM": _android, "MEMBER": _member, "X-ADDRESSBOOKSERVER-MEMBER": _member,
    "X-KIT-CADENCE": _text, "X-KIT-IMPORTANCE": _text, "X-KIT-STATE": _text,
    "X-KIT-PLACE": _text, "X-KIT-HOW-MET": _text, "X-KIT-ADDED": _text, "X-KIT-SNOOZED": _text,
    "X-FRM-FREQUENCY": _text, "X-FRM-IGNORE": _text, "X-FRM-SNOOZE-UNTIL": _text,
}  # fmt: skip
for _vendor in _VENDORS:
    for _word in ("ANNIVERSARY", "WEDDING_ANNIVERSARY"):
        HANDLERS[f"{_vendor}{_word}"] = _anniversary
    for _word in _RELATIONS:
        HANDLERS[f"{_vendor}{_word}"] = _named_relation
