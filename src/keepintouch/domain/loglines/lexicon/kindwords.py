"""Words that tell the kind of contact in a log line: calls, messages, meals, walks."""

from __future__ import annotations

from keepintouch.domain.loglines.lexicon.verbs import REACHED, REACHES, REACHING
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.domain.wordsets import wordset

if TYPE_CHECKING:
    from keepintouch.domain.loglines.who.hits import Line


# --- single words: the first of them decides ------------------------------------------------------

_NOUNS = {
    "call": "telefoniert telefonat angerufen llamada telecon telco teleconference tel calls phones phonecall phonecalls voicemail voicemails landline phonechat vm vms",
    "video": "video vid videocall videocalls videochat videochats facetimes webcam vc gmeet webex "
    "jitsi hangouts",
    "message": "texts messages msgs whatsapps sms dms imessage imessages messenger voicenote "
    "voicenotes txt txts pings",
    "email": "emails e-mails mails",
    "letter": "letter letters postcard postcards",
    "met": "coffee coffees cappuccino espresso latte cuppa brekkie brekky bevs bevvies brew brews breakfast bfast b'fast brunch brunched lunch lunched "
    "lunches dinner dinners supper suppers dined drinks drink beer beers pint pints wine cocktail "
    "cocktails tea meal met meet meeting meetings meets meetup meetups walk walks walked walking "
    "visits saw seen hike hikes hiked hiking stroll strolled ran jog jogged jogging run runs "
    "running rode swim swam swimming gym climb climbed climbing bouldering yoga pilates class "
    "lesson workshop tennis squash badminton football golf played playing cinema movie movies film "
    "concert theatre theater museum exhibition gallery picnic barbecue bbq party parties sauna "
    "mtg mtgs hosted hosting hug hugged hangout shopping trip babysat babysitting sleepover playdate playdates potluck cookout fika karaoke watched "
    "cooked cooking baked baking ate eaten eating danced dancing pub icecream hung went celebrated "
    "stayed lunching dining f2f irl face-to-face pizza sushi ramen gelato dumplings kebab kebabs pancakes waffles steak takeaway restaurant bistro diner tacos curry burgers burger noodles "
    "tapas paella raclette fondue roast bite snack mocktails aperitivo apero "
    "beach sunbathing padel pickleball volleyball basketball rugby cricket darts bowling billiards "
    "snooker skiing skied snowboarding skating surfing sailing kayaking canoeing rowing cycling cycled "
    "sledging sledding sledged tobogganing skate skated rollerblading paddleboarding kayaked surfed sailed rowed skied fished bowled golfed karting paintball minigolf frisbee dodgeball trampolining smoothie smoothies falafel hotpot pasta pho mezze "
    "biked biking fishing camping five-a-side poker binge-watched co-hosted rollerskating opera ballet gig festival zoo boardgames "
    "picnicked barbecued clubbing jammed kaffee mittagessen abendessen fruhstuck cena almuerzo "
    "comida desayuno spaziergang getroffen",
}
KIND_OF = {
    word: kind
    for table in (_NOUNS, REACHED, REACHES)
    for kind, words in table.items()
    if kind
    for word in words.split()
}

# --- pairs: they win over the single word; an empty kind says that it tells none ------------------

