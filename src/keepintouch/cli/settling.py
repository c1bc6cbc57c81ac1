"""What a log line leaves open: asked on a terminal, refused in a script, never guessed."""

from __future__ import annotations

from keepintouch.cli.asking import TRIES
from keepintouch.domain.errors import (
    AmbiguousError,
    CancelledError,
    NeedsAnswerError,
)
from keepintouch.domain.loglines.lexicon.words import WITH
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.services import choosing, logging
from keepintouch.services.logging import Settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keepintouch.cli.kit import Kit
    from keepintouch.domain.people import Person
    from keepintouch.domain.readings import Named, New, Reading

NOTHING_SAVED = "Nothing was saved."
_SAYS = {
    "plan": "sounds like a plan",
    "not": "says that it did not happen",
    "others": "sounds as if you were not there",
    "question": "makes a question of it",
    "unsure": "need not mean that you were in touch",
    "too": "may mean that somebody else took part as well",
    "two": "tells of another talk: log each by itself",
    "corrected": "takes something back: name only who took part",
}
REFUSALS = frozenset(("n", "no", "nope", "nah", "nobody", "none", "q", "quit", "x", "cancel"))
AGREEMENTS = frozenset(("", "y", "yes", "yess", "yeah", "yep", "yup", "ok", "okay", "sure"))


def settled(kit: Kit, reading: Reading, *, may_add: bool = False) -> Settled:
    """Return who took part, asking whatever is not certain; `may_add` adds new people unasked."""
    if reading.certain:
        return logging.settled(reading)
    joined = _joined(kit, reading)
    people = [who for each in reading.participants if (who := _meant(kit, reading, each))]
    people += [who for who in joined if who not in people]
    mentions = [who for each in reading.mentions if (who := _mentioned(kit, reading, each))]
    added = tuple(name for each in reading.new if (name := _new(kit, each, may_add=may_add)))
    if not people and not added:
        people, added = _somebody(kit, reading)
    only_mentioned = tuple(who for who in mentions if who not in people)
    return Settled(tuple(people), only_mentioned, added)


def _confirm_plan(kit: Kit, reading: Reading) -> None:
    """Ask whether what reads like a plan happened; a plan is no log."""
    assert reading.plan  # noqa: S101 - narrows for the type checker
    words = reading.plan.words.text
    says = _SAYS[reading.plan.sort]
    others = reading.plan.sort in {"others", "unsure", "two", "too", "corrected"}
    remind = (
        f"kit {'note' if others else 'remind'} {_remindable(reading)} {'' if others else 'DATE '}…"
    )
    if not kit.asker.may_ask:
        raise NeedsAnswerError(
            f"“{words}” {says}. {NOTHING_SAVED}",
            attempt=(remind, "kit log with other words, or answer on a terminal"),
        )
    if not kit.asker.confirm(f"“{words}” {says}. Log it as a conversation all the same?"):
        raise CancelledError(f"not logged. {NOTHING_SAVED}", attempt=(remind,))


def _joined(kit: Kit, reading: Reading) -> list[Person]:
    """Ask whether it happened, and who came along that is only mentioned: `lunch with Bob. Mia joined us`."""
    if reading.plan is None:
        return []
    words = reading.plan.words
    there = [
        each.person
        for each in reading.mentions
        if each.person and words.start <= each.words.start < words.end
    ]
    if not there or reading.plan.sort != "too":
        _confirm_plan(kit, reading)
        return []
    names = " and ".join(who.name for who in there)
    if not kit.asker.may_ask:
        raise NeedsAnswerError(
            f"“{words.text}” may mean that {names} took part too. {NOTHING_SAVED}",
            attempt=(f"kit log {_with_all(reading, there)} …, or answer on a terminal",),
        )
    return there if kit.asker.confirm(f"Did {names} take part too?") else []


def _with_all(reading: Reading, there: list[Person]) -> str:
    """Return the flags that say that all of them took part."""
    people = [each.person for each in reading.participants if each.person]
    return " ".join(f"--with {who.slug}" for who in (*people, *there))


def _remindable(reading: Reading) -> str:
    """Return the handle of who took part, or is mentioned: `buy Ivy a present`."""
    named = (*reading.participants, *reading.mentions)
    people = [each.person for each in named if each.person]
    return people[0].slug if people else "WHO"


def _meant(kit: Kit, reading: Reading, named: Named) -> Person | None:
    """Return whom a name among the participants means; None when it is just a word."""
    if named.person:
        return named.person
    if len(named.candidates) == 1:
        return _just_a_word(kit, reading, named)
    if not kit.asker.may_ask:
        raise _ambiguous(reading, named)
    return _chosen(kit, named)


def _mentioned(kit: Kit, reading: Reading, named: Named) -> Person | None:
    if named.person:
        return named.person
    if not named.sure:
        return None
    return _meant(kit, reading, named)


