"""Every verb that reaches somebody, in every construction: who reached out, and how."""

from __future__ import annotations

from datetime import date

import pytest

from keepintouch.domain import logline
from keepintouch.domain.loglines.lexicon.verbs import REACHED
from keepintouch.domain.names import Match
from keepintouch.domain.people import Person

VERBS = [(verb, kind or "talked") for kind, verbs in REACHED.items() for verb in verbs.split()]
KNOWN = {
    name.lower(): (Match(Person(name, name.lower(), name), "full"),) for name in ("Mia", "Sam")
}
THINGS = [
    *((thing, "call") for thing in ("call", "phone call", "WhatsApp call", "voicemail")),
    *((thing, "video") for thing in ("video call", "vid call", "zoom call", "facetime")),
    *((thing, "message") for thing in ("text", "dm", "voice note", "WhatsApp", "ping", "txt")),
    *((thing, "email") for thing in ("email", "e-mail", "long email")),
    *((thing, "letter") for thing in ("letter", "postcard", "birthday card", "card")),
]


def told(line: str) -> tuple[str, str | None, list[str]]:
    """Read a line: the kind, who reached out, who took part."""
    known = {each: KNOWN[each] for each in logline.phrases(line) if each in KNOWN}
    reading = logline.read(line, date(2026, 11, 22), known)
    people = [each.candidates[0].name for each in reading.participants]
    return reading.kind, reading.direction, people


@pytest.mark.parametrize(("verb", "kind"), VERBS)
def test_a_verb_of_reaching_tells_its_kind_and_its_subject(verb: str, kind: str) -> None:
    for line in ("{} Mia", "I {} Mia about the flat", "just {} Mia, all good", "Mia: {} her"):
        assert told(line.format(verb)) == (kind, "me", ["Mia"]), line
    for line in ("Mia {}", "Mia {} me about the flat", "Mia just {}", "was {} by Mia"):
        assert told(line.format(verb)) == (kind, "them", ["Mia"]), line
    assert told(f"Sam and I {verb} Mia") == (kind, "me", ["Sam", "Mia"])
    assert told(f"Mia and Sam {verb}") == (kind, "them", ["Mia", "Sam"])


@pytest.mark.parametrize(("verb", "kind"), VERBS)
def test_nobody_alone_reaches_out_in_what_two_do_together(verb: str, kind: str) -> None:
    if kind != "talked" and verb != "wrote":
        assert told(f"{verb} with Mia") == (kind, None, ["Mia"])
        assert told(f"Mia and I {verb} all evening") == (kind, None, ["Mia"])


@pytest.mark.parametrize(("thing", "kind"), THINGS)
def test_a_thing_goes_one_way(thing: str, kind: str) -> None:
    for line in ("{} to Mia", "{} to Mia about the flat"):
        assert told(line.format(thing)) == (kind, "me", ["Mia"]), line
    for line in ("{} from Mia", "got a {} from Mia", "a {} from Mia came"):
        assert told(line.format(thing)) == (kind, "them", ["Mia"]), line


@pytest.mark.parametrize(
    ("line", "direction"),
    [
        ("gave Mia a ring", "me"),
        ("Mia gave me a ring", "them"),
        ("gave Mia a lift", "me"),
        ("Mia gave a speech", None),
        ("dropped Mia a line", "me"),
        ("dropped Mia at the station", None),
        ("paid Mia a visit", "me"),
        ("paid Mia back", None),
        ("hit Mia up", "me"),
        ("hit the gym with Mia", None),
        ("Mia returned my call", "them"),
        ("returned from Rome with Mia", None),
        ("Mia keeps calling", "them"),
        ("been texting Mia", "me"),
        ("been texting with Mia", None),
        ("texted back and forth with Mia", None),
        ("me and Mia texted all evening", None),
        ("me and Mia called Sam", "me"),
        ("call moved to friday, Mia", None),
    ],
)
def test_who_reached_out(line: str, direction: str | None) -> None:
    assert told(line)[1] == direction
