"""What every test shares: a store, a day, other programs' files, and Hypothesis profiles."""

from __future__ import annotations

import gc
import io
import os
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from keepintouch import domain, formats
from keepintouch.domain.contacts import Contact
from keepintouch.domain.standing import Rules
from keepintouch.domain.touchpoints import Touchpoint
from keepintouch.services import choosing, exporting, keeping, logging, people
from keepintouch.store import Store, creating, touchpoints
from keepintouch.store import contacts as store_contacts
from keepintouch.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from keepintouch.services.people import Changed
    from keepintouch.store.checking import Finding

SERVER = os.environ.get("KIT_TEST_POSTGRES", "")
PLACES = ("file", "server") if SERVER else ("file",)

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

settings.register_profile(
    "check", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("soak", deadline=None, max_examples=20_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "check"))


def pytest_collection_finish() -> None:
    """Import late parts of the domain while it is measured; look for garbage rarely from now on."""
    for module in walk_packages(domain.__path__, f"{domain.__name__}."):
        import_module(module.name)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no coverage of what runs many times: a property, or a test once more on a server.

    Measuring takes twice to five times as long; and what is covered is to be covered by an
    example that somebody chose, not by one that came up.
    """
    for item in items:
        if _is_property(item) or _runs_again_on_a_server(item):
            item.add_marker("no_cover")


def _is_property(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and getattr(item.obj, "is_hypothesis_test", False)


def _runs_again_on_a_server(item: pytest.Item) -> bool:
    asked = item.callspec.params if hasattr(item, "callspec") else {}
    return asked.get("store") == "server" and "store" not in item.path.parent.name


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Trace nothing of a test that covers nothing: below pytest-cov's tracer a worker has another."""
    tracer = sys.gettrace()
    if item.get_closest_marker("no_cover"):
        sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


class Book:
    """Short words for what tests do often to a store."""

    def __init__(self, store: Store, today: date) -> None:
        self.store = store
        self.today = today

    def add(self, name: str, **fields: object) -> Contact:
        """Add somebody."""
        contact = Contact(id=fields.pop("id", ""), slug="", name=name, **fields)
        return people.add(self.store, contact, today=self.today)[0].contact

    def everybody(self, *contacts: Contact) -> None:
        """Add several people as one step."""
        with self.store.writing(self.today) as writing:
            for each in contacts:
                whole = people.complete(writing.connection, each, today=self.today, name_parts=True)
                store_contacts.add(writing.step, [whole])
            writing.done("import", "people")

    def log(self, *who: str, day: date | None = None, **fields: object) -> Touchpoint:
        """Keep a touchpoint with people who are here already."""
        with self.store.reading() as connection:
            took_part = choosing.people(connection, who)
        touchpoint = Touchpoint("", day or self.today, people=took_part, **fields)
        return logging.record(self.store, touchpoint, today=self.today, command="log").touchpoint

    def talked(self, who: str, days: Iterable[date]) -> None:
        """Keep a touchpoint on each day with somebody who is here already, as one step."""
        with self.store.reading() as connection:
            took_part = (choosing.person(connection, who),)
        kept = [Touchpoint(new_id(), day, people=took_part) for day in days]
        with self.store.writing(self.today) as writing:
            touchpoints.add(writing.step, kept, writing.rules)
            writing.done("import", who)

    def edit(self, who: str, **fields: object) -> Changed:
        """Change fields of somebody."""
        return people.change(
            self.store,
            who,
            lambda contact: contact._replace(**fields),
            today=self.today,
            command="edit",
        )

    def text(self) -> str:
        """Return everything that is kept, in the lossless format."""
        stream = io.BytesIO()
        exporting.export(self.store, formats.named("kit"), stream)
        return stream.getvalue().decode()

    def findings(self) -> list[Finding]:
        """Return what is not as it should be."""
        return keeping.check(self.store, today=self.today)


@pytest.fixture
def book(store: Store, today: date) -> Book:
    """Give a store without anybody, with short words for writing to it."""
    return Book(store, today)


@pytest.fixture
def file_book(file_store: Store, today: date) -> Book:
    """Give a store without anybody, in a file, with short words for writing to it."""
    return Book(file_store, today)


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """Files that other programs wrote; they stand beside the project, not in it."""
    folder = SHARED / "fixtures"
    if not folder.is_dir():
        pytest.skip("needs ../shared/fixtures, which is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def data() -> Path:
    """Real timestamps of contact; see benchmarks/scoring."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("needs ../shared/data, which is not beside this checkout")
    return folder


@pytest.fixture
def today() -> date:
    """Give the day of the tests: a Sunday."""
    return date(2026, 11, 22)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store without anybody, to copy: making one takes a third of a second."""
    place = tmp_path_factory.mktemp("blank") / "kit.db"
    creating.create(str(place))
    return place


@pytest.fixture
def new_store(tmp_path: Path) -> Iterator[Store]:
    """Give a store in a file that is not there yet."""
    store = Store(str(tmp_path / "kit.db"), Rules(), backups=False)
    yield store
    store.close()


@pytest.fixture
def file_store(new_store: Store, blank: Path) -> Store:
    """Give a store without anybody, in a file."""
    copyfile(blank, new_store.place)
    return new_store


@pytest.fixture(params=PLACES)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Give a store without anybody: in a file and, where one is named, on a server."""
    if request.param == "file":
        yield request.getfixturevalue("file_store")
        return
    store = Store(request.getfixturevalue("emptied")(), Rules(), backups=False)
    yield store
    store.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give the URL of a database of this process's own, which sorts text by code points."""
    if not SERVER:
        pytest.skip("needs KIT_TEST_POSTGRES, the URL of a PostgreSQL server")
    import psycopg

    name = f"kit_test_{os.getpid()}"
    with psycopg.connect(SERVER, autocommit=True) as raw:
        raw.execute(f"CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE 'C'".encode())
        yield f"{SERVER.rpartition('/')[0]}/{name}"
        raw.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(scope="session")
def emptied(server: str) -> Callable[[], str]:
    """Take everything out of the server's database, and return its URL."""
    import psycopg

    def empty() -> str:
        with psycopg.connect(server, autocommit=True) as raw:
            names = raw.execute(
                "SELECT quote_ident(tablename) FROM pg_tables"
                " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
            ).fetchall()
            statements = [f"DELETE FROM {name}" for (name,) in names]
            raw.execute(";".join(("SET session_replication_role = replica", *statements)).encode())
        return server

    return empty
