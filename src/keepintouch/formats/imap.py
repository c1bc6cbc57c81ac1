"""Headers of mail straight from an IMAP server (RFC 3501), read only, only when asked to.

Nothing is marked as read, no body is fetched, and what was read before is not asked for
again: `Folder.progress` says where to go on.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from base64 import b64encode
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple, cast

from keepintouch.domain.errors import UnreadableError, UsageError
from keepintouch.formats.mail_headers import KEPT, head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from keepintouch.formats.mail_headers import Head

BATCH = 200
WINDOW = 50_000  # imaplib refuses a line of over 1 MB
TLS_PORT, PORT = 993, 143
TIMEOUT_SECONDS = 30
HERE = frozenset(("localhost", "127.0.0.1", "::1"))
OAUTH = " Providers that want a sign-in page (OAuth) need a local proxy or an app password."
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FIELDS = " ".join(sorted(name.decode().upper() for name in KEPT))
_UID = re.compile(rb"\bUID (\d+)")


class Account(NamedTuple):
    """Where a mailbox is; `security` is `tls`, `starttls`, or for this machine alone `none`."""

    host: str
    user: str
    folder: str = "INBOX"
    port: int = 0
    security: str = "tls"


@contextmanager
def opened(account: Account, password: str) -> Iterator[Folder]:
    """Open a folder for reading; whatever the server or the line does wrong is one sentence."""
    _check(account, password)
    with _in_words(account, hint=OAUTH):
        server = _connected(account)
    try:
        with _in_words(account, hint=OAUTH):
            _log_in(server, account.user, password)
        yield Folder(server, account)
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            server.logout()


class Folder:
    """A folder of mail; `progress` is how far it has been read, a text to be kept."""

    def __init__(self, server: imaplib.IMAP4, account: Account) -> None:
        self._server = server
        self._account = account
        self._last = 0
        with _in_words(account):
            found = _answer(server.select(_quoted(_utf7(account.folder)), readonly=True))
            validity = server.response("UIDVALIDITY")[1]
        self._size = _number(found)
        self._validity = _number(validity)

    @property
    def progress(self) -> str:
        """Return what `heads` is to be given next time."""
        return f"{self._validity}:{self._last}"

    def heads(self, after: str = "", *, since: date | None = None) -> Iterator[Head]:
        """Yield the headers of messages newer than `after`, the oldest first.

        A folder that was made anew in the meantime is read from its beginning.
        """
        validity, _, last = after.partition(":")
        self._last = int(last) if validity == str(self._validity) and last.isdecimal() else 0
        for first in range(1, self._size + 1, WINDOW):
            uids = self._search(first, since)
            for start in range(0, len(uids), BATCH):
                yield from self._fetch(uids[start : start + BATCH])

    def _search(self, first: int, since: date | None) -> list[int]:
        """Return what is wanted among the messages from the `first` on, as many as fit a line."""
        wanted = [f"{first}:{min(self._size, first + WINDOW - 1)}", "UID", f"{self._last + 1}:*"]
        if since:
            wanted += ["SINCE", f"{since.day}-{MONTHS[since.month - 1]}-{since.year:04d}"]
        with _in_words(self._account):
            found = _answer(self._server.uid("SEARCH", *wanted))
        uids = {int(each) for part in found if isinstance(part, bytes) for each in part.split()}
        # The server counts the newest message as one of `9:*` even when it is the eighth.
        return sorted(uid for uid in uids if uid > self._last)

    def _fetch(self, uids: list[int]) -> Iterator[Head]:
        which = ",".join(map(str, uids))
        with _in_words(self._account):
            wanted = f"(UID BODY.PEEK[HEADER.FIELDS ({_FIELDS})])"
            parts = _answer(self._server.uid("FETCH", which, wanted))
        for part, following in zip(parts, [*parts[1:], b""], strict=True):
            if not isinstance(part, tuple):
                continue
            # Some servers name the message before its headers, some after.
            after = following if isinstance(following, bytes) else b""
            named = _UID.search(part[0]) or _UID.search(after)
            uid = int(named[1]) if named else 0
            yield head(part[1], uid)
            self._last = max(self._last, uid)


@contextmanager
def _in_words(account: Account, hint: str = "") -> Iterator[None]:
    """Say in one sentence what went wrong between us and a server."""
    try:
        yield
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        said = " ".join(re.sub(r"^b'|'$", "", str(error)).split())[:200]
        raise UnreadableError(
            f"the mail of {account.user} at {account.host} cannot be read: {said}.{hint}"
        ) from error


def _check(account: Account, password: str) -> None:
    if any(each in "\r\n\0" for each in account.user + account.folder + password):
        raise UsageError("a user, folder or password of mail has no line breaks.")
    if account.security not in {"tls", "starttls", "none"}:
        raise UsageError(f'security is tls, starttls or none, not "{account.security}".')
    if account.security == "none" and account.host not in HERE:
        raise UsageError(f"the password would go to {account.host} for all to read: use tls.")


def _connected(account: Account) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if account.security == "tls":
        port = account.port or TLS_PORT
        return imaplib.IMAP4_SSL(account.host, port, ssl_context=context, timeout=TIMEOUT_SECONDS)
    server = imaplib.IMAP4(account.host, account.port or PORT, TIMEOUT_SECONDS)
    if account.security == "starttls":
        try:
            server.starttls(context)
        except (imaplib.IMAP4.error, OSError):
            server.shutdown()
            raise
    return server


def _log_in(server: imaplib.IMAP4, user: str, password: str) -> None:
    """Log in; PLAIN takes any letters in a password, LOGIN is what very old servers have."""
    if "AUTH=PLAIN" in server.capabilities:
        secret = f"\0{user}\0{password}".encode()
        server.authenticate("PLAIN", lambda _: secret)
    else:
        server.login(_quoted(user), password)


def _answer(answer: tuple[str, Sequence[object]]) -> list[bytes | tuple[bytes, bytes]]:
    """Return what a server said, if it said yes."""
    said, parts = answer
    if said != "OK":
        raise imaplib.IMAP4.error(str(parts[0] if parts else said))
    return cast("list[bytes | tuple[bytes, bytes]]", [each for each in parts if each is not None])


def _number(parts: Sequence[object]) -> int:
    first = parts[0] if parts else None
    return int(first) if isinstance(first, bytes) and first.isdigit() else 0


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _utf7(folder: str) -> str:
    """Encode a folder's name as servers want it (RFC 3501 5.1.3)."""
    return re.sub(r"[^\x20-\x7e]+|&", lambda found: _shifted(found[0]), folder)


def _shifted(letters: str) -> str:
    if letters == "&":
        return "&-"
    encoded = b64encode(letters.encode("utf-16-be", "replace")).decode().rstrip("=")
    return f"&{encoded.replace('/', ',')}-"
