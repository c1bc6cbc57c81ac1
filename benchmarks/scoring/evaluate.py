"""Would it have been right? Replays real histories and asks the product's own scoring each quarter.

Run from the project's folder: python -m benchmarks.scoring.evaluate [--data FOLDER] [--check]
"""

from __future__ import annotations

import argparse
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.scoring import pages
from benchmarks.scoring.baselines import BASELINES
from benchmarks.scoring.landmarks import rows, warmth_rows
from benchmarks.scoring.measures import Measures, auc, bands, measure
from benchmarks.scoring.plots import Curve, calibration
from benchmarks.scoring.records import DIARY, LETTERS, History, Setting, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.scoring.landmarks import Row

TOLERANCE = 0.002
ACCEPTED = {
    LETTERS: (7045, 0.1903, 0.9247, 0.0810, 0.0189),
    DIARY: (193_250, 0.0915, 0.8929, 0.0556, 0.0050),
}
TENTHS = [tenth / 10 for tenth in range(11)]
WARMTH = (0, 0.05, 0.15, 0.4, 0.7, 1.0)
PLOTTED = ("days since", "BG/NBD")


class Verdict(NamedTuple):
    """What all methods said on one set, kit first, and what happened."""

    setting: Setting
    happened: list[bool]
    said: dict[str, list[float]]

    @property
    def measures(self) -> dict[str, Measures]:
        """Return each method's figures."""
        return {name: measure(said, self.happened) for name, said in self.said.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, write the page and its plots, and fail where a figure is off."""
    options = _options(arguments)
    histories = {setting: read(options.data, setting) for setting in (LETTERS, DIARY)}
    verdicts = [judge(LETTERS, DIARY, histories), judge(DIARY, LETTERS, histories)]
    warmth = {setting: warmth_of(history, setting) for setting, history in histories.items()}
    methods, shown = _methods(verdicts), _warmth(warmth)
    print(methods, shown, sep="\n\n")
    if not options.check:
        pages.write({"methods": methods, "warmth": shown})
        _plot(verdicts, warmth)
    failures = [failure for verdict in verdicts for failure in failures_of(verdict)]
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    beside = pages.ROOT.parent / "shared" / "data"
    parser.add_argument("--data", type=Path, default=beside, help="folder of the *.csv.gz files")
    parser.add_argument("--check", action="store_true", help="write nothing")
    return parser.parse_args(arguments)


def judge(setting: Setting, other: Setting, histories: dict[Setting, History]) -> Verdict:
    """Ask kit, and the baselines after they have learned from the other set."""
    asked = rows_of(histories[setting], setting, setting.horizon)
    lessons = rows_of(histories[other], other, setting.horizon)
    said = {"kit": [row.score.p_contact for row in asked]}
    for baseline in BASELINES:
        predict = baseline.fit(lessons)
        said[baseline.name] = [predict(row) for row in asked]
    return Verdict(setting, [row.returned for row in asked], said)


def rows_of(history: History, setting: Setting, horizon: int) -> list[Row]:
    """Return a set's rows; baselines learn with the other set's horizon."""
    return rows(history, step=setting.step, burn=setting.burn, horizon=horizon)


def failures_of(verdict: Verdict) -> Iterator[str]:
    """Say where kit misses an accepted figure, or is not ahead of a baseline."""
    name, figures = verdict.setting.name, verdict.measures
    kit = figures["kit"]
    count, *accepted = ACCEPTED[verdict.setting]
    base = sum(verdict.happened) / len(verdict.happened)
    if len(verdict.happened) != count:
        yield f"{name}: {len(verdict.happened)} rows, not {count}"
    found = (base, kit.auc, kit.brier, kit.ece)
    for word, value, wanted in zip(("base", "AUC", "Brier", "ECE"), found, accepted, strict=True):
        if abs(value - wanted) > TOLERANCE:
            yield f"{name}: {word} is {value:.4f}, not {wanted}"
    for method, other in figures.items():
        if method != "kit" and (other.brier <= kit.brier or other.log_loss <= kit.log_loss):
            yield f"{name}: {method} is as good"


def warmth_of(history: History, setting: Setting) -> tuple[list[float], list[bool]]:
    """Return the warmth shown, as shares, and whether it came true."""
    pairs = warmth_rows(history, step=setting.step, burn=setting.burn)
    return [warmth / 100 for warmth, _ in pairs], [came for _, came in pairs]


def _methods(verdicts: Sequence[Verdict]) -> str:
    head = ("", "AUC", "Brier", "log loss", "ECE")
    return "\n\n".join(
        f"**{verdict.setting.title}** (in touch within {verdict.setting.horizon} days:"
        f" {len(verdict.happened):,} questions, {sum(verdict.happened) / len(verdict.happened):.1%}"
        " yes)\n\n"
        + pages.table(head, (_method(name, each) for name, each in verdict.measures.items()))
        for verdict in verdicts
    )


def _method(name: str, figures: Measures) -> list[str]:
    bold = "**" if name == "kit" else ""
    return [f"{bold}{cell}{bold}" for cell in (name, *map(pages.figure, figures))]


def _warmth(warmth: dict[Setting, tuple[list[float], list[bool]]]) -> str:
    head = (
        "",
        *(f"{low:.0%} to {high:.0%}" for low, high in pairwise(WARMTH)),
    )
    return pages.table((*head, "AUC"), (_warm(each.title, *warmth[each]) for each in warmth))


def _warm(title: str, said: list[float], came: list[bool]) -> list[str]:
    cells = [
        "few" if band is None else f"{band.said:.0%} → {band.happened:.0%}"
        for band in bands(said, came, WARMTH)
    ]
    return [title, *cells, pages.figure(auc(said, came))]


def _plot(
    verdicts: Sequence[Verdict], warmth: dict[Setting, tuple[list[float], list[bool]]]
) -> None:
    for verdict in verdicts:
        curves = [
            Curve(name, bands(verdict.said[name], verdict.happened, TENTHS))
            for name in ("kit", *PLOTTED)
        ]
        title = f"{verdict.setting.title}: in touch within {verdict.setting.horizon} days"
        _save(f"calibration-{verdict.setting.name}.svg", title, curves)
    curves = [Curve(each.title, bands(*warmth[each], TENTHS)) for each in warmth]
    _save("calibration-warmth.svg", "Warmth shown, and how many were in touch again", curves)


def _save(name: str, title: str, curves: Sequence[Curve]) -> None:
    (pages.PAGE.parent / name).write_text(calibration(title, curves), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
