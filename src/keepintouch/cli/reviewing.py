"""What an import asks about on a terminal: doubtful records, strangers, passwords."""

from __future__ import annotations

from keepintouch.domain.errors import NeedsAnswerError
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render.words import brief

if TYPE_CHECKING:
    from collections.abc import Callable

    from keepintouch.cli.kit import Kit
    from keepintouch.formats.imap import Account
    from keepintouch.services.importing.results import Imported, Outcome, Suggestion

PASSWORD = "KIT_IMAP_PASSWORD"  # noqa: S105 - the name of a variable
MOST_DOUBTS = 50


def decided(kit: Kit, plan: Imported) -> dict[tuple[str, str], str]:
    """Ask whether each doubtful record is who it may be; return handles by source and id."""
    doubts = plan.doubtful[:MOST_DOUBTS]
    if not doubts:
        return {}
    question = f"{len(doubts)} may be somebody who is here. Look at them one by one?"
    if len(doubts) > 1 and not kit.asker.confirm(question, default=True):
        return {}
    found = {}
    for each in doubts:
        slug = _who(kit, each)
        if slug:
            found[each.source, each.source_id] = slug
    return found


def _who(kit: Kit, doubt: Outcome) -> str | None:
    for slug in doubt.candidates:
        if kit.asker.confirm(f"{brief(doubt.name)}: {doubt.why}. Is it {slug}?"):
            return slug
    return None


def chosen(plan: Imported, at_least: int) -> tuple[Suggestion, ...]:
    """Return the strangers who were seen so often."""
    return tuple(each for each in plan.suggested if each.times >= at_least)


def asked_for(kit: Kit, plan: Imported) -> tuple[Suggestion, ...]:
    """Ask which of the strangers to add."""
    if not plan.suggested:
        return ()
    said = kit.asker.line("Add which of them? numbers, all, or Enter for nobody: ").strip().lower()
    if said == "all":
        return plan.suggested
    numbers = {int(word) for word in said.replace(",", " ").split() if word.isdecimal()}
    return tuple(each for at, each in enumerate(plan.suggested, 1) if at in numbers)


def password_of(kit: Kit) -> Callable[[Account], str]:
    """Return what gives the password of an account: the environment's, else asked for once."""
    known: dict[Account, str] = {}

    def password(account: Account) -> str:
        given = kit.env.get(PASSWORD)
        if given:
            return given
        if not kit.asker.may_ask:
            raise NeedsAnswerError(
                f"the password of {account.user} cannot be asked for here. Nothing was imported.",
                attempt=(f"{PASSWORD}=… kit import imap://…",),
            )
        if account not in known:
            known[account] = kit.asker.secret(f"Password of {account.user} at {account.host}: ")
        return known[account]

    return password
