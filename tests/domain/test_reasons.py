"""The sentence that says why, and the numbers behind it, on Sunday 22 November 2026."""

from __future__ import annotations

from datetime import date
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepintouch.domain.cadence import NEVER, Cadence
from keepintouch.domain.explanations import explain
from keepintouch.domain.priority import rhythm_signal, signals
from keepintouch.domain.reasons import Case, Coming, Promised, near, occasion, promise, reason, why
from keepintouch.domain.scoring import Rhythm
from keepintouch.domain.standing import Facts, standing

MU0 = log(30)
TODAY = date(2026, 11, 22).toordinal()


def case(
    *days: int,
    promises: tuple[Promised, ...] = (),
    coming: tuple[Coming, ...] = (),
    importance: str = "normal",
    shown: int = 0,
    **facts: object,
) -> Case:
    """Make the case of a contact with touchpoints so many days before (-) today."""
    rhythm = Rhythm.from_days([TODAY + day for day in days])
    known = Facts("ana", TODAY - 300, rhythm)._replace(**facts)
    stands = standing(known, on=TODAY, mu0=MU0)
    found = signals(
        stands,
        rhythm_signal(stands, rhythm, MU0),
        dates=[each.days_until for each in coming],
        promises=[each.days_over for each in promises],
    )
    return Case(known, stands, TODAY, MU0, found, promises, coming, importance, shown)


def every(gap: int, *, last: int, count: int = 11) -> list[int]:
    """Return so many days, `gap` apart, up to `last`."""
    return [last - gap * step for step in range(count)]


FORTNIGHTLY, MONTHLY = Cadence(2, "w"), Cadence(1, "m")
BOOKS = Promised("send the\n book list", 3)
TODAYS, COMING, BELATED = (
    Coming("birthday", 0, 36),
    Coming("birthday", 2, 36),
    Coming("birthday", -2, 36),
)


# -- the sentence


@pytest.mark.parametrize(
    ("known", "sentence", "word"),
    [
        (case(-23, cadence=FORTNIGHTLY), "every 2 weeks, silent for 3", "cadence"),
        (case(-40, cadence=MONTHLY), "every month, silent for 5 weeks", "cadence"),
        (case(-12, cadence=Cadence(1, "w")), "every week, silent for 12 days", "cadence"),
        (case(-23, cadence=Cadence(20, "d")), "every 20 days, silent for 3 weeks", "cadence"),
        (
            case(-23, tags=(("family", FORTNIGHTLY),)),
            "every 2 weeks for +family, silent for 3 weeks",
            "cadence",
        ),
        (case(-100), "every 90 days by default, silent for 3 months", "cadence"),
        (case(), "every 90 days by default, not in touch yet", "cadence"),
        (
            case(*every(8, last=-17)),
            "usually every 9 days or so, silent for 2 weeks, longer than most of your gaps",
            "rhythm",
        ),
        (
            case(*every(1, last=-8)),
            "usually every day or so, silent for 8 days, longer than most of your gaps",
            "rhythm",
        ),
        (
            case(*every(8, last=-80)),
            "usually every 9 days or so, silent for 2 months, most likely over",
            "rhythm",
        ),
        (case(*every(8, last=-3)), "usually every 9 days or so, silent for 3 days", "rhythm"),
        (case(0, cadence=MONTHLY), "every month, silent for less than a day", "cadence"),
        (case(-300, cadence=NEVER), "no rhythm, silent for 9 months", "cadence"),
        (
            case(-3, cadence=MONTHLY, snoozed_until=TODAY),
            "every month, silent for 3 days, back from a snooze",
            "cadence",
        ),
        (
            case(-3, cadence=MONTHLY, snoozed_until=TODAY + 3),
            "every month, snoozed, back in 3 days",
            "cadence",
        ),
        (case(-3, cadence=MONTHLY, state="paused"), "every month, paused", "cadence"),
        (case(-3, cadence=NEVER, state="archived"), "archived", "cadence"),
        (
            case(-1, cadence=MONTHLY, promises=(BOOKS,)),
            "promised “send the book list”, 3 days over",
            "follow-up",
        ),
        (
            case(
                -23, cadence=FORTNIGHTLY, promises=(BOOKS, Promised("call", -1)), coming=(COMING,)
            ),
            f"{promise(BOOKS)}, and 1 more; {occasion(COMING)}; every 2 weeks, silent for 3",
            "follow-up",
        ),
        (
            case(-23, cadence=FORTNIGHTLY, promises=(Promised("call", -1),), coming=(COMING,)),
            "every 2 weeks, silent for 3; promised “call” for tomorrow; birthday in 2 days, turns 36",
            "cadence",
        ),
        (case(-1, cadence=MONTHLY, coming=(TODAYS,)), "birthday today, turns 36", "occasion"),
        (case(-1, coming=(BELATED,)), "birthday 2 days ago, turned 36", "occasion"),
        (
            case(-23, cadence=FORTNIGHTLY, coming=(TODAYS,), promises=(Promised("call", 0),)),
            "birthday today, turns 36; promised “call” for today; every 2 weeks, silent for 3",
            "occasion",
        ),
        (
            case(-1, cadence=MONTHLY, promises=(Promised("call", -9),)),
            "every month, silent for 1 day",
            "cadence",
        ),
    ],
)
def test_one_sentence_says_why(known: Case, sentence: str, word: str) -> None:
    assert why(known) == sentence
    assert reason(known) == word


