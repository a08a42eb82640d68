"""Names that are common nouns too: a firm, a ship or a product called Jaguar is no animal."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from collections.abc import Collection, Sequence

from studio.text.english.people import KIN, TITLES, is_animal, is_animate, is_being, who_is
from studio.text.english.tagger import Tagged
from studio.text.english.things import is_common
from studio.text.words.dictionaries import picturable
from studio.text.words.places import is_place_word
from studio.text.words.vocabulary import singular

# Nouns that need no article: stuffs, food, games, subjects, weather; and of which there is only one.
_MASS = frozenset(
    "water sugar salt pepper honey bread butter milk cheese coffee tea rice flour oil wine beer juice soup meat fish chicken lamb duck turkey salmon tuna trout cod shrimp beef pork bacon ham cream chocolate garlic ginger basil parsley "
    "corn wheat barley oats pasta spaghetti pizza sushi fruit cabbage spinach lettuce broccoli gold silver iron steel copper wood paper glass plastic cotton wool silk leather snow rain ice fog mist wind fire smoke steam dust sand soil air dew frost "
    "hail thunder lightning music art history science mathematics chess football soccer tennis golf hockey rugby cricket basketball baseball volleyball yoga ballet homework furniture luggage equipment traffic money cash bamboo grass moss coral "
    "sun moon earth mars venus jupiter saturn heaven spring summer autumn winter night day morning evening school church hospital prison bed home work man mankind death life love god christmas easter breakfast lunch dinner help search sleep rest exercise "
    "play rock dance paint design laughter light sound heat energy power electricity fuel petrol gas coal bitcoin blood skin hair bone cancer malaria lava magma ash wildlife livestock cattle poultry sheep deer seaweed algae soap ink clay marble concrete "
    "buddha jesus santa".split()
)
# Ends of nouns for what cannot be counted.
_ABSTRACT_ENDS = (
    "ing",
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ism",
    "ance",
    "ence",
    "ship",
    "hood",
    "dom",
    "ics",
    "logy",
    "graphy",
    "sis",
)
_FINITE = frozenset(["VBZ", "VBD", "MD", "VBP"])
_SAILING = frozenset("sailed sails sailing sank sunk docked docks anchored moored capsized".split())


def mark_names(tagged: Sequence[Tagged], common: Collection[str] = ()) -> list[Tagged]:
    """Return a passage in which a noun that stands where only a name can is tagged as one.

    "Jaguar builds cars": a thing that one can count has an article, or is many. `common` are words that the film also
    writes without a capital. "The Beagle sailed" is told of a ship.
    """
    found = list(tagged)
    for at, (word, kind) in enumerate(tagged):
        starts = at == 0 or tagged[at - 1][1] in {".", ":"} or tagged[at - 1][0] in {'"', "“"}
        after = next(((one, its) for one, its in tagged[at + 1 : at + 4] if its != "RB"), ("", ""))
        if _is_team(tagged, at):
            found[at] = (word.capitalize(), "NNP")
        elif kind == "NNP" and at and tagged[at - 1][0].lower() == "the" and after[0].lower() in _SAILING:
            found[at] = ("ship", "NN")
        elif (
            starts
            and not word.isupper()
            and kind in {"NN", "JJ", "JJR", "NNP"}
            and word.lower() not in common
            and _is_counted(word.lower())
        ):
            joins = (
                after[0] in {"and", "or"} and bool(tagged[at + 2 : at + 3]) and tagged[at + 2][0].istitle()
            )
            # "Tiger Woods", but "Farmer Brown" is a farmer.
            full = after[0].istitle() and (is_animal(word.lower()) or not is_being(word.lower()))
            if after[1] in _FINITE or joins or full:
                found[at] = (word.capitalize(), "NNP")
    return found


# What only teams do, and what stands behind the names of clubs.
_OF_TEAMS = frozenset(
    "top tops topped edge edged thrash thrashed host hosted sign signed clinch clinched trounce trounced outscored draw drew beat".split()
)
_CLUBS = frozenset("united city rovers fc wanderers athletic albion county town".split())


def _is_team(tagged: Sequence[Tagged], at: int) -> bool:
    """Return whether the plural of an animal is a team's name: "Bulls top the table", "Sharks United", "Eagles beat Bears"."""
    word, kind = tagged[at]
    if (
        kind not in {"NNS", "NNPS", "NNP"}
        or singular(word.lower()) == word.lower()
        or not is_animal(singular(word.lower()))
    ):
        return False
    after = [one for one, _ in tagged[at + 1 : at + 3]]
    if len(after) < 2:
        return False
    before = tagged[at - 1][0] if at else "."
    starts = before in {".", "!", "?", "\n"} or (before.lower() == "the" and word.istitle())
    if after[0].istitle() and after[0].lower() in _CLUBS:
        return True
    if not starts or after[0].lower() not in _OF_TEAMS:
        return before.istitle() and before.isalpha() and word.istitle() and before.lower() != "the"
    # "Eagles beat their wings", "bees top the flower": only whom a team can beat.
    return (
        after[0].lower() not in {"beat", "top", "draw", "drew"}
        or after[1].istitle()
        or after[1].lower() == "the"
    )