def _just_a_word(kit: Kit, reading: Reading, named: Named) -> Person | None:
    """Ask whether a word that is also a name means the person."""
    who = named.candidates[0]
    if not kit.asker.may_ask:
        raise NeedsAnswerError(
            f'"{named.words.text}" may be {who.name}, or just a word. {NOTHING_SAVED}',
            attempt=(_with_handle(reading, named, who),),
        )
    return who if kit.asker.confirm(f"Is “{named.words.text}” {who.name}?", default=True) else None


def _chosen(kit: Kit, named: Named) -> Person:
    from keepintouch.render import choices

    with kit.store.reading() as connection:
        shown = choosing.candidates(connection, named.candidates)
    question = f"Which {named.words.text.removeprefix('@')}?"
    at = kit.asker.choose(question, choices.rows(shown, kit.today), choices.said(shown))
    return shown[at].person


def _ambiguous(reading: Reading, named: Named) -> AmbiguousError:
    slugs = tuple(each.slug for each in named.candidates)
    return AmbiguousError(
        f'"{named.words.text}" could be {len(slugs)} people. {NOTHING_SAVED}',
        candidates=slugs,
        attempt=(_with_handle(reading, named, named.candidates[0]),),
    )


def _with_handle(reading: Reading, named: Named, who: Person) -> str:
    """Return the line with the name replaced by the handle, as it could be typed."""
    start, end = named.words.start, named.words.end
    return f"kit log {reading.text[:start]}@{who.slug}{reading.text[end:]}"


def _new(kit: Kit, new: New, *, may_add: bool) -> str | None:
    """Return the name to add somebody by; None when the word is nobody."""
    if may_add:
        return new.name
    if not kit.asker.may_ask:
        raise NeedsAnswerError(
            f'no one here is called "{new.name}". {NOTHING_SAVED}',
            attempt=("add --new to add them", f'kit add "{new.name}"'),
        )
    for _ in range(TRIES):
        said = kit.asker.line(f"{new.name} is new. Add them?  [Y/n/other name]  ").strip()
        if said.lower() in AGREEMENTS:
            return new.name
        if said.lower() in REFUSALS:
            return None
        if not said.islower() or kit.asker.confirm(f"Add somebody called “{said}”?"):
            return said
    raise CancelledError(f"nobody was named. {NOTHING_SAVED}")


def _somebody(kit: Kit, reading: Reading) -> tuple[list[Person], tuple[str, ...]]:
    """Ask who took part in a line that names nobody: first of all, whom its `with ana` means."""
    from keepintouch.domain.loglines.who.hints import maybe_names

    likely = maybe_names(reading.text)
    mentioned = [each.person for each in reading.mentions if each.person]
    only = f"{_listed(mentioned)} only mentioned" if mentioned else "Nobody was found in the line"
    if not kit.asker.may_ask:
        who = mentioned[0].slug if mentioned else "WHO"
        raise NeedsAnswerError(
            f"who took part? {only}. {NOTHING_SAVED}",
            attempt=(f"kit log --with {who} …", *_attempts(reading, likely)),
        )
    added = tuple(name for each in likely if (name := _new(kit, each, may_add=False)))
    if added:
        return [], added
    for _ in range(TRIES):
        said = kit.asker.line(f"With whom?  {f'({only})  ' if mentioned else ''}").strip()
        if not said:
            break
        people, added = _known_or_new(kit, said)
        if people or added:
            return people, added
    raise CancelledError(f"nobody was named. {NOTHING_SAVED}")


def _listed(people: list[Person]) -> str:
    """Return names with their verb: `Bob Stone is`, `Bob Stone and Mia Rossi are`."""
    *names, last = dict.fromkeys(each.name for each in people)
    return f"{', '.join(names)} and {last} are" if names else f"{last} is"


def _attempts(reading: Reading, likely: tuple[New, ...]) -> tuple[str, ...]:
    """Return how to name who took part: added first, or at the end of a line without `with`."""
    if likely:
        return tuple(f'kit add "{each.name}"' for each in likely)
    named = any(word in WITH for word in reading.text.lower().split())
    return () if named else (f"kit log {reading.text} with NAME",)


def _known_or_new(kit: Kit, said: str) -> tuple[list[Person], tuple[str, ...]]:
    """Return whom an answer names; a yes or no is no name, unless somebody goes by it."""
    from keepintouch.cli import choosing as typed
    from keepintouch.domain.errors import UnknownError

    people: list[Person] = []
    added: list[str] = []
    for name in _names_in(said):
        try:
            people.append(typed.who(kit, name.split()))
        except UnknownError:
            answer = name.lower() in AGREEMENTS | REFUSALS
            if not answer and kit.asker.confirm(f"{name} is new. Add them?", default=True):
                added.append(name)
    return people, tuple(added)


def _names_in(said: str) -> Iterator[str]:
    """Yield the names of `Ana, Bob and Sam`."""
    for part in said.replace(" and ", ",").split(","):
        if part.strip():
            yield part.strip()
