"""Words of a log line: where people stand, where they end, what is no day, what is no name."""

from __future__ import annotations

from keepintouch.domain import namewords
from keepintouch.domain.loglines.lexicon import kindwords, planwords, verbs
from keepintouch.domain.wordsets import wordset

# --- where people stand -----------------------------------------------------------------------

WITH = wordset("with w w/ incl including alongside feat ft")
JOINING = wordset("and & + plus n 'n' or /")
COMMUNICATING = wordset(
    "slack telegram insta snap discord talked talk talking talks spoke speak speaking spoken chat chatted chatting said say hi hello "
    "letter letters postcard postcards card note email emails text texts message messages call "
    "calls voicemail wrote write writing written called rang phoned texted messaged emailed mailed "
    "sent send replied reply answered heard hear news word got received invitation invite listened "
    "listening apologised apologized reached reaching listened response waved sang thanks "
    "dm whatsapp visit gift present parcel package flowers confessed complained spoke e-mail "
    "rsvp rsvp'd post-it photos photo picture pictures regards greetings birthday msg msgs dms sms memo reply feedback "
    "ask gave given handed forwarded shared passed showed returned lent delivered brought vm ping "
    "notes drop-in comment introduced introduce intro connected update updates request question condolences nothing answers advice reference referral invoice "
    "merry christmas xmas wishes hug hugs kisses congrats congratulations"
)
MEETING_INTO = wordset("ran run running bumped bumping bump")
OUTCRIES = wordset("ffs ugh omg lol haha hah yay phew wow argh pff meh")
CARING = wordset("cooked baked babysat cared cook bake baking cooking dinner lunch cake party sang")
GIFTS = wordset(
    "gift gifts present presents parcel package ordered collected fetched prescription something flowers book ticket tickets surprise plans plan looking "
    "waiting worried sorry happy shopping card prayed searching waited looked fund "
    "interview panel approved submitted signed leave raise bonus visa forms form paperwork filled feedback reference recommendation candle vouched voted petsitting apologised"
)
OFFICES = (
    namewords.ROLES
    | namewords.KIN
    | wordset(
        "hr police 999 911 112 111 group team office school bank hospital clinic surgery agency council insurance "
        "insurer airline hotel garage embassy ambulance helpline hotline client customer solicitor landlord doctor gp vet "
        "reception support plumber grandma grandpa"
    )
)
COMPANY = wordset(
    "club team gang crew group lads girls boys family band friends squad client clients customer "
    "colleagues mates others people guys boss neighbours neighbors cousins folks"
)
GIFTS_SENT = wordset(
    "flowers card gift present condolences congrats congratulations love wishes a my our"
)
BUYING = wordset(
    "buy find order make bought got ordered found knitted made wrapped getting buying finding ordering "
    "booked sewed crocheted baked painted carved embroidered built"
)
CHOSEN = wordset(
    "recommended suggested made gave lent chose picked bought mentioned wrote likes loves sent built "
    "painted baked found liked wanted"
)
PRESENTS = wordset("gift present gifts presents card")
DENYING = wordset(
    "of like than minus sans without w/o unlike except besides not no nor in near behind beyond between against "
    "neither w/out chez past miss missed misses missing discuss mention describe remembered imagined dreamt dreamed googled thought named until since "
    "cc cc'd ccd bcc bcc'd bccd copying ccing cc'ing while whilst before after during per versus vs heard discussed discussing mentioned despite"
)
DETERMINERS = wordset("the a an some this that these those every each another any more most")
CHECKING = wordset("checked check checking called drop dropped look looked walked in crush")
HIS = wordset("his her their your its")
ME = wordset("i me we us myself ourselves")
THEM = wordset("he she they")
MINE = wordset("me us my our")
BEING = wordset("is are was were")
PASSIVE = wordset("was were been being got")
RELATIVE = wordset("who whose whom which")
EXCUSES = wordset("excuses apologies regrets")
NOBODY = wordset("nobody noone no-one none")
MEANWHILE = wordset("while whilst when as")
OWNERS = HIS | wordset("the a my our")
HEARSAY = wordset("apparently supposedly allegedly reportedly seemingly")
HIM = wordset("him her them")
PRONOUNS = ME | THEM | HIM | wordset("it you everyone everybody someone somebody nobody")
NEW_CLAUSE = wordset(
    "he she they it his her their its there it's he's she's they're he'd she'd they'd he'll she'll they'll they've"
)

EVERYBODY = wordset("everyone everybody all nobody anyone anybody none")
WORKS = wordset(
    "article book novel song painting photo film movie poem paper post blog podcast album "
    "intro play essay review piece letter story recipe"
)

GATHERINGS = wordset(
    "check-in checkin reunion offsite retreat assembly ceremony christening wedding funeral fundraiser gala fete fair "
    "onboarding offboarding workshop webinar seminar conference panel rehearsal practice training playdate hackathon "
    "standup stand-up retro kickoff kick-off demo sprint interview debrief evening night session club choir fayre"
)
NOT_YET = wordset(
    "idea ideas next goal goals agenda invite invitation plan plans wish later soon list wishlist "
    "bucket dream rumour rumor news question about that said told thought"
)

