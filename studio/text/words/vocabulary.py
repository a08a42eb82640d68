"""Function words, and the forms of English nouns and verbs."""

# ruff: noqa: RUF001, SIM905 (letters of scripts look alike; lists of words read best as text)

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
    "ru": frozenset(
        "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее её мне было вот от меня еще нет о из ему "
        "теперь когда даже ну ли если уже или быть был была были него до вас нибудь вам ведь там потом себя ничего ей может они тут где есть "
        "надо ней для мы тебя их чем сам чтоб без будто чего раз тоже себе под будет ж тогда кто этот того потому этого какой совсем ним здесь "
        "этом один почти мой тем чтобы нее сейчас куда зачем всех при два об другой хоть после над больше тот через эти нас про них какая много "
        "разве три эту моя свою своей своём этой перед иногда чуть том нельзя такой им более всегда конечно всю между это сказал сказала".split()
    ),
    "ar": frozenset(
        "في من على إلى عن مع هذا هذه ذلك تلك الذي التي الذين هو هي هم نحن أنا أنت كان كانت يكون كل بعض غير بين بعد قبل عند حتى ثم أو لا لم لن ما "
        "قد إن أن إذا لكن لكنه لكنها وفي وكان وكانت فوق تحت أمام خلف قال قالت منذ خلال أي كما حيث".split()
    ),
    "hi": frozenset(
        "का की के को में से पर और है हैं था थी थे हो रहा रही रहे एक यह वह ये वे ने भी तो ही कि जो इस उस उसका उसकी उसके अपने अपना अपनी हुआ हुई हुए "
        "गया गई गए कर करके लिए साथ तक नहीं कुछ सब बहुत फिर जब तब अब यहाँ वहाँ मैं हम तुम आप मेरा हमारा दिया किया नीचे ऊपर बाद पहले".split()
    ),
}  # fmt: skip

# Words that precede a noun, in languages where that helps to find nouns.
ARTICLES = {
    "es": frozenset("el la los las un una unos unas su sus mi del al este esta".split()),
    "fr": frozenset("le la les l un une des du au aux d son sa ses leur leurs notre mon ma ce cette".split()),
    "it": frozenset(
        "il lo la i gli le l un uno una del della dello dei delle degli al alla nel nella sul sulla dal dalla dell all".split()
    ),
    "pt": frozenset("o a os as um uma do da dos das no na nos nas ao seu sua seus suas".split()),
    "nl": frozenset("de het een zijn haar hun deze dit".split()),
}

# Nouns that cannot be painted and say little about a text.
VAGUE_NOUNS = frozenset(
    "thing things way ways time times lot lots kind kinds sort part parts year years day days week weeks month months hour hours "
    "minute minutes second seconds moment moments number numbers fact case point example reason idea ideas something anything "
    "nothing everything someone anyone everyone nobody one ones two three four five six seven eight nine ten hundred thousand "
    "million billion today tomorrow yesterday everybody percent side end front back top bottom middle bit rest form order use "
    "place places amount level result change changes problem word words name names cost costs century centuries decade decades while "
    "mr mrs ms dr etc term terms course set life lives sense piece pieces group groups type types half quarter third need "
    "gram grams first second third metre metres meter meters kilometre kilometres kilometer kilometers kilo kilos mile miles ton tons size sizes degree degrees km kg cm mm mph kmh lb lbs gb mb half-hour inside outside everywhere everything o'clock pm am e.g i.e".split()
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
    """Return the singular of a lower-case English noun."""
    if noun in _SINGULARS:
        return _SINGULARS[noun]
    if len(noun) < 4 or not noun.endswith("s") or noun.endswith(("ss", "us", "is", "'s")):
        return noun.removesuffix("'s")
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    if noun.endswith(
        (
            "octopuses",
            "viruses",
            "walruses",
            "cactuses",
            "irises",
            "hippopotamuses",
            "choruses",
            "circuses",
            "campuses",
        )
    ):
        return noun[:-2]
    if noun.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return noun[:-2]
    return noun[:-1]
