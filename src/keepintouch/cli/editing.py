"""Editing in a form until it can be understood; nothing that was typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from keepintouch.cli.editor import edited
from keepintouch.domain.errors import CancelledError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from keepintouch.cli.kit import Kit

T = TypeVar("T")


def until_understood(kit: Kit, text: str, read: Callable[[str], T]) -> T:
    """Open the form, and again with the error on top, until `read` understands it."""
    typed = edited(kit, text, suffix=".toml")
    while True:
        try:
            return read(typed)
        except UsageError as error:
            kit.console.note([f"kit: {error.message}"])
            if not kit.asker.confirm("Open the form again?", default=True):
                kept = kit.memory.keep_words(typed)
                raise CancelledError(
                    "nothing was changed.", attempt=(f"your form is in {kept}",)
                ) from error
            typed = edited(kit, f"# {error.message}\n{typed}", suffix=".toml")
