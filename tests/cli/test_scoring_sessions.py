"""Who is due, why, and what is said beside it, as a user of the program sees them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from keepintouch.render import outlook
from keepintouch.services.backtesting import Backtest, Band

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Session


def asked(kit: Session, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(kit.ok("due", "--json", *words))["items"]
    return found


# -- a past day


def test_a_past_day_is_shown_as_it_was_and_changes_nothing(known: Session) -> None:
    known.env["KIT_TODAY"] = "2026-11-15"
    then = asked(known)
    known.env["KIT_TODAY"] = "2026-11-22"
    known.ok("done", "ana", "--on", "2026-11-18")
    seen = asked(known, "--as-of", "2026-11-15")
    assert seen == then
    assert [each["name"] for each in seen] == ["Ana Lima"]
    store = known.home / ".local/share/keepintouch/kit.db"
    before = store.read_bytes()
    out = known.ok("due", "--as-of", "2026-11-15", tty=True)
    assert out.startswith("Due as of 15 November 2026 ")
    assert store.read_bytes() == before
    assert known("show", "1", tty=True).out.startswith("\x1b[1mAna Lima"), "numbers may be used"
    assert "shown on" not in known.ok("why", "ana")


def test_a_past_day_where_there_is_no_store_is_empty(kit: Session) -> None:
    assert "all caught up" in kit.ok("due", "--as-of", "2026-11-01")
    assert not (kit.home / ".local/share/keepintouch/kit.db").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--as-of", "2026-11-23"), "is not past"),
        (("--as-of", "2026-11-20", "--count"), "--as-of shows a list"),
        (("--as-of", "2026-11-20", "--week"), "--as-of shows a list"),
        (("--as-of", "some day"), "some day"),
    ],
)
def test_what_is_no_past_day_is_refused(known: Session, words: tuple[str, ...], says: str) -> None:
    result = known("due", *words)
    assert result.exit == 2
    assert says in result.err


# -- every term


def test_every_term_is_told_of_each_on_the_list(known: Session) -> None:
    known.ok("edit", "ruth", "--importance", "close")
    lines = known.ok("due", "--explain", "--plain").splitlines()
    assert lines[3] == (
        "1  Ruth Stone: score 65.6 = 100 x 0.82 (rhythm 0.82, date 0.00, promise 0.00) x 0.8"
        " (close); every 7 days (contact), silent 9, 2 days over; usual gap 7.0 days,"
        " spread 2.70, due line 136.1 days, late 52%, alive 61%, warmth 35"
    )
    assert len(lines) == 6
    assert all(": score " in line for line in lines[3:])


def test_somebody_never_met_has_no_learned_terms(kit: Session) -> None:
    kit.ok("add", "Ana", "--every", "1w")
    kit.env["KIT_TODAY"] = "2026-12-01"
    (found,) = asked(kit)
    for key in ("usual", "spread", "due_line", "late", "alive", "warmth"):
        assert found[key] is None
    assert "every 7 days (contact), no touchpoint, 2 days over\n" in kit.ok(
        "due", "--explain", "--plain"
    )


def test_the_terms_of_a_list_and_of_why_are_the_same(known: Session) -> None:
    for each in asked(known):
        why = json.loads(known.ok("why", each["slug"], "--json"))
        for key in ("score", "signals", "importance", "interval_days", "usual", "late", "alive"):
            assert why[key] == each[key]


# -- time zones


ZONES = ("UTC", "Pacific/Kiritimati", "America/New_York", "Asia/Kathmandu", "Pacific/Pago_Pago")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", [0, 2, 3, 23])
def test_a_cadence_is_exact_to_the_day_in_any_zone(known: Session, zone: str, hour: int) -> None:
    del known.env["KIT_TODAY"]
    for day in ("2026-11-26", "2026-11-27", "2027-03-14", "2027-03-28"):
        year, month, of_month = map(int, day.split("-"))
        known.now = datetime(year, month, of_month, hour, 30, tzinfo=ZoneInfo(zone))
        found = json.loads(known.ok("due", "--json"))
        assert found["today"] == day
        (ana,) = (each for each in found["items"] if each["slug"] == "ana-lima")
        assert ana["days_over"] == (known.now.date() - datetime(2026, 11, 13).date()).days  # noqa: DTZ001 - a civil day


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/New_York"])
def test_the_zone_of_the_machine_moves_no_due_day(known: Session, zone: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "keepintouch", "due", "--csv", "--fields", "slug,due,days_over"],
        env={**os.environ, **known.env, "TZ": zone},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().splitlines()[1:] == [
        "ana-lima,2026-11-13,9",
        "ruth-stone,2026-11-20,2",
        "bob-stone,2026-11-20,2",
    ]


# -- beside the answer


def test_the_third_snooze_in_a_row_asks_once_for_a_slower_rhythm(known: Session) -> None:
    question = "Put off three times in a row. Slower? kit every ana-lima 1mo"
    for day, asks in (("22", False), ("25", False), ("28", True), ("30", False)):
        known.env["KIT_TODAY"] = f"2026-11-{day}"
        assert (question in known("snooze", "ana", "2d", tty=True).err) == asks
    known.env["KIT_TODAY"] = "2026-12-03"
    known.ok("done", "ana")
    assert question not in known("snooze", "ana", tty=True).err


@pytest.mark.parametrize("how", [{}, {"tty": True, "env": {"KIT_CONFIG": "{home}/config.toml"}}])
def test_a_script_and_whoever_wants_no_hints_are_not_asked(
    known: Session, how: dict[str, Any]
) -> None:
    (known.home / "config.toml").write_text("hints = false")
    where = {key: value.format(home=known.home) for key, value in how.get("env", {}).items()}
    for day in ("22", "25", "28"):
        known.env["KIT_TODAY"] = f"2026-11-{day}"
        result = known("snooze", "ana", "2d", tty=bool(how), env=where)
        assert "Slower?" not in result.err


@pytest.fixture
def drifted(kit: Session) -> Session:
    """Run the program in a home with somebody close once and silent now."""
    kit.ok("add", "Lena Vogt")
    for day in range(1, 29, 3):
        kit.ok("done", "lena", "--on", f"2026-04-{day:02}")
    return kit


def test_one_who_drifted_is_offered_once_a_week(drifted: Session) -> None:
    offer = "Lena Vogt: close once, silent 6 months. Reconnect? kit drift"
    assert offer not in drifted().err
    assert offer in drifted(tty=True).err
    assert offer not in drifted(tty=True).err
    drifted.env["KIT_TODAY"] = "2026-11-29"
    assert "Reconnect?" in drifted(tty=True).err


def test_a_drift_let_go_is_raised_nowhere_again(drifted: Session) -> None:
    assert "kit remind lena-vogt sat call" in drifted.ok("drift")
    assert "Lena Vogt" in drifted.ok("report", "--json")
    drifted.ok("drift", "--dismiss", "lena")
    assert drifted.ok("drift") == "Nobody has drifted apart.\n"
    assert "Reconnect?" not in drifted(tty=True).err
    assert json.loads(drifted.ok("report", "--json"))["drifting"] == []


def test_somebody_whose_rhythm_the_user_set_never_drifts(drifted: Session) -> None:
    drifted.ok("every", "lena", "1mo")
    assert drifted.ok("drift") == "Nobody has drifted apart.\n"
    assert "Reconnect?" not in drifted(tty=True).err
    assert [each["name"] for each in asked(drifted)] == ["Lena Vogt"]


# -- one's own history


def test_too_little_history_says_nothing(known: Session) -> None:
    result = known("backtest")
    assert result.exit == 2
    assert "there is too little history to judge by: " in result.err


def test_what_came_true_is_told_by_band() -> None:
    bands = (Band(15, 40, 10, 30.2, 20.0), Band(40, 70, 1204, 55.3, 57.4))
    found = Backtest(1214, 12, bands, 0.914, 0.871, 0.64, 2.1)
    from keepintouch.render.layout import Look, plain_lines

    look = Look()
    assert plain_lines(outlook.backtest(found).screen(look), look) == [
        "1,214 times that kit could have been asked, about 12 people. Of the times kit said …",
        "",
        "  15 to 40  (mean 30)  20 % came true  10 times",
        "  40 to 70  (mean 55)  57 % came true  1,204 times",
        "",
        "On average warmth was 2 points of 100 off.",
        "Of two people, one who was in touch again and one who was not, kit had the right",
        "one above in 91% (AUC); plain days since the last contact in 87%, a fixed",
        "interval of 90 days in 64%.",
    ]


def test_one_class_alone_has_no_order(tmp_path: Path) -> None:
    found = Backtest(100, 2, (Band(70, 100, 100, 80.0, 100.0),), None, None, None, 20.0)
    from keepintouch.render.layout import Look, plain_lines

    look = Look()
    assert "AUC" not in "".join(plain_lines(outlook.backtest(found).screen(look), look))
    assert list(tmp_path.iterdir()) == []
