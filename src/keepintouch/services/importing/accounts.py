"""Mail in an account on a server, named as `imap://user@host/FOLDER`."""

from __future__ import annotations

from contextlib import contextmanager
from urllib.parse import parse_qs, unquote, urlsplit

from keepintouch.domain.errors import NeedsAnswerError, UsageError
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from keepintouch.formats.imap import Account
    from keepintouch.formats.mail_headers import Head
    from keepintouch.services.importing.bookmarks import State

SCHEMES = ("imap://", "imaps://")


def is_account(path: str) -> bool:
    """Say whether a path is a mail account's address."""
    return path.startswith(SCHEMES)


def account_of(url: str) -> Account:
    """Read `imap://user@host/FOLDER`; `?security=starttls` or `none` changes the way there."""
    from keepintouch.formats.imap import Account

    try:
        parts = urlsplit(url)
        port = parts.port or 0
    except ValueError:
        raise UsageError(f'"{url}" is no address of a mail account.') from None
    if parts.password is not None:
        raise UsageError(
            "a password has no place on the command line, where others can see it.",
            attempt=("leave it out: kit asks for it, or reads KIT_IMAP_PASSWORD",),
        )
    if not parts.hostname or not parts.username:
        raise UsageError(
            "a mail account needs a user and a server.",
            attempt=("kit import imap://ana@mail.example.org/INBOX",),
        )
    security = parse_qs(parts.query).get("security", ["tls"])[-1]
    folder = unquote(parts.path.strip("/")) or "INBOX"
    return Account(parts.hostname, unquote(parts.username), folder, port, security)


@contextmanager
def account_heads(
    account: Account,
    password: Callable[[Account], str] | None,
    before: State,
    since: date | None,
) -> Iterator[tuple[Iterator[Head], Callable[[], State]]]:
    """Give the headers of what is new in an account, and how far it then was read."""
    from keepintouch.formats.imap import opened

    if password is None:
        raise NeedsAnswerError(
            "a mail account needs its password. Nothing was imported.",
            attempt=("KIT_IMAP_PASSWORD=… kit import imap://…",),
        )
    with opened(account, password(account)) as folder:
        yield folder.heads(before.get("at", ""), since=since), lambda: {"at": folder.progress}
