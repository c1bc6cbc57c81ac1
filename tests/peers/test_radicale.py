"""An address book on a CardDAV server: Radicale serves it, vdirsyncer fetches it, kit syncs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pytest
import vobject

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Session
    from tests.peers.conftest import Home, Server

CONFIG = """\
[general]
status_path = "{home}/status"
[pair book]
a = "here"
b = "there"
collections = ["book"]
[storage here]
type = "filesystem"
path = "{home}/cards"
fileext = ".vcf"
[storage there]
type = "carddav"
url = "{url}/"
username = "{user}"
password = "x"
"""
MEI = """\
BEGIN:VCARD
VERSION:3.0
UID:mei
N:Lin;Mei;;;
FN:Mei Lin
TEL;TYPE=CELL:+1 555 0100
X-RING-TONE;X-VOLUME=3:opening.mp3
item1.EMAIL:mei@example.org
item1.X-ABLabel:School
END:VCARD
"""


class Line(NamedTuple):
    """A line from the server to the store: server, folder, kit."""

    server: Server
    home: Home
    kit: Session

    @property
    def folder(self) -> Path:
        return self.home.path / "cards" / "book"

    def sync(self, *flags: str) -> dict[str, object]:
        """Fetch, sync, and send; return what kit said."""
        self.home.run("vdirsyncer", "-v", "error", "sync")
        said = self.kit.ok("sync", "vdir", str(self.folder), "--json", *flags)
        self.home.run("vdirsyncer", "-v", "error", "sync")
        return json.loads(said)  # type: ignore[no-any-return]

    def on_server(self) -> dict[str, str]:
        """Return the cards on the server by name."""
        names = sorted(each.name for each in self.folder.glob("*.vcf"))
        return {name: self.server.get(name) for name in names}

    def contact(self, who: str) -> dict[str, object]:
        return json.loads(self.kit.ok("show", who, "--json"))["contact"]  # type: ignore[no-any-return]


@pytest.fixture
def line(server: Server, home: Home, kit: Session) -> Line:
    home.write(
        ".config/vdirsyncer/config", CONFIG.format(home=home.path, url=server.url, user=server.user)
    )
    home.run("vdirsyncer", "-v", "error", "discover", typed="y\ny\n")
    return Line(server, home, kit)


def lines(card: str) -> list[str]:
    """Return the lines of a card as Radicale keeps them: sorted, and in any case."""
    return sorted(each.upper() for each in card.splitlines())


def whats(said: dict[str, object]) -> list[tuple[str, str]]:
    return sorted((each["what"], each["name"]) for each in said["items"])  # type: ignore[attr-defined]


def test_an_address_book_on_a_server_and_kit_follow_each_other(line: Line) -> None:
    line.kit.ok(
        "add", "Zoë Novák", "--email", "zoe@example.org", "--phone", "+351912345678",
        "--birthday", "5 may", "--tag", "family", "--every", "2w", "--place", "Porto",
    )  # fmt: skip
    line.kit.ok("date", "zoe", "anniversary", "12 jun 2021")
    line.server.put("mei.vcf", MEI)

    assert whats(line.sync("-y")) == [("added", "Mei Lin"), ("written", "Zoë Novák")]
    zoe = next(name for name in line.on_server() if name != "mei.vcf")
    (card,) = vobject.readComponents(line.on_server()[zoe])
    assert card.fn.value == "Zoë Novák"
    assert (card.n.value.given, card.n.value.family) == ("Zoë", "Novák")
    assert card.email.value == "zoe@example.org"
    assert card.tel.value == "+351912345678"
    assert card.bday.value == "1604-05-05"
    assert card.categories.value == ["family"]
    assert lines(line.server.get("mei.vcf")) == lines(MEI)

    # on the telephone and in kit at once
    line.server.put("mei.vcf", MEI.replace("0100", "0199"))
    line.kit.ok("edit", "mei", "--title", "Chemist")
    line.kit.ok("edit", "zoe", "--phone", "+442079460000")
    assert whats(line.sync()) == [("changed", "Mei Lin"), ("changed", "Zoë Novák")]
    assert {each["value"] for each in line.contact("mei")["points"]} == {  # type: ignore[attr-defined]
        "+1 555 0199", "mei@example.org",
    }  # fmt: skip
    changed = MEI.replace("0100", "0199").replace("END:", "TITLE:Chemist\nEND:")
    assert lines(line.server.get("mei.vcf")) == lines(changed)
    assert "TEL:+442079460000" in line.server.get(zoe)

    # the server has put all lines in another order by now
    (line.folder / zoe).write_text(line.server.get(zoe), newline="")
    assert whats(line.sync()) == []
    assert line.contact("zoe")["every"] == "P2W"


def test_what_is_gone_on_either_side_is_followed_only_when_asked_for(line: Line) -> None:
    line.server.put("mei.vcf", MEI)
    line.kit.ok("add", "Zoë Novák")
    line.sync("-y")
    zoe = next(name for name in line.on_server() if name != "mei.vcf")

    line.server.ask("DELETE", "mei.vcf")
    line.kit.ok("remove", "zoe", "-y")
    assert whats(line.sync()) == [("waiting", "Mei Lin"), ("waiting", "Zoë Novák")]
    assert line.contact("mei")["state"] == "active"
    assert line.server.ask("GET", zoe) is not None

    # the last card on the server: a folder that is empty would be refused
    line.server.put("bob.vcf", MEI.replace("mei", "bob").replace("Mei Lin", "Bob Ek"))
    assert whats(line.sync("--deletes", "apply")) == [
        ("added", "Bob Ek"), ("archived", "Mei Lin"), ("deleted", "Zoë Novák"),
    ]  # fmt: skip
    assert line.contact("mei-lin")["state"] == "archived"
    assert line.server.ask("GET", zoe) is None
    assert whats(line.sync()) == []
