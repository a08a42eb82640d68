"""Place, time, weather and mood of a passage, by the words that show them."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from studio.text.senses.absence import words_elsewhere
from studio.text.senses.trades import words_of_trades
from studio.text.words.places import find_places, hint_of, table

# The time of a passage that only says that it differs from that of the passage before.
_ANOTHER = "another"
# What is seen from another world does not lead back to this one: deserts of Mars are on Mars. No weather is
# seen there.
_WORLDS = frozenset({"mars", "moon", "space"})
_ON_EARTH_ONLY = frozenset(
    "sea coast beach harbour forest jungle meadow field farm village house kitchen classroom office laboratory city street market church airport "
    "stadium factory hospital parliament courtroom".split()
)
_WITHOUT_WEATHER = (
    _WORLDS
    | {"living room"}
    | frozenset(
        "underwater cave kitchen bedroom office classroom library laboratory hospital workshop factory shop cafe stage museum parliament courtroom".split()
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The setting and the mood of a picture, in English; "" if unknown."""

    place: str = ""
    time: str = ""
    season: str = ""
    weather: str = ""
    mood: str = ""
    # Whether it is told of years later or earlier, so that nothing is as it was before.
    is_of_another_era: bool = False

    def over(self, earlier: Cues) -> Cues:
        """Fill the gaps in these cues from earlier ones; the mood is never carried over.

        The weather is not carried over to another time, and neither time nor weather to another season; a
        storm does not go on where all is calm.
        """
        place = self.place or earlier.place
        if earlier.place in _WORLDS and place not in _WORLDS | _ON_EARTH_ONLY:
            place = earlier.place
        is_later = self.is_of_another_era or bool(self.season and self.season != earlier.season)
        changed = is_later or (self.time and self.time != earlier.time) or self.mood == "calm mood"
        weather = self.weather or ("" if changed or place in _WITHOUT_WEATHER else earlier.weather)
        return replace(
            self,
            place=place,
            time="" if self.time == _ANOTHER else self.time or ("" if is_later else earlier.time),
            season=self.season or ("" if self.is_of_another_era else earlier.season),
            is_of_another_era=False,
            weather="" if weather == "clear sky" and place in _WITHOUT_WEATHER else weather,
        )


_TIMES = {
    "dawn": "dawn sunrise daybreak",
    "morning": "morning mornings breakfast",
    "noon": "noon midday lunchtime",
    "afternoon": "afternoon afternoons",
    "sunset": "sunset sundown",
    "evening": "evening evenings supper",
    "dusk": "dusk twilight nightfall",
    "night": "night midnight tonight moonlight starlight nighttime",
}
_SEASONS = {
    "winter": "winter christmas",
    "autumn": "autumn",
    "summer": "summer summers",
    "spring": "springtime",
}
_DATES = (
    "weekend weekends season seasons monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december spring easter overnight sundays saturdays fridays mondays eve"
)
# Nouns of time; they are no things to be shown.
TIME_WORDS = frozenset([*table(_TIMES), *table(_SEASONS), *_DATES.split()])


