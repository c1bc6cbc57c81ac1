"""Reading a large file in a process of its own, while this one writes what was read before.

The two share no interpreter: with two cores an import takes as long as the longer of both. So
the other one works out whatever can be without the store.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from itertools import islice
from typing import BinaryIO, cast

from keepintouch.domain.errors import UnreadableError
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple
from keepintouch.formats.drafts import PersonDraft
from keepintouch.services.importing.fields import prepared

if TYPE_CHECKING:
    from collections.abc import Generator

    from keepintouch.formats import Format
    from keepintouch.formats.drafts import ReadOptions
    from keepintouch.services.importing.fields import Normalise
    from keepintouch.services.importing.results import Progress
    from keepintouch.services.importing.sources import Source

LARGE = 4 * 2**20
"""Bytes from which on it is worth starting another interpreter."""
BATCH = 500
"""Drafts that go together, as many as an import takes in at a time: the next come meanwhile."""
AHEAD = 2**20
"""Bytes that wait in the pipe, where the system lets it be so long."""
READY = b"kit reads\n"
SERVE = "from keepintouch.services.importing.apart import serve; serve()"


class Job(NamedTuple):
    """What to read, and as what."""

    source: Source
    format: Format
    options: ReadOptions
    normalise: Normalise


class Answer(NamedTuple):
    """What was read since the last answer, and how many bytes in all; or what it ended with."""

    drafts: list[object]
    done: int
    error: Exception | None = None


def is_worth_it(source: Source) -> bool:
    """Say whether a file is large, is no part of another one, and there is a core to spare."""
    return source.is_plain and source.size >= LARGE and (os.cpu_count() or 1) > 1


def read(job: Job, progress: Progress | None) -> Generator[object, None, None] | None:
    """Return what the format's reader yields, people prepared; None if the process does not come up.

    That may be where kit runs out of something that is no plain package.
    """
    child = _started(job)
    return None if child is None else _told(child, job.source, progress)


def serve() -> None:
    """Answer the job on standard input on standard output, until it is done or nobody listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        answer(sys.stdin.buffer, out)
        out.close()
    except BrokenPipeError:
        os._exit(0)


def answer(asked: BinaryIO, out: BinaryIO) -> None:
    """Answer a job: some drafts at a time, then none, with the error that ended it if one did."""
    source, chosen, options, normalise = pickle.load(asked)  # noqa: S301 - only our own process asks
    out.write(READY)
    out.flush()
    seen = [0]
    error = None
    try:
        with source.open(lambda done, _size: seen.append(done), None) as stream:
            found = chosen.reader().read(stream, options)
            while drafts := list(islice(found, BATCH)):
                del seen[:-1]
                ready = [_prepared(each, normalise) for each in drafts]
                pickle.dump(Answer(ready, seen[-1]), out, pickle.HIGHEST_PROTOCOL)
                out.flush()
    except BrokenPipeError:
        raise
    except Exception as caught:  # noqa: BLE001 - whoever asked raises it
        error = caught
    pickle.dump(Answer([], seen[-1], error), out, pickle.HIGHEST_PROTOCOL)


def _prepared(draft: object, normalise: Normalise) -> object:
    if isinstance(draft, PersonDraft) and not draft.only_if_known:
        return prepared(draft, normalise)
    return draft


def _started(job: Job) -> subprocess.Popen[bytes] | None:
    try:
        child = subprocess.Popen(  # noqa: S603 - our own text
            (sys.executable, "-P", "-c", SERVE),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=AHEAD,
        )
    except OSError:
        return None
    asked, told = _pipes(child)
    try:
        with asked:
            pickle.dump(job, asked)
        if told.readline() == READY:
            return child
    except BrokenPipeError:
        pass
    _end(child)
    return None


def _told(
    child: subprocess.Popen[bytes], source: Source, progress: Progress | None
) -> Generator[object, None, None]:
    try:
        while (found := _answer(child)).drafts:
            if progress:
                progress(found.done, source.size)
            yield from found.drafts
        if found.error:
            raise found.error
    finally:
        _end(child)


def _answer(child: subprocess.Popen[bytes]) -> Answer:
    try:
        return cast("Answer", pickle.load(_pipes(child)[1]))  # noqa: S301 - our own process told
    except (EOFError, pickle.UnpicklingError) as error:
        raise UnreadableError(
            "the process that read this file has ended, perhaps for want of memory."
            " Nothing was imported."
        ) from error


def _pipes(child: subprocess.Popen[bytes]) -> tuple[BinaryIO, BinaryIO]:
    return cast("BinaryIO", child.stdin), cast("BinaryIO", child.stdout)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    with child:
        pass
