"""How one was in touch, told behind a line's names (`Kate is ill, called her`) or beside what was said."""

from __future__ import annotations

from keepintouch.domain.loglines.how.clauses import MET, ON_THE_WAY, maybe
from keepintouch.domain.loglines.how.directions import direction_of
from keepintouch.domain.loglines.how.kinds import How, by_app, kind_at, kind_of
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs, words
from keepintouch.domain.loglines.who.ends import is_stop
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from keepintouch.domain.loglines.who.hits import Line
    from keepintouch.domain.loglines.who.names import Walk

_SO = frozenset(("so", "then"))
_OUR = words.HIS | words.DETERMINERS | {"our", "my"}
_TALKED = frozenset(("talked", "spoke", "chatted"))
_TELLING = (
    verbs.SAYING
    | verbs.ASKING
    | verbs.REPORTING
    | frozenset(("informed", "notified", "followed", "checked"))
)
_SHARED = frozenset(
    (
        "chatted",
        "connected",
        "introduced",
        "talked",
        "agreed",
        "exchanged",
        "swapped",
        "traded",
        "argued",
    )
)
_JOINED = words.JOINING | {","}
_NEWS = frozenset(("instagram", "insta", "discord", "video", "line", "text", "post", "mail"))
_AFTER = words.ABOUT | {"after", "for"}
_CAME = frozenset(("came", "had", "ate", "stayed", "met"))
_MEETING = frozenset(("for", "at", "up"))
_FAR = 7


def told(line: Line, walk: Walk, how: How, *, opened: int | None) -> How:
    """Return how one was in touch, with what stands behind the names where nothing before tells it."""
    if how.kind is None and walk.boundary is not None:
        later = _followed_up(line, walk.boundary)
        sure = bool(later) or how.direction is not None
        later = later if sure else maybe(line, walk.boundary, walk.persons)
        kind, direction = kind_of(line, later), how.direction
        if kind or not direction:
            direction = direction_of(line, later, walk.persons, opened=opened)
        how = How(kind, direction, sure and not (later and _is_of_other(line, walk, later[0])))
    if how.direction or not how.kind or how.kind[0] not in kindwords.ONE_WAY:
        return how
    if not by_app(line, how.kind[1][0]):
        return how
    return how._replace(direction=_told_by(line, how.kind[1][0], walk.persons))


def _is_of_other(line: Line, walk: Walk, place: int) -> bool:
    """Return whether `called him` may be somebody spoken of: `Mia said Bob is ill, called him`."""
    if line.low(place + 1) not in words.HIM or walk.boundary is None or not walk.slots:
        return False
    if line.low(place - 1) in words.ME and line.low(place - 2) in {"when", "while", "as"}:
        return False
    spoken = (hit for hit in walk.hits.values() if walk.boundary <= hit.first < place)
    return any(hit.first in walk.persons or line.tokens[hit.last - 1].owns for hit in spoken)


def _followed_up(line: Line, boundary: int) -> list[int]:
    """Return the places of `called him` or `over lunch` behind the names, where no kind stood before."""
    first = boundary + 1
    while (
        line.low(first) in words.STOPS | words.HEADS | planwords.ADVERBS | words.THEM
        and not kind_at(line, first)[0]
    ):
        first += 1
    if _is_asked_over(line, boundary):
        return []
    if line.low(boundary) in kindwords.BY_APP:
        return [boundary, boundary + 1]
    if is_stop(line, boundary) and (kind_at(line, first)[0] or line.low(first) in verbs.REACHING):
        return [first]
    if _they_wrote(line, boundary):
        return list(range(boundary + 1, line.stop))
    near = _meanwhile(line, boundary) or _at_the_end(line, boundary)
    if near:
        return near
    for place in range(boundary, line.stop):
        if _is_with_them(line, place):
            return [place]
        spoken = _spoken(line, place)
        if spoken:
            return [spoken]
        low, follows = line.low(place), line.low(place + 1)
        if low == "over" and follows in kindwords.KIND_OF:
            return [place + 1]
        if (low, follows) == ("in", "person"):
            return [place]
        if low in {",", ";"}:
            last = _tail_kind(line, place + 1)
            if last:
                return [last]
    return []


def _is_asked_over(line: Line, boundary: int) -> bool:
    """Return whether it is `asked Bob over for dinner`, and not `asked Bob over lunch`."""
    if line.low(boundary) != "over" or line.low(line.start) != "asked":
        return False
    rest = {line.low(each) for each in range(boundary, line.stop)}
    follows = line.low(boundary + 1)
    open_ended = not follows[:1].isalnum() or follows in words.MAY_FOLLOW
    return open_ended and rest.isdisjoint(_CAME)


def _is_when(line: Line, place: int) -> bool:
    """Return whether it is the `when` of `asked after Mia when we met`."""
    asked = any(
        line.low(each) in verbs.ASKING and line.low(each + 1) in _AFTER
        for each in range(line.start, place)
    )
    return line.low(place) == "when" and asked


def _they_wrote(line: Line, boundary: int) -> bool:
    """Return whether the line ends as `Bob is ill, he texted`."""
    told = line.low(boundary) in words.THEM and line.low(boundary - 1) in {",", ";"}
    follows = line.low(boundary + 2)
    ends = not follows[:1].isalnum() or follows in {"me", "us"}
    ends = ends or (follows == "to" and line.low(boundary + 3) in words.PURPOSES)
    return told and ends and line.low(boundary + 1) in verbs.REACHING


