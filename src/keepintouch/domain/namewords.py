"""Names that are words too, and words for people: tables for telling a name from a word."""

from __future__ import annotations

from keepintouch.domain.wordsets import wordset

TIMES = wordset("may june april august spring summer autumn winter dawn eve")
ABSTRACT = wordset("hope joy faith love grace art patience mercy music peace will pace")
SURELY_NAMES = wordset(
    "rob sue pat drew josh nick chuck jack jimmy ken ray gene jean robin jay carol peg barb holly "
    "hazel heather ivy lily daisy violet iris olive ruby penny rosemary basil dean dale lance glen "
    "clay wade reed heath carter tanner cooper mason hunter fisher archer porter sawyer victor leo "
    "angel kitty jasmine miles earl austin chad matt max jade wren florence chelsea bonnie ginger "
    "marshall bud curt pearl piper finch"
)
NAME_WORDS = (
    TIMES | ABSTRACT | SURELY_NAMES
    | wordset(
        "mark rose bill frank guy chase grant amber crystal cliff brook forest rusty sandy sunny "
        "sky star stormy rain river ocean stone rock sage merry harmony melody viola destiny "
        "trinity prudence charity verity honor honour justice rich sterling major duke king prince "
        "baron bishop pope abbot judge baker cook butler miller potter skipper lane raven drake "
        "dove fawn bunny wolf fox bear tiger buddy sonny chip blaze cash chance colt dash ford "
        "gray grey jewel gem opal topaz diamond goldie silver roman german israel jordan "
        "china india asia paris london sydney dallas houston madison lincoln georgia virginia "
        "carolina victoria brooklyn devon kent troy savannah dakota montana phoenix bristol lima "
        "berlin cairo vienna lisbon porto oslo lourdes mercedes lorraine brazil ireland kenya "
        "park parks rice hill hills wood woods field fields white black green brown young long "
        "short day page price bell bush ball bird west north south east church street bridge banks "
        "waters snow frost rivers lake moon sun sat wed mon tue thu fri mar jan nov dec oct sep "
        "feb jul jun apr aug march serene gale skip buck hank spike ace ash bay beau belle bliss "
        "buzz cherry christian clement coral cotton cricket dream echo ember fern flora flower "
        "free gay genesis happy haven indigo ivory jet journey juniper lark lavender legend "
        "liberty light lucky lyric magic maple maverick memory meadow mint misty moss nova oak "
        "patty pepper poppy precious promise queen rainbow rebel red rhythm ryder saint saffron "
        "scout season shade shadow shy slim song sparrow storm sugar swan temperance true tree "
        "unity valentine velvet venus viper vale walker ward warren wells willow winner wild win "
        "wise worth zen reading case sharp stark stern strong sweet swift singer shepherd smart "
        "noble nice moody might little law keen joiner hand hall house good gold glass gift "
        "english welsh holland poland spain flowers farmer fair dance cross crane craft cope cole "
        "chambers castle camp bright brand bond blank best bean barber barrow arrow apple hay ham "
        "lamb lamp kite pen pan pike pond pool post power pound root rush sand seal shields silk "
        "slater small spear speed stamp steel stand tank town trip wall watch way well wing boss "
        "chief coach teach doc bunny bean boo bird bug"
    )
)  # fmt: skip
NO_PLACES = wordset(
    "will mark rose bill frank hope grace joy faith grant chase guy art"
) | SURELY_NAMES - wordset("dean dale glen austin chad florence chelsea")
IDIOMS = {
    name: frozenset(idioms.split("/"))
    for name, idioms in (
        ("pat", "on the"), ("nick", "of time"), ("mark", "my words/it down/the date"),
        ("grace", "period/periods/note/and favour"), ("drew", "me a"), ("bill", "came to"),
        ("rose", "tinted/coloured/colored"), ("penny", "for your/for them/pinching/dreadful"),
        ("sue", "for libel/for damages/for custody/for peace/for divorce/for slander/them/him"),
        ("ivy", "league"), ("frank", "exchange/talk/advice/discussion/words"), ("will", "power"),
        ("hope", "for the"),
    )
}  # fmt: skip
KIN = wordset(
    "mum mom mam mama mummy mommy dad papa pa pops daddy father mother grandma grandpa gran granny "
    "nan nana nanny grandad granddad grandmother grandfather oma opa abuela abuelo nonna nonno "
    "aunt auntie uncle cousin sister brother sis bro wife husband partner boss son daughter baby "
    "doctor friend"
)
KIN_TITLES = wordset("aunt auntie aunty uncle cousin grandpa granny nana opa oma tio tia tante")
GROUPS = wordset(
    "bf gf hubby fam friends family kids co others everyone everybody all people team colleagues parents folks "
    "children girls boys guys gang crew partners spouses babies baby dog dogs cat cats company "
    "work home lunch dinner cake dessert wine chat talk catch-up back again then so some it that "
    "her him them more music food love games stuff things life"
)
ROLES = wordset(
    "runner-up fiance fiancee wife husband brother sister cousin flatmate roommate neighbour neighbor boyfriend girlfriend colleague designer manager lead starter intern hire joiner engineer developer dev recruiter founder client "
    "customer candidate landlord landlady plumber teacher trainer coach tutor dentist therapist vet "
    "lawyer accountant agent builder electrician nanny sitter babysitter report mentee apprentice "
    "trainee student supervisor professor director analyst consultant chef pm ceo cto cfo admin "
    "co-founder cofounder carer nurse rep assistant secretary in-law housemate lodger tenant bandmate teammate"
)
OWNED = (
    KIN
    | ROLES
    | wordset(
        "parents kids twins place house flat office birthday wedding party funeral family team ex email letter"
    )
)
COMPANIONS = ROLES | wordset(
    "my our dear old good poor lovely dearest darling sweet little both also again just friend new "
    "girlfriend boyfriend fiance fiancee ex teammate classmate bestie "
    "brother sister cousin neighbour neighbor colleague boss aunt auntie uncle wife husband "
    "partner son daughter pal buddy mate flatmate roommate coworker mentor nephew niece"
)
