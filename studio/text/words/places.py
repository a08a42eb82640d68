"""Words that name or hint at the place of a passage."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from studio.text.senses.absence import words_elsewhere
from studio.text.senses.trades import words_of_trades
from studio.text.words.vocabulary import singular


def table(entries: Mapping[str, str]) -> dict[str, str]:
    """Invert a table of words by cue into the cue of each word."""
    return {word: cue for cue, words in entries.items() for word in words.split()}


_TOWNS = (
    "london paris york tokyo berlin rome chicago moscow madrid beijing shanghai vienna warsaw sydney mumbai delhi cairo istanbul amsterdam "
    "barcelona boston"
)
_PROPER = frozenset(
    "mars atlantic pacific mediterranean caribbean titanic nile rhine danube alps himalaya himalayas andes everest amazon sahara antarctica "
    "arctic greenland colosseum acropolis".split()
)
# A word that names a place, and the place as a picture calls it.
_PLACES = table(
    {
        "sea": "titanic iceberg icebergs sea ocean atlantic pacific mediterranean caribbean",
        "coast": "lagoon coast shore seaside seashore bay lighthouse surf tide fjord",
        "cliff": "cliff cliffs",
        "beach": "beach",
        "harbour": "harbour harbor port pier quay dock marina",
        "lake": "lake pond lakeside swamp marsh bog wetland wetlands",
        "river": "river stream riverbank brook creek canal rapids nile rhine danube",
        "waterfall": "waterfall waterfalls",
        "mountains": "piste slope slopes mountain summit peak alps himalaya himalayas andes everest ridge glacier valley canyon",
        "volcano": "volcano volcanoes lava crater magma",
        "forest": "forest wood woods woodland grove",
        "jungle": "jungle rainforest amazon",
        "meadow": "meadow grassland prairie pasture hill hills countryside",
        "savanna": "savanna savannah",
        "field": "field cornfield vineyard",
        "desert": "desert dunes sahara oasis pyramid pyramids",
        "snow": "antarctica arctic igloo tundra greenland",
        "garden": "garden park orchard greenhouse playground",
        "farm": "farm barn ranch farmyard",
        "village": "village cottage",
        "city": f"city town downtown skyline skyscraper metropolis capital {_TOWNS}",
        "street": "street alley avenue pavement sidewalk crossroads",
        "road": "road highway motorway",
        "market": "market bazaar marketplace",
        "shop": "shop store bakery supermarket boutique",
        "cafe": "cafe café restaurant tavern inn pub bar",
        "kitchen": "kitchen stove oven",
        "bedroom": "bedroom bed pillow",
        "living room": "room bathroom sofa fireplace attic cellar parlour armchair",
        "house": "house home",
        "office": "office boardroom workplace headquarters",
        "classroom": "school classroom university college kindergarten",
        "library": "library bookshop bookstore archive",
        "laboratory": "laboratory lab microscope",
        "hospital": "hospital clinic",
        "workshop": "workshop forge garage studio",
        "factory": "factory warehouse steelworks",
        "castle": "castle palace fortress throne",
        "church": "church cathedral chapel",
        "temple": "temple mosque shrine pagoda",
        "stage": "stage theatre theater opera circus",
        "museum": "museum exhibition",
        "stadium": "stadium arena pitch racetrack",
        "railway station": "station railway",
        "airport": "airport runway airfield",
        "parliament": "parliament congress senate",
        "courtroom": "courtroom courthouse tribunal",
        "bridge": "bridge",
        "island": "island archipelago",
        "cave": "cave cavern grotto tunnel mine mineshaft",
        "ruins": "pompeii herculaneum troy babylon carthage ruin ruins colosseum acropolis",
        "underwater": "underwater reef reefs seabed aquarium seafloor",
        "space": "universe galaxy galaxies cosmos orbit nebula asteroid comet planet planets",
        "moon": "lunar moonscape",
        "mars": "mars martian",
        "clouds": "clouds",
    }
)
# These name a place only after "in", "at" or a movement: "we left the house", not "they build houses".
_WEAK = frozenset(
    "house home shop store market stage pitch school station field room bed park bridge port city cities town farm road street church planet "
    "planets office wood hill hills oven stove stream lab crater tide bay bar".split()
)
_TOWARDS = re.compile(
    r"\b(?:in|at|into|inside|to|on|onto|through|across|over|from|behind|near|by|around|round|along|off|under|of|outside|beside|between|past|"
    r"towards?|down|up|left|leaves?|enter(?:s|ed)?|reach(?:es|ed)?|visit(?:s|ed)?|(?:is|was|are|were) (?:an?|the|one of the)|filled|cross(?:es|ed)?|paint(?:s|ed)?|opened|open|opens|cool)"
    r"\s+(?:[\w'-]+\s+){0,3}?$"
)
# Words that name no place in such phrases: "a sea of people", "field of study".
_FIGURES = {
    ("sea", "of"), ("field", "of"), ("fields", "of"), ("mountain", "of"), ("mountains", "of"), ("wave", "of"), ("home", "to"), ("room", "for"),
    ("school", "of"), ("peak", "of"), ("stream", "of"), ("tide", "of"), ("port", "of"), ("space", "for"),
}  # fmt: skip
_COMPOUNDS = {
    ("flower", "bed"),
    ("river", "bed"),
    ("stock", "market"),
    ("slippery", "slope"),
    ("snow", "castle"),
    ("sand", "castle"),
    *(
        (kind, "station")
        for kind in "space fire police power petrol gas radio television weather research polling".split()
    ),
    ("of", "wood"),
}
_BUILDINGS = frozenset(
    "museum hospital library theatre theater hall church park market school kitchen cathedral archive gallery".split()
)
# Words of places that only say whose something is.
_WHOSE = {
    "school": frozenset(
        "class classes child children bus buses trip trips group groups choir orchestra holidays friends friend uniform bag days".split()
    ),
    **dict.fromkeys(("city", "town", "village", "university"), _BUILDINGS),
}
# The outside of a building.
OUTER = re.compile(
    r"\b(?:roof|roofs|front|facade|outer walls?) of (?:the|a|an|our|their|its) (?:\w+ )?"
    r"(school|hospital|museum|library|factory|house|office|theatre|theater|shop|hall|bakery|university)\b"
)
# Things that are found in one place; they count only if no place is named.
_HINTS = table(
    {
        "stadium": "goal goalkeeper defender striker referee footballer midfielder fans match penalty coach player corner semi-final",
        "sea": "ship ships sailor sailors wave waves captain whale whales dolphin dolphins ferry yacht viking vikings titanic",
        "beach": "seagull seagulls gull surfer surfers sandcastle palm palms",
        "harbour": "fisherman fishermen fishing-boat",
        "coast": "island boat boats sail",
        "lake": "canoe swan swans duck ducks frog frogs",
        "river": "otter beaver",
        "mountains": "climber climbers hiker hikers eagle goat avalanche mountaineer shepherd",
        "forest": "tree trees fox foxes wolf wolves bear bears deer owl squirrel oak pine mushroom mushrooms hedgehog",
        "jungle": "monkey monkeys tiger parrot gorilla",
        "meadow": "flower flowers bee bees honeybee butterfly butterflies grass plant plants horse horses rabbit photosynthesis blossom blossoms "
        "hive leaf leaves sheep lamb wind-turbine turbine turbines dinosaur dinosaurs",
        "savanna": "lion lions elephant elephants giraffe giraffes zebra zebras hyena antelope rhino",
        "desert": "camel camels cactus nomad nomads pharaoh caravan",
        "snow": "penguin penguins ski skier skis snowman sled reindeer snow snowflake",
        "garden": "gardener rose roses",
        "farm": "farmer farmers cow cows pig pigs hen hens tractor harvest",
        "city": "traffic taxi skyscrapers mayor apartment building buildings firefighter firefighters",
        "street": "car cars bicycle bike bus pedestrian pedestrians",
        "shop": "baker customer",
        "kitchen": "cook chef recipe dough batter cream lentils soup meal flour butter onion onions bread coffee toast sauce",
        "office": "committee board department agency company companies revenue meeting manager business employee employees startup profit ceo password software",
        "classroom": "student students teacher teachers lesson pupil pupils exam blackboard",
        "library": "librarian books",
        "laboratory": "scientist scientists experiment experiments molecule molecules chemist atom atoms cells",
        "hospital": "doctor doctors patient patients nurse nurses surgeon",
        "castle": "king queen knight knights prince princess dragon",
        "stage": "orchestra audience actor actors actress dancer dancers clown acrobat",
        "railway station": "train trains locomotive",
        "airport": "aeroplane airplane plane planes pilot pilots passengers passport luggage suitcase airline",
        "parliament": "minister ministers politician politicians government president lawmakers senators treaty",
        "courtroom": "judge judges jury lawyer lawyers defendant verdict",
        "factory": "factory-worker assembly",
        "underwater": "coral corals fish shark sharks octopus diver divers submarine",
        "space": "astronaut astronauts rocket rockets spaceship spacecraft satellite satellites telescope meteor",
        "living room": "sofa lamp alarm yoga",
    }
)
# Further things that are found in one place. The tagger does not know them as words of places.
_FURTHER_HINTS = table(
    {
        "stadium": "volleyball hockey fencer opponent athlete athletes tournament championship crossbar striker goalpost sprinter javelin final innings batsman racket "
        "league medal rugby handball scorer substitute keeper semifinal",
        "garden": "tomato tomatoes lettuce slug slugs compost bulb bulbs hedge wheelbarrow lawn greenhouse seedling seedlings "
        "hedgehog shrub spade rake cucumber cucumbers blackbird earthworm sunflower sunflowers",
        "meadow": "poppy poppies daisy daisies buttercup dandelion grasshopper cricket foal scarecrow swarm nectar pollen clover",
        "field": "wheat barley rye grower growers maize plough crop crops ox oxen peasant peasants",
        "savanna": "ostrich waterhole kangaroo kangaroos cheetah wildebeest meerkat gazelle hippo",
        "hospital": "midwife newborn stethoscope surgery nurse bandage wound fever vaccination operation ward",
        "street": "doorbell van taxi tram trams lamppost busker scooter neighbour neighbours kiosk newsagent postman",
        "road": "lorry lorries truck trucks motorbike motorcycle hitchhiker driver drivers roundabout",
        "classroom": "headmaster headmistress homework pupil gym-shoes spelling alphabet timetable maths classmate classmates crayon crayons desk-lid",
        "library": "globe atlas atlases encyclopedia manuscript manuscripts novel novels paper papyrus",
        "kitchen": "roast peppers pepper mussels mince foil tray rolls pastry blender kettle saucepan frying-pan salad yeast vinegar noodles rice cake pie pancakes "
        "pudding dumplings garlic tomato-sauce spinach mushrooms oven-dish",
        "office": "intern interns colleague colleagues turnover quarter printer deadline spreadsheet memo invoice invoices customer-service helpdesk applicant applicants",
        "technology": "app apps login browser website laptop sync update server download",
        "city": "shares inflation investors rent rents landlord tenants court",
        "mountains": "glacier summit yeti chamois ibex marmot",
        "river": "salmon trout upstream rapids kingfisher",
        "jungle": "mosquito mosquitoes malaria bamboo orangutan toucan jaguar",
        "castle": "throne armour moat drawbridge wizard spell jester",
        "sea": "herring lifeboat whirlpool iceberg raft",
        "beach": "towel swimsuit sunscreen parasol flip-flops",
        "church": "altar organist pulpit chapel",
        "laboratory": "pipette radium chemistry vaccine uranium",
        "living room": "sofa tv television armchair curtain curtains carpet teddy lullaby crib",
        "forest": "camper campers acorn acorns badger moss fern ferns lumberjack",
    }
)
_ELSEWHERE = re.compile(
    r"\b(?:as \w+ as|like) (?:the |an? )?(?:\w+ )?\w+|\b(?:instead of|rather than|unlike|not (?:in|on|at)) (?:(?:the|an?|any|his|her|their) )?(?:\w+ )?\w+"
)
_LEAST_VOTE = 0.5
# Things that are found in more than one place.
_UNSURE = frozenset("captain match coach player penalty corner ball team trainer".split())
_SMALL_TOWN = re.compile(r"\b(?:small|little|tiny|sleepy|country) towns?\b(?! (?:hall|planning|council))")
# Houses that are seen from the street.
_FRONTS = re.compile(
    r"\b(?:fronts?|faces?|walls|facades?|façades?|colou?rs|windows|doors|balconies|rows?) of (?:the |its |these |their )?(?:\w+ )?houses\b|\bhouses (?:line|lean|face)"
)
# "Inside, two stones turned": what was told of before is seen from within.
_INSIDE = re.compile(r"(?:^|[.!?] )inside,? (?!the\b|a\b|an\b|of\b|this\b|it\b)")
# The space of space stations and rockets, not that of cupboards.
_MOON = re.compile(
    r"\bmoon landing|\b(?:on|to|around|of) the moon\b(?! (?:light|shine))|^the moon (?:has|is|was|had|lies|orbits)\b"
)
# Who talks to the moon is not on it.
_FROM_AFAR = re.compile(
    r"\b(?:talk|speak|spoke|sing|sang|howl|pray|whisper|listen|wave|nod|bow|point|look|up|stor|told|tell|say|said|pull|near|close|next|song|distance|light)\w* to the moon\b"
)
_THERE = re.compile(
    r"\b(?:land(?:s|ed|ing)?|air|atmosphere|gravity|craters?|astronauts?|dust|surface|rocks?|spacecraft|lunar|footprints?|nasa|apollo|rocket|walk(?:s|ed)|kilomet(?:er|re)s)\b"
)
_SPACE = re.compile(
    r"\bspace (?:station|ship|craft|walk|shuttle|suit)|\b(?:in|into|through|from|to|outer|deep) space\b"
)


def find_places(text: str, nouns: Sequence[str], *, whole: bool) -> Iterable[str]:
    """Return the places that a lower-case English text names, in its order.

    `nouns` are its nouns in order. If the text is not `whole` but a list of translated words, each of them
    counts.
    """
    if whole and _SPACE.search(text):
        yield "space"
    if whole and _INSIDE.search(text):
        yield "house"
    if whole and _SMALL_TOWN.search(text):
        # No towers of glass.
        yield "village"
    if whole and _MOON.search(_FROM_AFAR.sub(" ", text)) and _THERE.search(text):
        yield "moon"
    figures = {pair[0] for pair in pairwise(text.split()) if pair in _FIGURES}
    figures |= {pair[1] for pair in pairwise(text.split()) if pair in _COMPOUNDS}
    # "A London hospital" is in a hospital; "instead of the meadow" is not on a meadow.
    towns = _TOWNS.split()
    figures |= {first for first, second in pairwise(text.split()) if first in towns and second in _PLACES}
    # A school class is wherever it goes; the city museum is a museum, and its roof is seen from outside.
    figures |= {
        first for first, second in pairwise(text.split()) if second.strip(".,;:!?") in _WHOSE.get(first, ())
    }
    figures |= {match[1] for match in OUTER.finditer(text)}
    figures |= {word for match in _ELSEWHERE.finditer(text) for word in match.group().split()}
    figures |= words_elsewhere(text) | words_of_trades(text) if whole else frozenset()
    for noun in nouns:
        if noun in figures:
            continue
        if noun == "houses" and whole and _FRONTS.search(text):
            yield "street"
            continue
        cue = _PLACES.get(noun) or _PLACES.get(singular(noun), "")
        if cue and (not whole or not {noun, singular(noun)} & _WEAK or _is_gone_to(text, noun)):
            yield cue
        elif noun == "space" and not whole:
            yield "space"


def is_place_word(word: str) -> bool:
    """Return whether a lower-case word names or hints at a kind of place; towns do not."""
    return word not in _TOWNS.split() and word not in _PROPER and (word in _PLACES or word in _HINTS)


def is_subject(word: str) -> bool:
    """Return whether a dictionary word names what a picture may show, and not only a place or a time."""
    return word in _SUBJECTS


_SUBJECTS = frozenset(
    "lighthouse castle bridge volcano ship boat tree flower robot computer friend man woman boy girl children grandmother old-man farmer king "
    "queen teacher doctor baker fisherman scientist astronaut dog cat fox wolf bear horse cow sheep bird fish elephant lion bee dragon bread "
    "coffee tea book train car lamp moon stars planet rainbow".split()
)


def _is_gone_to(text: str, noun: str) -> bool:
    return any(
        _TOWARDS.search(text[: match.start()]) for match in re.finditer(rf"\b{re.escape(noun)}\b", text)
    )


def hint_of(nouns: Sequence[str]) -> str:
    """Return the place where most of the nouns are found, of two alike the first; "" if none hints at one."""
    votes: dict[str, float] = {}
    for noun in nouns:
        cue = _HINTS.get(noun) or _HINTS.get(singular(noun), "")
        cue = cue or _FURTHER_HINTS.get(noun) or _FURTHER_HINTS.get(singular(noun), "")
        if cue:
            votes[cue] = votes.get(cue, 0.0) + (0.4 if {noun, singular(noun)} & _UNSURE else 1.0)
    best = max(votes, key=votes.__getitem__, default="")
    # A thing that may be in several places is not enough by itself.
    return best if votes.get(best, 0.0) > _LEAST_VOTE else ""


def is_hint(noun: str) -> bool:
    """Return whether a lower-case noun is found in one kind of place."""
    return bool(_HINTS.get(noun) or _HINTS.get(singular(noun), ""))
