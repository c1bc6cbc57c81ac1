"""What was acknowledged lasts: processes that write at once, and processes that are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from keepintouch.domain.contacts import Contact
from keepintouch.services import keeping, people
from keepintouch.store import Store, backups

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

MANY = "KIT_LONG" in os.environ or "CI" in os.environ
WRITERS, LOGS = 16, 40 if MANY else 10
KILLS = 50 if MANY else 12

LOG = """
import sys
from datetime import date
from keepintouch.domain.standing import Rules
from keepintouch.services import logging
from keepintouch.store import Store

place, start, many = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
store = Store(place, Rules(), backups=False)
for number in range(start, start + many):
    logged = logging.done(store, ["ana"], today=date(2026, 11, 22), kind=f"kind {number}")
    print(logged.touchpoint.id, flush=True)
"""

TAG = """
import sys
from datetime import date
from keepintouch.domain.standing import Rules
from keepintouch.services import people
from keepintouch.store import Store

store = Store(sys.argv[1], Rules(), backups=False)
for number in range(int(sys.argv[3])):
    people.tag(store, "ana", add=[f"{sys.argv[2]}-{number}"], drop=(), today=date(2026, 11, 22))
"""

READ = """
import sys
from datetime import date
from keepintouch.domain.standing import Rules
from keepintouch.services import looking, planning
from keepintouch.store import Store

store = Store(sys.argv[1], Rules(), backups=False)
for _ in range(int(sys.argv[3])):
    planning.due(store, today=date(2026, 11, 22))
    looking.show(store, "ana", today=date(2026, 11, 22))
"""

IMPORT = """
import sys
from datetime import date
from keepintouch.domain.standing import Rules
from keepintouch.services import importing
from keepintouch.store import Store

print("started", flush=True)
importing.run(Store(sys.argv[1], Rules(), backups=False), [sys.argv[2]], today=date(2026, 11, 22))
"""

RESTORE = """
import sys
from keepintouch.domain.standing import Rules
from keepintouch.services import keeping
from keepintouch.store import Store

print("started", flush=True)
while True:
    keeping.restore(Store(sys.argv[1], Rules(), backups=False), sys.argv[2])
"""


def start(program: str, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, words)], stdout=subprocess.PIPE, text=True
    )


def together(*runs: subprocess.Popen[str]) -> list[str]:
    """Wait for processes that must all succeed, and return what they wrote."""
    with ThreadPoolExecutor(len(runs)) as pool:
        written = list(pool.map(lambda run: run.communicate()[0], runs))
    assert [run.returncode for run in runs] == [0] * len(runs)
    return written


def known(store: Store, today: date) -> Store:
    people.add(store, Contact("", "", "Ana Lima"), today=today)
    return store


def touchpoints(store: Store) -> list[str]:
    with store.reading() as connection:
        return [row[0] for row in connection.rows("SELECT id FROM touchpoint")]


def test_writers_wait_for_each_other_and_lose_nothing(file_store: Store, today: date) -> None:
    known(file_store, today)
    place = file_store.place
    written = together(*(start(LOG, place, at * LOGS, LOGS) for at in range(WRITERS)))
    acknowledged = {line for text in written for line in text.split()}
    assert len(acknowledged) == WRITERS * LOGS
    assert set(touchpoints(file_store)) == acknowledged
    assert keeping.check(file_store, today=today) == []


def test_no_update_of_one_person_is_lost_and_readers_are_not_kept_out(
    file_store: Store, today: date
) -> None:
    known(file_store, today)
    tags = (start(TAG, file_store.place, f"p{at}", 30 if MANY else 8) for at in range(8))
    readers = (start(READ, file_store.place, "", 30) for _ in range(2))
    together(*tags, *readers)
    with file_store.reading() as connection:
        rows = connection.rows("SELECT tag FROM contact_tag")
    assert len(rows) == 8 * (30 if MANY else 8)
    assert keeping.check(file_store, today=today) == []


def test_what_was_acknowledged_survives_a_kill(file_store: Store, today: date) -> None:
    known(file_store, today)
    acknowledged: list[str] = []
    for at in range(KILLS):
        run = start(LOG, file_store.place, 10_000 * at, 10_000)
        assert run.stdout is not None
        acknowledged.append(run.stdout.readline().strip())
        time.sleep(at * 37 % 150 / 1000)
        run.send_signal(signal.SIGKILL)
        acknowledged += run.communicate()[0].split()
    kept = set(touchpoints(file_store))
    assert set(acknowledged) <= kept
    assert len(kept) - len(acknowledged) <= KILLS
    assert keeping.check(file_store, today=today) == []


def test_a_killed_import_has_happened_or_has_not(
    file_store: Store, today: date, tmp_path: Path
) -> None:
    cards = tmp_path / "cards.vcf"
    many = 400
    cards.write_text(
        "".join(
            f"BEGIN:VCARD\nVERSION:3.0\nUID:{number}\nFN:Person {number}\nNOTE:x\nEND:VCARD\n"
            for number in range(many)
        )
    )
    for at in range(20 if MANY else 5):
        run = start(IMPORT, file_store.place, cards)
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(at * 97 % 400 / 1000)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        with file_store.reading() as connection:
            assert connection.row("SELECT count(*) FROM contact") in ((0,), (many,))
            assert connection.row("SELECT count(*) FROM note") in ((0,), (many,))
        assert keeping.check(file_store, today=today) == []
    together(start(IMPORT, file_store.place, cards))
    with file_store.reading() as connection:
        assert connection.row("SELECT count(*) FROM contact") == (many,)


def test_a_killed_restore_leaves_a_whole_store(file_store: Store, today: date) -> None:
    known(file_store, today)
    copy = backups.make(file_store.place, reason="manual")
    file_store.close()
    for at in range(20 if MANY else 5):
        run = start(RESTORE, file_store.place, copy)
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(at * 37 % 100 / 1000)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        assert keeping.check(file_store, today=today) == []
        with file_store.reading() as connection:
            assert connection.rows("SELECT name FROM contact") == [("Ana Lima",)]
        file_store.close()
