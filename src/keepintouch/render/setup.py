"""Settings, places and health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.config import declared, written
from keepintouch.render.answers import Answer
from keepintouch.render.spans import Span, Table, dim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.config import Settings
    from keepintouch.render.spans import Screen, Text

COLOURS = {"ok": "ok", "none": "dim", "missing": "due", "wrong": "error"}


def settings(chosen: Settings) -> Answer:
    """List every setting with its value; those that are not the default stand out."""
    return Answer(
        lambda _look: _settings(chosen),
        lambda: {
            "schema": "kit.settings/1",
            "items": [
                {
                    "name": each.name,
                    "value": written(getattr(chosen, each.field)),
                    "default": written(each.default),
                    "about": each.help,
                }
                for each in declared()
            ],
        },
    )


def path(where: str) -> Answer:
    """Say where the settings are."""
    return Answer(lambda _look: [where], lambda: {"schema": "kit.path/1", "path": where}, rows="")


def places(found: Sequence[tuple[str, str]]) -> Answer:
    """List where everything is."""
    return Answer(
        lambda _look: [Table([[what, where] for what, where in found], indent=0, whole=True)],
        lambda: {
            "schema": "kit.places/1",
            "items": [{"what": what, "path": where} for what, where in found],
        },
    )


def health(title: str, found: Sequence[tuple[str, str, str]]) -> Answer:
    """List what was looked at."""
    rows: list[list[Text]] = [
        [what, Span(state, COLOURS[state]), about] for what, state, about in found
    ]
    return Answer(
        lambda _look: [title, Table(rows, indent=0, whole=True)],
        lambda: {
            "schema": "kit.health/1",
            "items": [
                {"what": what, "state": state, "about": about} for what, state, about in found
            ],
        },
    )


def reminder(*, on: bool) -> Answer:
    """Say whether there is a reminder."""
    words = "on: a reminder each morning" if on else "off: kit daily on 08:30 reminds each morning"
    return Answer(lambda _look: [words], lambda: {"schema": "kit.daily/1", "on": on}, rows="")


def template() -> str:
    """Return a configuration in which every setting is named and none is set."""
    lines = ["# Settings of kit. Take away the # before a line to set it.", ""]
    lines += [f"# {each.name} = {written(each.default)}  # {each.help}" for each in declared()]
    return "\n".join(lines) + "\n"


def _settings(chosen: Settings) -> Screen:
    rows: list[list[Text]] = []
    for each in declared():
        value = getattr(chosen, each.field)
        set_by_user = value != each.default
        shown = "" if value is None else written(value)
        rows.append([each.name, Span(shown, "person" if set_by_user else ""), dim(each.help)])
    return [Table(rows, indent=0, whole=True)]
