"""Place, time, weather and mood of a picture, read from its prompt."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from studio.painter.core.view import Setting
from studio.painter.figures.stature import has_trait, read_statures
from studio.painter.gazetteer import PLACES
from studio.painter.read.belongings import can_be
from studio.painter.read.concepts import read_concepts
from studio.painter.read.mention import singular_of
from studio.painter.read.mentions import find_mentions, is_look
from studio.painter.read.words.idioms import IDIOMS
from studio.painter.read.words.moments import DETAILS, MOOD_WORDS, SEASONS, TIMES, WEATHERS
from studio.text.english.people import TITLES, is_animal, who_is
from studio.text.senses.absence import without_elsewhere
from studio.text.senses.idioms import without_idioms
from studio.text.senses.trades import words_of_trades
from studio.text.words.places import OUTER

# A named place outweighs things that are only typical of another.
NAME_WEIGHT, SUBJECT_WEIGHT, FOREIGN_WEIGHT, VAGUE_WEIGHT = 3.0, 1.3, 1.6, 0.7
# What stands alone behind the subject says where it is.
ALONE_WEIGHT = 1.8
# Places to which people come from others: a school class in a museum is in no classroom.
VISITED = frozenset(["museum", "church", "temple", "castle"])
# However many such things are mentioned, together they do not outweigh the name of a place.
MOST_TYPICAL = 0.8 * NAME_WEIGHT
LONGEST_PHRASE = 4
# With these words snow in a named place is that place in winter, and not the far north.
SNOW_WORDS = frozenset(
    [
        "snow",
        "snowy",
        "winter",
        "ice",
        "icy",
        "frost",
        "frozen",
        "christmas",
        "santa",
        "schnee",
        "eis",
        "nieve",
        "hielo",
        "neige",
        "glace",
    ]
)

# Pairs of places that one picture can show: the second is painted, with the first in its background.
BEFORE = (
    ("mountains", "lake"),
    ("mountains", "river"),
    ("mountains", "village"),
    ("forest", "lake"),
    ("forest", "river"),
    ("meadow", "river"),
    ("coast", "harbour"),
    ("sea", "coast"),
    ("sea", "beach"),
    ("sea", "harbour"),
    ("city", "street"),
)

# The weights of the word lists of a place; then the lists that only hint at it, in English and foreign, and
# those that name it.
WEIGHTS = {"vague": VAGUE_WEIGHT, "foreign": FOREIGN_WEIGHT, "typical": SUBJECT_WEIGHT, "named": NAME_WEIGHT}
TOLD, FOREIGN_TOLD, CALLED = ("vague", "typical"), ("foreign",), ("named",)
# A thing of at least this weight lies on a table in front of the people.
AT_HAND = 0.5
# Without anything on their tables, these are seen from outside.
SHOPS = frozenset(["shop", "shops", "store", "stores", "supermarket", "boutique"])
# A subject of at least this weight moves the picture to where it belongs.
SURE = 0.8
# The place of a picture of which only the subject is known, by the subject's kind and stage.
HOME_PLACES = {
    ("animal", "water"): "underwater",
    ("person", "water"): "sea",
    ("person", "ground"): "street",
    ("vehicle", "water"): "sea",
    ("vehicle", "ground"): "road",
    ("vehicle", "air"): "clouds",
    ("animal", "ground"): "meadow",
    ("plant", ""): "garden",
    ("food", ""): "table",
    ("thing", ""): "studio",
    ("sign", ""): "studio",
    ("building", ""): "meadow",
}
PLAYED_OUTSIDE = {
    "soccer-ball": "stadium",
    "american-football": "stadium",
    "rugby-football": "stadium",
    "goal-net": "stadium",
    "baseball": "meadow",
    "field-hockey": "meadow",
    "flag-in-hole": "meadow",
    "kite": "meadow",
}

Table = Mapping[str, Mapping[str, float]]


def read_prompt(prompt: str) -> Setting:
    """Return the setting that the words of a prompt name; fields that they leave open stay empty."""
    prompt = without_idioms(prompt)
    whole, prompt = prompt, _without_trades(_without_kinds(_without_people(without_elsewhere(prompt))))
    terms = list(_terms(prompt))
    places = _score_places(prompt)
    season = _best(_scores(terms, _index(SEASONS)))
    called = _scores(list(_terms(prompt, of_places=True)), _weigh(CALLED), endings="nouns")
    if "snow" in places and "snow" not in called and any(term in SNOW_WORDS for term, _ in terms):
        others = {place: score for place, score in places.items() if place != "snow"}
        if max(others.values(), default=0.0) >= min(places["snow"], SUBJECT_WEIGHT):
            places = others
    for wide, near in BEFORE:
        if wide in places and places.get(near, 0.0) >= 0.8 * NAME_WEIGHT:
            places[near] = max(places[near], places[wide] + 0.1)
    place, found = _best(places), _scores(terms, _index(DETAILS))
    return Setting(
        place=_home(whole, place, is_named=place in called),
        time=_best(_scores(terms, _index(TIMES))),
        weather=_best(_scores(terms, _index(WEATHERS))),
        season=season,
        mood=_best(_scores(terms, _index(MOOD_WORDS))),
        details=frozenset(found),
    )


def _without_people(prompt: str) -> str:
    """Return a prompt without the full names of people and the names of teams: Rose Field and the Lions are in no place."""
    prompt = re.sub(
        r"\b[Tt]he ([A-Z][a-z]+s)\b",
        lambda team: "" if is_animal(singular_of(team[1].lower())) else team[0],
        prompt,
    )
    return re.sub(
        r"\b(?:(?:Captain|Doctor|Mister|Professor|President|King|Queen|Coach|Sir|Lady|Dr|Mr|Mrs|Ms) )?([A-Z]\w+) [A-Z]\w+",
        lambda name: "" if who_is(name[1]) and name[1].lower() not in TITLES else name[0],
        prompt,
    )


def _without_kinds(prompt: str) -> str:
    """Return a prompt without the animals that only say what kind a thing is of: a monkey wrench is in no jungle."""
    # The city museum is a museum, and a roof is seen from outside.
    prompt = _WHOSE.sub("", OUTER.sub(lambda found: found[0].split()[0], prompt))
    # A pilot project is at no airport.
    prompt = re.sub(r"\b[Pp]ilot (?=(?:stud|project|scheme|phase|test|program|episode|run)\w*)", "", prompt)
    return re.sub(
        r"\b(\w+) (?=(\w+))",
        lambda pair: (
            ""
            if (is_animal(pair[1].lower()) and _is_thing(pair[2].lower()))
            or (pair[1].lower() in _RANKS and is_animal(singular_of(pair[2].lower())))
            else pair[0]
        ),
        prompt,
    )


_WHOSE = re.compile(
    r"\b(?:city|town|village|university) (?=(?:museum|hospital|library|theatre|theater|hall|church|park|market|school|cathedral|archive|gallery)\b)|"
    r"\bschool (?=(?:class|classes|child|children|bus|buses|trip|group|groups|choir|orchestra)\b)"
)
# "Emperor penguins" live in no palace.
_RANKS = frozenset(["emperor", "king", "queen", "monarch", "soldier", "worker", "carpenter", "hermit"])


def _is_thing(word: str) -> bool:
    drawing = read_concepts().get(word) or read_concepts().get(singular_of(word), "")
    return bool(drawing) and read_statures()[drawing].kind in {"thing", "sign"}


def _without_trades(prompt: str) -> str:
    """Return a prompt without the words of a trade in it: a search field is no farmland."""
    meant = words_of_trades(prompt.lower())
    return (
        re.sub(r"\w+", lambda word: "" if word.group().lower() in meant else word.group(), prompt)
        if meant
        else prompt
    )


def _score_places(prompt: str) -> dict[str, float]:
    """Return the weights of places that a prompt names, and of those in which one would film its things."""
    terms = list(_terms(prompt, of_places=True))
    scores = {place: min(score, MOST_TYPICAL) for place, score in _scores(terms, _weigh(TOLD)).items()}
    # Names and foreign text have no English verbs: "seeing" is not the German "See" (lake).
    foreign = _scores(terms, _weigh(FOREIGN_TOLD), endings="")
    called = _scores(terms, _weigh(CALLED), endings="nouns")
    for place, score in (*foreign.items(), *called.items()):
        scores[place] = scores.get(place, 0.0) + score
    for place in _alone(prompt):
        scores[place] = scores.get(place, 0.0) + ALONE_WEIGHT
    return scores


def _alone(prompt: str) -> Iterator[str]:
    """Yield the places that a part of a prompt names and nothing else: "school classes before a wheel, museum"."""
    table = _weigh(CALLED)
    for part in prompt.lower().split(",")[1:]:
        yield from (place for place in table.get("_".join(part.split()), {}) if place in VISITED)


def _home(prompt: str, place: str, *, is_named: bool) -> str:
    """Return where the subject belongs if it cannot be in this place; else the place, or "" for anywhere.

    A named place is only left for water: in "a village, two boys in a boat" that is near.
    """
    if place and PLACES[place].is_another_world:
        return place
    known = is_named and place not in ("table", "sea") and (PLACES[place].is_indoors or PLACES[place].is_wet)
    mentions = [] if known else find_mentions(prompt)
    if not mentions:
        return "street" if place == "table" and SHOPS & set(re.findall(r"\w+", prompt.lower())) else place
    subject = max(mentions, key=lambda mention: mention.weight)
    if place == "table" and subject.stature.kind == "person" and not subject.stature.cut:
        # In shops and cafés people are seen from the street, unless there is something on the table.
        laid = any(one.stature.stage == "table" and one.weight >= AT_HAND for one in mentions)
        return place if laid else "street"
    if place == "sea" and has_trait(subject.drawing, "deep"):
        return "underwater"
    if place and (can_be(subject, PLACES[place]) or subject.weight < SURE):
        return place
    kind, stage = subject.stature.kind, subject.stature.stage
    if is_named and stage != "water":
        return place
    if subject.drawing in PLAYED_OUTSIDE:
        return PLAYED_OUTSIDE[subject.drawing]
    return HOME_PLACES.get((kind, stage)) or HOME_PLACES.get((kind, ""), place)


def _terms(prompt: str, *, of_places: bool = False) -> Iterator[tuple[str, float]]:
    """Yield words and phrases with their forms, joined by underscores; early ones weigh a little more.

    `of_places` leaves out parts such as "calm mood", and adds "at_lake" for a part that is one term.
    """
    position = 0
    for part in re.split(r"[,;:.!?()\n]+", IDIOMS.sub(" ", prompt.lower())):
        words = re.findall(r"[^\W_]+", part)
        looks = of_places and len(words) <= 4 and is_look(words)
        for start in range(len(words) if looks else 0, len(words)):
            share = 1.15 - 0.3 * min((position + start) / 24, 1.0)
            for length in range(min(LONGEST_PHRASE, len(words) - start), 0, -1):
                alone = of_places and position and length == len(words)
                term = "_".join(words[start : start + length])
                yield term, share
                if alone:
                    # As a part of its own "house" says where someone is; elsewhere it may only be seen.
                    yield f"at_{term}", share
        position += len(words)


def _scores(terms: list[tuple[str, float]], table: Table, *, endings: str = "verbs") -> dict[str, float]:
    scores: dict[str, float] = {}
    counted: set[tuple[str, str]] = set()
    for term, share in terms:
        known = next((form for form in _forms(term, endings) if form in table), None)
        if known is None:
            continue
        for name, weight in table[known].items():
            if (name, known) not in counted:
                counted.add((name, known))
                # A phrase is a surer sign than its single words.
                scores[name] = scores.get(name, 0.0) + weight * share * (1 + 0.5 * known.count("_"))
    return scores


@functools.lru_cache(maxsize=4096)
def _forms(term: str, endings: str) -> tuple[str, ...]:
    """Return a term and its base forms: for "nouns" from plurals, for "verbs" from -ing and -ed too."""
    return tuple(_each_form(term, endings))


def _each_form(term: str, endings: str) -> Iterator[str]:
    yield term
    if len(term) < 4 or not endings:
        return
    if term.endswith("ies"):
        yield term[:-3] + "y"
    if term.endswith("es"):
        yield term[:-2]
    if term.endswith("s") and not term.endswith("ss"):
        yield term[:-1]
    if endings == "nouns":
        return
    if term.endswith("ing") and len(term) > 5:
        yield term[:-3]
        if term[-4] != term[-5]:
            yield term[:-3] + "e"
    if term.endswith("ed") and len(term) > 4:
        yield term[:-2]
        yield term[:-1]


def _best(scores: dict[str, float]) -> str:
    return max(scores, key=lambda name: scores[name], default="")


@functools.cache
def _weigh(lists: tuple[str, ...]) -> Table:
    table: dict[str, dict[str, float]] = {}
    for name in lists:
        for place in PLACES.values():
            for word in getattr(place, name).split():
                entry = table.setdefault(word, {})
                entry[place.name] = max(entry.get(place.name, 0.0), WEIGHTS[name])
    return table


def _index(words: Mapping[str, str]) -> Table:
    return _indexed(tuple(words.items()))


@functools.cache
def _indexed(words: tuple[tuple[str, str], ...]) -> Table:
    table: dict[str, dict[str, float]] = {}
    for name, line in words:
        for word in line.split():
            table.setdefault(word, {})[name] = 1.0
    return table
