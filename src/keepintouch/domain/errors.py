"""What can go wrong, in the user's words; each class knows its exit code."""

from __future__ import annotations

MOST_CLOSE = 9


class KitError(Exception):
    """One clear sentence for the user; `close` and `attempt` say what to do next.

    `close` are near misses, `attempt` exact commands. `code` is the machine's
    name of the error, `exit_code` the status the process ends with.
    """

    code = "failed"
    exit_code = 1

    def __init__(
        self, message: str, *, close: tuple[str, ...] = (), attempt: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.close = close
        self.attempt = attempt


class UsageError(KitError):
    """A wrong flag, a date that is none, a value out of bounds."""

    code = "usage"
    exit_code = 2


class UnknownError(KitError):
    """No such person, tag, entry or list number."""

    code = "unknown"
    exit_code = 3


class AmbiguousError(KitError):
    """Several people could be meant; `candidates` are their slugs."""

    code = "ambiguous"
    exit_code = 4

    def __init__(
        self, message: str, *, candidates: tuple[str, ...], attempt: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, close=candidates[:MOST_CLOSE], attempt=attempt)
        self.candidates = candidates


class NeedsAnswerError(KitError):
    """Something would have to be asked, but may not: no terminal, or `--no-input`."""

    code = "needs-answer"
    exit_code = 5


class StoreError(KitError):
    """The store cannot be used: busy, locked, damaged, newer than this kit."""

    code = "store"
    exit_code = 6


class UnreadableError(KitError):
    """A given file cannot be read as what it should be."""

    code = "unreadable"
    exit_code = 7


class CancelledError(KitError):
    """The user said no, or left a prompt; nothing was written."""

    code = "cancelled"
    exit_code = 130
