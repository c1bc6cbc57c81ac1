"""What people who come from other programs type, and what kit calls it."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def table() -> Mapping[str, str]:
    """Return the words that are no commands, by what is to be typed instead."""
    found = {
        "kit": "today now agenda status",
        "kit log WORDS…": "call called met talked text texted write wrote activity",
        "kit snooze WHO 3d": "skip later postpone wait",
        "kit show WHO": "view info details card get contact",
        "kit add NAME": "new create insert person",
        "kit list": "people contacts all everyone everybody",
        "kit list --state archived": "archived",
        "kit edit WHO": "change update modify set",
        "kit edit WHO --name NAME": "rename",
        "kit edit WHO --state paused --until DATE": "pause hold",
        "kit edit WHO --state active": "resume unpause",
        "kit archive WHO --off": "unarchive",
        "kit find WORDS…": "search grep query lookup",
        "kit every WHO 2w": "rhythm cadence frequency interval",
        "kit tag WHO +TAG": "tags untag label group",
        "kit merge WHO INTO": "join dedupe dedup",
        "kit remove WHO": "delete del erase",
        "kit forget WHO": "purge gdpr",
        "kit note WHO TEXT…": "notes fact remember",
        "kit date --next 30d": "upcoming birthdays dates anniversaries calendar occasions",
        "kit date WHO birthday 5 may": "birthday anniversary",
        "kit remind": "reminders promises followups",
        "kit remind WHO DATE TEXT…": "reminder promise todo task followup",
        "kit history": "timeline journal activities conversations past",
        "kit report": "stats statistics summary review month",
        "kit config": "settings preferences options",
        "kit log coffee with Ana": "init start begin",
        "kit demo": "try tutorial tour",
        "kit help": "man usage commands",
        "kit --version": "version",
        "kit check": "verify fsck",
        "kit backup": "backups save",
    }
    return {word: line for line, words in found.items() for word in words.split()}


def meant(word: str) -> str:
    """Return the command line that a word stands for elsewhere, or nothing."""
    return table().get(word.lower(), "")
