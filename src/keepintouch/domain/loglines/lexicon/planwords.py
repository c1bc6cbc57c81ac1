"""Words of plans in a log line, and of what did not happen."""

from __future__ import annotations

from keepintouch.domain.wordsets import wordset


def _bare(words: frozenset[str]) -> frozenset[str]:
    """Return the words, and each with an apostrophe without it too, as in a hurry."""
    return words | {word.replace("'", "") for word in words}


PLAN_HEADS = wordset("todo to-do reminder remind plan")
AUXILIARIES = wordset(
    "will shall should must might may could would i'll we'll he'll she'll they'll ought gonna "
    "gotta wanna let's lets imma ima i'd we'd shouldn't"
)
UNDONE = wordset("shoulda coulda woulda should've could've would've shouldve couldve wouldve")
TO_PLANS = wordset(
    "time going need needs have has want wants plan planning plans planned hope hoping hopes try trying "
    "meant meaning supposed about ought remember like love promised agreed forward wait "
    "due intend intending decided forget trying todo wanting wanted needed hoped aim aiming expect expecting"
)
NOT_DONE = _bare(
    wordset(
        "canc canc'd cancd canx cxld didn't couldn't haven't hadn't never forgot failed cancelled canceled postponed "
        "rescheduled skipped missed hasn't wasn't won't can't cannot unable unsuccessfully unanswered"
    )
)
REFUSALS = _bare(
    wordset(
        "canc canx cxld cancelled canceled postponed rescheduled didn't couldn't ghosted no-showed bailed flaked "
        "noshowed no-show noshow"
    )
)
ADVERBS = wordset(
    "just finally also then quickly briefly again has have had already really probably still "
    "definitely maybe actually only even soon later today so totally suddenly not both "
    "am are is i'm we're was were been being"
)
TOGETHER = wordset(
    "call text email message ring phone visit meet see write contact come join skype facetime "
    "zoom catch drop stop have talk speak chat invite send reach ping hang go get reply answer"
)

CHORES = wordset(
    "buy get find order fetch collect bring give lend return repay pay remember ask tell remind thank "
    "wish congratulate invite send introduce check book reserve organise organize arrange confirm "
    "forward share post bake make sign print show meet see help take pick drop reply respond follow "
    "look say write speak talk reach sort note memo reschedule cancel rearrange suggest propose postpone schedule fix "
    "move plan decline accept"
)
CHORES_ONLY = wordset(
    "buy remember tell bring remind congratulate apologise apologize fetch lend repay"
)
CHORES_TOLD = _bare(wordset("please pls plz also and then don't"))
TROUBLE = wordset(
    "engaged busy unavailable unreachable offline silence nothing zilch crickets no phone number "
    "mailbox wrong switched turned kept keeps ringing line not service range voicemail answerphone answered picked "
    "ansaphone machine answermachine vm rang ended wound success vain avail luck possible impossible chance opportunity able way managed hear contact chat not couldn't can't didn't couldnt cant didnt cannot don't doesn't dont doesnt unsuccessful unsuccessfully reachable contactable hard difficult longer terms touch speaking talking talk speak"
)
FAILING = NOT_DONE | _bare(
    wordset(
        "didn't hasn't haven't doesn't isn't wasn't wouldn't fell falling came had has ended did will is was not"
    )
)

SPEAKING = wordset("talk speak answer reply pick return speaking talking answering replying")

CALLED_OFF = wordset(
    "canc canc'd cancd canx cxld resched cancelled canceled postponed rescheduled scrapped aborted"
)
CANCELLING = wordset("cancel skip postpone reschedule bail decline")
OFF_UNTIL = wordset("to until till again last due because by at for")
PASSIVE = wordset("got was were been is being")
STAYED_AWAY = wordset(
    "travelling traveling bailed flaked skipped ill sick away absent busy missing unwell"
)


def _pairs(words: str) -> frozenset[tuple[str, str]]:
    return frozenset((first, second) for first, _, second in map(_parted, words.split()))


def _parted(pair: str) -> tuple[str, str, str]:
    return pair.partition("/")


LET_DOWN = _pairs(
    "forgot/our forgot/to forgot/about stood/me stood/us blew/me blew/us cried/off begged/off bowed/out wriggled/out ducked/out chickened/out backed/out pulled/out "
    "no/show"
)
BACKING_OUT = _pairs("pull/out back/out bow/out duck/out drop/out cry/off beg/off")
COUPLING = _pairs(
    "broke/up split/up moved/in got/engaged is/engaged are/engaged fell/out back/together got/married is/married"
)
BESIDE = _pairs(
    "spoke/to spoke/with talked/to talked/with chatted/with lives/with lived/with living/with "
    "works/with worked/with working/with"
)
NEVER_WAS = _pairs("called/off rain/check raincheck/with raincheck/on phone/tag stood/up")
UNANSWERED = _pairs(
    "zero/answers zero/answer zero/replies zero/reply zero/response no/ans no/answer no/reply no/response no/luck no/show no/joy to/voicemail got/voicemail "
    "just/voicemail only/voicemail hit/voicemail her/voicemail ,/voicemail -/voicemail (/voicemail ;/voicemail his/voicemail their/voicemail "
    "fell/through never/happened called/off rang/out busy/signal busy/tone "
    "nobody/picked nobody/answered no-one/answered no-one/picked one/answered one/picked "
    "missed/call missed/calls nobody/home nobody/in ,/silence -/silence then/silence only/silence radio/silence still/silent ,/crickets no-one/home no-one/in one/home still/nothing nothing/back nothing/yet on/read no-show/: no-show/from no-show/by a/no-show a/noshow phone/tag"
)
NEGATIONS = _bare(wordset("didn't hasn't haven't couldn't not never doesn't"))
ANSWERING = wordset(
    "answer answered pick picked reply replied respond responded show showed turn turned reach "
    "happen happened get heard called rang came turned wrote"
)