def borrowed_names(marked: Sequence[Tagged], tagged: Sequence[Tagged]) -> frozenset[str]:
    """Return the names of a marked passage that are words for things too, and so say nothing of what bears them.

    They are the names that `mark_names` found in `tagged`, and those that are common nouns elsewhere.
    """
    found = {
        word for (word, kind), (_, before) in zip(marked, tagged, strict=True) if kind == "NNP" != before
    }
    found = {word for word in found if not is_place_word(word.lower())}
    return frozenset(found | {word for word, kind in marked if kind == "NNP" and _is_common_noun(word)})


# Names of places begin or end with one of these.
_BEGINS_PLACE = frozenset("lake mount river cape fort camp castle port san santa st".split())
_ENDS_PLACE = frozenset(
    "street lane road avenue square park lake river sea ocean mountain mountains alps valley forest wood woods desert island islands isle bay beach coast castle hospital station airport "
    "university school college museum library church cathedral temple abbey market bridge tower palace hall theatre theater hotel harbour harbor port garden gardens falls canyon hill hills "
    "peninsula canal reef cave caves glacier volcano".split()
)


def words_of_firms(tagged: Sequence[Tagged]) -> frozenset[str]:
    """Return, in lower case, the words of names that only hold the word for a place: Harbor Street Coffee is in no harbour.

    Behind a preposition, and with a word for a place at its end, a name is a place: "in Pudding Lane", "Lake Como".
    """
    found: set[str] = set()
    run: list[str] = []
    for at, (word, kind) in enumerate([*tagged, (".", ".")]):
        begins = at == 0 and kind.startswith("NN") and tagged[1:2] and tagged[1][0].istitle()
        if kind in {"NNP", "NNPS"} or begins:
            run.append(word.lower())
            continue
        before = tagged[at - len(run) - 1][1] if at > len(run) else ""
        if (
            len(run) > 1
            and before not in {"IN", "TO"}
            and run[0] not in _BEGINS_PLACE
            and run[-1] not in _ENDS_PLACE
        ):
            found |= {*run}
        run = []
    return frozenset(found)


def _is_common_noun(name: str) -> bool:
    low = name.lower()
    known = is_animal(low) or is_common(low) or low in picturable()
    return known and low not in _MASS and low not in TITLES and not who_is(name)


def _is_counted(word: str) -> bool:
    """Return whether a noun in the singular needs an article, so that without one it is a name."""
    if (
        word in _MASS
        or word in TITLES
        or word in KIN
        or singular(word) != word
        or word.endswith(_ABSTRACT_ENDS)
    ):
        return False
    return is_animal(word) or not is_animate(word)
