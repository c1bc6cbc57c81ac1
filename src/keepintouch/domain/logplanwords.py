"""Words of plans in a log line, and of what did not happen."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _bare(words: frozenset[str]) -> frozenset[str]:
    """Return the words, and each with an apostrophe without it too, as in a hurry."""
    return words | {word.replace("'", "") for word in words}


PLAN_HEADS = _set("todo to-do reminder remind plan")
AUXILIARIES = _set(
    "will shall should must might may could would i'll we'll he'll she'll they'll ought gonna "
    "gotta wanna let's lets i'd we'd shouldn't"
)
TO_PLANS = _set(
    "going need needs have has want wants plan planning plans planned hope hoping hopes try trying "
    "meant meaning supposed about ought remember like love promised agreed forward wait "
    "due intend intending decided forget trying todo wanting wanted needed hoped aim aiming expect expecting"
)
NOT_DONE = _bare(
    _set(
        "didn't couldn't haven't hadn't never forgot failed cancelled canceled postponed "
        "rescheduled skipped missed hasn't wasn't won't can't cannot"
    )
)
REFUSALS = _bare(
    _set("cancelled canceled postponed rescheduled didn't couldn't ghosted no-showed bailed flaked")
)
ADVERBS = _set(
    "just finally also then quickly briefly again has have had already really probably still "
    "definitely maybe actually only even soon later today so totally suddenly not both "
    "am are is i'm we're was were been being"
)
TOGETHER = _set(
    "call text email message ring phone visit meet see write contact come join skype facetime "
    "zoom catch drop stop have talk speak chat invite send reach ping hang go get reply answer"
)

CALLED_OFF = _set("cancelled canceled postponed rescheduled scrapped")
PASSIVE = _set("got was were been is being")
STAYED_AWAY = _set("bailed flaked skipped ill sick away absent busy missing unwell")
