"""Forms for the editor: a person or a conversation as a few lines of TOML, and back."""

from __future__ import annotations

from datetime import date
from typing import Any

from keepintouch.domain import points
from keepintouch.domain.contacts import Contact, Point
from keepintouch.domain.durations import read_span
from keepintouch.domain.errors import UsageError
from keepintouch.domain.partialdates import read_partial
from keepintouch.domain.touchpoints import DIRECTIONS, KINDS, Touchpoint
from keepintouch.render.machine import json_text

TEXTS = ("name", "org", "team", "title", "place", "how_met", "importance", "state")
LISTS = ("nicknames", "tags")
POINTS = {
    "phones": "phone",
    "emails": "email",
    "addresses": "address",
    "links": "link",
    "ims": "im",
}
ABOUT = (
    "# Lines that begin with # are ignored. Save and close; an unchanged form changes nothing.\n"
)

Form = dict[str, Any]


def of_contact(contact: Contact) -> str:
    """Return the form of a person."""
    form: Form = {name: getattr(contact, name) or "" for name in TEXTS}
    form["birthday"] = contact.birthday.iso if contact.birthday else ""
    form["every"] = _short(contact)
    form.update({name: list(getattr(contact, name)) for name in LISTS})
    for name, field in POINTS.items():
        form[name] = [each.value for each in contact.points if each.field == field]
    return written(form)


def contact_of(text: str, contact: Contact, today: date) -> Contact:
    """Return the person a form describes; what it does not hold stays as it was."""
    form = parsed(text, of_contact(contact))
    values: Form = {name: form[name].strip() or None for name in TEXTS}
    values |= {name: tuple(each for each in form[name] if each.strip()) for name in LISTS}
    values |= {"name": form["name"]}
    return contact._replace(**values)._replace(
        importance=form["importance"].strip() or "normal",
        state=form["state"].strip() or "active",
        birthday=_birthday(form["birthday"], contact, today),
        cadence=read_span(form["every"]) if form["every"].strip() else None,
        points=_points(form, contact),
    )


def of_touchpoint(touchpoint: Touchpoint) -> str:
    """Return the form of a conversation."""
    return written(
        {
            "day": touchpoint.day.isoformat(),
            "kind": touchpoint.kind,
            "direction": touchpoint.direction or "",
            "people": [each.slug for each in touchpoint.people],
            "mentions": [each.slug for each in touchpoint.mentions],
            "tags": list(touchpoint.tags),
            "text": touchpoint.text,
        }
    )


def touchpoint_of(text: str, touchpoint: Touchpoint) -> tuple[Touchpoint, list[str], list[str]]:
    """Return the conversation a form describes, and the handles of people and of mentions."""
    form = parsed(text, of_touchpoint(touchpoint))
    if form["kind"] not in KINDS:
        raise UsageError(f'there is no kind "{form["kind"]}".', close=KINDS)
    if form["direction"] not in (*DIRECTIONS, ""):
        raise UsageError(f'direction is me or them, not "{form["direction"]}".')
    try:
        day = date.fromisoformat(form["day"].strip())
    except ValueError:
        raise UsageError(f'"{form["day"]}" is no day as 2026-11-22.') from None
    changed = touchpoint._replace(
        day=day,
        kind=form["kind"],
        direction=form["direction"] or None,
        tags=tuple(form["tags"]),
        text=form["text"].rstrip("\n"),
    )
    return changed, form["people"], form["mentions"]


def written(form: Form) -> str:
    """Return a form as TOML."""
    return ABOUT + "".join(f"{name} = {json_text(value)}\n" for name, value in form.items())


def parsed(text: str, model: str) -> Form:
    """Return the values of a form; its names and their types must be those of `model`."""
    import tomllib

    expected = tomllib.loads(model)
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"the form cannot be read: {error}.") from error
    unknown = next((name for name in found if name not in expected), None)
    if unknown:
        raise UsageError(f'the form has no "{unknown}".', close=tuple(expected))
    for name, value in found.items():
        is_list = isinstance(expected[name], list)
        good = isinstance(value, list) and all(isinstance(each, str) for each in value)
        if not (good if is_list else isinstance(value, str)):
            raise UsageError(f"{name} must be {'a list of texts' if is_list else 'a text'}.")
    return {**expected, **found}


def _short(contact: Contact) -> str:
    cadence = contact.cadence
    if cadence is None:
        return ""
    return (
        f"{cadence.number}{'mo' if cadence.unit == 'm' else cadence.unit}"
        if cadence.number
        else "never"
    )


def _birthday(text: str, contact: Contact, today: date) -> Any:  # noqa: ANN401 - a PartialDate or None
    if contact.birthday is not None and text == contact.birthday.iso:
        return contact.birthday
    return read_partial(text, today) if text.strip() else None


def _points(form: Form, contact: Contact) -> tuple[Point, ...]:
    """Return the ways to reach somebody; those that were there keep their labels."""
    known = {(each.field, each.value): each for each in contact.points}
    found = [
        known.get((field, value)) or Point(field, value, normal=points.normal(field, value))
        for name, field in POINTS.items()
        for value in form[name]
        if value.strip()
    ]
    others = [each for each in contact.points if each.field not in POINTS.values()]
    return (*found, *others)
