"""How or where somebody is, told without a verb: `Frank in hospital`, `Kate off sick`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import kindwords, planwords, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.who.hits import Line


_STATES = wordset(
    "ill sick poorly unwell pregnant abroad upset injured hospitalised hospitalized jobless redundant "
    "ooo dna awol homesick asleep exhausted overworked jetlagged bereaved hungover"
)
_NOT = wordset("not isn't ain't")
_WELL = wordset("well great good doing feeling")
_AWAY = wordset("away off out down stuck home still")
_AT = wordset("in at on")
_PLACES = wordset(
    "pto hospital bed tears prison jail rehab labour labor surgery intensive icu a&e theatre court "
    "quarantine pain mourning trouble therapy holiday leave dentist dentist's doctor's gp vet's school "
    "nursery uni university airport"
)


def is_state(line: Line, place: int) -> bool:
    """Return whether only a person is so: `ill`, `in hospital`, `off sick`, `at the dentist`."""
    low, follows = line.low(place), line.low(place + 1)
    if low in _STATES or (low in _NOT and follows in _WELL):
        return True
    if low not in _AT | _AWAY:
        return False
    thing = place + 1 + (follows in words.DETERMINERS)
    return line.low(thing) in _PLACES | _STATES


def is_elsewhere(line: Line, place: int) -> bool:
    """Return whether who stands before is told to be ill or somewhere, not in company or in town."""
    while line.low(place) in planwords.ADVERBS or (
        line.low(place) == "back" and line.low(place + 1) in _AT
    ):
        place += 1
    low, follows = line.low(place), line.low(place + 1)
    if is_state(line, place) or low in _AWAY:
        return True
    thing = follows in kindwords.KIND_OF or follows in kindwords.APP_OF or follows == "town"
    return low in _AT and not thing