@pytest.mark.parametrize(
    ("coming", "words"),
    [
        (Coming("birthday", 5), "birthday in 5 days"),
        (Coming("birthday", 1, 40), "birthday tomorrow, turns 40"),
        (Coming("birthday", 0, 0), "birthday today"),
        (Coming("birthday", -1, 40), "birthday yesterday, turned 40"),
        (Coming("anniversary", 20, 6), "anniversary in 2 weeks, 6 years"),
        (Coming("anniversary", 0, 1), "anniversary today, 1 year"),
        (Coming("name\nday", 3), "name day in 3 days"),
    ],
)
def test_a_day_in_words(coming: Coming, words: str) -> None:
    assert occasion(coming) == words


@pytest.mark.parametrize(
    ("days_over", "words"),
    [(-9, "promised “x” in 9 days"), (-1, "promised “x” for tomorrow"),
     (0, "promised “x” for today"), (40, "promised “x”, 5 weeks over")],
)  # fmt: skip
def test_a_promise_in_words(days_over: int, words: str) -> None:
    assert promise(Promised("x", days_over)) == words


def test_only_days_that_press_are_worth_a_word() -> None:
    days = (Coming("far", 30), COMING, Coming("gone", -9), BELATED, TODAYS)
    assert near(days) == [TODAYS, COMING, BELATED]


# -- the numbers behind it


def test_the_explanation_of_a_cadence_in_full() -> None:
    known = case(
        -23, cadence=FORTNIGHTLY, promises=(BOOKS,), coming=(COMING,), importance="close", shown=3
    )
    assert explain(known) == (
        ("today", f"on the list: {why(known)}"),
        ("status", "lapsed, 9 days over"),
        ("interval", "every 2 weeks (14 days), set for this person"),
        ("due", "Fri 13 Nov"),
        ("last touchpoint", "Fri 30 Oct, 3 weeks ago"),
        ("contact days", "1 since Fri 30 Oct"),
        ("learned", "a hint only, until there are 3 contact days"),
        ("usual gap", "every 2 weeks or so (m 14.0 days)"),
        ("spread", "irregular, or little known (s 2.70)"),
        ("due line", "273 days: longer than most of your gaps"),
        ("late", "55% of your gaps are likely shorter than this silence"),
        ("alive", "60% likely that the rhythm has not ended"),
        (
            "warmth",
            "33: the chance in 100 to be in touch again within 17 months by itself",
        ),
        ("next 30 days", "10% likely to be in touch by itself"),
        ("rhythm", "0.87: .75 on the due day, then rising"),
        ("date", "0.89: birthday in 2 days, turns 36"),
        ("promise", "0.93: promised “send the book list”, 3 days over"),
        ("importance", "close, x 0.8"),
        ("must", "shown whatever the day's limit is"),
        ("score", "80 of 100"),
        ("would change it", "a touchpoint today: next due Sun 6 Dec"),
        ("would change it", "a rhythm half as fast: due Fri 27 Nov"),
        ("would change it", "importance inner: score 100"),
    )


