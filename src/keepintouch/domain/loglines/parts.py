"""A reading told word by word, for `kit log -n`; and the line without its date and tags."""

from __future__ import annotations

from keepintouch.domain.readings import Doubt, Part, Words
from keepintouch.domain.values import TYPE_CHECKING

if TYPE_CHECKING:
    from keepintouch.domain.loglines.tokens import Token
    from keepintouch.domain.readings import Named, Reading

_KINDS = {
    "met": "you met",
    "call": "a call",
    "video": "a video call",
    "message": "a message",
    "email": "an e-mail",
    "letter": "a letter",
}
_PLANS = {
    "plan": "sounds like a plan",
    "not": "sounds as if it did not happen",
    "others": "sounds as if you were not there",
    "question": "asks, and tells nothing",
    "unsure": "need not mean that you were in touch",
    "too": "may mean that somebody else took part as well",
    "two": "tells of another talk",
    "corrected": "takes something back",
}


def explained(
    reading: Reading, day: str, boundary: Words | None, tags: list[Token]
) -> tuple[Part, ...]:
    """Return what each stretch of the line was taken for, in the order of the line."""
    parts = [Part(each.words, _who(each, "took part")) for each in reading.participants]
    parts += [Part(each.words, _who(each, "only mentioned")) for each in reading.mentions]
    parts += [Part(each.words, "nobody here yet: somebody new?") for each in reading.new]
    parts += [Part(each, "nobody here goes by this: left as a word") for each in reading.unlinked]
    parts += [Part(Words(tag.text, tag.start, tag.end), f"tag {tag.text[1:]}") for tag in tags]
    if reading.day_words:
        parts.append(Part(reading.day_words, f"the day: {day}"))
    if reading.kind_words:
        parts.append(Part(reading.kind_words, f"the kind: {_KINDS[reading.kind]}"))
    if reading.plan:
        parts.append(Part(reading.plan.words, _PLANS[reading.plan.sort]))
    if reading.stray:
        parts.append(Part(reading.stray, "in the middle of a line, so not read as its day"))
    if boundary:
        parts.append(Part(boundary, "from here on people are only mentioned"))
    return tuple(
        sorted((part for part in parts if part.words.end), key=lambda part: part.words[1:])
    )


def _who(named: Named, role: str) -> str:
    names = [person.name for person in named.candidates]
    if len(names) > 1:
        return f"{role}: {', '.join(names[:-1])} or {names[-1]}?"
    return f"{names[0]}, {role}" if named.sure else f"{names[0]}, or only a word?"


def doubting(reading: Reading, found: Words) -> Reading:
    """Return the reading with its kind to be asked about."""
    says = [
        part._replace(says=f"{part.says}?") if part.words == found else part
        for part in reading.parts
    ]
    return reading._replace(doubt=Doubt(found, (reading.kind, "talked")), parts=tuple(says))


def gist_of(text: str, tokens: list[Token], start: int, stop: int) -> str:
    """Return the line from `start` to before `stop` (places in the text), without tags at its end."""
    inside = [token for token in tokens if start <= token.start and token.end <= stop]
    while inside and inside[-1].sort == "tag":
        inside.pop()
    if not inside:
        return ""
    gist = text[inside[0].start : inside[-1].end]
    return gist.rstrip(" ,;:-\u2014\u2013\n\t")
