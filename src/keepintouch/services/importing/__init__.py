"""Importing: a file's records, matched with the people who are here, as one undoable step.

A plan is the import itself, rolled back: so what `--dry-run` shows is what happens.
"""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from keepintouch.domain.errors import UsageError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.services.importing.accounts import is_account
from keepintouch.services.importing.mailing import take_account, take_mailbox
from keepintouch.services.importing.results import Imported, Wanted
from keepintouch.services.importing.sources import check, opened
from keepintouch.services.importing.taking import Taking
from keepintouch.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from keepintouch.services.importing.results import Progress

PLAIN = Wanted()
SELDOM = 100_000


def run(
    store: Store,
    paths: Sequence[str],
    *,
    today: date,
    wanted: Wanted = PLAIN,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Imported:
    """Import files and folders as one step, or with `dry_run` say what that would do."""
    if not paths:
        raise UsageError("name at least one file to import, or - for standard input.")
    check(paths)
    with (
        _rare_sweeps(),
        target_of(store, dry_run=dry_run) as target,
        target.writing(today) as writing,
    ):
        taking = Taking(writing, wanted, progress)
        taking.suggested()
        for path in paths:
            _take(taking, path)
        taking.bookmarks.keep()
        result = taking.tally.result(dry_run=dry_run)
        if dry_run:
            writing.drop()
        else:
            writing.done("import", f"{_names(paths)}: {result.new} added, {result.merged} merged")
    return result


def _take(taking: Taking, path: str) -> None:
    if is_account(path):
        take_account(taking, path)
        return
    mail = [source for source in opened(path) if taking.file(source)]
    if mail:
        take_mailbox(taking, path, mail)


@contextmanager
def target_of(store: Store, *, dry_run: bool) -> Iterator[Store]:
    """Give the store; for a dry run where there is none yet, an empty one that goes away."""
    if store.exists or not dry_run:
        yield store
        return
    with TemporaryDirectory() as folder:
        scratch = Store(os.path.join(folder, "kit.db"), store.rules, backups=False)
        try:
            yield scratch
        finally:
            scratch.close()


@contextmanager
def _rare_sweeps() -> Iterator[None]:
    """Look for cycles seldom: an import makes millions of records, and none is in a cycle.

    Looking as often as usual took a sixth of the time of an import of 100,000 people.
    """
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _names(paths: Sequence[str]) -> str:
    first = (
        paths[0].partition("://")[2]
        if is_account(paths[0])
        else os.path.basename(os.path.normpath(paths[0]))
    )
    return first if len(paths) == 1 else f"{first} and {len(paths) - 1} more"
