"""Words that decide which of the things in a prompt its picture shows."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

# Before a noun these say that it is absent, or that something else is only similar to it.
ABSENT = frozenset("no without nor lacking minus".split())
LIKENED = frozenset("like unlike resembling".split())
# This does so up to the end of its clause.
DENIED = frozenset("not never n't cannot".split())
AWAY = (("instead", "of"), ("rather", "than"), ("free", "of"), ("lack", "of"), ("as", "if"))

# Prepositions: of place, and of what a verb is about.
WHERE = frozenset(
    "in on under over near beside behind along across through into onto inside above below between among amid around past within "
    "beneath underneath beyond outside down up off against atop toward towards from by before after during until via upon opposite "
    "alongside throughout".split()
)
ABOUT = frozenset("at to for about of".split())
WITH = frozenset("with carrying holding wearing plus featuring including beside".split())
# Words that begin a new clause.
JOINTS = frozenset("who which that while as when where because whose if then but so although until".split())

# Nouns replaced by what follows "of": "a cup of tea", "a close-up of a bee", "flocks of geese".
VESSELS = frozenset(
    "cup glass bowl plate bottle piece slice pot bag box basket bucket jar spoon spoonful loaf mug tin can barrel kilo litre pound pinch dash jug "
    "group pair couple flock herd pack swarm shoal colony crowd team row line pile heap stack bunch handful dozen family army fleet number host "
    "kind sort type species breed sample copy crop field sea load cloud variety series collection set selection lot lots plenty cluster "
    "shot view close-up closeup close image picture photo photograph portrait painting illustration drawing scene silhouette figure statue "
    "rest life story history world smell sound sight taste thousands hundreds dozens millions".split()
)
MANY = {
    "flock": 4, "herd": 4, "pack": 4, "swarm": 5, "shoal": 5, "colony": 5, "crowd": 5, "fleet": 4, "army": 5, "pair": 2, "couple": 2,
    "dozen": 5, "dozens": 5, "hundreds": 5, "thousands": 5, "millions": 5, "many": 4, "several": 3, "countless": 5, "both": 2, "group": 3,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 5, "seven": 5, "eight": 5, "nine": 5, "ten": 5, "twelve": 5, "twenty": 5,
    "hundred": 5, "thousand": 5, "row": 4, "pile": 3, "2": 2, "3": 3, "4": 4, "5": 5, "6": 5, "7": 5, "8": 5, "9": 5, "10": 5, "12": 5,
}  # fmt: skip
# These nouns mean no thing but a mood, a light or a manner; so do parts of a prompt that end in them.
LOOKS = frozenset(
    "mood light lighting lights view atmosphere palette tones tone colours colors hues style composition focus field bokeh background sky "
    "contrast shadows glow haze feel look feeling ambience angle shot lens render texture detail details shades".split()
)
# Figures of speech in which the thing is not meant: "the key to success", "the heart of the city", "palm of
# the hand".
FIGURES = frozenset(
    [
        *((word, "of") for word in "heart palm crown mouth eye ear root key face wealth sea fire fruit seed wing foot head body spirit gem jewel pearl crown engine ghost shadow star mother father child bridge door window mountain wall".split()),
        ("coast", "guard"), *(("key", word) for word in "to for role part factor point figure ingredient moment word idea player question reason step".split()),
        *(("star", word) for word in "player striker witness chef attraction athlete quality".split()),
        *(("rock", word) for word in "band music star concert song bottom".split()),
        *(("bear", word) for word in "market fruit".split()),
        *(("bull", word) for word in "market run".split()),
        *(("fire", word) for word in "alarm drill sale station wall exit".split()),
        *(("horse", word) for word in "power sense".split()),
        *(("train", word) for word in "of".split()),
        *(("queen", "bee"), ("king", "penguin"), ("king", "crab"), ("queen", "size"), ("king", "size")),
        *(("fish", "tank"), ("paper", "plane"), ("guinea", "pig"), ("black", "sheep"), ("cold", "turkey")),
        *(("ice", word) for word in "age rink sheet cap shelf hockey cream".split()),
        *(("stone", "age"), ("iron", "age"), ("bronze", "age"), ("soap", "opera"), ("book", "club")),
        *(("water", "pump"), ("tooth", "fairy"), ("star", "wars"), ("brain", "drain"), ("dream", "team")),
    ]
)  # fmt: skip

# With these the noun before them is seen: a football match, a bee colony.
HEADS = frozenset(
    "match game team player club coach fan fans race final finals cup season tournament league show concert lesson class festival colony colonies herd pack swarm family field garden orchard stall stand "
    "shop store seller driver rider ride riders tree bush plant leaf leaves blossom soup salad juice sauce cake pie oil seed seeds slice slices piece pieces brothers sisters mother father parents pair couple "
    "mothers babies baby cub cubs calf calves pup pups king queen tour trip holiday launch flight".split()
)

# Before another noun these only qualify it: the "key rate", "star guest", "core business".
EMPTY_ATTRIBUTES = frozenset(
    "key railway star gold silver model ghost head cell record heart root crown monster giant dream stone wood brick glass paper cotton wool "
    "leather iron steel metal bronze clay marble plastic straw bamboo silk".split()
)

# Acts that have drawings: the last word of the drawing's name after "man-", "woman-" or "person-".
ACTS = {
    "running": "running", "jogging": "running", "racing": "running", "sprinting": "running", "swimming": "swimming", "surfing": "surfing",
    "dancing": "dancing", "rowing": "rowing-boat", "paddling": "rowing-boat", "cycling": "biking", "biking": "biking", "pedalling": "biking",
    "pedaling": "biking", "kneeling": "kneeling", "praying": "kneeling", "meditating": "in-lotus-position", "golfing": "golfing",
}  # fmt: skip
# "Running out of", "running late": nobody runs.
SPENT = frozenset("out low short late dry a an the its their his her for smoothly".split())
# An act shown by its object: riding a bicycle.
ACTS_UPON = {
    ("winning", "marathon"): "running", ("running", "marathon"): "running", ("running", "race"): "running",
    ("riding", "bicycle"): "biking", ("playing", "basketball"): "bouncing-ball", ("doing", "person-in-lotus-position"): "in-lotus-position",
    ("practising", "person-in-lotus-position"): "in-lotus-position", ("practicing", "person-in-lotus-position"): "in-lotus-position",
    ("playing", "flag-in-hole"): "golfing", ("playing", "golf"): "golfing", ("rowing", "canoe"): "rowing-boat", ("paddling", "canoe"): "rowing-boat",
}  # fmt: skip

# The subject of one of these verbs is in the air, if it has wings; so is one in the sky.
FLIGHT = frozenset(
    "flying soaring circling hovering gliding swooping fluttering wheeling flapping migrating swarming".split()
)
WINGBEATS = frozenset("beating flapping spreading stretching opening moving".split())
SKIES = frozenset("sky skies air overhead".split())

# Words for the young, and their height in metres.
YOUNG = frozenset(
    "boy boys girl girls child children kid kids pupil pupils schoolboy schoolgirl schoolchildren son daughter brother sister brothers sisters toddler toddlers".split()
)
CHILD = 1.15
# What the young of many animals are called: after the name of an animal they are of its kind.
CUBS = frozenset(
    "calf cub pup puppy chick kid kitten foal fawn lamb piglet joey gosling cygnet hatchling infant baby young mother father".split()
)
# In these, named with an animal, the animal is.
CAGES = frozenset("bowl tank cage kennel stable basket hutch box".split())
OF_FRUIT = frozenset("juice oil zest peel puree purée paste extract skin seed syrup sauce".split())
# Things in vessels, as people have them.
TABLEWARE = frozenset(
    "glass-of-milk glass-of-water hot-beverage fork-and-knife-with-plate bowl-with-spoon pot-of-food wine-glass".split()
)
# Emblems of trades, for places where people do not fit.
TRADES = {
    "cook": "bread",
    "artist": "artist-palette",
    "scientist": "microscope",
    "singer": "microphone",
    "mechanic": "wrench",
    "technologist": "laptop",
    "health-worker": "stethoscope",
    "judge": "balance-scale",
    "detective": "magnifying-glass-tilted-left",
    "person-with-crown": "crown",
    "prince": "crown",
    "princess": "crown",
}

# Names that are meant if capitalised; a capital turns other words into the name of a firm or a person.
NAMES = frozenset(
    "titanic bible columbus einstein armstrong neil darwin curie pasteur galileo gagarin cleopatra edison shakespeare santa statue eiffel tokyo apollo "
    "hubble wright colosseum parthenon acropolis yeti bigfoot merlin buddha christmas halloween diwali easter olympic olympics world internet "
    "persian german siberian african asian indian".split()
)

# Ambiguous words: with one of these beside them they mean that drawing, else what the concept map has, if
# anything.
MINDS: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "mouse": (("computer-mouse", frozenset("click clicks clicked clicking computer keyboard cursor screen scroll scrolls button buttons wheel usb wireless trackpad laptop desk".split())),),
    "heart": (
        ("red-heart", frozenset("love valentine romance romantic kiss wedding lovers couple".split())),
        ("anatomical-heart", frozenset("blood pump pumps pumping beat beats beating organ organs doctor body muscle valve lungs disease surgery exercise rate pulse attack chambers oxygen minute healthy".split())),
    ),
    "bulb": (("tulip", frozenset("plant planting planted plants garden soil spring autumn tulip tulips daffodil flower flowers deep deeping".split())),),
    "bat": (("bat", frozenset("cave caves wings flying flew fly flies night dusk nocturnal vampire insects echo hanging hang".split())),),
    "orange": (("tangerine", frozenset("juice peel peeled peeling lemon lemons apple apples banana bananas fruit fruits squeezed slice".split())),),
    "bank": (("bank", frozenset("money robbery robber robbers loan loans account accounts savings banker credit mortgage cash".split())),),
    "plane": (("airplane", frozenset("flight passengers pilot airport runway landed landing lands sky flying flew ticket".split())),),
    "crane": (("building-construction", frozenset("steel beams construction workers site skyscraper concrete lifting lifted builders".split())),),
    "nut": (("nut-and-bolt", frozenset("bolt bolts wrench spanner screw screws wheel tighten tightening loosen loosening thread metal".split())),),
    "pitcher": (("baseball", frozenset("baseball batter inning".split())),),
    "water": (("glass-of-water", frozenset("glass glasses drink drinking drinks cup sip thirsty".split())),),
    "earth": (("globe-showing-europe-africa", frozenset("planet sun orbit moon space climate globe life humans humanity world axis population gravity".split())),),
    "fuel": (("fuel-pump", frozenset("car cars petrol station pump gas price prices diesel tax".split())),),
    "vessel": (("ship", frozenset("sea ship ocean port crew cargo sail naval coast captain harbour harbor".split())),),
    "glass": (("wine-glass", frozenset("plates dishes cups champagne wine cheers".split())),),
    "jam": (("jar", frozenset("bread toast strawberry breakfast sugar fruit fruits jar spread homemade apricot raspberry plum tea scones spoon butter".split())),),
    "probe": (("satellite", frozenset("space nasa orbit launch launched planet asteroid comet mars moon".split())),),
    "torch": (("flashlight", frozenset("battery batteries pocket camping tent phone beam".split())),),
    "cup": (("trophy", frozenset("final world win wins won winning league champion champions team tournament".split())),),
    "nest": (("nest-with-eggs", frozenset("bird birds egg eggs chick chicks hatch hatched twigs swallow swallows stork storks robin robins eagle eagles".split())),),
    # These are not there at all.
    "coat": (("", frozenset("paint painting painted primer varnish dry drying wall".split())),),
    "scale": (("", frozenset("fish snake skin dragon lizard butterfly music piano richter".split())),),
    "plant": (("", frozenset("power nuclear car steel chemical treatment electricity coal reactor assembly".split())),),
    "ring": (("", frozenset("boxer boxers boxing ropes circus saturn planet tree phone bell".split())),),
    "bug": (("", frozenset("software code program computer app".split())),),
    "virus": (("", frozenset("computer software malware files".split())),),
    "letter": (("", frozenset("alphabet vowel vowels consonant consonants spelling capital".split())),),
    "shell": (("", frozenset("company oil artillery bomb bombs".split())),),
    "flight": (("", frozenset("stairs steps".split())),),
}  # fmt: skip
# Beside these a chart points down.
DOWNWARD = frozenset(
    "fall falls fell falling fallen drop drops dropped dropping crash crashes crashed crashing decline declined declining plunge plunged plunging "
    "shrink shrank shrinking lose lost losing losses loss collapse collapsed collapsing recession crisis bankrupt bankruptcy slump".split()
)
# Animals as they are served at the table.
COOKED = {
    "rooster": "poultry-leg",
    "duck": "poultry-leg",
    "goose": "poultry-leg",
    "turkey": "poultry-leg",
    "cow": "cut-of-meat",
    "ewe": "cut-of-meat",
    "pig": "bacon",
    "boar": "cut-of-meat",
    "deer": "cut-of-meat",
}
