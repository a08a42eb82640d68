"""Small words, and the forms of English nouns and verbs."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

# Words that name nothing, by language.
STOP_WORDS = {
    "en": frozenset(
        "a an the this that these those some any each every no all both either neither many much more most few several other "
        "another such same own i me my we us our you your he him his she her it its they them their who whom whose which what "
        "and or but nor so yet if then than as because while when where after before until since though although whether how "
        "why of in on at to from by with without for about into onto over under between through during against among across "
        "along around behind beside beyond near off out up down upon within be am is are was were been being have has had do "
        "does did will would shall should can could may might must not only just also very too there here now again always "
        "never often once ever still even almost already soon".split()
    ),
    "de": frozenset(
        "der die das den dem des ein eine einen einem einer eines und oder aber denn sondern doch nicht kein keine ich du er sie "
        "es wir ihr mich mir dich dir ihn ihm uns euch ihnen mein dein sein seine seinen ihre ihren unser dieser diese dieses "
        "jener jede jeder jedes alle viele mehr sehr auch noch nur schon so wie als wenn weil dass ob wo was wer in im an am auf "
        "aus bei beim mit nach von vom vor zu zum zur über unter durch für gegen ohne um bis seit während ist sind war waren "
        "wird werden wurde wurden hat haben hatte hatten kann können konnte muss soll will dann da hier dort sich man".split()
    ),
    "es": frozenset(
        "el la los las un una unos unas y o pero sino no ni yo tú él ella ello nosotros ellos ellas me te se nos lo le les mi tu "
        "su sus este esta estos estas ese esa aquel cada todo toda todos todas muchos muchas más muy también sólo ya así como "
        "cuando porque que si donde quien cual en a al de del con sin por para sobre entre hasta desde durante es son era eran "
        "fue fueron ser estar está están estaba ha han había hay puede entonces allí aquí".split()
    ),
    "fr": frozenset(
        "le la les l un une des du de d et ou mais donc ni car ne n pas je j tu il elle on nous vous ils elles me m te t se s lui "
        "leur leurs mon ma mes ton ta son sa ses notre votre ce c cet cette ces chaque tout toute tous toutes plus très aussi "
        "seulement déjà ainsi comme quand parce que qu si où qui quoi dont dans en à au aux avec sans par pour sur sous entre "
        "vers chez depuis pendant jusque est sont était étaient fut être a ont avait avaient avoir peut y alors là ici".split()
    ),
    "it": frozenset(
        "il lo la i gli le l un uno una e ed o ma non né io tu lui lei noi voi loro mi ti si ci vi mio tuo suo sua suoi sue nostro "
        "questo questa questi queste quello quella ogni tutto tutta tutti tutte molti molte più molto anche solo già così come "
        "quando perché che se dove chi cui in a ad al alla alle ai di del della dello dei delle degli da dal dalla con senza per "
        "su sul sulla sulle tra fra fino è sono era erano fu essere ha hanno aveva avevano avere può poi lì qui nel nella nei".split()
    ),
    "pt": frozenset(
        "o a os as um uma uns umas e ou mas não nem eu tu ele ela nós eles elas me te se nos lhe meu teu seu sua seus suas este "
        "esta estes estas esse essa aquele aquela cada todo toda todos todas muitos muitas mais muito também só já assim como "
        "quando porque que se onde quem qual em no na nos nas a ao à aos às de do da dos das com sem por pelo pela para sobre "
        "entre até desde durante é são era eram foi foram ser estar está estão estava tem têm tinha há pode então ali aqui".split()
    ),
    "nl": frozenset(
        "de het een en of maar want niet geen ik jij je hij zij ze wij we jullie mij me hem haar ons hen hun mijn jouw zijn dit "
        "dat deze die elk elke alle veel meer zeer ook nog alleen al zo als wanneer omdat of waar wie wat in op aan uit bij met "
        "na van voor naar tot over onder door tegen zonder om sinds tijdens is was waren wordt werden werd heeft hebben had "
        "hadden kan kunnen kon moet zal dan daar hier er zich men te".split()
    ),
}  # fmt: skip

# Words that a noun follows, in languages where that tells it.
ARTICLES = {
    "es": frozenset("el la los las un una unos unas su sus mi del al este esta".split()),
    "fr": frozenset("le la les l un une des du au aux d son sa ses leur leurs notre mon ma ce cette".split()),
    "it": frozenset(
        "il lo la i gli le l un uno una del della dello dei delle degli al alla nel nella sul sulla dal dalla dell all".split()
    ),
    "pt": frozenset("o a os as um uma do da dos das no na nos nas ao seu sua seus suas".split()),
    "nl": frozenset("de het een zijn haar hun deze dit".split()),
}

# Nouns that no one can paint, and that say little of a text.
VAGUE_NOUNS = frozenset(
    "thing things way ways time times lot lots kind kinds sort part parts year years day days week weeks month months hour hours "
    "minute minutes second seconds moment moments number numbers fact case point example reason idea ideas something anything "
    "nothing everything someone anyone everyone nobody one ones two three four five six seven eight nine ten hundred thousand "
    "million billion today tomorrow yesterday everybody percent side end front back top bottom middle bit rest form order use "
    "place places amount level result change changes problem word words name names cost costs century centuries decade decades while "
    "mr mrs ms dr etc term terms course set life lives sense piece pieces group groups type types half quarter third need "
    "km kg cm mm mph kmh lb lbs gb mb half-hour inside outside everywhere everything o'clock pm am e.g i.e".split()
)

_SINGULARS = {
    "children": "child", "men": "man", "women": "woman", "people": "people", "feet": "foot", "teeth": "tooth", "geese": "goose",
    "mice": "mouse", "leaves": "leaf", "wolves": "wolf", "knives": "knife", "wives": "wife", "lives": "life", "loaves": "loaf",
    "shelves": "shelf", "halves": "half", "thieves": "thief", "calves": "calf", "hooves": "hoof", "scarves": "scarf",
    "potatoes": "potato", "tomatoes": "tomato", "heroes": "hero", "volcanoes": "volcano", "echoes": "echo", "shoes": "shoe",
    "canoes": "canoe", "dice": "die", "oxen": "ox", "cacti": "cactus", "bacteria": "bacteria", "data": "data", "buses": "bus", "news": "news",
    "series": "series", "species": "species", "mars": "mars", "lens": "lens", "gas": "gas", "bus": "bus", "physics": "physics",
    "mathematics": "mathematics", "politics": "politics", "economics": "economics", "movies": "movie", "cookies": "cookie",
    "zombies": "zombie", "ties": "tie", "pies": "pie", "houses": "house", "horses": "horse", "roses": "rose", "noses": "nose",
    "axes": "axe", "clothes": "clothes", "stairs": "stairs", "glasses": "glasses", "scissors": "scissors", "athletics": "athletics",
}  # fmt: skip


def singular(noun: str) -> str:
    """Bring a lower-case English noun to its singular."""
    if noun in _SINGULARS:
        return _SINGULARS[noun]
    if len(noun) < 4 or not noun.endswith("s") or noun.endswith(("ss", "us", "is", "'s")):
        return noun.removesuffix("'s")
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return noun[:-2]
    return noun[:-1]


# Past tense (and participle where it differs) of the irregular verbs that pictures are made of.
_BASES = dict(
    pair.split(":")
    for pair in (
        "ran:run sat:sit stood:stand flew:fly swam:swim rode:ride drove:drive wrote:write drew:draw threw:throw grew:grow blew:blow "
        "fell:fall rose:rise sang:sing drank:drink ate:eat sank:sink woke:wake spoke:speak broke:break held:hold told:tell met:meet "
        "fed:feed led:lead slept:sleep swept:sweep built:build bent:bend shone:shine hung:hang swung:swing spun:spin dug:dig lit:light "
        "hid:hide fought:fight caught:catch taught:teach brought:bring bought:buy sold:sell crept:creep wore:wear tore:tear lay:lie "
        "laid:lay came:come went:go gave:give took:take shook:shake left:leave found:find kept:keep heard:hear saw:see made:make "
        "paid:pay sent:send won:win cut:cut put:put let:let began:begin sought:seek wound:wind bore:bear struck:strike slid:slide "
        "froze:freeze stole:steal wept:weep lent:lend spread:spread read:read hit:hit shot:shoot beat:beat burst:burst dove:dive"
    ).split()
)
# Verbs that show nothing.
STILL_VERBS = frozenset(
    "be is are was were been being am have has had do does did will would shall should can could may might must become became "
    "becomes seem seems seemed mean means meant know knows knew think thinks thought believe believes believed say says said let "
    "lets need needs needed want wants wanted like likes liked love loves loved hope hopes hoped remember remembers remembered "
    "understand understands understood get gets got make makes made take takes took go goes went come comes came use uses used "
    "give gives gave keep keeps kept call calls include includes included cost costs begin begins began turn turns "
    "turned help helps helped tell tells told happen happens happened exist exists existed remain remains remained".split()
)


def ing_form(verb: str, tag: str) -> str:
    """Bring a lower-case English verb with its Penn tag to the form that a picture's caption has: "ran" is "running"."""
    if tag == "VBG" or verb.endswith("ing"):
        return verb
    if verb not in _BASES and verb.endswith("ed"):
        # The past of a regular verb has the spelling that -ing needs: stopped, danced; but tried, agreed.
        if verb.endswith("ied"):
            return f"{verb[:-3]}ying"
        return f"{verb[:-1]}ing" if verb.endswith("eed") else f"{verb[:-2]}ing"
    return _add_ing(_BASES.get(verb) or _base_of_third_person(verb, tag))