_PAIRS = {
    "call": "on-speaker whatsapp-call telegram-call messenger-call signal-call phone-chat t-/ slack-huddle "
    "discord-call",
    "video": "ft-w ft-with ft-w/ face-time google-meet google-hangout google-hangouts teams-call teams-meeting "
    "teams-mtg zoom-mtg teams-catch-up teams-catchup teams-sync meet-call hangouts-call whatsapp-video met-online "
    "online-meeting online-coffee online-lunch online-drinks virtual-coffee virtual-lunch "
    "virtual-drinks virtual-dinner virtual-meeting virtual-tea virtual-walk remote-coffee",
    "message": "snap-from snap-to voice-note voice-notes voice-memo voice-memos voice-message voice-messages "
    "voice-msg audio-message audio-note video-message video-msg video-messages",
    "email": "writing-about written-me written-to",
    "letter": "snail-mail",
    "met": "christmas-market xmas-market flea-market came-over came-by came-round came-around came-to came-along came-for came-down "
    "coming-over come-over come-by come-round dropped-by dropped-in dropped-round drop-by popped-in "
    "popped-by popped-over popped-round nipped-round nipped-over nipped-by pop-over pop-round stopped-by stop-by swung-by swing-by "
    "called-round bumped-in2 bumped-into bump-into bumping-into run-into ran-into running-into art-show jam-session hot-chocolate dim-sum table-tennis ping-pong crazy-golf mini-golf escape-room laser-tag "
    "dined-with over-for round-for bike-ride hang-out hanging-out ice-cream flat-white in-person got-together "
    "get-together crossed-paths face-face stayed-over day-out night-out happy-hour board-games board-game game-night games-night card-games pub-quiz quiz-night movie-night road-trip",
    "": "ring-road ring-binder ring-main call-centre call-center phone-bill phone-shop phone-case text-book walking-stick running-shoes swimming-pool went-home went-away went-abroad went-missing went-under went-ok went-okay went-well went-great went-fine went-badly went-bad went-better "
    "went-wrong went-smoothly went-really went-very went-so went-silent went-over went-through "
    "went-back went-live went-quiet went-off went-on went-viral went-public called-off ran-out "
    "run-out ran-late ran-through run-through ran-over ran-past ran-by ran-some walked-out saw-that "
    "email-bounced call-dropped call-failed video-camera video-clip video-course video-doorbell video-shop video-editing video-library video-art called-it calling-it wrote-up wrote-down wrote-off running-late running-low "
    "played-phone zoomed-in zoomed-out zoomed-through zoomed-past zoomed-around zoomed-off zoom-in mailing-list phoned-it rang-true rang-hollow cooked-up hung-up zoom-link teams-link video-link phone-tag phone-number email-address video-game video-games first-class "
    "class-action ran-an",
}  # fmt: skip
KIND_PAIRS = {
    (pair.partition("-")[0], pair.partition("-")[2]): kind
    for kind, pairs in _PAIRS.items()
    for pair in pairs.split()
}
_APPS = {
    "video": "zoom skype facetime video teams meet webcam hangouts jitsi gmeet webex",
    "call": "phone telephone landline loudspeaker speakerphone",
    "message": "text whatsapp sms messenger telegram signal imessage slack discord instagram insta "
    "wechat line chat dm texts dms",
    "email": "email e-mail mail emails",
    "letter": "post letter",
}
APP_OF = {word: kind for kind, words in _APPS.items() for word in words.split()}
BY_APP = wordset("on over via by through using")

# --- what else decides ----------------------------------------------------------------------------

_ONE = wordset("a an the another")
_OWN = _ONE | {"my", "our", "some"}
_OWNED = _OWN | {"his", "her", "their"}
ONE_WAY = wordset("letter message email")
_NEAR = 5
_NOT_EMAIL = wordset("letter message")
SPECIFIC = dict.fromkeys(("wrote", "write", "writing", "written"), _NOT_EMAIL) | dict.fromkeys(
    ("mail", "mailed", "post"), wordset("letter")
)
NOT_YET_MET = wordset(
    "planned scheduled booked arranged organised organized invited discussed sent recommended "
    "suggested offered thanked congratulated wished reminded promised asked told proposed "
    "planning scheduling arranging organising organizing congratulate fixed confirmed declined "
    "accepted invite invitation rsvped rsvp'd discussing debated pitched"
)
WRITINGS = wordset(
    "report paper code proposal grant script song songs blog book post article recommendation "
    "reference review test tests plan spec essay speech chapter"
)
WORKS = wordset(
    "will memoir memoirs diary diaries journal thesis dissertation autobiography biography poem poems novel "
    "novels play screenplay manuscript eulogy obituary vows sermon cv homework list down"
)
FORMAL = wordset("cover covering offer resignation")
RULED = wordset("policy policies rules ban server servers account accounts scam settings")
PUTTING_IN = wordset("volunteered signed applied registered enrolled auditioned qualified")
HABITS = wordset(
    "drinks walks runs swims climbs cooks bakes dances lunches hikes jogs plays emails"
)
DOING = wordset("a an the her his their like only less more too no")
OFTEN = wordset("now every never always often usually daily weekly nowadays anymore")
BOOKING = wordset("planned scheduled booked arranged organised organized")
RINGS = wordset("ring bell buzz tinkle shout holler")
OTHER_RINGS = wordset("a the engagement wedding boxing her his gold new")
PART_OF = wordset(
    "invite invites invitation invitations plans recipe recipes money order notes minutes request "
    "agenda photos pics pictures tickets menu receipt voucher list log centre center template"
)
CARDS = wordset("card cards")
OTHER_CARDS = wordset(
    "business credit debit gift sim report score memory bank id playing played play read loyalty "
    "library green trello"
)
CARD_GAMES = wordset("collection game games trick tricks holder table number details shop reader")
SENDING = wordset(
    "birthday bday b'day christmas xmas holiday greeting greetings you thank-you thankyou well "
    "get-well sympathy condolence anniversary wedding exchanged swapped sent wrote posted year easter "
    "valentine's valentine valentines"
)
POSTED = wordset(
    "post posts photo photos pic pics picture pictures story stories update updates status tweet "
    "tweets profile message email text letter news announcement ad"
)
POSTING = wordset("sent posted mailed")
TALKS_OF = wordset(
    "call coffee lunch dinner drinks tea walk zoom facetime brunch breakfast beers pint"
)
TREATS = wordset(
    "tea coffee wine beer beers cocktail pizza sushi gelato pancakes waffles curry burgers noodles "
    "soup roast dumplings paella"
)
FOODS = wordset(
    "cake cakes sandwich sandwiches bagel bagels croissant croissants doughnut doughnuts donut "
    "donuts pastries salad salads soup scones cheese chips nachos toast toasties cookies muffins "
    "champagne prosecco cava whisky whiskey gin cider"
)
CONVENED = wordset(
    "cab taxi uber idiot liar fool genius hero meeting halt truce vote session strike timeout huddle"
)
TALKS = wordset(
    "call calls chat chats catch-up catchup catch interview screen convo conversation conference "
    "conf meeting session sync date with w w/ to from and"
)
SHOWN = wordset(
    "sent send watched watch shared forwarded made recorded posted filmed edited showed saw of"
)


