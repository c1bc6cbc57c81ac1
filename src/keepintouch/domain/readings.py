"""What a log line was understood to say, word by word, and what flags said before it."""

from __future__ import annotations

from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from keepintouch.domain.people import Person
    from keepintouch.domain.writtendates import Order


class Given(NamedTuple):
    """What flags say; each wins over the text. `people` None means there was no `--with`."""

    people: tuple[Person, ...] | None = None
    day: date | None = None
    kind: str | None = None
    tags: tuple[str, ...] = ()
    order: Order | None = None


class Words(NamedTuple):
    """A stretch of the line as it was typed, from `start` to before `end`."""

    text: str
    start: int
    end: int


class Named(NamedTuple):
    """A name in the line and all whom it may mean; certain when it is `sure` and one person.

    An unsure one may be just a word: the owner has to say. Somebody from a flag has
    empty words at the line's start.
    """

    words: Words
    candidates: tuple[Person, ...]
    sure: bool = True

    @property
    def person(self) -> Person | None:
        """Return the one person meant, or None when that must be asked."""
        return self.candidates[0] if self.sure and len(self.candidates) == 1 else None


class New(NamedTuple):
    """A name that nobody goes by; `handle` when it was typed with `@`, so surely a person."""

    words: Words
    name: str
    handle: bool = False


class Plan(NamedTuple):
    """Words that say it has not happened: a `plan`, or `not` (didn't, cancelled).

    With `others` it has, but among other people: `Bob called Mia`; a `question` tells nothing, what is
    `unsure` need not be a contact, `two` are two of them, and `corrected` takes a name back. With `too`
    somebody who is mentioned there may have taken part as well.
    """

    words: Words
    sort: str


class Doubt(NamedTuple):
    """Words that may tell the kind, but need not; the kinds to choose from, the likeliest first."""

    words: Words
    kinds: tuple[str, ...]


class Part(NamedTuple):
    """A stretch of the line and, in a few words, what it was taken for."""

    words: Words
    says: str


class Reading(NamedTuple):
    """A log line, read. `day_words`, `kind_words` are None where nothing in the text said it.

    `stray` are words that would be a day at the line's start or end, but stand in its
    middle and were not taken for one; `day_problem` says why a date at the start or the
    end was refused (`11/12`), and today stands in for it until that is settled. `unlinked` are small words where a name could
    stand that is nobody's. Where there is a `doubt`, `kind` is the likeliest of its kinds, and
    `direction` goes with that one. `gist` is the text without its leading and trailing date
    and tags, for the echo only.
    """

    text: str
    gist: str
    participants: tuple[Named, ...]
    mentions: tuple[Named, ...]
    new: tuple[New, ...]
    kind: str
    kind_words: Words | None
    direction: str | None
    day: date
    day_words: Words | None
    tags: tuple[str, ...]
    plan: Plan | None
    stray: Words | None
    unlinked: tuple[Words, ...]
    parts: tuple[Part, ...]
    day_problem: str | None = None
    doubt: Doubt | None = None

    @property
    def nobody(self) -> bool:
        """Return whether no participant is named, known or new."""
        return not self.participants and not self.new

    @property
    def certain(self) -> bool:
        """Return whether nothing has to be asked before it is kept."""
        named = (*self.participants, *self.mentions)
        open_questions = self.nobody or self.new or self.plan or self.day_problem or self.doubt
        return not open_questions and all(each.person for each in named)
