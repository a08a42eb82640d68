"""Where, when and in what weather and mood a passage plays: the words that tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.providers.embedded.text.dictionaries import DICTIONARIES, SIGNS


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """What a picture needs besides its subject, in English; "" where nothing is known."""

    place: str = ""
    time: str = ""
    weather: str = ""
    mood: str = ""

    def over(self, earlier: Cues) -> Cues:
        """Fill what these cues leave open from earlier ones; the mood is never carried.

        Another time of day may have another weather, and where all is calm no storm goes on.
        """
        place = self.place or earlier.place
        if earlier.place in _WORLDS and place not in _WORLDS | _ON_EARTH_ONLY:
            place = earlier.place
        changed = (self.time and self.time != earlier.time) or self.mood == "calm mood"
        weather = self.weather or ("" if changed else earlier.weather)
        return replace(self, place=place, time=self.time or earlier.time, weather=weather)


def _table(entries: Mapping[str, str]) -> dict[str, str]:
    return {word: cue for cue, words in entries.items() for word in words.split()}


# What is seen of another world does not lead back to this one: deserts of Mars are on Mars.
_WORLDS = frozenset({"mars", "moon", "space"})
_ON_EARTH_ONLY = frozenset(
    {"coast", "forest", "meadow", "farm", "village", "house", "kitchen", "classroom", "office", "laboratory"}
)


# A word that names a place, and the place as a picture calls it.
_PLACES = _table(
    {
        "coast": "coast sea ocean beach shore seaside harbour harbor port bay cliff cliffs seashore lighthouse pier tide surf dunes",
        "lake": "lake pond lakeside lagoon",
        "river": "river stream riverbank brook creek waterfall canal",
        "mountains": "mountain summit peak alps himalaya himalayas everest ridge glacier valley canyon",
        "volcano": "volcano lava crater magma",
        "forest": "forest wood woods woodland jungle rainforest grove",
        "meadow": "meadow field grassland prairie pasture hill hills countryside savanna savannah",
        "desert": "desert sahara oasis pyramid pyramids",
        "snow": "snow antarctica arctic iceberg igloo tundra greenland blizzard",
        "garden": "garden park orchard vineyard greenhouse",
        "farm": "farm barn ranch stable farmyard",
        "village": "village hamlet cottage countryside",
        "city": "city town downtown skyline skyscraper metropolis london paris york tokyo berlin rome",
        "street": "street road avenue alley pavement sidewalk crossroads highway",
        "market": "market bazaar marketplace",
        "shop": "shop store bakery supermarket boutique",
        "cafe": "cafe café restaurant bar tavern inn",
        "kitchen": "kitchen stove oven",
        "room": "bedroom bathroom living-room sofa fireplace attic cellar parlour",
        "house": "house",
        "office": "office boardroom workplace headquarters",
        "classroom": "school classroom university college lecture kindergarten",
        "library": "library bookshop bookstore archive",
        "laboratory": "laboratory lab microscope",
        "hospital": "hospital clinic ward surgery",
        "workshop": "workshop forge garage studio",
        "factory": "factory mill warehouse assembly-line",
        "castle": "castle palace fortress throne kingdom",
        "temple": "temple church cathedral mosque monastery shrine",
        "theatre": "theatre theater stage cinema concert opera",
        "museum": "museum gallery exhibition",
        "stadium": "stadium arena pitch racetrack",
        "station": "station railway platform",
        "airport": "airport runway",
        "bridge": "bridge",
        "island": "island archipelago",
        "cave": "cave cavern grotto",
        "ruins": "ruin ruins colosseum acropolis",
        "underwater": "underwater reef seabed aquarium seafloor depths",
        "space": "space universe galaxy galaxies cosmos orbit nebula asteroid comet planet planets",
        "moon": "lunar moonscape",
        "mars": "mars martian",
        "sky": "sky clouds",
    }
)
# A thing that is found in one place; it counts only where no place is named.
_HINTS = _table(
    {
        "coast": "ship ships sailor sailors boat boats fisherman fishermen wave waves seagull seagulls gull sail captain whale island surfer",
        "lake": "canoe swan swans duck ducks",
        "river": "otter beaver salmon",
        "mountains": "climber climbers hiker hikers eagle goat avalanche",
        "forest": "tree trees fox foxes wolf wolves bear bears deer owl squirrel oak pine mushroom mushrooms",
        "meadow": "flower flowers bee bees butterfly butterflies grass plant plants horse horses rabbit rainbow photosynthesis",
        "desert": "camel camels cactus nomad nomads pharaoh caravan",
        "snow": "penguin penguins polar ski skier skis snowman sled reindeer",
        "garden": "gardener rose roses",
        "farm": "farmer farmers cow cows sheep pig pigs hen hens tractor harvest",
        "city": "crowd crowds traffic taxi skyscrapers mayor",
        "street": "car cars bicycle bus pedestrian pedestrians",
        "shop": "baker bread customer customers",
        "kitchen": "cook chef recipe dough soup meal",
        "office": "company companies revenue meeting manager business employee employees startup profit ceo",
        "classroom": "student students teacher teachers lesson pupil pupils",
        "library": "librarian",
        "laboratory": "scientist scientists experiment experiments molecule molecules chemist atom atoms",
        "hospital": "doctor doctors patient patients nurse nurses",
        "castle": "king queen knight knights prince princess dragon",
        "theatre": "orchestra audience actor actors dancer dancers",
        "station": "train trains locomotive",
        "airport": "aeroplane airplane pilot passengers",
        "underwater": "coral corals fish shark sharks dolphin dolphins octopus diver divers submarine",
        "space": "astronaut astronauts rocket rockets spaceship spacecraft satellite telescope stars meteor",
    }
)
_TIMES = _table(
    {
        "dawn": "dawn sunrise daybreak",
        "morning": "morning breakfast",
        "noon": "noon midday lunchtime",
        "afternoon": "afternoon",
        "sunset": "sunset sundown",
        "evening": "evening evenings supper",
        "dusk": "dusk twilight nightfall",
        "night": "night nights midnight tonight moonlight starlight nighttime",
    }
)
_WEATHERS = _table(
    {
        "storm": "storm storms thunder thunderstorm lightning hurricane tempest gale",
        "rain": "rain rainy raining rained drizzle downpour",
        "fog": "fog foggy mist misty haze",
        "snowfall": "snowing snowed snowfall snowstorm snowflakes snowflake",
        "wind": "wind windy breeze",
        "clear sky": "sun sunny sunshine sunlight cloudless sunlit",
        "clouds": "cloudy overcast",
        "calm water": "becalmed",
        "rainbow": "rainbow",
    }
)
_SEASONS = _table(
    {"winter": "winter christmas", "autumn": "autumn", "summer": "summer", "spring": "springtime"}
)
# Nouns that tell when; they are no things to be shown.
TIME_WORDS = frozenset([*_TIMES, *_SEASONS, "mornings", "afternoons", "weekend", "season", "seasons"])
_MOODS = _table(
    {
        "cheerful mood": "happy happily joy joyful laugh laughed laughing laughter smile smiled smiling celebrate celebrated party cheered "
        "cheerful delighted festival fun wedding birthday dance danced",
        "melancholic mood": "sad sadly sorrow grief cried wept tears lonely alone funeral died death mourning loss lost abandoned",
        "dramatic light": "war battle danger dangerous fear feared attack attacked fire explosion exploded terrible enemy fought fight "
        "raging escape desperate suddenly disaster roared crashed",
        "mysterious mood": "mystery mysterious secret secrets strange hidden ghost ghosts forgotten shadow shadows unknown ancient legend",
        "calm mood": "calm quiet quietly peace peaceful silent silence still gentle gently slowly rest rested resting slept sleeping",
        "majestic view": "vast huge enormous majestic giant mighty endless magnificent wonder",
    }
)
# Light that goes with a time of day, where the words name no mood.
_LIGHTS = {
    "dawn": "soft first light", "morning": "fresh light", "noon": "bright light", "afternoon": "warm light", "sunset": "golden light",
    "evening": "warm light", "dusk": "violet light", "night": "moonlight",
}  # fmt: skip

# Words that name no place here: "room for", "a sea of people", "field of study".
_FIGURES = {
    ("sea", "of"),
    ("field", "of"),
    ("fields", "of"),
    ("mountain", "of"),
    ("mountains", "of"),
    ("wave", "of"),
    ("waves", "of"),
    ("home", "to"),
}


def find_cues(words: Sequence[str], things: Sequence[str], language: str) -> tuple[Cues, str]:
    """Find the cues of a passage; also a place that its things only hint at, or "".

    `words` are all its words, `things` those that may name a place (nouns, where they are known), both in lower case and
    in order. Of several places the first is taken: there a passage begins.
    """
    words, things = _in_english(words, language), _in_english(things, language)
    meant = {pair[0] for pair in pairwise([*words, ""]) if pair not in _FIGURES}
    places = [thing for thing in things if thing in meant]
    weather = ", ".join(cue for cue in (_first(_SEASONS, words), _first(_WEATHERS, words)) if cue)
    cues = Cues(
        place=_first(_PLACES, places), time=_first(_TIMES, words), weather=weather, mood=_first(_MOODS, words)
    )
    return cues, _first(_HINTS, places)


def find_signs(text: str) -> list[str]:
    """Give the English of the Chinese and Japanese words of SIGNS that a text without spaces holds, in order."""
    found = [(text.find(sign), -len(sign), word) for sign, word in SIGNS.items() if sign in text]
    return [word for _, _, word in sorted(found)]


def _in_english(words: Sequence[str], language: str) -> list[str]:
    dictionary = DICTIONARIES.get(language, {})
    return [dictionary.get(word, word) for word in words]


def _first(table: Mapping[str, str], words: Sequence[str]) -> str:
    return next(
        (cue for word in words if (cue := table.get(word) or table.get(word.removesuffix("s"), ""))), ""
    )


def light_of(time: str) -> str:
    """Name the light that goes with a time of day; "" where none is known."""
    return _LIGHTS.get(time, "")