def _meanwhile(line: Line, boundary: int) -> list[int]:
    """Return the places of `told me on the phone`, `said at dinner`, `explained during our walk`."""
    if line.low(boundary) not in verbs.SAYING | verbs.ASKING | verbs.REPORTING | verbs.CONTACT:
        return []
    place = boundary + 1 + (line.low(boundary + 1) in words.ME | words.HIM)
    thing = place + 1 + (line.low(place + 1) in _OUR)
    if line.low(place) in kindwords.BY_APP and line.low(thing) in kindwords.APP_OF:
        return [place]
    meal = line.low(place) in ON_THE_WAY and kindwords.KIND_OF.get(line.low(thing))
    return [thing] if meal else []


def _at_the_end(line: Line, boundary: int) -> list[int]:
    """Return the place of the `on` of `asked Kate about the car on WhatsApp`."""
    app = line.stop - 1
    place = app - 1 - (line.low(app - 1) == "the")
    if _is_told_me(line, boundary, place):
        return [place]
    told = place > boundary and line.low(boundary) in words.ABOUT
    said = line.low(app) in kindwords.APP_OF
    said = said and (line.low(place) == "by" or line.low(app) not in _NEWS)
    return [place] if told and said and line.low(place) in kindwords.BY_APP else []


def _is_told_me(line: Line, boundary: int, app: int) -> bool:
    """Return whether it is the `by` of `explained me the tax thing by phone`, and nobody else wrote."""
    if line.low(boundary + 1) not in {"me", "us"} or line.low(app + 1) not in kindwords.APP_OF:
        return False
    plain = line.low(app) in kindwords.BY_APP - {"on"} and line.low(boundary).isalpha()
    return plain and not any(
        low in words.THEM | {"that", ","} or low in line.known or low in verbs.FINITE
        for low in map(line.low, range(boundary + 2, app))
    )


def _is_with_them(line: Line, place: int) -> bool:
    """Return whether a clause here is `called him`, `, texted me`, `so we met`, `, saw her`."""
    low, follows, behind = (line.low(place + step) for step in (0, 1, -1))
    opens = not behind[:1].isalnum()
    if low in verbs.REACHING and follows in words.HIM:
        return opens or behind in words.ME
    if low in verbs.REACHING and not follows[:1].isalnum() and behind in words.ME:
        return line.low(place - 2) in {"when", "as"}
    if not opens and behind not in words.ME | _SO:
        return False
    before = line.low(place - 2)
    mine = behind in words.ME and (not before[:1].isalnum() or before in _SO)
    if (behind, low) == ("we", "met") and (before == "and" or _is_when(line, place - 2)):
        return not follows[:1].isalnum() or follows in _MEETING
    if low in verbs.REACHING and follows in {"me", "us"}:
        return behind == "," or behind in _SO
    return low in MET and (follows in words.HIM if opens or not mine else behind == "we")


def _spoken(line: Line, place: int) -> int | None:
    """Return the place of the `on` of `, we spoke on the phone`."""
    behind, before = line.low(place - 1), line.low(place - 2)
    mine = behind in {"we", "i"} and (not before[:1].isalnum() or before in _SO)
    if line.low(place) not in _TALKED or not mine:
        return None
    for each in range(place + 1, place + _FAR):
        name = each + 1 + (line.low(each + 1) in _OUR)
        if line.low(each) in kindwords.BY_APP and line.low(name) in kindwords.APP_OF:
            return each
    return None


def _tail_kind(line: Line, place: int) -> int | None:
    """Return the place of the kind in `…, long call`, `…, quick coffee with her`, which ends a line."""
    while line.low(place) in words.HEADS | {"then", "so"} and not kind_at(line, place)[0]:
        place += 1
    follows = line.low(place + 1)
    ends = not follows[:1].isalnum() or (follows in words.WITH and line.low(place + 2) in words.HIM)
    return place if ends and line.low(place) in kindwords.TALKS_OF else None


def _told_by(line: Line, app: int, persons: Mapping[int, int]) -> str | None:
    """Return who reached out in `told Bob by text`, `Bob confirmed by email`; `app` is the `by`."""
    ends = {last: first for first, last in persons.items()}
    for place in range(line.start, app):
        done = place == line.start and line.low(place).endswith(("ed", "o'd"))
        if done and place + 1 in persons:
            return "me"
        telling = line.low(place) in _TELLING
        if not (telling or _is_done_by_one(line.low(place))) or place in persons:
            continue
        behind = place - 1
        while behind + 1 not in ends and line.low(behind) in planwords.ADVERBS:
            behind -= 1
        if behind + 1 in ends or line.low(behind) in words.THEM:
            return "them" if line.low(ends.get(behind + 1, behind) - 1) not in _JOINED else None
        if not telling:
            continue
        return "me" if behind < line.start or line.low(behind) in {"i", "we"} else None
    return None


def _is_done_by_one(low: str) -> bool:
    """Return whether a verb in the past is no `chatted`, `agreed`, which two people do."""
    return low.endswith(("ed", "o'd")) and low not in _SHARED
