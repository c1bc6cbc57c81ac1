"""Mail as one source: Maildirs, mbox files that grow, folders of messages, accounts; who is seen."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Self

import pytest

from keepintouch.domain.contacts import Point
from keepintouch.domain.errors import NeedsAnswerError, UnreadableError, UsageError
from keepintouch.formats import imap
from keepintouch.formats.drafts import ReadOptions
from keepintouch.services import importing, looking, stepping
from keepintouch.services.importing import accounts, letters
from keepintouch.services.importing.results import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from conftest import Book
    from keepintouch.services.importing.results import Imported

ME = ReadOptions(own=frozenset({"me@example.org"}))


def letter(who: str = "ana@example.org", day: int = 1, number: int = 1) -> str:
    return (
        f"From: {who}\nTo: me@example.org\nSubject: Hello\n"
        f"Date: Sun, {day:02d} Nov 2026 10:00:00 +0000\nMessage-ID: <{number}.{day}@x>\n\nHi\n"
    )


def mbox(*messages: str) -> str:
    return "".join(f"From x Sun Nov  1 10:00:00 2026\n{each}\n" for each in messages)


@pytest.fixture
def full(book: Book) -> Book:
    """Give a store with one person who writes letters."""
    book.add("Ana Lima", points=(Point("email", "ana@example.org"),))
    return book


def bring(book: Book, *paths: object, dry_run: bool = False, **wanted: object) -> Imported:
    asked = Wanted(**{"options": ME, **wanted})
    found = importing.run(
        book.store, [str(each) for each in paths], today=book.today, wanted=asked, dry_run=dry_run
    )
    assert book.findings() == []
    return found


def maildir(folder: Path) -> Path:
    for name in ("cur", "new", "tmp", ".Sent/cur", ".Sent/new", ".notmuch"):
        (folder / name).mkdir(parents=True)
    (folder / "cur" / "1:2,S").write_text(letter(day=1))
    (folder / "new" / "2").write_text(letter(day=2))
    (folder / "tmp" / "3").write_text(letter(day=3))
    (folder / ".Sent" / "cur" / "4:2,S").write_text(letter(day=4))
    (folder / ".notmuch" / "5").write_text(letter(day=5))
    (folder / "dovecot.index").write_bytes(b"\1\2\3")
    return folder


def test_a_maildir_is_one_source_with_its_folders(full: Book, tmp_path: Path) -> None:
    folder = maildir(tmp_path / "Mail")
    found = bring(full, folder)
    assert [(each.name, each.format) for each in found.files] == [(str(folder), "mail")]
    assert days(full) == [date(2026, 11, day) for day in (1, 2, 4)]
    assert [each.what for each in found.problems] == ["of no format that kit knows: left out"]


def days(book: Book) -> list[date]:
    return sorted(each.day for each in looking.history(book.store, None)[1])


def test_of_a_maildir_only_what_came_since_is_read(full: Book, tmp_path: Path) -> None:
    folder = maildir(tmp_path / "Mail")
    bring(full, folder)
    before = full.text()
    assert bring(full, folder).touchpoints == 0
    assert full.text() == before
    old = folder / "cur" / "1:2,S"
    os.utime(old, (1, 1))  # when it was written does not matter, only when it came
    (folder / "new" / "6").write_text(letter(day=6))
    assert bring(full, folder).touchpoints == 1


def test_a_message_that_was_renamed_meanwhile_is_no_problem(
    full: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = maildir(tmp_path / "Mail")
    heads = letters.Mailbox.heads

    def renaming(box: letters.Mailbox, *rest: object) -> object:
        (folder / "cur" / "1:2,S").rename(folder / "cur" / "1:2,RS")
        return heads(box, *rest)

    monkeypatch.setattr(letters.Mailbox, "heads", renaming)
    found = bring(full, folder)
    assert (found.touchpoints, len(found.problems)) == (2, 1)


def test_an_mbox_that_grew_is_read_on_from_where_it_ended(
    full: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "BIG", 100)
    path = tmp_path / "inbox.mbox"
    path.write_text(mbox(letter(day=1)))
    assert bring(full, path).touchpoints == 1
    starts = []
    new_in = letters.Mailbox._start
    monkeypatch.setattr(
        letters.Mailbox,
        "_start",
        lambda box, source: starts.append(new_in(box, source)) or starts[-1],
    )
    assert bring(full, path).touchpoints == 0
    size = path.stat().st_size
    with path.open("a") as file:
        file.write(mbox(letter(day=2), "From: x@y\nDate: never\n\n"))
    found = bring(full, path)
    assert found.touchpoints == 1
    assert [each.line for each in found.problems] == [0]
    path.write_text(mbox(letter(day=3), letter(day=4), letter(day=5)))
    assert bring(full, path).touchpoints == 3
    assert starts == [None, size, 0]


def test_all_is_read_again_for_somebody_new(
    full: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "BIG", 100)
    path = tmp_path / "inbox.mbox"
    path.write_text(mbox(letter(day=1), letter("zoe@example.org", day=2)))
    assert bring(full, path).touchpoints == 1
    full.add("Zoe Ek", points=(Point("email", "zoe@example.org"),))
    assert bring(full, path).touchpoints == 1
    assert bring(full, path).touchpoints == 0


def test_undo_takes_the_bookmark_back_too(
    full: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "BIG", 100)
    path = tmp_path / "inbox.mbox"
    path.write_text(mbox(letter(day=1)))
    before = full.text()
    bring(full, path)
    assert '"record": "progress"' in full.text()
    stepping.undo(full.store, today=full.today)
    assert full.text() == before
    assert bring(full, path).touchpoints == 1


def test_where_nothing_was_taken_in_there_is_no_step(full: Book, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_text(letter("zoe@example.org"))
    assert bring(full, path).skipped == 2
    assert [step.command for step in stepping.steps(full.store).steps] == ["add"]


def messages(place: Path) -> Path:
    folder = place / "letters"
    folder.mkdir()
    for day in (1, 2):
        (folder / f"{day}.eml").write_text(letter(day=day))
    return folder


def test_a_folder_of_messages_is_one_source(full: Book, tmp_path: Path) -> None:
    folder = messages(tmp_path)
    (folder / "3.eml").write_text("From: a@b\nDate: never\n\n")
    found = bring(full, folder)
    assert (found.touchpoints, len(found.files)) == (2, 1)
    ((file, line),) = [(each.file, each.line) for each in found.problems]
    assert (file, line) == (str(folder / "3.eml"), 1)


def test_a_file_that_cannot_be_opened_any_more_is_told(
    full: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = messages(tmp_path)
    new_in = letters.Mailbox._new_in

    def failing(box: letters.Mailbox, source: object) -> Iterator[object]:
        if "1.eml" in box.now.name:
            raise PermissionError(13, "Permission denied")
        yield from new_in(box, source)  # type: ignore[arg-type]

    monkeypatch.setattr(letters.Mailbox, "_new_in", failing)
    found = bring(full, folder)
    assert found.touchpoints == 1
    assert "Permission denied" in found.problems[0].what


def test_strangers_are_suggested_and_added_when_they_are_chosen(full: Book, tmp_path: Path) -> None:
    path = tmp_path / "inbox.mbox"
    zoe = [letter("Zoe Ek <zoe@example.org>", day, 7) for day in (2, 3, 4)]
    path.write_text(mbox(letter(), letter("tom@example.org", 5), *zoe))
    plan = bring(full, path, dry_run=True)
    assert [(each.name, each.email, each.times) for each in plan.suggested] == [
        ("Zoe Ek", "zoe@example.org", 3),
        ("tom@example.org", "tom@example.org", 1),
    ]
    assert plan.suggested[0].last == date(2026, 11, 4)
    found = bring(full, path, add=plan.suggested[:1])
    assert (found.new, found.touchpoints) == (1, 4)
    assert [each.name for each in found.suggested] == ["tom@example.org"]
    before = full.text()
    assert bring(full, path).touchpoints == 0
    assert full.text() == before


class Server:
    """What an account's folder answers: two messages, and what came after a bookmark."""

    def __init__(self, account: imap.Account, password: str) -> None:
        assert (account.user, password) == ("ana", "secret")
        self.progress = "7:0"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def heads(self, after: str, *, since: date | None) -> Iterator[object]:
        assert since is None
        from keepintouch.formats.mail_headers import head

        for number in range(int(after.partition(":")[2] or 0) + 1, 3):
            self.progress = f"7:{number}"
            yield head(letter(day=number).encode(), number)


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let accounts be answered by `Server`."""

    def opened(account: imap.Account, password: str) -> AbstractContextManager[object]:
        return Server(account, password)

    monkeypatch.setattr(imap, "opened", opened)


URL = "imap://ana@mail.example.org/Friends%20%26%20Co"


@pytest.mark.usefixtures("answering")
def test_an_account_is_read_on_from_where_it_ended(full: Book) -> None:
    found = bring(full, URL, password=lambda _account: "secret")
    assert (found.touchpoints, found.files[0].name) == (2, URL)
    assert '{\\"at\\": \\"7:2\\"' in full.text()
    assert bring(full, URL, password=lambda _account: "secret").touchpoints == 0
    (step,) = stepping.steps(full.store, limit=1).steps
    assert step.summary.startswith("ana@mail.example.org/Friends%20%26%20Co:")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (URL, imap.Account("mail.example.org", "ana", "Friends & Co")),
        ("imaps://a%40b.org@c.org:9993", imap.Account("c.org", "a@b.org", "INBOX", 9993)),
        (
            "imap://a@c.org/x?security=starttls",
            imap.Account("c.org", "a", "x", 0, "starttls"),
        ),
    ],
)
def test_an_account_is_named_by_its_address(url: str, expected: imap.Account) -> None:
    assert accounts.account_of(url) == expected


@pytest.mark.parametrize(
    "url",
    ["imap://ana:pw@mail.example.org/", "imap://mail.example.org/", "imap://a@/", "imap://a@b:x/"],
)
def test_an_account_that_is_none_is_refused_before_anything_is_done(book: Book, url: str) -> None:
    with pytest.raises(UsageError) as refused:
        bring(book, url)
    assert "pw" not in str(refused.value).replace("password", "")


def test_an_account_needs_a_password(book: Book) -> None:
    with pytest.raises(NeedsAnswerError):
        bring(book, URL)


def test_a_file_that_is_no_mail_after_all_is_refused(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_text("")
    with pytest.raises(UnreadableError):
        bring(book, path)
