"""Make `kit-VERSION.db.gz`, the store of a release, which every later kit must open.

Run it once, when a release is made: python tests/data/release.py
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from datetime import date
from pathlib import Path

import keepintouch
from keepintouch.domain.cadence import Cadence
from keepintouch.domain.contacts import Contact
from keepintouch.domain.occasions import PartialDate
from keepintouch.domain.standing import Rules
from keepintouch.domain.touchpoints import Touchpoint
from keepintouch.services import choosing, logging, people, remembering
from keepintouch.store import Store

TODAY = date(2026, 11, 22)


def fill(store: Store) -> None:
    """Put a little of everything into the store, each in a step of its own."""
    ana = Contact(id="", slug="", name="Ana Lima", nicknames=("Ani",), tags=("berlin",))
    people.add(store, ana._replace(birthday=PartialDate(1990, 5, 5)), today=TODAY)
    people.add(store, Contact(id="", slug="", name="Bob Stone"), today=TODAY)
    people.set_rhythm(store, "ana", Cadence(2, "w"), today=TODAY)
    people.set_tag_rhythm(store, "berlin", Cadence(1, "m"), today=TODAY)
    remembering.note(store, ["ana"], "partner is Jo", today=TODAY, tags=("family",))
    remembering.remind(store, ["bob"], date(2026, 11, 26), "send the list", today=TODAY)
    with store.reading() as connection:
        both = choosing.people(connection, ["ana", "bob"])
    lunch = Touchpoint("", TODAY, "met", "lunch about the Berlin move", both, tags=("food",))
    logging.record(store, lunch, today=TODAY, command="log")


def main() -> None:
    """Write the file beside this script."""
    target = Path(__file__).with_name(f"kit-{keepintouch.__version__}.db.gz")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "kit.db"
        store = Store(str(place), Rules(), backups=False)
        fill(store)
        store.close()
        target.write_bytes(gzip.compress(place.read_bytes(), 9, mtime=0))
    sys.stdout.write(f"{target.name}: {target.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
