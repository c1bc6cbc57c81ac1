"""The JSON Schemas of every document, which come with the program."""

from __future__ import annotations

import json
import os
from typing import Any

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "schemas")


def described() -> Iterator[tuple[str, str]]:
    """Yield the name of every schema, as `kit.due/1`, and what it describes."""
    for name in names():
        yield name, str(schema(name)["title"])


def names() -> list[str]:
    """Return the names of all schemas."""
    return [
        "/".join(each.removesuffix(".json").rsplit("-", 1)) for each in sorted(os.listdir(FOLDER))
    ]


def path(name: str) -> str:
    """Return where the file of a schema is."""
    return os.path.join(FOLDER, name.replace("/", "-") + ".json")


def schema(name: str) -> dict[str, Any]:
    """Return a schema."""
    with open(path(name), encoding="utf-8") as file:
        found: dict[str, Any] = json.load(file)
    return found
