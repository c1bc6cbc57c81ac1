"""Somebody straight behind a verb that need be no contact: `unfriended Bob`, `avoided Mia`, `toasted Sam`."""

from __future__ import annotations

from keepintouch.domain.loglines.who.slots import before
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.not_logs.undone import Found
    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_DEEDS = wordset(
    "accompanied added advised affirmed aided alerted apprised appraised argued arrested assessed assisted assured "
    "awarded babysat backed bandaged bathed battled befriended begged belayed beseeched boarded bothered briefed bribed "
    "bumped calmed carpooled carried cautioned challenged chased chauffeured cheered collected comforted commissioned "
    "complimented condoled confronted congratulated consoled consulted convinced cornered counselled counseled "
    "counter-offered counteroffered credited cuddled dared defeated deposed disciplined dismissed divorced dragged dressed "
    "dropped drilled embraced employed enabled encouraged engaged enlisted enrolled entertained escorted evaluated "
    "examined excused fed ferried filled filmed fired fitted followed-up furloughed gifted grabbed grilled "
    "guided handed helped hi-fived high-fived hired hosted housed housesat hugged inducted informed instructed "
    "interrogated interviewed intro'd introduced joined kicked kissed lectured led levelled lobbied loaned "
    "married massaged matched mentored moved nagged nailed needled negotiated notified nursed offboarded offered "
    "onboarded outplayed pampered passed pestered petted picked pitched placed played posted praised pressed prodded "
    "promised promoted proposed pulled pushed questioned quizzed rebuked received redeployed referred refunded "
    "rehired reimbursed rejected relocated remarried repaid reprimanded rescued reseated retained returned roasted "
    "rubbed sacked saluted scolded screened seated settled shadowed shaved shipped showed shushed signed soothed "
    "spotted squeezed stopped summoned supported surprised suspended swapped tackled teased tested separated booked fetched tickled tipped "
    "towed trained transferred treated trounced troubleshooted tucked turned tutored unblocked unfollowed updated upgraded ushered vaccinated venmo'd "
    "paypal'd walked warned washed waved welcomed woke wooed wrestled yelled shouted asked told begged invoiced "
    "billed charged paged prompted sounded seconded terminated probed polled surveyed sat talked chatted "
    "rejoined relieved remanded caught need indeed wed red bed ahead instead hundred beloved supposed used zed "
    "fred ted jed med shed speed feed greed weed seed deed bleed"
)
_OTHERS = wordset(
    "owe hid outbid outran overheard overtook sued forgave knew found lost stood mistook forgot cut chose shunned bit sold "
    "avoiding ignoring stalking following blocking muting unfriending outbidding watching eyeing dodging envying "
    "admiring blanking snubbing ghosting googling remembering mourning grieving picturing imagining"
)
_WITH_THEM = wordset(
    "demo farewell leaving goodbye stag hen shower sang sing knocked celebration reception surprise made cooked presentation "
    "left performed played party do send-off sendoff serenaded serenade party: babysat waved waited hello danced"
)
_UP = wordset("looked look stood messed called")


def loose(line: Line, walk: Walk) -> Found | None:
    """Return the verb and the name where nothing but that verb makes somebody take part."""
    for first, slot in walk.slots.items():
        hit = walk.hits[first]
        if slot or hit.forced:
            continue
        at = before(line, first)
        if line.low(hit.last) == "up" and line.low(at) == "stood":
            return at, hit.last + 1, "not"
        handed = len(walk.slots) > 1 and line.low(at) in {"via", "through"}
        if handed or _is_doubtful(line, at):
            return at - (line.low(at) == "up"), hit.last, "unsure"
    return None


def done_for(line: Line, walk: Walk) -> Found | None:
    """Return the `for Bob` of `covering for Bob`, `lugged boxes for Bob`, who need not have been there."""
    first = max(walk.slots)
    beside = walk.slots[first] == "for" and not line.low(walk.persons[first])[:1].isalnum()
    if set(walk.slots.values()) != {"for"} and not beside:
        return None
    if not _WITH_THEM.isdisjoint(line.low(each) for each in range(line.start, first)):
        return None
    return before(line, first), walk.persons[first], "unsure"


def either(line: Line, walk: Walk) -> Found | None:
    """Return the `or` of `dinner with Tom or Mia`."""
    for last in walk.persons.values():
        if line.low(last) == "or" and last + 1 in walk.slots:
            return last, last + 1, "unsure"
    return None


def _is_doubtful(line: Line, place: int) -> bool:
    low = line.low(place)
    if low == "up":
        return line.low(place - 1) in _UP
    if low == "passed":
        return line.low(place + 2) in {"on", "at", "in", "by", "near"}
    if low in {"through", "via"}:
        return line.low(line.start) == "met"
    if low in {"as", "when", "while"}:
        return place > line.start and line.low(place - 1) not in {"well", "soon"}
    if low == "from":
        return line.low(place - 1) in {"hid", "fled", "hiding"}
    verb = low.endswith("ed") and low.isalpha() and not line.tokens[place].capital
    verb = verb or (low.endswith("ed") and place == line.start)
    return low in _OTHERS or (verb and low not in _DEEDS)
