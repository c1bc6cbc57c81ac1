"""Verbs of a log line: of contact, of saying, of coming, and those of any sentence."""

from __future__ import annotations

from keepintouch.domain.wordsets import wordset

# --- verbs that reach somebody, by the kind of contact they tell --------------------------------

REACHED = {
    "call": "called rang phoned telephoned telefoned dialled dialed buzzed rung voicemailed",
    "video": "facetimed zoomed skyped videocalled video-called videochatted video-chatted "
    "facetime'd zoom'd skype'd ft'd videoed facetime-called",
    "message": "texted messaged whatsapped pinged dmed dm'd msged msg'd imessaged slacked "
    "slack'd whatsapp'd telegrammed telegramed smsed sms'd im'd txted txt'd text'd txtd msgd msgged dmd whatsappd snapchatted wa'd",
    "email": "emailed e-mailed mailed wrote email'd",
    "met": "visited",
    "": "contacted invited wished sent congratulated thanked forwarded nudged replied answered "
    "messengered poked approached",
}
REACHES = {
    "call": "call ring phone telephone dial calling ringing phoning telephoning dialling dialing",
    "video": "skype facetime zoom skyping facetiming zooming",
    "message": "text txt message whatsapp ping dm msg texting messaging whatsapping pinging dming "
    "msging",
    "email": "email e-mail mail write emailing e-mailing mailing writing",
    "met": "visit visiting",
    "": "thank congratulate contact invite reach reaching contacting inviting nudge nudging",
}
REACHING = wordset(" ".join(REACHED.values()))
REACHING_NOW = wordset(" ".join(REACHES.values()))
THEIRS = wordset("send calls rings phones texts messages emails writes visits pings")
_POSTED = wordset("letter letters postcard postcards card cards parcel package gift present note")
_SHOT = wordset(
    "text txt message msg whatsapp dm ping voicenote note memo line email e-mail mail letter card "
    "postcard parcel invite link"
)
_RUNG = wordset("call ring bell buzz shout tinkle text phonecall videocall facetime zoom holler")
GIVEN = {
    "left": wordset("message voicemail voicenote vm msg note memo"),
    "paid": wordset("visit"),
    "returned": wordset("call calls message messages email text"),
    **dict.fromkeys(("gave", "give", "giving"), _RUNG),
    **dict.fromkeys(("dropped", "shot", "fired", "popped", "slipped"), _SHOT),
    **dict.fromkeys(("posted", "handed"), _POSTED),
}
CONTACT = (
    REACHING | REACHING_NOW
    | wordset(
        "met meet meeting saw see seeing seen hosted hosting hugged told asked greeted joined "
        "join interviewed helped chatted brunched lunched coached mentored trained briefed debriefed "
        "onboarded screened reminded warned beat"
    )
)  # fmt: skip
PARTICLES = wordset("up back again on in")
SAYING = wordset("said says saying say")
GREETINGS = wordset(
    "hi hello hey bye goodbye goodnight good sorry thanks thank congrats congratulations happy "
    "farewell cheers merry"
)
ASKING = wordset("asked asks asking told tells telling")
REPORTING = wordset(
    "mentioned mentions explained thinks thought knows knew reckons wants wanted wondered wonders "
    "worried worries misses missed loves likes hates hopes promised suggested announced confirmed "
    "remembered complained recommended dislikes adores believes says asks tells heard "
    "claims claimed swears swore insists insisted admits admitted revealed reveals hinted confessed "
    "joked warned reports reported predicts predicted moaned joking bragged boasted announces "
    "complains suggests recommends assures assured "
    "named married dates dated divorced"
)
SPEAKING_OF = (
    SAYING
    | REPORTING
    | wordset(
        "told tells heard hear according per apparently supposedly allegedly reportedly seemingly think "
        "reckon bet guess suspect gather word say rumour rumor turns words put puts sees view opinion eyes "
        "telling seems looks sounds wonder found learned"
    )
)
COMING = wordset(
    "joined came arrived dropped popped stopped showed turned tagged along too also there called "
    "rang texted phoned emailed messaged wrote visited"
)
FINITE = wordset(
    "couldn't wouldn't "
    "is was has had are were will would can could does did 's isn't wasn't hasn't hadn't doesn't "
    "didn't won't can't got gets went goes seems looks lost found moved moves moving started "
    "starts broke turned needs took takes made makes gave gives left leaves bought brought kept "
    "passed failed won quit feels felt lives works worked plays sounded sounds just finally also "
    "still already never might should may must says said thinks wants knows loves hates misses "
    "mentioned asked told became becomes finished gonna drove"
)
FINITE |= {word.replace("'", "") for word in FINITE if word.endswith("n't")}
IRREGULAR = wordset(
    "came went got gave sent told said made took brought rang wrote met saw had did was is has "
    "drove bought left lost found kept won ran ate sang taught taught felt held let lent paid "
    "read sat slept spoke stood swam threw wore won broke chose drew fell flew forgot grew hid learnt overslept "
    "knew led lay rode rose sold shook shot showed shut sank spent stole stuck swore thought woke"
)

PRESENT = wordset(
    "is are isn't aren't can can't cannot has hasn't moves arrives leaves flies starts comes "
    "goes gets returns lands travels turns visits calls marries graduates retires"
)
