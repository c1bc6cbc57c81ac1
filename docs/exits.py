"""Exit codes beside those of every command, each with words that end so: the tests run them."""

from __future__ import annotations

ALWAYS = (0, 1, 2, 6, 70, 130)
"""Done, failed, wrong usage, no store to be had, a bug, and a question left unanswered."""


def _of_somebody(words: str) -> dict[int, str]:
    """Return the codes of a command that takes a person in the place of `WHO`."""
    return {3: words.replace("WHO", "xaver"), 4: words.replace("WHO", "stone")}


BESIDES: dict[str, dict[int, str]] = {
    "log": {**_of_somebody("--with WHO coffee"), 5: "will call Ana"},
    "done": _of_somebody("WHO"),
    "due": {10: "--exit-code"},
    "snooze": _of_somebody("WHO 2w"),
    "show": _of_somebody("WHO"),
    "why": _of_somebody("WHO"),
    "edit": {**_of_somebody("WHO --org Acme"), 5: "ana"},
    "find": _of_somebody("berlin --with WHO"),
    "every": _of_somebody("WHO 1w"),
    "tag": _of_somebody("WHO +climbing"),
    "triage": {5: ""},
    "merge": _of_somebody("WHO bob"),
    "archive": _of_somebody("WHO"),
    "remove": {**_of_somebody("WHO"), 5: "ana --purge"},
    "forget": {**_of_somebody("WHO"), 5: "ana"},
    "note": _of_somebody("WHO likes oranges"),
    "date": _of_somebody("WHO birthday 5 may"),
    "remind": _of_somebody("WHO thu write"),
    "history": _of_somebody("WHO"),
    "report": _of_somebody("--with WHO"),
    "drift": _of_somebody("--dismiss WHO"),
    "restore": {3: "9 -y", 5: "1"},
    "import": {5: "friends.md", 7: "nothing-known.bin -y"},
    "export": _of_somebody("WHO"),
    "sync": {5: "vdir .", 7: "vdir nothing-there -y"},
    "config": {5: "edit"},
    "daily": {5: "on"},
    "completion": {5: "install bash"},
    "help": {3: "nothing-of-that-name"},
}
