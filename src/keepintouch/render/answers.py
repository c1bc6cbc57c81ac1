"""What a command answers with: a screen for people, a document for programs, and a hint."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from keepintouch.render.layout import Look
    from keepintouch.render.spans import Screen

    Document = dict[str, Any]


class Hint(NamedTuple):
    """A next command worth knowing; it stops once the user has used `command` often enough."""

    text: str
    command: str


class Answer(NamedTuple):
    """A command's answer; each form is made only when it is asked for.

    `rows` names the list of the document whose items `--jsonl`, `--csv` and `--tsv` print;
    empty, the document itself is the one row.
    """

    screen: Callable[[Look], Screen]
    document: Callable[[], Document]
    rows: str = "items"
    hints: tuple[Hint, ...] = ()