def _base_of_third_person(verb: str, tag: str) -> str:
    if tag != "VBZ" or not verb.endswith("s"):
        return verb
    if verb.endswith("ies") and len(verb) > 4:
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")) else verb[:-1]


def _add_ing(base: str) -> str:
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return f"{base[:-1]}ing"
    short = len(base) >= 3 and base[-1] not in "aeiouwxy" and base[-2] in "aeiou" and base[-3] not in "aeiou"
    one_syllable = sum(letter in "aeiouy" for letter in base) == 1
    return f"{base}{base[-1]}ing" if short and (one_syllable or base == "begin") else f"{base}ing"


# Who or what may be "he" or "she" in a picture; names are too.
_ANIMATE = frozenset(
    "man woman boy girl child baby person people family mother father son daughter brother sister grandmother grandfather grandma "
    "grandpa husband wife uncle aunt friend king queen prince princess knight wizard witch pirate hero artist scientist chef cook nurse "
    "student teacher doctor pilot astronaut guard thief monk nun priest saint soldier captain nomad hiker robot alien dragon ghost giant "
    "elf fairy monster dog puppy cat kitten horse fox wolf bear deer rabbit hare owl bird eagle duck swan penguin fish whale shark "
    "dolphin lion tiger elephant monkey mouse squirrel turtle frog snake bee butterfly ant spider cow sheep pig goat hen camel panda "
    "kangaroo koala crocodile dinosaur seal otter hedgehog snowman parrot crow raven donkey lamb chick unicorn engineer architect guide "
    "poet musician athlete politician president citizen neighbor neighbour stranger crowd couple twins sailor clown scout".split()
)
_NO_ACTORS = frozenset(
    "water river tower flower weather winter summer paper letter number power computer center door floor mirror color motor color".split()
)


def is_animate(phrase: str) -> bool:
    """Tell whether a noun phrase names someone: a person, an animal, a name, one who does what a verb says."""
    word = phrase.split()[-1] if phrase else ""
    plain = singular(word.lower())
    acts = (
        len(plain) > 4
        and plain.endswith(("er", "or", "ist", "ian", "man", "woman"))
        and plain not in _NO_ACTORS
    )
    return plain in _ANIMATE or word[:1].isupper() or acts
