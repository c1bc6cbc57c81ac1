"""Words before a meal or a call that say it is only wished for, put off or asked for."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon import planwords
from keepintouch.domain.loglines.lexicon.kindwords import kind_of_word
from keepintouch.domain.wordsets import wordset

WISHING = wordset(
    "preparing prepping hoping dreading dreaded excited keen eager psyched nervous longing itching craving fancy fancying dying awaiting "
    "pumped stoked fwd"
)
ASKING = wordset(
    "proposed proposing suggested suggesting requested requesting offered offering demanded pencilled penciled "
    "pencilling moved moving pushed shifted delayed deferred skipping refused declined declining rejected turned passed "
    "rebooked rearranged rescheduling scheduling arranging organising organizing booking planning brought wangled "
    "put set sat bumped dodged avoided sorted fixed squeezed scheduled arranged organised organized booked planned agreed said blocked "
    "cancelling canceling postponing wants wanted"
)
IFS = wordset("if unless once whenever when until")
MAYBE = wordset("maybe perhaps possibly hopefully")
LEADING = (
    WISHING
    | ASKING
    | IFS
    | MAYBE
    | wordset(
        "need needs want wants refused skip skipped cancel avoid plan last next soon long since might may would will could should before pop swing"
    )
)
SET = wordset(
    "planned booked arranged scheduled confirmed set tbc tba pencilled penciled pending moved organised organized soon next"
)
TALKS = wordset(
    "appraisal mediation hearing 1:1 1-1 sync review interview appointment session catch-up catchup date visit standup debrief check-in checkin"
)
CHATS = TALKS | wordset("chat talk word conversation")
ON_THE_WAY = wordset(
    "train bus plane tram way road car ferry taxi bike tube metro heading driving rushing flying getting leaving waiting packing"
)
COMING = (
    SET
    | ON_THE_WAY
    | wordset(
        "send post give mail write seeing meeting coming calling visiting ringing phoning joining popping dropping stopping texting emailing facetiming comes later "
        "tonight asap tomorrow eod when call text ring l8r l8er 2nite tonite 2moro tmrw"
    )
)
SOCIAL = wordset(
    "posted liked tagged commented unfollowed followed endorsed tweeted friended unfriended blocked ignored avoided "
    "blanked snubbed ghosted died passed linkedin facebook instagram insta twitter tiktok"
)
HABITUAL = wordset(
    "every always usually normally typically often rarely seldom daily each used miss missed missing remembered remembering recalled recalling regretting imagining "
    "would might could should must never not more no unsure doubt rather instead on sometimes whenever "
    "hardly barely scarcely frequently only stopped quit think guess believe suspect reckon assume suppose"
)
FRAMING = wordset(
    "need have going must should might gonna gotta shall will may i'll we'll on still was one some not would is if whenever unless couldn't couldnt didn't didnt can't cant cannot won't wont wouldn't haven't don't dont when "
    "later soon booked scheduled planned tbd tbc pending someday sometime agreed maybe perhaps possibly hopefully rather instead no for of to before until till i we please pls plz next permitting willing"
)
FEELING = wordset(
    "happy unhappy pleased glad keen miss missing loving enjoying fed tempted considering delighted annoyed "
    "furious angry frustrated impressed disappointed thrilled upset obsessed bored sharing share better well"
)
STAYING_AWAY = (
    planwords.NOT_DONE
    | {"nobody", "noone", "no-one"}
    | wordset(
        "was were is had gone only just missing absent stayed forgot never skipped dropped binned nope bumped scrapped "
        "cancelled canceled shelved n/a nixed leave holiday vacation rain got spoke talked it missed declined"
    )
)
MISSING = wordset(
    "resched rescheduled bumped pushed put shunted deferred delayed shelved parked swallowed eaten clashed clashes slipped moved "
    "postponed squeezed scrapped dropped axed ate killed scuppered missed bailed flaked stood bailing out time "
    "before but she'd he'd they'd wasn't had longer wrong unknown autoreply auto-reply sender deleted company "
    "answered picked took said says forgot out-of-office apologies regrets excuses matched paired past by nothing while whilst one-on-one up down forward off kicked ready wants like begged"
)


def is_contact(low: str) -> bool:
    """Return whether a word names a contact: a meal, a call, a chat, a 1:1."""
    return low in CHATS or bool(kind_of_word(low))
