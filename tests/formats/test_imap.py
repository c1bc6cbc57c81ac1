"""Mail from a server: a small IMAP server on this machine, spoken to for real."""

from __future__ import annotations

import re
import socketserver
import threading
from base64 import b64decode
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.errors import UnreadableError, UsageError
from keepintouch.formats import imap, mail
from keepintouch.formats.drafts import ReadOptions, TouchpointDraft

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD = 'grün \\ "7"'  # noqa: S105 - of a server that is made up here


def letter(uid: int) -> bytes:
    """Return the headers of the `uid`-th letter, from Ann."""
    fields = f"From: Ann <ann@x.test>\r\nTo: me@x.test\r\nDate: {uid} May 2013 10:00 +0000\r\n"
    return f"{fields}Message-ID: <{uid}@x.test>\r\nSubject: {uid}\r\n\r\n".encode()


class Server(socketserver.ThreadingTCPServer):
    """What the server has, how it behaves, and what it was asked."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.uids = [1, 2, 3]
        self.validity = 77
        self.plain = True
        self.uid_after = False
        self.asked: list[str] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Session(socketserver.StreamRequestHandler):
    """One connection: as much of RFC 3501 as reading headers needs."""

    server: Server

    def handle(self) -> None:
        self.say("* OK here")
        while line := self.rfile.readline().decode("utf-8", "replace"):
            tag, _, command = line.strip().partition(" ")
            self.server.asked.append(command)
            word = command.replace("UID ", "UID_").split(" ")[0].lower()
            if not getattr(self, word)(tag, command):
                return

    def say(self, *lines: str) -> bool:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())
        return True

    def capability(self, tag: str, _command: str) -> bool:
        plain = " AUTH=PLAIN" if self.server.plain else ""
        return self.say(f"* CAPABILITY IMAP4rev1{plain}", f"{tag} OK done")

    def authenticate(self, tag: str, _command: str) -> bool:
        self.say("+ ")
        given = b64decode(self.rfile.readline()).decode().split("\0")
        return self.say(
            f"{tag} OK done" if given == ["", "ann", PASSWORD] else f"{tag} NO wrong password"
        )

    def login(self, tag: str, _command: str) -> bool:
        return self.say(f"{tag} OK done")

    def examine(self, tag: str, command: str) -> bool:
        if "nowhere" in command:
            return self.say(f"{tag} NO no such folder")
        return self.say(
            f"* {len(self.server.uids)} EXISTS",
            f"* OK [UIDVALIDITY {self.server.validity}]",
            f"{tag} OK done",
        )

    def uid_search(self, tag: str, command: str) -> bool:
        low, high, first = map(int, re.findall(r"SEARCH (\d+):(\d+) UID (\d+):", command)[0])
        here = self.server.uids[low - 1 : high]
        uids = [uid for uid in here if uid >= first] or here[-1:]
        return self.say(f"* SEARCH {' '.join(map(str, uids))}", f"{tag} OK done")

    def uid_fetch(self, tag: str, command: str) -> bool:
        for uid in map(int, command.split(" ")[2].split(",")):
            data = letter(uid)
            before, after = ("", f" UID {uid}") if self.server.uid_after else (f"UID {uid} ", "")
            self.wfile.write(f"* {uid} FETCH ({before}BODY[HEADER] {{{len(data)}}}\r\n".encode())
            self.wfile.write(data + f"{after})\r\n".encode())
        return self.say(f"{tag} OK done")

    def logout(self, tag: str, _command: str) -> bool:
        self.say("* BYE", f"{tag} OK done")
        return False


@pytest.fixture
def server() -> Iterator[Server]:
    with running(Server()) as found:
        yield found


@contextmanager
def running(server: Server) -> Iterator[Server]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def account(server: Server, **more: object) -> imap.Account:
    return imap.Account("127.0.0.1", "ann", port=server.port, security="none")._replace(**more)


def days(server: Server, after: str = "", **more: object) -> tuple[list[int], str]:
    """Return the days of the letters that came, and how far the folder is read."""
    options = ReadOptions(own=frozenset(("me@x.test",)), until=date(2026, 11, 22))
    with imap.opened(account(server, **more), PASSWORD) as folder:
        drafts = list(mail.correspondence(folder.heads(after), options))
        found = [each.day.day for each in drafts if isinstance(each, TouchpointDraft)]
        return found, folder.progress


def test_the_letters_of_a_folder_become_touchpoints(server: Server) -> None:
    assert days(server) == ([1, 2, 3], "77:3")
    assert any(each.startswith('EXAMINE "INBOX"') for each in server.asked)
    assert all("BODY.PEEK[HEADER.FIELDS" in each for each in server.asked if "FETCH" in each)


def test_what_was_read_is_not_fetched_again(server: Server) -> None:
    server.uids = [1, 2, 3, 9]
    with imap.opened(account(server), PASSWORD) as folder:
        assert [each.line for each in folder.heads("77:3")] == [9]
        assert folder.progress == "77:9"
        assert not list(folder.heads("77:9"))
        assert folder.progress == "77:9"


@pytest.mark.parametrize("after", ["76:3", "", "nonsense", "77:", "77:x"])
def test_a_folder_that_was_made_anew_is_read_from_its_beginning(server: Server, after: str) -> None:
    assert days(server, after) == ([1, 2, 3], "77:3")


def test_a_big_folder_comes_in_batches(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "BATCH", 2)
    assert days(server)[0] == [1, 2, 3]
    assert sum("FETCH" in each for each in server.asked) == 2


def test_a_huge_folder_is_asked_for_piece_by_piece(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "WINDOW", 2)
    assert days(server) == ([1, 2, 3], "77:3")
    assert "UID SEARCH 3:3 UID 3:*" in server.asked


def test_an_empty_folder_is_read_to_its_end(server: Server) -> None:
    server.uids = []
    with imap.opened(account(server), PASSWORD) as folder:
        assert not list(folder.heads())
        assert folder.progress == "77:0"


def test_the_first_day_of_interest_is_asked_for(server: Server) -> None:
    with imap.opened(account(server), PASSWORD) as folder:
        list(folder.heads(since=date(2013, 5, 3)))
    assert "UID SEARCH 1:3 UID 1:* SINCE 3-May-2013" in server.asked


def test_servers_that_name_a_message_after_its_headers_are_understood(server: Server) -> None:
    server.uid_after = True
    assert days(server) == ([1, 2, 3], "77:3")


def test_a_server_without_plain_gets_a_login_with_quotes(server: Server) -> None:
    server.plain = False
    with imap.opened(account(server, user='ann "x"'), "secret"):
        pass
    assert 'LOGIN "ann \\"x\\"" "secret"' in server.asked


@pytest.mark.parametrize(
    ("folder", "asked"),
    [
        ("Sent mail", '"Sent mail"'),
        ("Entwürfe", '"Entw&APw-rfe"'),
        ('R&D "x"', '"R&-D \\"x\\""'),
        ("日本語/a", '"&ZeVnLIqe-/a"'),
    ],
)
def test_a_folder_of_any_name_is_found(server: Server, folder: str, asked: str) -> None:
    days(server, folder=folder)
    assert f"EXAMINE {asked}" in server.asked


def test_a_server_that_says_no_is_one_sentence(server: Server) -> None:
    with (
        pytest.raises(
            UnreadableError, match=r"ann at 127\.0\.0\.1 cannot be read: .*no such folder"
        ),
        imap.opened(account(server, folder="nowhere"), PASSWORD),
    ):
        pass
    with pytest.raises(UnreadableError, match="wrong password"), imap.opened(account(server), "x"):
        pass


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_that_does_not_encrypt_is_refused(server: Server, security: str) -> None:
    with (
        pytest.raises(UnreadableError, match="cannot be read"),
        imap.opened(account(server, security=security), PASSWORD),
    ):
        pass
    assert not any("AUTHENTICATE" in each for each in server.asked)


def test_no_server_at_all_is_one_sentence() -> None:
    with running(Server()) as gone:
        pass
    with (
        pytest.raises(UnreadableError, match="cannot be read"),
        imap.opened(account(gone), PASSWORD),
    ):
        pass


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"host": "mail.example.com"}, "for all to read"),
        ({"security": "yes"}, "tls, starttls or none"),
        ({"user": "ann\r\nx DELETE INBOX"}, "no line breaks"),
        ({"folder": "a\nb"}, "no line breaks"),
    ],
)
def test_what_would_be_unsafe_is_refused_before_anything_is_sent(
    server: Server, wrong: dict[str, str], what: str
) -> None:
    with pytest.raises(UsageError, match=what), imap.opened(account(server, **wrong), PASSWORD):
        pass
    assert not server.asked
