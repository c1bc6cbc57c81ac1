"""What a sync asks about on a terminal: the first one, doubtful cards, and every deletion."""

from __future__ import annotations

from keepintouch.domain.errors import CancelledError, NeedsAnswerError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render import synced
from keepintouch.render.words import brief
from keepintouch.services import syncing

if TYPE_CHECKING:
    from keepintouch.cli.kit import Kit
    from keepintouch.services.syncing.results import Item, Synced, Wanted

SOURCE = "vcard"
MOST_DOUBTS = 50
YES, NO = ("y", "yes"), ("n", "no")
QUESTIONS = {
    "person": "{name}: {why}. Archive them here? [y: yes, n: no, for good, Enter: not now] ",
    "card": "{name}: {why}. Delete the card? [y: yes, n: no, for good, Enter: not now] ",
}


def agreed(kit: Kit, path: str, wanted: Wanted) -> Wanted:
    """Return what to sync, with the user's answers; with `-y`, or where none can be asked, without."""
    if kit.flags.yes:
        return wanted
    first = wanted.anew or syncing.is_new(kit.store, path)
    if not kit.asker.may_ask:
        if first:
            raise NeedsAnswerError(
                "the first sync with a folder needs a yes. Nothing was changed.",
                attempt=(
                    f"kit sync vdir {path} -y",
                    f"kit sync vdir {path} -n   to see what it would do",
                ),
            )
        return wanted
    plan = syncing.run(kit.store, path, today=kit.today, wanted=wanted, dry_run=True)
    if first:
        kit.console.note(synced.planned(plan))
    wanted = wanted._replace(decided=_decided(kit, plan), settled=_settled(kit, plan))
    if first and not kit.asker.confirm("Sync now?", default=True):
        raise CancelledError("not synced. Nothing was changed.")
    return wanted


def _settled(kit: Kit, plan: Synced) -> dict[str, bool]:
    """Ask about each deletion; Enter leaves it for another time."""
    answers = ((each.key, _answer(kit, each)) for each in plan.waiting)
    return {key: answer for key, answer in answers if answer is not None}


def _answer(kit: Kit, item: Item) -> bool | None:
    question = QUESTIONS[item.key.partition(":")[0]]
    said = kit.asker.line(question.format(name=brief(item.name), why=item.why)).strip().lower()
    return True if said in YES else False if said in NO else None


def _decided(kit: Kit, plan: Synced) -> dict[tuple[str, str], str]:
    """Ask of doubtful cards whether they are who they may be."""
    found = {}
    for each in [each for each in plan.items if each.candidates][:MOST_DOUBTS]:
        for slug in each.candidates:
            if kit.asker.confirm(f"{brief(each.name)}: {each.why}. Is it {slug}?"):
                found[SOURCE, each.source_id] = slug
                break
    return found