def test_the_explanation_of_a_learned_rhythm() -> None:
    lines = dict(explain(case(*every(8, last=-17), shown=2)))
    assert lines["interval"] == ("16 days, learned: the due line, never below 7 days nor above 400")
    assert lines["contact days"] == "11 since Mon 17 Aug"
    assert lines["usual gap"].startswith("every 9 days or so (m 8.6")
    assert lines["rotation"] == "shown on 2 of 7 days without a word, x 0.81"
    assert "learned" not in lines


def test_somebody_never_met_has_no_numbers_but_a_day() -> None:
    lines = dict(explain(case(added_on=TODAY, tags=(("work", MONTHLY),))))
    assert lines["status"] == "new, due in 4 weeks"
    assert lines["interval"] == (
        "every month (30 days), the shortest of the tags' rhythms, from +work"
    )
    assert lines["last touchpoint"] == "none yet"
    assert "warmth" not in lines


@pytest.mark.parametrize(
    ("known", "label", "value"),
    [
        (case(-3), "interval", "every 90 days, the default, as nothing else is set or learned"),
        (case(-3, cadence=Cadence(1, "d")), "interval", "every day, set for this person"),
        (case(-1, cadence=Cadence(1, "d")), "status", "due today"),
        (case(-3, cadence=NEVER), "interval", "never, set for this person"),
        (case(-3, cadence=NEVER), "status", "ok"),
        (
            case(-3, state="archived"),
            "status",
            "archived: archived people are in nothing but search",
        ),
        (case(-3, state="archived"), "would change it", "bringing them back"),
        (
            case(-30, cadence=FORTNIGHTLY, paused=((TODAY - 20, TODAY - 10),)),
            "silence",
            "20 days, the pause left out",
        ),
        (case(*every(7, last=-3, count=60)), "spread", "very regular (s 0.36)"),
        (case(*every(7, last=-3, count=5)), "spread", "changing (s 0.80)"),
        (case(-90, -60, -50, -1), "spread", "changing (s 0.97)"),
        (
            case(-90, -60, -50, -1),
            "would change it",
            "a rhythm set by you: it always wins over this one",
        ),
    ],
)
def test_lines_of_other_explanations(known: Case, label: str, value: str) -> None:
    assert (label, value) in explain(known)


def test_a_touchpoint_of_today_leaves_nothing_to_do() -> None:
    labels = [label for label, _ in explain(case(0, cadence=NEVER))]
    assert "would change it" not in labels


def test_what_a_touchpoint_would_do_to_somebody_never_due() -> None:
    assert ("would change it", "a touchpoint today: next due never") in explain(
        case(-3, cadence=NEVER)
    )


@given(
    st.lists(st.integers(-3000, 0), max_size=8),
    st.none() | st.builds(Cadence, st.integers(0, 10_000), st.sampled_from("dwmy")),
    st.sampled_from(["active", "paused", "archived", "deceased"]),
    st.none() | st.integers(TODAY - 9, TODAY + 99),
)
def test_everybody_can_be_explained_in_one_line_each(
    days: list[int], cadence: Cadence | None, state: str, snoozed: int | None
) -> None:
    known = case(
        *days,
        cadence=cadence,
        state=state,
        snoozed_until=snoozed,
        promises=(BOOKS,),
        coming=(COMING,),
    )
    for label, value in explain(known):
        assert label
        assert value
        assert "\n" not in value


def test_what_does_not_ask_yet_says_so() -> None:
    told = dict(explain(case(-3, cadence=FORTNIGHTLY, coming=(COMING,))))
    assert told["rhythm"] == "0.00: it does not ask yet"
    assert told["date"] == "0.89: birthday in 2 days, turns 36; on the list on the day itself"


def test_a_learned_rhythm_is_weighed_with_being_alive_until_it_is_over() -> None:
    asks = dict(explain(case(*every(8, last=-30))))
    assert asks["rhythm"].endswith(": .75 on the due day, then rising, x alive")
    over = dict(explain(case(*every(8, last=-300))))
    assert over["rhythm"] == "0.00: most likely over"
    assert over["status"] == "faded: most likely over, so not asked for: kit drift"
