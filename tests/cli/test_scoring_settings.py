"""What each setting of scoring does, seen through `kit`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from keepintouch.config import declared

if TYPE_CHECKING:
    from tests.cli.conftest import Session


def configured(kit: Session, text: str) -> Session:
    config = kit.home / "config.toml"
    config.write_text(text, encoding="utf-8")
    kit.env["KIT_CONFIG"] = str(config)
    return kit


def asked(kit: Session, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(kit.ok("due", "--json", *words))["items"]
    return found


def why(kit: Session, who: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(kit.ok("why", who, "--json"))
    return found


def often(kit: Session, who: str, *days: str) -> None:
    for day in days:
        kit.ok("done", who, "--on", day)


DAYS = ("2026-10-01", "2026-10-11", "2026-10-21", "2026-10-31")


def test_every_setting_of_scoring_is_told_with_its_bounds(kit: Session) -> None:
    told = kit.ok("help", "scoring")
    for each in declared():
        if each.name.startswith(("scoring.", "day.")) or each.name in {"due.limit", "due.default"}:
            assert f"  {each.name} " in told
            assert each.help in told
            assert each.wants in told


@pytest.mark.parametrize(("quantile", "longer"), [(0.5, -1), (0.75, 0), (0.8, 1)])
def test_the_quantile_says_how_long_a_learned_rhythm_waits(
    kit: Session, quantile: float, longer: int
) -> None:
    kit.ok("add", "Ana")
    often(kit, "ana", *DAYS)
    usual = why(kit, "ana")["interval_days"]
    found = why(configured(kit, f"scoring.quantile = {quantile}"), "ana")
    assert (found["interval_days"] > usual) - (found["interval_days"] < usual) == longer
    assert found["interval_days"] == round(
        -(-found["usual"] * (quantile / (1 - quantile)) ** found["spread"] // 1), 0
    )
    assert not json.loads(kit.ok("check", "--json"))["items"]


def test_learning_can_be_left_out(kit: Session) -> None:
    kit.ok("add", "Ana")
    often(kit, "ana", *DAYS)
    assert why(kit, "ana")["interval_days"] < 90
    assert why(configured(kit, "scoring.learning = false"), "ana")["interval_days"] == 90


def test_importance_weighs_as_it_is_set(kit: Session) -> None:
    kit.ok("add", "Ana", "--every", "2w")
    kit.ok("add", "Bob", "--every", "2w")
    kit.ok("edit", "bob", "--importance", "close")
    often(kit, "ana", "2026-10-10")
    often(kit, "bob", "2026-10-20")
    assert [each["name"] for each in asked(kit)] == ["Bob", "Ana"]
    configured(kit, "[scoring.importance]\nclose = 0.1\nnormal = 1")
    found = asked(kit)
    assert [each["name"] for each in found] == ["Ana", "Bob"]
    for each, weight in zip(found, (1, 0.1), strict=True):
        assert each["score"] == pytest.approx(100 * weight * each["signals"]["rhythm"], abs=0.06)
    assert not json.loads(kit.ok("check", "--json"))["items"]


def test_an_importance_of_nothing_comes_last_and_is_shown_all_the_same(kit: Session) -> None:
    configured(kit, "scoring.importance.normal = 0")
    kit.ok("add", "Ana", "--every", "2w")
    kit.ok("add", "Bob", "--every", "2w")
    kit.ok("edit", "bob", "--importance", "wider")
    often(kit, "ana", "2026-01-10")
    often(kit, "bob", "2026-11-05")
    assert [(each["name"], each["score"] > 0) for each in asked(kit)] == [
        ("Bob", True),
        ("Ana", False),
    ]


def test_the_default_is_for_whoever_has_no_rhythm(kit: Session) -> None:
    kit.ok("add", "Ana")
    often(kit, "ana", "2026-11-01")
    assert why(kit, "ana")["interval_days"] == 90
    assert why(configured(kit, 'due.default = "3w"'), "ana")["interval_days"] == 21
    assert asked(kit)[0]["days_over"] == 0
    assert asked(configured(kit, "due.default = 0")) == []


def test_silent_kinds_and_crowds_say_nothing(kit: Session) -> None:
    for name in ("Ana", "Bob", "Cleo"):
        kit.ok("add", name, "--every", "1w")
    kit.ok("done", "ana", "bob", "cleo", "--on", "2026-11-20")
    kit.ok("done", "ana", "--on", "2026-11-21", "--kind", "email")
    assert asked(kit) == []
    configured(kit, 'scoring.crowd = 2\nscoring.silent_kinds = ["email"]')
    assert {each["name"]: each["last"] for each in asked(kit, "--week")} == {
        "Ana": None,
        "Bob": None,
        "Cleo": None,
    }
    configured(kit, "scoring.crowd = 2")
    assert {each["name"]: each["last"] for each in asked(kit, "--week")}["Ana"] == "2026-11-21"


def test_lead_days_say_how_far_ahead_a_day_lifts_and_shows(kit: Session) -> None:
    kit.ok("add", "Ana", "--birthday", "12 dec 1990", "--every", "1w")
    kit.ok("add", "Bob", "--every", "1w")
    often(kit, "ana", "2026-11-14")
    often(kit, "bob", "2026-11-13")
    assert [each["name"] for each in asked(kit)] == ["Bob", "Ana"]
    assert why(kit, "ana")["signals"]["date"] == 0
    configured(kit, "scoring.lead_days = 30")
    assert why(kit, "ana")["signals"]["date"] == pytest.approx(1 - 0.4 * 20 / 30, abs=1e-3)
    assert [each["name"] for each in asked(kit)] == ["Ana", "Bob"]
    assert "birthday in 2 weeks, turns 36" in why(kit, "ana")["why"]
    assert json.loads(kit.ok("due", "--json"))["soon"][0]["day"] == "2026-12-12"


@pytest.mark.parametrize(
    ("rule", "day", "must"),
    [
        ("feb28", "2027-02-28", True),
        ("mar01", "2027-02-28", False),
        ("mar01", "2027-03-01", True),
        ("feb28", "2028-02-29", True),
        ("mar01", "2028-02-29", True),
    ],
)
def test_the_29_of_february_in_other_years(kit: Session, rule: str, day: str, must: bool) -> None:
    configured(kit, f'scoring.leap_day = "{rule}"')
    kit.ok("add", "Ana", "--birthday", "29 feb 1992", "--every", "off")
    kit.env["KIT_TODAY"] = day
    assert [each["reason"] for each in asked(kit)] == (["occasion"] if must else [])


def test_a_weekday_has_its_own_limit(kit: Session) -> None:
    for name in ("Ana", "Bob", "Cleo"):
        kit.ok("add", name, "--every", "1w")
        often(kit, name, "2026-10-01")
    configured(kit, "[due]\nlimit = 1\nmonday = 2\nsunday = 3")
    for day, chosen in (("2026-11-22", 3), ("2026-11-23", 2), ("2026-11-24", 1)):
        kit.env["KIT_TODAY"] = day
        assert sum(each["selected"] for each in asked(kit)) == chosen


def test_whoever_was_shown_in_vain_makes_room_unless_rotation_is_off(kit: Session) -> None:
    for name, day in (("Ana", "2026-11-07"), ("Bob", "2026-11-08")):
        kit.ok("add", name, "--every", "1w")
        often(kit, name, day)
    configured(kit, "due.limit = 1")
    assert "Ana" in kit.ok(tty=True)
    kit.env["KIT_TODAY"] = "2026-11-23"
    assert [each["name"] for each in asked(kit)] == ["Bob", "Ana"]
    assert "shown on 1 of 7 days without a word, x 0.90" in kit.ok("why", "ana")
    assert [each["name"] for each in asked(kit, "--no-rotate")] == ["Ana", "Bob"]
    configured(kit, "due.rotate = false")
    assert [each["name"] for each in asked(kit)] == ["Ana", "Bob"]
    assert "shown on" not in kit.ok("why", "ana")


def test_the_order_holds_all_day(known: Session) -> None:
    first = [each["name"] for each in asked(known)]
    for _ in range(3):
        known.ok(tty=True)
        known.ok("due", tty=True)
        assert [each["name"] for each in asked(known)] == first


def test_a_day_may_begin_at_four(known: Session) -> None:
    del known.env["KIT_TODAY"]
    known.now = known.now.replace(hour=2)
    assert json.loads(known.ok("due", "--json"))["today"] == "2026-11-22"
    configured(known, 'day.start = "04:00"')
    assert json.loads(known.ok("due", "--json"))["today"] == "2026-11-21"


@pytest.mark.parametrize(
    "text",
    [
        "scoring.quantile = 0.9",
        "scoring.quantile = 'much'",
        "scoring.quantile = nan",
        "scoring.quantile = true",
        "scoring.importance.inner = 1.1",
        "scoring.importance.wider = -0.1",
        "scoring.crowd = 1",
        "scoring.lead_days = 61",
    ],
)
def test_what_is_out_of_bounds_is_refused(kit: Session, text: str) -> None:
    result = configured(kit, text)("due")
    assert result.exit == 2
    assert "it must be a " in result.err