# --- where participants end -------------------------------------------------------------------

ABOUT = wordset("about abt bout re regarding concerning because cos cuz bc")
AFTER_PEOPLE = wordset(
    "who whose whom which how why whether when while where what if but though although except "
    "whereas thinking wondering unless whilst knowing hoping worrying discussing mentioning saying "
    "asking explaining introducing since unlike"
)
BEFORE_A_THING = wordset("at in on to from of for after near with around by into than")
HEADS = planwords.PLAN_HEADS | wordset(
    "now earlier next do to a an the quick long short nice lovely great good first second group team weekly monthly daily "
    "congrats linkedin whatsapp zoom video family note interview review sync standup chat catchup catch-up intro kickoff workshop "
    "onboarding offboarding mentoring coaching feedback debrief retro round today at with pm am morning afternoon evening night late early our my "
    "another surprise and + & , / ( )"
)
TOPICS = wordset(
    "budget conference wedding fair school work project offsite onsite party planning hiring performance salary "
    "roadmap launch release incident support sales sprint demo gym church choir club office birthday funeral "
    "christmas easter festival course training seminar webinar lecture university college nursery kindergarten "
    "hospital clinic airport holiday house garden allotment football tennis yoga book bookclub playgroup reorg "
    "strategy finance legal marketing engineering research meeting hackathon exhibition market museum town "
    "neighbourhood neighborhood networking volunteering rehearsal practice training match race marathon camp"
)
PURPOSES = wordset(
    "ask tell invite pick congratulate thank plan discuss talk say give get help buy arrange "
    "organise organize confirm check complain warn remind let explain book share wish hear collect "
    "fetch introduce bring make send show cheer surprise find know call ring text email message"
)
SPANS = wordset(
    "hour hours minute minutes min mins hr hrs week weeks day days month months year years km "
    "miles mile kilometres times half o'clock noon midnight"
)
DASHES = wordset("\u2014 \u2013 -- \u2015 | \u2192 -> \u2022 ;")
STOPS = wordset(". ! ? … 。 ！ ？")  # noqa: RUF001 - full-width marks end sentences too
PARTING = STOPS | DASHES | {"\n", "-"}
CLAUSES = PARTING | {",", ":", "but", "so", "though", "although", "while", "as", "because"}
DEAR = wordset("poor little dear old lovely young our")

# --- days -------------------------------------------------------------------------------------

NOT_THE_DAY = wordset(
    "for until till til 'til by before next this every about abt bout since from of than each and the re "
    "through after like is was are be or a an to past coming following"
)
NOT_AFTER = {
    "sun": wordset(
        "in some full hot no much winter summer spring morning afternoon evening early rising "
        "setting warm midday midnight bright more"
    ),
    "sat": wordset("i we he she they who just and you it there here all both"),
    "wed": wordset("newly got were just finally get and they we"),
}

STRETCHES = wordset("week weekend month year spring summer autumn fall winter term semester")
OTHER_DAYS = wordset("day night evening morning week weekend month")

# --- words that are no names -----------------------------------------

MAY_FOLLOW = wordset(
    "at for in on about to from and with by over after before during near yesterday today tonight "
    "again too together both all there this last then via while when who that re or but because "
    "instead first later here now regarding next via until back up & + his her their outside "
    "w/ w b4 inside through along across around past beside upstairs downstairs downtown online alone"
)
NEVER_NEW = (
    PRONOUNS | WITH | JOINING | ABOUT | AFTER_PEOPLE | planwords.ADVERBS | DETERMINERS | verbs.CONTACT | verbs.SAYING
    | planwords.AUXILIARIES | planwords.NOT_DONE | verbs.GREETINGS | HIS | MAY_FOLLOW | frozenset(kindwords.KIND_OF) | frozenset(kindwords.APP_OF) | (HEADS - {"+", "&"}) | planwords.PLAN_HEADS
    | wordset(
        "monday tuesday wednesday thursday friday saturday sunday yes no ok okay well my our "
        "friends everyone everybody all people others kids team family work school home quick long "
        "short great nice lovely fun good bad big small new old another one two three first late "
        "early same after before lots much many some none long-overdue overdue weekend christmas "
        "easter halloween thanksgiving note notes update ps fyi subject question idea news info "
        "not now here there where it's i'm i've i'd i'll we're we've let's don't merry xmas finally "
        "eventually spoke talked chatted had got heard sent dear hey random always often sometimes "
        "pb pr ok bbq diy hrbp ceo cto cfo vp svp em qa hq nhs cv pto hr fb facebook linkedin mr mrs ms dr prof sir am pm us uk usa eu tv who what today tomorrow yesterday tonight"
    )
)  # fmt: skip
