"""What kit writes is read by khard and khal, with names, points and dates right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Session
    from tests.peers.conftest import Home

KHARD = """\
[addressbooks]
[[book]]
path = ~/cards
[general]
default_action = list
[contact table]
show_uids = no
"""
KHAL = """\
[calendars]
[[feed]]
path = ~/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


@pytest.fixture
def peopled(kit: Session) -> Session:
    kit.ok(
        "add", "Zoë Novák", "--email", "zoe@example.org", "--phone", "+351912345678",
        "--birthday", "5 may 1990", "--tag", "family", "--nick", "Zo", "--org", "Café Ltd",
    )  # fmt: skip
    kit.ok("add", "Ann Lee", "--birthday", "29 feb 1984", "--email", "ann@example.org")
    kit.ok("add", "李 小龍", "--birthday", "27 nov", "--phone", "+85212345678")
    kit.ok("date", "ann", "anniversary", "12 jun 2021")
    kit.ok("remind", "zoe", "--on", "2026-12-01", "send the book; and, the list")
    return kit


def rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()]


@pytest.fixture
def khard(home: Home, peopled: Session) -> Home:
    home.write(".config/khard/khard.conf", KHARD)
    (home.path / "cards").mkdir()
    peopled.ok("sync", "vdir", str(home.path / "cards"), "-y")
    return home


def test_khard_reads_names_points_and_birthdays(khard: Home) -> None:
    assert sorted(each[1] for each in rows(khard.run("khard", "list", "--parsable"))) == [
        "Ann Lee", "Zoë Novák", "李 小龍",
    ]  # fmt: skip
    assert sorted(rows(khard.run("khard", "email", "--parsable"))[1:]) == [
        ["ann@example.org", "Ann Lee", "INTERNET"],
        ["zoe@example.org", "Zoë Novák", "INTERNET"],
    ]
    assert sorted(rows(khard.run("khard", "phone", "--parsable"))) == [
        ["+351912345678", "Zoë Novák", "voice"],
        ["+85212345678", "李 小龍", "voice"],
    ]
    assert sorted(rows(khard.run("khard", "birthdays", "--parsable"))) == [
        # vCard 3.0 has no day without a year but Apple's, which khard takes at its word
        ["1604.11.27", "李 小龍"], ["1984.02.29", "Ann Lee"], ["1990.05.05", "Zoë Novák"],
    ]  # fmt: skip


def test_khard_shows_the_rest_and_its_edits_come_back(khard: Home, kit: Session) -> None:
    shown = khard.run("khard", "show", "--format", "yaml", "Zoë")
    said = shown.splitlines()
    for line in ("First name: Zoë", "Last name: Novák", "Nickname: Zo", "Organisation: Café Ltd"):
        assert line in said
    khard.write("new.yaml", shown.replace("+351912345678", "+351900000000"))
    khard.run("khard", "edit", "--input-file", "new.yaml", "Zoë", typed="y\n")
    synced = kit.ok("sync", "vdir", str(khard.path / "cards"))
    assert "Zoë Novák  - phone: +351912345678; + phone: +351900000000" in synced
    assert "+351900000000" in kit.ok("show", "zoe")


def test_khal_reads_days_every_year_and_promises(home: Home, peopled: Session) -> None:
    home.write(".config/khal/config", KHAL)
    (home.path / "calendar").mkdir()
    peopled.ok("export", "-o", str(home.path / "feed.ics"))
    home.run("khal", "import", "--batch", "-a", "feed", "feed.ics")
    words = ("list", "--format", "{start-date} {title}", "--day-format", "", "2026-11-22", "850d")
    found = [line for line in home.run("khal", *words).splitlines() if line]
    assert [line for line in found if "Get in touch" not in line] == [
        "2026-11-27 李 小龍's birthday",
        "2026-12-01 Zoë Novák: send the book; and, the list",
        "2027-02-28 Ann Lee's birthday (1984)",
        "2027-05-05 Zoë Novák's birthday (1990)",
        "2027-06-12 Ann Lee: anniversary (2021)",
        "2027-11-27 李 小龍's birthday",
        "2028-02-29 Ann Lee's birthday (1984)",
        "2028-05-05 Zoë Novák's birthday (1990)",
        "2028-06-12 Ann Lee: anniversary (2021)",
        "2028-11-27 李 小龍's birthday",
        "2029-02-28 Ann Lee's birthday (1984)",
    ]
