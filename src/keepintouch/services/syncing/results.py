"""What a sync is asked, and what it answers."""

from __future__ import annotations

from keepintouch.domain.points import normalised
from keepintouch.domain.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from keepintouch.domain.contacts import Point
    from keepintouch.services.importing.results import FileProblem

PREFER = ("kit", "folder")
DELETES = ("ask", "apply", "keep")


class Wanted(NamedTuple):
    """How to sync: whose value is kept where both changed it, and what a deletion leads to.

    `tag` limits who gets a new card. `settled` holds the user's answers: by `Item.key`,
    whether the other side is to follow a deletion. `decided` says who a doubtful card is, by
    its source and id there. `anew` forgets what both sides had when they last met.
    """

    prefer: str = "kit"
    deletes: str = "ask"
    tag: str | None = None
    settled: Mapping[str, bool] = {}
    decided: Mapping[tuple[str, str], str] = {}
    normalise: Callable[[tuple[Point, ...]], tuple[Point, ...]] = normalised
    anew: bool = False


class Item(NamedTuple):
    """A person and their card, of whom something changed or waits for an answer.

    `what` is `added` (a card became a person), `met` (it is somebody who was here), `changed`,
    `written` (a person got a card), `archived` (the card was gone), `deleted` (the person was),
    `kept` (a deletion is not followed) or `waiting` (it wants an answer); `why` says more.
    `here` and `there` are the changes in the store and in the card, `clashes` what both sides
    had changed.
    """

    what: str
    name: str
    slug: str | None
    file: str
    here: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()
    why: str = ""
    key: str = ""
    candidates: tuple[str, ...] = ()
    source_id: str = ""


class Synced(NamedTuple):
    """What a sync did, or would do; `first` says that the two had not met before."""

    path: str
    cards: int
    items: tuple[Item, ...]
    unchanged: int
    problems: tuple[FileProblem, ...]
    first: bool
    dry_run: bool

    @property
    def waiting(self) -> tuple[Item, ...]:
        """Return the deletions that want an answer."""
        return tuple(each for each in self.items if each.what == "waiting")

    @property
    def here(self) -> int:
        """Return how many people are new, or changed."""
        return sum(bool(each.here) or each.what == "added" for each in self.items)

    @property
    def there(self) -> int:
        """Return how many cards are new, changed or deleted."""
        return sum(bool(each.there) or each.what in {"written", "deleted"} for each in self.items)
