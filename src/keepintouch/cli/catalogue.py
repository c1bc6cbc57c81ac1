"""The commands: what they are called, what they are for, and the module that runs each."""

from __future__ import annotations

from keepintouch.cli.door import ALIASES
from keepintouch.domain.values import NamedTuple

EVERY_DAY, PEOPLE, REMEMBER, LOOK_BACK, SAFETY, SETUP = GROUPS = (
    "Every day", "People", "Remember", "Look back", "Safety", "Setup",
)  # fmt: skip
PACKAGE = "keepintouch.cli.commands."


class Command(NamedTuple):
    """A command: its module below `cli.commands`, the function there, one line of help.

    `usage` is what follows `kit NAME`. `hidden` commands are not listed.
    """

    name: str
    module: str
    function: str
    group: str
    line: str
    usage: str = ""
    hidden: bool = False

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return the fixed other names of the command."""
        return tuple(alias for alias, name in ALIASES.items() if name == self.name)


def _commands() -> tuple[Command, ...]:
    return (
        Command("log", "daily", "log", EVERY_DAY, "write down a conversation, in your own words", "WORDS…"),
        Command("done", "daily", "done", EVERY_DAY, "just mark it: “we talked”, no words", "WHO…"),
        Command("due", "daily", "due", EVERY_DAY, "who is due: filters, counts, machine output"),
        Command("snooze", "daily", "snooze", EVERY_DAY, "not now", "WHO [DATE]"),
        Command("show", "looking", "show", EVERY_DAY, "one person on one screen, before you call", "WHO"),
        Command("why", "looking", "why", EVERY_DAY, "why somebody is, or is not, on the list", "WHO"),
        Command("add", "people", "add", PEOPLE, "add someone", "NAME"),
        Command("list", "looking", "list_people", PEOPLE, "everyone", ""),
        Command("edit", "changing", "edit", PEOPLE, "change details", "WHO"),
        Command("find", "looking", "find", PEOPLE, "search all text", "WORDS…"),
        Command("every", "people", "every", PEOPLE, "set the rhythm", "WHO|+TAG SPAN"),
        Command("tag", "people", "tag", PEOPLE, "add or drop tags", "WHO +TAG -TAG"),
        Command("triage", "sorting", "triage", PEOPLE, "sort new people"),
        Command("merge", "sorting", "merge", PEOPLE, "two into one", "WHO INTO"),
        Command("archive", "people", "archive", PEOPLE, "stop tracking", "WHO"),
        Command("remove", "changing", "remove", PEOPLE, "delete", "WHO"),
        Command("duplicates", "sorting", "duplicates", PEOPLE, "likely twins"),
        Command("forget", "changing", "forget", PEOPLE, "leave no trace", "WHO"),
        Command("note", "remembering", "note", REMEMBER, "a fact worth keeping; resets no clock", "WHO TEXT…"),
        Command("date", "remembering", "date_command", REMEMBER, "birthdays and other days", "WHO KIND DATE"),
        Command("remind", "remembering", "remind", REMEMBER, "a follow-up on a day", "WHO DATE TEXT…"),
        Command("history", "looking", "history", LOOK_BACK, "the timeline", "[WHO]"),
        Command("report", "reporting", "report", LOOK_BACK, "month, year", "[PERIOD]"),
        Command("drift", "reporting", "drift", LOOK_BACK, "once close, now silent"),
        Command("plan", "reporting", "plan", LOOK_BACK, "what your rhythms ask for, and what you can do"),
        Command("backtest", "reporting", "backtest", LOOK_BACK, "was the warmth that kit showed true for your people"),
        Command("undo", "safety", "undo", SAFETY, "take back any change", "[NUMBER]"),
        Command("redo", "safety", "redo", SAFETY, "make it again", "[NUMBER]"),
        Command("backup", "safety", "backup", SAFETY, "copy the store", "[FILE]"),
        Command("restore", "safety", "restore", SAFETY, "put a copy in its place", "[WHICH]"),
        Command("check", "safety", "check", SAFETY, "is all as it should be"),
        Command("import", "moving", "import_files", SAFETY, "vcf csv kit …", "FILE…"),
        Command("export", "moving", "export", SAFETY, "vcf csv json md"),
        Command("sync", "syncing", "sync", SAFETY, "an address book folder, both ways", "vdir PATH"),
        Command("config", "setup", "config", SETUP, "the settings", "[edit|path]"),
        Command("where", "setup", "where", SETUP, "where kit keeps things"),
        Command("doctor", "setup", "doctor", SETUP, "is everything set up well"),
        Command("daily", "setup", "daily", SETUP, "a reminder each morning", "[on TIME|off]"),
        Command("completion", "setup", "completion", SETUP, "TAB in your shell", "[install|SHELL]"),
        Command("demo", "trying", "demo", SETUP, "look around with made-up people"),
        Command("help", "helping", "help_on", SETUP, "a command or a topic", "[WORD]"),
        Command("sql", "trying", "sql", SETUP, "read-only queries", "QUERY"),
    )  # fmt: skip


COMMANDS = {command.name: command for command in _commands()}


def find(word: str) -> Command | None:
    """Return the command that `word` is, by its name or a fixed alias."""
    return COMMANDS.get(ALIASES.get(word, word))
