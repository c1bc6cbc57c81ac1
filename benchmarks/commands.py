"""Whole processes, measured: the CPU time of each command as a ratio to `python -c pass`.

`make bench` installs kit as a user would (compiled, not editable), makes networks of 100 and
10,000 people (and 100,000 with `--large`), runs every command in turn and keeps the best of
its runs, since only noise can make one slower. The table goes into `benchmarks/README.md`.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
BIN = Path(sys.executable).parent
TOUCHPOINTS = 20
SIZES = (100, 10_000)
LARGE = 100_000
COMMANDS: dict[str, tuple[str, ...]] = {
    "kit": (),
    "kit due": ("due",),
    "kit log coffee with ana": ("log", "coffee", "with", "ana"),
    "kit done ana": ("done", "ana"),
    "TAB after kit show a": ("complete", "--", "show", "a"),
    "kit show ana": ("show", "ana"),
    "kit list --limit 20": ("list", "--limit", "20"),
    "kit find coffee": ("find", "coffee"),
    "kit report": ("report",),
    "kit note ana nice": ("note", "ana", "nice"),
    "kit undo": ("undo",),
    "kit --help": ("--help",),
}
START, END = "<!-- figures -->", "<!-- end -->"


def cpu(words: list[str], env: dict[str, str]) -> float:
    """Return the CPU seconds of one process, its own and the system's for it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        words,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def measured(folder: Path, sizes: tuple[int, ...], runs: int) -> dict[str, list[float]]:
    """Return, for each command, its best ratio to a bare interpreter at each size."""
    table: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for size in sizes:
        path = folder / str(size) / "kit.db"
        subprocess.run(
            [sys.executable, HERE / "network.py", str(size), path], check=True, cwd=HERE.parent
        )
        env = environment(folder, path)
        best: dict[str, float] = {}
        for _ in range(runs):
            for name, words in COMMANDS.items():
                once = cpu([str(BIN / "kit"), *words], env)
                best[name] = min(best.get(name, once), once)
            once = cpu([sys.executable, "-c", "pass"], env)
            best["bare"] = min(best.get("bare", once), once)
        for name in COMMANDS:
            table[name].append(best[name] / best["bare"])
    return table


def environment(folder: Path, store: Path) -> dict[str, str]:
    """Return a user's environment: a home of its own, and compiled modules."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KIT_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**kept, "HOME": str(folder), "KIT_DB": str(store), "KIT_TODAY": "2026-11-22"}


def imports(folder: Path, size: int) -> list[tuple[str, float, int]]:
    """Return seconds and peak megabytes of importing `size` people, and of undoing that."""
    found = []
    for form in ("jsonl", "csv", "vcard"):
        path = folder / f"people.{form}"
        subprocess.run(
            [sys.executable, HERE / "network.py", str(size), path, f"--{form}"],
            check=True, cwd=HERE.parent,
        )  # fmt: skip
        env = environment(folder, folder / form / "kit.db")
        for name, words in (
            (f"import of {size:,} people from {form}", ["import", str(path), "--yes"]),
            ("its undo", ["undo"]),
        ):
            seconds, peak = _timed([str(BIN / "kit"), *words], env)
            found.append((name, seconds, peak))
    return found


def _timed(words: list[str], env: dict[str, str]) -> tuple[float, int]:
    """Return wall seconds and peak resident megabytes of one process."""
    probe = (
        "import resource, subprocess, sys, time; start = time.monotonic();"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
        "print(time.monotonic() - start,"
        " resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, *words], env=env, capture_output=True, text=True, check=True
    )
    seconds, peak = done.stdout.split()
    return float(seconds), int(peak)


def written(
    table: dict[str, list[float]], sizes: tuple[int, ...], large: list[tuple[str, float, int]]
) -> str:
    """Return the figures as Markdown."""
    lines = ["| command | " + " | ".join(f"{size:,}" for size in sizes) + " |"]
    lines.append("|---" * (len(sizes) + 1) + "|")
    for name, ratios in table.items():
        lines.append(f"| `{name}` | " + " | ".join(f"{each:.1f}" for each in ratios) + " |")
    if large:
        lines += ["", "| | seconds | peak MB |", "|---|---|---|"]
        lines += [f"| {name} | {seconds:.0f} | {peak} |" for name, seconds, peak in large]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and with `--write` put the figures into the README beside this."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--large", action="store_true", help="also 100,000 people")
    asked.add_argument("--runs", type=int, default=10)
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    sizes = (*SIZES, LARGE) if given.large else SIZES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = measured(folder, sizes, given.runs)
        text = written(table, sizes, imports(folder, LARGE) if given.large else [])
    print(text)
    if given.write:
        page = HERE / "README.md"
        before, _, rest = page.read_text("utf-8").partition(START)
        after = rest.partition(END)[2]
        page.write_text(f"{before}{START}\n{text}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
