"""The evidence for the scoring: its figures come out again, and its tools measure what they say."""

from __future__ import annotations

from importlib import import_module
from math import log
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))


def module(name: str) -> ModuleType:
    return import_module(f"benchmarks.scoring.{name}")


def test_the_letters_come_out_as_accepted(data: Path) -> None:
    evaluate, records = module("evaluate"), module("records")
    letters = records.LETTERS
    rows = evaluate.rows_of(records.read(data, letters), letters, letters.horizon)
    said = {"kit": [row.score.p_contact for row in rows]}
    verdict = evaluate.Verdict(letters, [row.returned for row in rows], said)
    assert list(evaluate.failures_of(verdict)) == []
    figures = map(module("pages").figure, verdict.measures["kit"])
    page = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
    assert f"| **kit** | {' | '.join(f'**{figure}**' for figure in figures)} |" in page


def test_warmth_comes_true_on_the_letters(data: Path) -> None:
    evaluate, records, measures = module("evaluate"), module("records"), module("measures")
    letters = records.LETTERS
    said, came = evaluate.warmth_of(records.read(data, letters), letters)
    for band in measures.bands(said, came, evaluate.WARMTH):
        assert band.said == pytest.approx(band.happened, abs=0.04)


def test_a_figure_that_is_off_and_a_baseline_that_is_as_good_are_said() -> None:
    evaluate, records = module("evaluate"), module("records")
    verdict = evaluate.Verdict(
        records.LETTERS, [True, False], {"kit": [0.6, 0.5], "days since": [0.9, 0.1]}
    )
    failures = "\n".join(evaluate.failures_of(verdict))
    assert "2 rows, not 7045" in failures
    assert "AUC is 1.0000, not 0.9247" in failures
    assert "days since is as good" in failures


# -- what the tools measure


@pytest.mark.parametrize(
    ("said", "happened", "auc"),
    [
        ([0.1, 0.2, 0.8, 0.9], [False, False, True, True], 1.0),
        ([0.1, 0.8, 0.2, 0.9], [False, False, True, True], 0.75),
        ([0.5, 0.5, 0.5, 0.5], [False, True, False, True], 0.5),
        ([0.9, 0.1], [False, True], 0.0),
    ],
)
def test_auc_counts_pairs_in_order(said: list[float], happened: list[bool], auc: float) -> None:
    assert module("measures").auc(said, happened) == auc


def test_measures_of_a_known_forecast() -> None:
    found = module("measures").measure([0.75] * 40, [True] * 30 + [False] * 10)
    assert found.brier == pytest.approx(0.1875)
    assert found.log_loss == pytest.approx(-(0.75 * log(0.75) + 0.25 * log(0.25)))


def test_bands_with_few_in_them_are_left_out() -> None:
    found = module("measures").bands([0.1] * 30 + [0.9], [True] * 31, [0, 0.5, 1])
    assert found[0].count == 30
    assert found[1] is None


def test_fitting_finds_what_it_was_made_from() -> None:
    fitting = module("fitting")
    features = [[x / 10] for x in range(-40, 41) for _ in range(100)]
    happened = [
        part < 100 * fitting.sigmoid(0.5 + 2 * x / 10)
        for x in range(-40, 41)
        for part in range(100)
    ]
    assert fitting.logistic(features, happened) == pytest.approx([0.5, 2.0], abs=0.1)
    lowest = fitting.smallest(lambda at: (at[0] - 3) ** 2 + (at[1] + 1) ** 2, [0.0, 0.0])
    assert lowest == pytest.approx([3, -1], abs=1e-3)


def test_right_after_a_contact_only_the_chance_of_an_ending_counts() -> None:
    baselines, landmarks = module("baselines"), module("landmarks")
    tie = landmarks.Tie([0, 10, 20])
    tie.advance(20)
    row = tie.row(20, log(30), 1_000_000_000)
    assert baselines.bg_nbd(row, [0.0, 0.0, log(2), log(3)]) == pytest.approx(1 / (1 + 2 / 4))
    assert baselines.gamma_poisson(row, [0.0, 0.0]) == pytest.approx(1)


def test_a_plot_is_a_picture_within_its_frame() -> None:
    plots, measures = module("plots"), module("measures")
    points = [measures.Bin(40, 0.0, 1.0), None, measures.Bin(40, 1.0, 0.0)]
    drawn = plots.calibration("Tom & Ann", [plots.Curve(name, points) for name in "abc"])
    root = ET.fromstring(drawn)  # noqa: S314 - our own text
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    across = [float(node.attrib["cx"]) for node in root.iter() if "cx" in node.attrib]
    upwards = [float(node.attrib["cy"]) for node in root.iter() if "cy" in node.attrib]
    assert 0 < min(across) < max(across) < width
    assert 0 < min(upwards) < max(upwards) < height


def test_figures_go_between_their_marks_only() -> None:
    pages = module("pages")
    page = "a\n<!-- figures: x -->\nold\n<!-- end -->\nb\n<!-- figures: y -->\n<!-- end -->\n"
    once = pages.replaced(page, "x", "new")
    assert once == page.replace("\nold\n", "\n\nnew\n\n")
    assert pages.replaced(once, "x", "new") == once
    with pytest.raises(ValueError, match="no marks"):
        pages.replaced(page, "z", "new")


# -- the simulated year


@pytest.mark.no_cover
@pytest.mark.parametrize("name", ["STEADY", "BUSY", "SHY"])
def test_the_first_weeks_of_the_simulated_year_keep_every_promise(name: str) -> None:
    year = module("year")
    user = getattr(year, name)
    mornings = year.live(user, days=50)
    assert list(year.broken_promises(user, mornings)) == []
    assert sum(each.done for each in mornings) > 50


def test_a_wall_an_empty_list_and_waste_would_be_said() -> None:
    year = module("year")
    over = {circle.name: [0] for circle in year.CIRCLES}
    fine = year.Morning(9, 1, 8, ("a", "b", "c", "d", "e"), 5, 4.0, over)
    late = fine._replace(over={**over, year.WEEKLY: [1]})
    wrong = [
        (fine._replace(shown=("a",) * 6), "more were shown"),
        (fine._replace(shown=()), "nobody was shown"),
        (fine._replace(done=4), "places were wasted"),
        (late, "somebody weekly waits"),
    ]
    assert list(year.broken_promises(year.STEADY, [fine])) == []
    for morning, sentence in wrong:
        assert sentence in "\n".join(year.broken_promises(year.STEADY, [morning]))
