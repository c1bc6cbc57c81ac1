"""Who may only go by the name of somebody known: `Linh's sister Kim`, `our dog Sam`, `a nurse called Hope`."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.who.hits import Hit, Line

_PETS = wordset(
    "dog cat hamster goldfish puppy pup kitten kitty horse pony rabbit bunny parrot budgie gerbil tortoise "
    "beagle labrador lab poodle spaniel terrier collie retriever dachshund hound doggo pet hen snake lizard"
)
_RELATED = namewords.KIN | namewords.ROLES | {"kid", "mate", "nephew", "niece", "ex"}
_ANYBODY = wordset("someone somebody is was named one man woman guy girl boy lady bloke person")
_OTHER = frozenset((("a", "certain"), ("a", "different")))
_QUOTES = frozenset('"\u201c\u00ab\u2018')
_WHOSE = words.OWNERS - {"a"}
_FAR = 3


def is_namesake(line: Line, hit: Hit) -> bool:
    """Return whether words beside a name let it be somebody else's, or a pet's."""
    if hit.level in {"slug", "full"}:
        return False
    behind, two = line.low(hit.first - 1), line.low(hit.first - 2)
    if behind in _PETS and hit.level == "last" and not line.tokens[hit.first].capital:
        return False
    if behind in _PETS or line.low(hit.last) == "something" or (two, behind) in _OTHER:
        return True
    if behind in _RELATED:
        whose = hit.first - 2
        owned = whose >= line.start and line.tokens[whose].owns
        return owned or (hit.level == "last" and two in words.OWNERS)
    if behind == "called":
        return two in _ANYBODY or "a" in {
            line.low(hit.first - 3),
            line.low(hit.first - 4),
        }
    if two == "called" and behind in {"him", "her", "it"}:
        return True
    return _is_introduced(line, hit)


def is_relative(line: Line, hit: Hit) -> bool:
    """Return whether it is the Rose of `met Grace and her cousin Rose`."""
    behind, two = line.low(hit.first - 1), line.low(hit.first - 2)
    return behind in _RELATED and two in words.HIS and hit.level not in {"slug", "full"}


def is_quoted(line: Line, hit: Hit) -> bool:
    """Return whether a small word begins what is quoted: `Bob texted "will do"`."""
    quote = hit.first > 0 and line.tokens[hit.first - 1].text in _QUOTES
    return quote and not line.tokens[hit.first].capital and hit.phrase in namewords.NAME_WORDS


def may_be_a_place(line: Line, hit: Hit, *, peopled: bool) -> bool:
    """Return whether it is the Lima of `Yuki called from Lima`: a family's name, `peopled` behind others."""
    behind, two = line.low(hit.first - 1), line.low(hit.first - 2)
    told = peopled or two in {"postcard", "card", "letter"}
    return hit.level == "last" and behind == "from" and told


def _is_introduced(line: Line, hit: Hit) -> bool:
    """Return whether it is `Jack, our dog`, `Dave the neighbour's beagle`, `the teacher, Ms Kim`."""
    place = hit.last + (line.low(hit.last) == ",")
    ahead = {line.low(each) for each in range(place + 1, place + _FAR)}
    if line.low(place) in _WHOSE and not _PETS.isdisjoint(ahead):
        return True
    if not hit.titled or hit.level != "last":
        return False
    told = line.low(hit.last) == "from" or (line.low(hit.last), line.low(hit.last + 1)) == (
        "next",
        "door",
    )
    told = told or (line.low(hit.first - 1) == "," and line.low(hit.first - 2) in _RELATED)
    return told or (line.low(place) in _WHOSE and not _RELATED.isdisjoint(ahead))
