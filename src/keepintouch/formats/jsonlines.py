"""Objects of a file that is one JSON list of them, or has one on each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keepintouch.domain.errors import UnreadableError
from keepintouch.formats import jsonwalk, loose
from keepintouch.formats.drafts import Draft, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO

    Reader = Callable[[Mapping[str, object], int], Draft]


def drafts(stream: BinaryIO, key: str, draft: Reader, what: str) -> Iterator[Draft]:
    """Yield the draft of each object, given with its line; one without `key` is left out.

    A file none of whose objects has `key` is no `what`: it raises `UnreadableError`.
    """
    found = False
    for _, value, line in jsonwalk.values(stream):
        entry = loose.mapping(value)
        if key not in entry:
            yield Problem(line, f'an entry without "{key}" is left out')
            continue
        found = True
        yield draft(entry, line)
    if not found:
        raise UnreadableError(f'this is no {what}: nothing in it has a "{key}".')