def _patterns(words: Mapping[str, str], phrases: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {
        cue: re.compile(
            rf"\b(?:{'|'.join([*words.get(cue, '').split(), *filter(None, [phrases.get(cue)])])})\b"
        )
        for cue in [*words, *(cue for cue in phrases if cue not in words)]
    }


_TIME_PATTERNS = _patterns(
    _TIMES,
    {
        "dawn": r"first light|sun (?:rises?|rose|comes? up|came up)|crack of dawn",
        "morning": r"(?:[4-9]|1[01])(?:[:.]\d\d)? ?a\.?m",
        "noon": r"12 ?p\.?m",
        "evening": r"(?:[5-7])(?:[:.]\d\d)? ?p\.?m",
        "sunset": r"sun (?:sets?|sinks?|sank|goes down|went down|was setting)|last light",
        "dusk": r"light (?:went|goes|fades|faded) out of the sky|light (?:fades|faded)|growing dark|grew dark",
        "night": r"in the dark(?! \w*(?:forest|woods?|room|tunnel|cave|corner))|after dark|dark(?:ness)? (?:fell|falls|came)|in (?:the )?darkness|"
        r"starry|under the stars|by (?:candle|lamp|torch)light|(?:[89]|1[01])(?:[:.]\d\d)? ?p\.?m|(?:12|[1-3])(?:[:.]\d\d)? ?a\.?m|asleep|bedtime|"
        r"moon (?:rises?|rose|shines?|shone|climbs?|climbed|hangs|hung)",
        "daylight": r"sun (?:came|comes|is|was) (?:back|out)|by day|daylight|all day(?: long)?|every day|in the sun",
        _ANOTHER: r"(?:one|the next|next|another|the following|that|some) (?:day|week|month|year|summer|winter)|last year|today|nowadays|"
        r"(?:days|weeks|months|years|centuries) (?:later|passed|ago|went by)|in (?:1\d|20)\d\d|since then",
    },
)
_WHEN = r"(?:in|by|since|from|until|till|during|each|every|one|that|this|last|next|early|late|mid)(?: the| early| late)?"
_SEASON_PATTERNS = _patterns(
    _SEASONS,
    {
        "winter": rf"{_WHEN} (?:december|january|february)",
        "spring": rf"{_WHEN} (?:spring|march|april|may)(?! (?:be|have|not)\b)|spring (?:came|comes|day|morning)",
        "summer": rf"{_WHEN} (?:june|july|august)",
        "autumn": rf"{_WHEN} (?:september|october|november)",
    },
)
# What is told of another time than what was told before.
_ERA = re.compile(
    r"^(?:today|nowadays|these days|now)\b|[.!?] (?:today|nowadays|these days)\b|\b(?:years|decades|centuries) (?:later|ago|passed|went by)\b|\bin (?:1\d|20)\d\d\b|"
    r"\b(?:last|this|the next|the following) (?:year|century)\b"
)
_WEATHER_PATTERNS = _patterns(
    {
        "storm": "storm storms thunder thunderstorm lightning hurricane tempest gale",
        "rain": "rain rains rainy raining rained drizzle downpour",
        "fog": "fog foggy mist misty haze",
        "snowfall": "snowing snowed snowfall snowstorm snowflakes blizzard",
        "snow": "snow snowy",
        "wind": "wind winds windy breeze",
        "clear sky": "sunny sunshine sunlight cloudless sunlit",
        "overcast sky": "cloudy overcast",
        "rainbow": "rainbow",
    },
    {
        "clear sky": r"sun (?:shines?|shone|beats?|burns?|burned|was shining|is shining)|(?:in|under) (?:the|a) (?:\w+ )?sun|(?:clear|blue) sky"
    },
)
# Weather that is mentioned but not there, or no more.
_OVER = re.compile(
    r"\b(?:storm|rain|snow|fog|mist|wind)s? (?:(?:was|were|is|had|has|have) (?:\w+ )?(?:over|gone|passed|ended|stopped|lifted|cleared|died)|"
    r"(?:passed|ended|stopped|lifted|cleared|died))\b|\bafter the (?:storm|rain)\b"
)
_NO_WEATHER = re.compile(
    rf"{_OVER.pattern}|\b(?:before|after) (?:the|a|that|last night's) (?:\w+ )?(?:storm|rain|snow|fog)\b|\b(?:no|without|any|little|less|never) (?:\w+ )?(?:storm|rain|snow|fog|wind)s?\b|"
    r"\bwind (?:turbine|power|energy|farm)s?\b|\bby storm\b|\b(?:snow|rain) (?:castle|man|forest|white)\b"
)
_MOODS = table(
    {
        "cheerful mood": "happy happily joy joyful laugh laughed laughing laughter smile smiled smiling celebrate celebrated party cheered "
        "cheerful delighted festival fun wedding birthday dance danced dances dancing funny",
        "melancholic mood": "sad sadly sorrow grief cried wept weeps tears lonely alone funeral died death mourning loss lost abandoned",
        "dramatic light": "war battle danger dangerous fear feared attack attacked fire explosion exploded terrible enemy fought fight "
        "raging escape escaped desperate suddenly disaster roared crashed burning",
        "mysterious mood": "mystery mysterious secret secrets strange hidden ghost ghosts forgotten shadow shadows unknown legend",
        "calm mood": "calm quiet quietly peace peaceful silent silence gentle gently slowly rested resting slept sleeping asleep",
        "majestic view": "vast huge enormous majestic giant mighty endless magnificent wonder",
    }
)
# Light that goes with a time of day, if the words name no mood.
_LIGHTS = {
    "dawn": "soft first light", "morning": "fresh light", "noon": "bright light", "afternoon": "warm light", "sunset": "golden light",
    "evening": "warm light", "dusk": "violet light", "night": "moonlight",
}  # fmt: skip


_COOKING = frozenset(
    "sprinkle sprinkles grill grills grilled fry fries fried frying roast roasts roasted bake boil simmer simmers whisk whisks knead kneads kneaded marinate chop dice grate peel peels "
    "saute preheat".split()
)
_GARDENING = frozenset("planted planting sow sows sowed sowing dug weeded weeding".split())


def find_cues(
    text: str, nouns: Sequence[str], names: Collection[str] = (), *, whole: bool = True
) -> tuple[Cues, str]:
    """Return the cues of a passage, and a place that its things only hint at, or "".

    `text` is in lower-case English, `nouns` are the nouns in it, in order; `names` hint at nothing. Of
    several places the first is taken: the passage begins there. If not `whole`, the text is a mere list of
    words.
    """
    seen = _NO_WEATHER.sub(" ", text)
    weather = _first(_WEATHER_PATTERNS, seen) or ("clear sky" if _OVER.search(text) else "")
    # What is told of two seasons is of neither.
    seasons = [name for name, one in _SEASON_PATTERNS.items() if one.search(text)]
    season = seasons[0] if len(seasons) == 1 else ""
    cues = Cues(
        place=next(iter(find_places(text, nouns, whole=whole)), ""),
        time=_first({cue: one for cue, one in _TIME_PATTERNS.items() if cue != _ANOTHER}, text)
        or _first({_ANOTHER: _TIME_PATTERNS[_ANOTHER]}, text),
        season=season,
        is_of_another_era=bool(_ERA.search(text)) or len(seasons) > 1,
        weather=weather,
        mood=next((mood for word in re.findall(r"\w+", text) if (mood := _MOODS.get(word))), ""),
    )
    called = {name.lower() for name in names} | (
        words_elsewhere(text) | words_of_trades(text) if whole else set()
    )
    if whole and _COOKING & set(re.findall(r"\w+", text)):
        # Fish that is sprinkled with salt does not swim.
        return cues, "kitchen"
    hint = hint_of([noun for noun in nouns if noun not in called])
    # Garlic that is planted is in no kitchen.
    is_sown = whole and hint == "kitchen" and _GARDENING & set(re.findall(r"\w+", text))
    return cues, "garden" if is_sown else hint


def _first(patterns: Mapping[str, re.Pattern[str]], text: str) -> str:
    """Return the cue whose words come first in a text; of those that begin at one place, the longest."""
    found = [
        (match.start(), -len(match.group()), cue)
        for cue, one in patterns.items()
        if (match := one.search(text))
    ]
    return min(found)[2] if found else ""


def light_of(time: str) -> str:
    """Return the light that goes with a time of day; "" if none is known."""
    return _LIGHTS.get(time, "")
