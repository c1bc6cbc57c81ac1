"""A day that ends news of somebody, not a talk: `Bob retired last friday`, `Mia was let go on Friday`."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keepintouch.domain.loglines.walked import Walked

_BESIDE = (
    planwords.ADVERBS - {"was", "were", "been", "being", "had"} | words.JOINING | {",", "(", ")"}
)
_BEFELL = (verbs.IRREGULAR | wordset("were got became turned")) - verbs.SAYING
_OF_TALK = (
    verbs.COMING | verbs.SAYING | verbs.ASKING | words.WITH | words.MINE
    | words.ME | wordset("spoke talked chatted gave brought heard hosted stayed helped touch reached checked here ours")
    | verbs.CONTACT - {"beat", "visited", "invited", "joined", "wrote", "saw", "met", "interviewed", "trained"}
) - {"turned"}  # fmt: skip
_OUTWARD = wordset("visited saw met joined invited beat")


def is_news(walked: Walked) -> bool:
    """Return whether a line tells only what somebody did, and no contact with its teller."""
    line, persons = walked.line, walked.walk.persons
    place = line.start + 2 * (line.low(line.start) in {"my", "our"})
    if place not in persons:
        return False
    while place in persons or line.low(place) in _BESIDE:
        place = persons.get(place, place + 1)
    story = [line.low(each) for each in range(place, walked.stop)]
    if not story or not _is_past(story[0]):
        return False
    return _is_outward(story) or (story[0] not in _OUTWARD and not _tells_of_talk(story))


def _is_past(low: str) -> bool:
    return low in _BEFELL or (low.endswith("ed") and len(low) > len("shed"))


def _tells_of_talk(story: Sequence[str]) -> bool:
    """Return whether a contact, or somebody who was there, stands among the words."""
    told = story[story[0] == "went" :]
    here = any(low in _OF_TALK or kindwords.kind_of_word(low) for low in told)
    return here or story[:2] == ["turned", "up"]


def _is_outward(story: Sequence[str]) -> bool:
    """Return whether it is `Art visited the Leeds office`: somewhere else, and not me."""
    thing = story[0] in _OUTWARD and story[1:2] != [] and story[1] in words.DETERMINERS | words.HIS
    return thing and words.ME.isdisjoint(story)
