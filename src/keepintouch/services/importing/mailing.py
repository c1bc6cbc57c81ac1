"""Taking in mail: all below a path, or in an account, is one source."""

from __future__ import annotations

from itertools import chain

from keepintouch import formats
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.formats.drafts import Problem
from keepintouch.services.importing.accounts import account_heads, account_of
from keepintouch.services.importing.bookmarks import name_of
from keepintouch.services.importing.letters import Mailbox
from keepintouch.services.importing.taking import MAIL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from keepintouch.formats.mail_headers import Head
    from keepintouch.services.importing.bookmarks import State
    from keepintouch.services.importing.sources import Source
    from keepintouch.services.importing.taking import Taking

Where = tuple[str, int]


def take_mailbox(taking: Taking, path: str, sources: list[Source]) -> None:
    """Take in the mail that was found below a path, and note how far it was read."""
    key = name_of(MAIL, path)
    before, mark = _before(taking, key)
    box = Mailbox(sources, before, taking.progress)

    def where(line: int) -> Where:
        return box.now.name, 0 if box.resumed else line

    people = _take(taking, path, box.heads(taking.damaged), where, read_before=bool(before))
    taking.bookmarks.note(key, {**box.after, "for": mark})
    taking.tally.file(path, formats.named(MAIL), people)


def take_account(taking: Taking, url: str) -> None:
    """Take in a folder of a mail account, and note how far it was read."""
    key = f"{MAIL}:{url}"
    before, mark = _before(taking, key)
    since = taking.wanted.options.since
    with account_heads(account_of(url), taking.wanted.password, before, since) as (found, after):
        people = _take(taking, url, found, lambda _: (url, 0), read_before=bool(before))
        taking.bookmarks.note(key, {**after(), "for": mark})
    taking.tally.file(url, formats.named(MAIL), people)


def _before(taking: Taking, key: str) -> tuple[State, str]:
    """Return what was noted the last time, if the same would be looked for now, and a mark of that."""
    options = taking.wanted.options
    mark = f"{taking.bookmarks.people()} {options.since} {options.crowd} {sorted(options.own)}"
    before = taking.bookmarks.of(key)
    return (before if before.get("for") == mark else {}), mark


def _take(
    taking: Taking,
    name: str,
    heads: Iterator[Head],
    where: Callable[[int], Where],
    *,
    read_before: bool,
) -> int:
    from keepintouch.formats.mail import correspondence

    first = next(heads, None)
    if first is None and read_before:
        return 0
    options = taking.wanted.options._replace(until=taking.writing.today)
    found = correspondence(chain([first] if first else [], heads), options)
    return taking.drafts(name, MAIL, _without_problems(taking, found, where))


def _without_problems(
    taking: Taking, drafts: Iterator[object], where: Callable[[int], Where]
) -> Iterator[object]:
    """Note each problem while it is known in which file it is, and yield everything else."""
    for each in drafts:
        if isinstance(each, Problem):
            taking.tally.problem(*where(each.line), each.what)
        else:
            yield each
