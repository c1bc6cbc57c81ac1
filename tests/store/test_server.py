"""A store on a server: refused, made, busy, gone, sorted as a file is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from keepintouch.domain.errors import KitError, StoreError, UsageError
from keepintouch.domain.standing import Rules
from keepintouch.services import looking, people, remembering
from keepintouch.store import Store
from keepintouch.store.opening import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

UNREACHABLE = r"cannot be reached\. Nothing was changed\."
SECRET = "hunter2"  # noqa: S105 - what no message may hold


@pytest.mark.parametrize("place", ["mysql://host/name", "sqlite:///kit.db", "http://host"])
def test_only_postgresql_is_spoken(place: str, today: date) -> None:
    store = Store(place, Rules(), backups=False)
    assert store.on_server
    assert store.exists
    with pytest.raises(UsageError, match="in a file or on a PostgreSQL server"), store.reading():
        pass


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_server_that_cannot_be_reached_is_told_without_its_password(
    scheme: str, today: date
) -> None:
    store = Store(f"{scheme}://kit:{SECRET}@127.0.0.1:1/kit", Rules(), backups=False)
    for use in (store.reading, lambda: store.writing(today)):
        with (
            pytest.raises(StoreError, match=UNREACHABLE) as caught,
            use(),
        ):
            pass
        assert caught.value.exit_code == 6
        assert SECRET not in f"{caught.value.message} {caught.value.attempt}"


@pytest.fixture
def emptied_store(emptied: Callable[[], str]) -> Iterator[Store]:
    """Give a store without anybody on a server."""
    store = Store(emptied(), Rules(), backups=False)
    yield store
    store.close()


def test_a_server_that_goes_away_is_told_and_keeps_what_was_acknowledged(
    emptied_store: Store, server: str, today: date
) -> None:
    import psycopg

    store = emptied_store
    remembering.note(store, [], "first", today=today)
    terminate = b"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
    with psycopg.connect(server, autocommit=True) as raw:
        raw.execute(terminate)
    with pytest.raises(StoreError, match="went away"), store.writing(today) as writing:
        writing.step.insert("tag", tag_key="a", tag="A")
    store.close()
    with pytest.raises(StoreError, match="went away"), store.writing(today) as writing:  # noqa: PT012 - it goes away within
        writing.step.insert("tag", tag_key="a", tag="A")
        writing.done("tag", "a")
        with psycopg.connect(server, autocommit=True) as raw:
            raw.execute(terminate)
    store.close()
    with store.reading() as connection:
        assert connection.rows("SELECT text FROM note") == [("first",)]
        assert connection.rows("SELECT tag FROM tag") == []


def test_writers_wait_their_turn_and_no_longer_than_for_a_file(
    emptied_store: Store, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keepintouch.store.server.BUSY_SECONDS", 1)
    other = Store(emptied_store.place, Rules(), backups=False)
    with emptied_store.writing(today) as writing:
        writing.step.insert("tag", tag_key="a", tag="A")
        writing.done("tag", "a")
        with (
            pytest.raises(StoreError, match="has been writing to the store on the server for 30"),
            other.writing(today),
        ):
            pass
        with other.reading() as connection:
            assert connection.rows("SELECT tag FROM tag") == []
    with other.writing(today) as writing:
        assert writing.connection.rows("SELECT tag FROM tag") == [("A",)]
    other.close()


def test_all_reads_of_a_transaction_see_one_state(emptied_store: Store, today: date) -> None:
    other = Store(emptied_store.place, Rules(), backups=False)
    with emptied_store.reading() as connection:
        assert connection.row("SELECT count(*) FROM note") == (0,)
        remembering.note(other, [], "first", today=today)
        assert connection.row("SELECT count(*) FROM note") == (0,)
        with pytest.raises(KitError, match="can only be read"):
            connection.run("DELETE FROM note")
    with emptied_store.reading() as connection:
        assert connection.row("SELECT count(*) FROM note") == (1,)
    other.close()


def test_a_database_of_a_newer_kit_is_refused(emptied_store: Store, server: str) -> None:
    import psycopg

    with emptied_store.reading():
        pass
    emptied_store.close()
    with psycopg.connect(server, autocommit=True) as raw:
        raw.execute(b"UPDATE alembic_version SET version_num = '0099'")
        try:
            with (
                pytest.raises(StoreError, match="the store on the server was made by a newer kit"),
                emptied_store.reading(),
            ):
                pass
        finally:
            raw.execute(f"UPDATE alembic_version SET version_num = '{VERSION:04}'".encode())


def test_characters_that_a_server_cannot_hold_are_replaced(
    emptied_store: Store, today: date
) -> None:
    remembering.note(emptied_store, [], "a\0b\ud800c", today=today)
    with emptied_store.reading() as connection:
        assert connection.rows("SELECT text FROM note") == [("a\ufffdb\ufffdc",)]
    assert looking.find(emptied_store, "\0") == []


def test_a_database_that_sorts_otherwise_serves_as_well(server: str, today: date) -> None:
    import psycopg

    base, _, name = server.rpartition("/")
    made = f"{name}_icu"
    with psycopg.connect(server, autocommit=True) as raw:
        raw.execute(
            f"CREATE DATABASE {made} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'".encode()
        )
        store = Store(f"{base}/{made}", Rules(), backups=False)
        try:
            for who in ("Ana", "Ana Lima", "ana-x", "Anabel", "Berta"):
                people.add(store, people.Contact("", "", who, tags=("a b", "a-c")), today=today)
            with store.reading() as connection:
                assert connection.row("SELECT 'B' < 'a', slug FROM contact LIMIT 1") is not None
            rows = looking.everyone(store, today=today).rows
            assert [row.contact.slug for row in rows] == [
                "ana",
                "ana-lima",
                "ana-x",
                "anabel",
                "berta",
            ]
            assert len(looking.find(store, "a")) >= 5
        finally:
            store.close()
            raw.execute(f"DROP DATABASE {made} WITH (FORCE)".encode())
