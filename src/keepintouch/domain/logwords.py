"""Word tables of the log line's grammar: kinds, verbs of contact, where people stand, plans."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _bare(words: frozenset[str]) -> frozenset[str]:
    """Return the words, and each with an apostrophe without it too, as in a hurry."""
    return words | {word.replace("'", "") for word in words}


# --- kinds: the first of these words decides -------------------------------------------------

_KINDS = {
    "call": "call calls called calling rang ring ringing rung phoned phone phones phoning "
    "phonecall telephoned telephone dialled dialed voicemail landline",
    "video": "video videocall videochat zoom zoomed zooming facetime facetimed facetiming skype "
    "skyped skyping webcam videoed gmeet webex jitsi",
    "message": "text texts texted texting message messages messaged messaging msg msged whatsapp "
    "whatsapped whatsapping sms dm dms dmed dm'd imessage imessaged pinged telegrammed slacked "
    "messenger voicenote voicenotes",
    "email": "email emails emailed emailing e-mail e-mails e-mailed e-mailing mail mailed wrote "
    "write writing written",
    "letter": "letter letters postcard postcards",
    "met": "coffee coffees cappuccino espresso breakfast brunch brunched lunch lunched lunches "
    "dinner dinners supper drinks drink beer beers pint pints wine cocktails tea met meet meeting "
    "meets meetup walk walks walked walking visit visits visited visiting saw seen hike hiked "
    "hiking stroll strolled ran jog jogged jogging run rode swim swam swimming gym climb "
    "climbed climbing yoga class lesson workshop tennis squash badminton football golf played cinema movie movies film "
    "concert theatre theater museum exhibition gallery picnic barbecue bbq party sauna hosted "
    "hugged hangout shopping trip babysat sleepover karaoke watched cooked cooking baking ate danced dancing "
    "pub icecream hung went celebrated stayed",
}
KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
KIND_PAIRS = {
    ("came", "over"): "met", ("came", "by"): "met", ("came", "round"): "met",
    ("came", "around"): "met", ("came", "to"): "met", ("came", "along"): "met",
    ("coming", "over"): "met", ("dropped", "by"): "met", ("dropped", "in"): "met",
    ("popped", "in"): "met", ("popped", "by"): "met", ("popped", "over"): "met",
    ("popped", "round"): "met", ("stopped", "by"): "met", ("swung", "by"): "met",
    ("bumped", "into"): "met", ("bump", "into"): "met", ("run", "into"): "met",
    ("dined", "with"): "met", ("face", "time"): "video", ("google", "meet"): "video",
    ("teams", "call"): "video", ("over", "for"): "met", ("snail", "mail"): "letter", ("bike", "ride"): "met",
    ("hang", "out"): "met", ("hanging", "out"): "met", ("ice", "cream"): "met",
    ("birthday", "card"): "letter", ("christmas", "card"): "letter", ("xmas", "card"): "letter",
    ("thank-you", "card"): "letter", ("sympathy", "card"): "letter", ("get-well", "card"): "letter",
    ("you", "card"): "letter", ("a", "card"): "letter", ("well", "card"): "letter",
    ("voice", "note"): "message", ("voice", "notes"): "message", ("voice", "memo"): "message",
    ("audio", "message"): "message", ("video", "message"): "message", ("video", "msg"): "message", ("whatsapp", "call"): "call", ("telegram", "call"): "call",
    ("messenger", "call"): "call", ("whatsapp", "video"): "video", ("come", "over"): "met",
    ("come", "by"): "met", ("come", "round"): "met", ("drop", "by"): "met", ("stop", "by"): "met",
    ("pop", "over"): "met", ("pop", "round"): "met", ("went", "ok"): "", ("went", "okay"): "",
    ("went", "well"): "", ("went", "great"): "", ("went", "fine"): "", ("went", "badly"): "",
    ("went", "bad"): "", ("went", "better"): "", ("went", "wrong"): "", ("went", "smoothly"): "",
    ("went", "really"): "", ("went", "very"): "", ("went", "so"): "", ("went", "silent"): "",
    ("called", "off"): "", ("ran", "out"): "", ("run", "out"): "", ("ran", "late"): "",
    ("walked", "out"): "", ("saw", "that"): "", ("writing", "about"): "email",
    ("met", "online"): "video",
}  # fmt: skip
_APPS = {
    "video": "zoom skype facetime video teams meet webcam hangouts jitsi",
    "call": "phone telephone landline",
    "message": "text whatsapp sms messenger telegram signal imessage slack discord instagram insta "
    "wechat line chat dm",
    "email": "email e-mail mail",
    "letter": "post",
}
APP_OF = {word: kind for kind, words in _APPS.items() for word in words.split()}
BY_APP = _set("on over via by through using")
SPECIFIC = {"wrote": _set("letter message"), "write": _set("letter message"),
            "writing": _set("letter message"), "written": _set("letter message"),
            "mail": _set("letter"), "mailed": _set("letter"), "post": _set("letter")}  # fmt: skip
NOT_YET_MET = _set(
    "planned scheduled booked arranged organised organized invited discussed sent recommended "
    "suggested offered thanked congratulated wished reminded promised asked told proposed "
    "planning scheduling arranging organising organizing congratulate fixed"
)

OTHER_CARDS = _set("business credit debit gift sim report score memory bank id")
LEFT_BEHIND = _set("message voicemail voicenote msg note memo")

# --- verbs ----------------------------------------------------------------------------------

REACHING = _set(
    "called rang phoned texted messaged emailed e-mailed mailed wrote skyped facetimed zoomed "
    "whatsapped pinged dmed dm'd contacted invited sent telephoned imessaged msged visited "
    "congratulated thanked"
)
REACHING_NOW = _set(
    "call ring phone text message email e-mail mail write skype facetime zoom whatsapp ping "
    "reach reaching contact invite visit calling ringing phoning texting messaging emailing writing visiting"
)
CONTACT = (
    REACHING | REACHING_NOW
    | _set(
        "met meet meeting saw see seeing seen hosted hosting hugged told asked answered thanked "
        "greeted joined join dialled dialed interviewed helped chatted brunched lunched"
    )
)  # fmt: skip
PARTICLES = _set("up back again on in")
SAYING = _set("said says saying say")
GREETINGS = _set(
    "hi hello hey bye goodbye goodnight good sorry thanks thank congrats congratulations happy "
    "farewell cheers merry"
)
ASKING = _set("asked asks asking told tells telling")
REPORTING = _set(
    "mentioned mentions explained thinks thought knows knew reckons wants wanted wondered wonders "
    "worried worries misses missed loves likes hates hopes promised suggested announced confirmed "
    "remembered complained recommended dislikes adores believes says asks tells heard "
    "named married dates dated divorced"
)
COMING = _set(
    "joined came arrived dropped popped stopped showed turned tagged along too also there called "
    "rang texted phoned emailed messaged wrote visited"
)
FINITE = _set(
    "is was has had are were will would can could does did 's isn't wasn't hasn't hadn't doesn't "
    "didn't won't can't got gets went goes seems looks lost found moved moves moving started "
    "starts broke turned needs took takes made makes gave gives left leaves bought brought kept "
    "passed failed won quit feels felt lives works worked plays sounded sounds just finally also "
    "still already never might should may must says said thinks wants knows loves hates misses "
    "mentioned asked told became becomes finished gonna drove"
)
IRREGULAR = _set(
    "came went got gave sent told said made took brought rang wrote met saw had did was is has "
    "drove bought left lost found kept won ran ate sang taught taught felt held let lent paid "
    "read sat slept spoke stood swam threw wore won broke chose drew fell flew forgot grew hid "
    "knew led lay rode rose sold shook shot showed shut sank spent stole stuck swore thought woke"
)

# --- where people stand -----------------------------------------------------------------------

WITH = _set("with w w/ alongside feat ft")
JOINING = _set("and & + plus n 'n' or /")
COMMUNICATING = _set(
    "talked talk talking talks spoke speak speaking spoken chat chatted chatting said say hi hello "
    "letter letters postcard postcards card note email emails text texts message messages call "
    "calls voicemail wrote write writing written called rang phoned texted messaged emailed mailed "
    "sent send replied reply answered heard hear news word got received invitation invite listened "
    "listening apologised apologized reached reaching listened response waved sang thanks "
    "dm whatsapp visit gift present parcel package flowers confessed complained spoke e-mail "
    "photos photo picture pictures regards greetings birthday msg msgs dms sms memo reply feedback "
    "ask gave given handed forwarded shared passed showed returned lent delivered brought vm ping "
    "notes drop-in comment introduced introduce intro connected update updates request question condolences advice reference referral invoice "
    "merry christmas xmas wishes hug hugs kisses congrats congratulations"
)
MEETING_INTO = _set("ran run running bumped bumping bump")
CARING = _set("cooked baked babysat cared cook bake baking cooking dinner lunch cake party sang")
GIFTS = _set(
    "gift gifts present presents something flowers book ticket tickets surprise plans plan looking "
    "waiting worried sorry happy shopping card prayed searching waited looked fund "
    "reference petsitting apologised"
)
DENYING = _set(
    "of like than without w/o unlike except besides not no nor in near behind beyond between against "
    "miss missed misses missing remembered imagined dreamt dreamed googled thought named until since "
    "cc bcc while whilst before after during per versus vs heard discussed discussing mentioned despite"
)
DETERMINERS = _set("the a an some this that these those every each another any more most")
CHECKING = _set("checked check checking called drop dropped look looked walked in crush")
HIS = _set("his her their your its")
ME = _set("i me we us myself ourselves")
THEM = _set("he she they")
HIM = _set("him her them")
PRONOUNS = ME | THEM | HIM | _set("it you everyone everybody someone somebody nobody")
NEW_CLAUSE = _set("he she they it his her their its there it's he's she's they're")

PLAN_HEADS = _set("todo to-do reminder remind plan")

EVERYBODY = _set("everyone everybody all nobody anyone anybody none")
WORKS = _set(
    "article book novel song painting photo film movie poem paper post blog podcast album "
    "play essay review piece letter story recipe"
)

NOT_YET = _set(
    "idea ideas next goal goals agenda invite invitation plan plans wish later soon list wishlist "
    "bucket dream rumour rumor news question about that said told thought"
)

# --- where participants end -------------------------------------------------------------------

ABOUT = _set("about re regarding concerning because cos cuz bc")
AFTER_PEOPLE = _set(
    "who whose whom which how why whether when while where what if but though although except "
    "whereas thinking wondering unless whilst knowing hoping worrying discussing mentioning saying "
    "asking explaining since unlike"
)
BEFORE_A_THING = _set("at in on to from of for after near with around by into than")
HEADS = PLAN_HEADS | _set(
    "a an the quick long short nice lovely great good first second group team weekly monthly daily "
    "zoom video family note interview review sync standup chat catchup catch-up intro kickoff workshop "
    "onboarding offboarding mentoring coaching feedback debrief retro round today at with pm am morning afternoon evening night late early our my "
    "another surprise and + & , / ( )"
)
PURPOSES = _set(
    "ask tell invite pick congratulate thank plan discuss talk say give get help buy arrange "
    "organise organize confirm check complain warn remind let explain book share wish hear collect "
    "fetch introduce bring make send show cheer surprise find know call ring text email message"
)
SPANS = _set(
    "hour hours minute minutes min mins hr hrs week weeks day days month months year years km "
    "miles mile kilometres times half o'clock noon midnight"
)
DASHES = _set("\u2014 \u2013 -- \u2015 | \u2192 -> \u2022 ;")
STOPS = _set(". ! ? … 。 ！ ？")  # noqa: RUF001 - full-width marks end sentences too

# --- days -------------------------------------------------------------------------------------

NOT_THE_DAY = _set(
    "for until till til 'til by before next this every about since from of than each and the re "
    "through after like is was are be or a an to past coming following"
)
NOT_AFTER = {
    "sun": _set(
        "in some full hot no much winter summer spring morning afternoon evening early rising "
        "setting warm midday midnight bright more"
    ),
    "sat": _set("i we he she they who just and you it there here all both"),
    "wed": _set("newly got were just finally get and they we"),
}

STRETCHES = _set("week weekend month year spring summer autumn fall winter term semester")
OTHER_DAYS = _set("day night evening morning week weekend month")
PRESENT = _set(
    "is are isn't aren't can can't cannot has hasn't moves arrives leaves flies starts comes "
    "goes gets returns lands travels turns visits calls marries graduates retires"
)

# --- plans, and what did not happen ------------------------------------------------------------

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

# --- words that are no names -----------------------------------------

MAY_FOLLOW = _set(
    "at for in on about to from and with by over after before during near yesterday today tonight "
    "again too together both all there this last then via while when who that re or but because "
    "instead first later here now regarding next via until back up & + his her their outside "
    "inside through along across around past beside upstairs downstairs downtown online alone"
)
NEVER_NEW = (
    PRONOUNS | WITH | JOINING | ABOUT | AFTER_PEOPLE | ADVERBS | DETERMINERS | CONTACT | SAYING
    | AUXILIARIES | NOT_DONE | GREETINGS | HIS | MAY_FOLLOW | frozenset(KIND_OF) | PLAN_HEADS
    | _set(
        "monday tuesday wednesday thursday friday saturday sunday yes no ok okay well my our "
        "friends everyone everybody all people others kids team family work school home quick long "
        "short great nice lovely fun good bad big small new old another one two three first late "
        "early same after before lots much many some none long-overdue overdue weekend christmas "
        "easter halloween thanksgiving note notes update ps fyi subject question idea news info "
        "not now here there where it's i'm i've i'd i'll we're we've let's don't merry xmas finally "
        "eventually spoke talked chatted had got heard sent dear hey random always often sometimes "
        "mr mrs ms dr prof sir am pm us uk usa eu tv who what today tomorrow yesterday tonight"
    )
)  # fmt: skip
