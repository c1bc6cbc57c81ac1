"""A small life with kit, made up: who is in the store of the screens, and what was said."""

from __future__ import annotations

import shlex
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs.terminals import Terminal

BEGAN = "2025-10-01"
PEOPLE = """
add "Ana Lima" --every 2w --tag berlin --tag climbing --nick Ani --birthday "5 may 1990" --place "Porto, moving to Berlin" --phone "+351 912 345 678" --email ana@example.org --met "Lisbon bouldering gym, 2019" --importance close
add "Ana Berg" --every off
add "Bob Stone" --every 1mo --nick Bobby --tag climbing
add "Grandma Ruth" --every 1w --tag family --importance close
add "José Ávila" --every 3mo --birthday "24 nov 1990" --tag garden
add "Mum" --every 1w --tag family --importance close
add "Tom Stone" --every 1mo --tag family
add "Sam Okafor" --every 2w --tag work --phone "+44 20 7946 0104"
add "Priya Nair" --every 3w --tag work --title Physiotherapist
add "Dana Koh" --every off --tag work
add "Mia Rossi" --every off
add "Lena Vogt"
"""
WORDS = """
2024-11-02 met Ana Berg at the fair
2026-03-14 lunch with Dana Koh
2026-08-30 walk with José in the garden, the figs are ripe
2026-09-19 climbing with Ana Lima and Bob
2026-10-03 Bob called, he got the job at Acme
2026-10-11 called grandma, first walk after the hip
2026-10-12 sent Ana Lima a message with photos of the new wall
2026-10-17 dinner with Bob and Sam
2026-10-22 coffee with Bob, new job at Acme
2026-10-28 called Tom Stone, exam results come in December
2026-10-30 coffee with Ana Lima, Berlin move is on
2026-11-04 called Priya, she starts a physio course
2026-11-13 called grandma after lunch
2026-11-18 called Mum, back from Lisbon
2026-11-21 met Sam, he knows a landlord in Berlin
"""
HABITS = (
    ("2025-10-18", 12, "2026-09-12", "climbing with @ana-lima"),
    ("2025-11-23", 14, "2026-09-27", "called @grandma-ruth"),
    ("2025-12-06", 35, "2026-09-05", "drinks with @bob-stone"),
    ("2025-10-05", 9, "2026-05-20", "called @lena-vogt"),
    ("2026-01-07", 21, "2026-10-14", "called @priya-nair"),
    ("2025-12-03", 28, "2026-10-21", "called @mum"),
)
"""From a day, every so many days, until a day: what was said."""
PROMISES = """
note ana-lima "partner Jo · allergic to nuts · hates phone calls, text first"
note grandma "call, Sundays after lunch"
remind ana-lima --on 2026-11-26 the flat in Berlin
remind sam --on 2026-11-26 send the book list
"""


def tell(terminal: Terminal) -> None:
    """Write the story into the terminal's own store."""
    for line in PEOPLE.strip().splitlines():
        terminal.answer(*shlex.split(line), "--today", BEGAN)
    terminal.answer("add", "Tom Ek", "--every", "off", "--today", "2026-10-05")
    for day, words in sorted(_said()):
        terminal.answer("log", "--on", day, words, "--today", max(day, BEGAN))
    for line in PROMISES.strip().splitlines():
        terminal.answer(*shlex.split(line))


def _said() -> Iterator[tuple[str, str]]:
    for line in WORDS.strip().splitlines():
        day, _, words = line.partition(" ")
        yield day, words
    for begun, gap, ended, words in HABITS:
        on = date.fromisoformat(begun)
        while on <= date.fromisoformat(ended):
            yield on.isoformat(), words
            on += timedelta(gap)