def kind_of_word(low: str) -> str:
    """Return the kind that a folded word tells, empty for none; `drunk-texted` is `texted`."""
    found = KIND_OF.get(low, "")
    if not found and "-" in low and not low.startswith(("co-", "re-")):
        verb = low.rpartition("-")[2]
        return KIND_OF.get(verb, "") if verb in REACHING else ""
    return found


_ABOUT = wordset("re since about because before after at in from")


def rings_nobody(line: Line, place: int) -> bool:
    """Return whether it is `called a meeting`, `called Bob an idiot` or `called in sick`."""
    ahead = [line.low(place + step) for step in (1, 2, 3)]
    if ahead == ["in", "the", "new"] or line.low(place - 1) in {"is", "are"}:
        return True
    if ahead[:2] == ["in", "sick"]:
        return line.low(place - 1) not in line.known
    if ahead[0] in _ONE and not CONVENED.isdisjoint(ahead[1:]):
        return True
    named = zip(ahead[1:], (*ahead[2:], line.low(place + 4)), strict=True)
    spoken = not {*ahead[:2]}.isdisjoint(_ABOUT)
    return not spoken and any(first in _ONE and noun in CONVENED for first, noun in named)


def is_own_writing(line: Line, place: int) -> bool:
    """Return whether what is written goes to nobody: `wrote the report with Bob`."""
    first = line.low(place + 1)
    places = range(place + 1, place + _NEAR)
    ahead = {line.low(each) for each in places}
    formal = any(line.low(each) == "letter" and line.low(each - 1) in FORMAL for each in places)
    if formal or any(is_thanks(line, each) for each in places):
        return formal
    sent = any(KIND_OF.get(low) in ONE_WAY for low in ahead)
    thing = first in _OWN and "to" not in ahead
    work = first in _OWNED and not WORKS.isdisjoint((line.low(place + 2), line.low(place + 3)))
    return not sent and (thing or work or not ahead.isdisjoint(WRITINGS))


def is_thanks(line: Line, place: int) -> bool:
    """Return whether it is the note of `wrote a thank-you note`, on paper."""
    behind = line.low(place - 1)
    thanks = behind in {"thank-you", "thankyou"} or (line.low(place - 2), behind) == (
        "thank",
        "you",
    )
    return line.low(place) == "note" and thanks


def is_got(line: Line, place: int) -> bool:
    """Return whether it is `got wine from Bob`: something to drink that was brought."""
    if line.low(place) in TREATS and line.low(place - 1) == "of":
        held = place - 2 - (line.low(place - 3) in _ONE)
        got = any(line.low(each) == "from" for each in range(line.start, held))
        if got and line.low(held - 1) in {"with", "w/", "w"}:
            return True
    if line.low(place) in {"visit", "visits"} or line.low(place + 1) != "from":
        return False
    if line.low(place) in TREATS and line.low(place + 2) in line.known:
        return True
    return any(line.low(place - step) in {"got", "received"} for step in range(1, _NEAR))


def is_habit(line: Line, place: int) -> bool:
    """Return whether `Bob runs a bar now` at the end of a line's first name may only tell what he does."""
    if line.low(place) not in HABITS:
        return False
    ahead = (line.low(each) for each in range(place + 1, line.stop))
    follows = line.low(place + 1)
    return follows in DOING or not OFTEN.isdisjoint(ahead)
