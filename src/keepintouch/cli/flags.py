"""The flags that mean the same everywhere, taken out of the words wherever they stand."""

from __future__ import annotations

from keepintouch.domain.errors import UsageError
from keepintouch.domain.values import NamedTuple

COLORS = ("auto", "always", "never")
MACHINE = ("json", "jsonl", "csv", "tsv")
SWITCHES = {
    "--json": ("machine", "json"),
    "--jsonl": ("machine", "jsonl"),
    "--csv": ("machine", "csv"),
    "--tsv": ("machine", "tsv"),
    "--plain": ("plain", True),
    "--quiet": ("quiet", True),
    "-q": ("quiet", True),
    "--no-color": ("color", "never"),
    "--no-input": ("no_input", True),
    "--yes": ("yes", True),
    "-y": ("yes", True),
    "--dry-run": ("dry_run", True),
    "-n": ("dry_run", True),
    "--help": ("help", True),
    "-h": ("help", True),
    "--version": ("version", True),
}
TAKING = {
    "--fields": "fields",
    "--color": "color",
    "--db": "db",
    "--today": "today",
    "--output": "output",
    "-o": "output",
    "--schema": "schema",
}
ENDS = "--"
FIRST_SCHEMA = "1"
"""The one version of the documents there is; `--schema 1` will ask for it when there is another."""


class Flags(NamedTuple):
    """What was asked of every command alike; `machine` is one of `MACHINE` or empty."""

    machine: str = ""
    fields: tuple[str, ...] = ()
    plain: bool = False
    quiet: bool = False
    color: str = "auto"
    db: str = ""
    today: str = ""
    no_input: bool = False
    output: str = ""
    yes: bool = False
    dry_run: bool = False
    schema: str = FIRST_SCHEMA
    help: bool = False
    version: bool = False


def hoisted(argv: list[str]) -> tuple[Flags, list[str]]:
    """Return the flags that stand before `--`, and the other words in their order."""
    found: dict[str, object] = {}
    words: list[str] = []
    rest = iter(argv)
    for word in rest:
        if word == ENDS:
            words += [word, *rest]
            break
        if _drops_tags(words) and not word.startswith("--") and word != "-h":
            words.append(word)
        elif word in SWITCHES:
            _switch(found, *SWITCHES[word])
        elif (taken := _taking(word)) is not None:
            name, value = taken
            found[name] = next(rest, None) if value is None else value
            if found[name] is None:
                raise UsageError(f"{word} needs a value.")
        elif _is_cluster(word):
            for letter in word[1:]:
                _switch(found, *SWITCHES[f"-{letter}"])
        else:
            words.append(word)
    return _checked(found), words


def _drops_tags(words: list[str]) -> bool:
    """Say whether `-name` is a tag by now: `kit tag WHO -name`."""
    return len(words) > 1 and words[0] == "tag"


def _switch(found: dict[str, object], name: str, value: object) -> None:
    if name == "machine" and found.get(name, value) != value:
        raise UsageError(f"--{found[name]} and --{value} exclude each other.")
    found[name] = value


def _taking(word: str) -> tuple[str, str | None] | None:
    """Return the flag a word sets and the value it carries itself, as `--db=PATH` or `-oPATH`."""
    name, equals, value = word.partition("=")
    if name in TAKING and (name.startswith("--") or not equals):
        return TAKING[name], value if equals else None
    if word.startswith("-o"):
        return TAKING["-o"], word[2:]
    return None


def _is_cluster(word: str) -> bool:
    """Say whether a word is several of `-h -n -q -y` in one, as `-qy`."""
    return len(word) > 2 and word[0] == "-" and set(word[1:]) <= set("hnqy")  # noqa: PLR2004 - a dash and two letters


def _checked(found: dict[str, object]) -> Flags:
    fields = str(found.pop("fields", ""))
    flags = Flags(
        fields=tuple(name.strip() for name in fields.split(",") if name.strip()),
        **found,  # type: ignore[arg-type]
    )
    if flags.color not in COLORS:
        raise UsageError(f'--color is auto, always or never, not "{flags.color}".')
    if flags.schema != FIRST_SCHEMA:
        raise UsageError(f"there is no schema {flags.schema} yet, only {FIRST_SCHEMA}.")
    if flags.fields and not flags.machine:
        raise UsageError("--fields goes with --json, --jsonl, --csv or --tsv.")
    return flags
