"""Examples of every command: shown in its help, and run by the tests on the people of `demo`."""

from __future__ import annotations

from keepintouch.domain.values import NamedTuple


class Example(NamedTuple):
    """A line as typed, and what it is for."""

    line: str
    what: str


def _examples(*pairs: str) -> tuple[Example, ...]:
    return tuple(Example(*(part.strip() for part in pair.split("  #", 1))) for pair in pairs)


EXAMPLES: dict[str, tuple[Example, ...]] = {
    "log": _examples(
        "kit log coffee with Ana about the Berlin move  # just write",
        "kit log yesterday: called grandma, her hip is better +health  # with a day and a tag",
        "kit log --with bob --kind call about the new job  # say who and how yourself",
        "kit log --new met Zoe at the gym  # somebody new",
    ),
    "done": _examples(
        "kit done ana  # we talked, today",
        "kit done Ana Lima bob  # two people at once",
        "kit done grandma --on yesterday --kind call  # when and how",
    ),
    "due": _examples(
        "kit due --tag family --week  # family, the coming week included",
        "kit due --count  # just the number, for a prompt",
        "kit due --as-of 2026-10-31 --explain  # as it was then, with every number",
        "kit due --json --fields slug,due  # for programs",
    ),
    "snooze": _examples(
        "kit snooze ana  # for three days",
        "kit snooze bob 2w  # for two weeks",
        "kit snooze sam next monday  # until a day",
    ),
    "show": _examples(
        "kit show ana  # before you call", "kit show Bob Stone --json  # for programs"
    ),
    "why": _examples("kit why ana  # every number", "kit why bob --json  # for programs"),
    "add": _examples(
        'kit add "Lena Vogt" --every 2w --tag berlin  # with a rhythm and a tag',
        'kit add "Priya Nair" --birthday "5 May 1990" --nick Pri  # with a birthday and a nickname',
        "kit add Mia  # a name is enough",
    ),
    "list": _examples(
        "kit list --tag family  # some",
        "kit list --sort last --limit 10  # those you talked to last",
        "kit list --silent 3mo  # no conversation for three months",
        "kit list --without-rhythm --csv  # for a spreadsheet",
    ),
    "edit": _examples(
        "kit edit ana --phone +351912345678  # one more number",
        "kit edit bob --importance close  # weighs more on the list",
        "kit edit sam --state paused --until 2027-01-10  # off the list for a while",
    ),
    "find": _examples(
        "kit find berlin  # everywhere", "kit find job --with bob  # about one person"
    ),
    "every": _examples(
        "kit every ana 3w  # every three weeks",
        "kit every bob off  # never due, still in your book",
        "kit every +family 1mo  # everybody with a tag",
    ),
    "tag": _examples(
        "kit tag ana +climbing -berlin  # add one, drop one", "kit tag bob +work  # add one"
    ),
    "triage": _examples(
        "kit triage  # a key for each person", "kit triage --tag work  # only some"
    ),
    "merge": _examples(
        "kit merge tom bob  # Tom was Bob all along",
        "kit merge tom bob -n  # look first",
    ),
    "archive": _examples(
        "kit archive sam  # stop tracking", "kit archive sam --off  # bring him back"
    ),
    "remove": _examples(
        "kit remove tom  # kit undo brings him back", "kit remove tom -n  # look first"
    ),
    "duplicates": _examples(
        "kit duplicates  # likely twins", "kit duplicates --json  # for programs"
    ),
    "demo": _examples("kit demo  # made-up people", "kit demo --json  # where they are"),
    "sql": _examples(
        'kit sql "SELECT kind, count(*) FROM conversations GROUP BY kind"  # how one talks',
        'kit sql "SELECT name FROM people WHERE org = ?" Acme --csv  # a value of one\'s own',
    ),
    "forget": _examples("kit forget tom -y  # for good", "kit forget sam -n -y  # look first"),
    "note": _examples(
        "kit note ana partner is Jo, allergic to nuts  # a fact",
        "kit note bob --tag gift likes oranges  # with a tag",
    ),
    "date": _examples(
        "kit date ana anniversary 12 jun 2021  # once a year",
        "kit date bob birthday 5 may  # the year may be unknown",
        "kit date --next 90d  # what comes",
        "kit date ana birthday --drop  # forget it",
    ),
    "remind": _examples(
        "kit remind sam thu send the book list  # a promise",
        "kit remind ana --on 2026-12-01 ask about the flat  # the day as a flag",
        "kit remind  # what is open",
    ),
    "history": _examples(
        "kit history ana  # one person",
        "kit history --since 2026-01-01 --csv  # all of a year, for a spreadsheet",
    ),
    "report": _examples(
        "kit report  # the month",
        "kit report oct  # October",
        "kit report 2026 --tag family  # a year, some people",
        "kit report --md -o november.md  # as a file",
    ),
    "drift": _examples("kit drift  # who is silent", "kit drift --dismiss sam  # let it go"),
    "plan": _examples("kit plan  # does it fit", "kit plan --apply -n  # look first"),
    "backtest": _examples("kit backtest  # in words", "kit backtest --json  # the numbers"),
    "undo": _examples(
        "kit undo  # take back the last command",
        "kit undo 3  # the last three",
        "kit undo --list  # see what can be taken back",
    ),
    "redo": _examples("kit redo  # make the last one again", "kit redo 2  # the last two"),
    "backup": _examples(
        "kit backup  # beside the store", "kit backup --list  # the copies there are"
    ),
    "restore": _examples(
        "kit restore --list  # the copies there are", "kit restore 1 -y  # the newest"
    ),
    "check": _examples(
        "kit check  # silent when all is well", "kit check --repair  # after a copy"
    ),
    "import": _examples(
        "kit import contacts.vcf -n  # look first",
        "kit import contacts.vcf -y  # without a question",
        "kit import --format csv people.csv --map Mobile=phone -n  # say what a column is",
    ),
    "export": _examples(
        "kit export -o all.vcf  # the suffix names the format; none is JSON Lines",
        "kit export --format csv --tag family  # some people",
        "kit export -o due.ics -y  # a calendar's feed, to be made anew each day",
        "kit export --everything archive  # all of it, to be the store again",
    ),
    "sync": _examples(
        "kit sync vdir contacts -n  # look first",
        "kit sync vdir contacts -y  # without a question, the first time",
        "kit sync vdir contacts -y --tag family  # new cards for some only",
    ),
    "config": _examples("kit config  # every setting", "kit config path  # where the file is"),
    "where": _examples("kit where  # every place", "kit where --json  # for programs"),
    "doctor": _examples("kit doctor  # look at everything", "kit doctor --json  # for programs"),
    "daily": _examples("kit daily  # is it on", "kit daily on 08:30 -n -y  # look first"),
    "completion": _examples(
        "kit completion fish  # the script", "kit completion install bash -y  # put it in place"
    ),
    "help": _examples("kit help log  # one command", "kit help dates  # a topic"),
}
