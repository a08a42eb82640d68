"""Parts of speech of narrated text: the tagger's, with errors mended that only show in whole clauses.

The painter reads prompts with `tagger.tag`; what is mended here does not change how it reads.
"""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from collections.abc import Sequence

from studio.text.english.corrections import STUFFS, WEATHER
from studio.text.english.finite import clauses, mend_clause
from studio.text.english.mending.forms import ASKING, SAME_PAST, Place, mend_form
from studio.text.english.people import TITLES, is_animate, who_is
from studio.text.english.tagger import Tagged, tag
from studio.text.english.verbs import FURTHER, base_of, ing_form, is_past
from studio.text.words.lexicon import is_word

_ORDERS = frozenset(
    "stir mix serve bake fry boil simmer season enjoy cook drain chill whisk blend repeat wait smile breathe relax".split()
)
_MADE = frozenset(
    "made built known grown drawn written taken caught found set cut bound filled covered".split()
)
_ASKED = frozenset(["WDT", "WP", "WRB"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_OBJECTS = frozenset(["DT", "PRP$", "PRP", "CD"])
# Tags with which an object begins.
_STARTS = frozenset(["NN", "NNS", "DT", "PRP$", "JJ", "CD"])


def tag_narration(
    text: str, names: frozenset[str] = frozenset(), common: frozenset[str] = frozenset()
) -> list[Tagged]:
    """Return each word and sign of an English text with its tag.

    `names` are words known to be proper names, `common` are words that are written in lower case elsewhere.
    """
    tagged = [_named(pair, common) for pair in tag(text, names)]
    words, kinds = [word.lower() for word, _ in tagged], [kind for _, kind in tagged]
    # "Whale" and "wheat" begin as question words do.
    kinds = [
        "NN" if kind in _ASKED and word not in ASKING else kind
        for word, kind in zip(words, kinds, strict=True)
    ]
    for at in range(len(words)):
        kinds[at] = _mend_word(words, kinds, at)
    for at in range(1, len(words)):
        if (
            words[at - 1] in {"never", "always"}
            and base_of(words[at]) == words[at]
            and (at == 1 or kinds[at - 2] in {".", ":"})
        ):
            # "Never give chocolate to a dog."
            kinds[at] = "VB"
        if (
            kinds[at] == "VBD"
            and kinds[at - 1] == "CD"
            and kinds[at + 1 : at + 2] == ["NNS"]
            and words[at].endswith("ed")
        ):
            # "Two masked men."
            kinds[at] = "JJ"
    _mend_plurals(words, kinds)
    for at in range(len(words) - 2):
        if _begins_name(words, kinds, at):
            kinds[at], tagged[at] = "NNP", (words[at].capitalize(), "NNP")
    for start, end in clauses(words, kinds):
        if not _FINITE & set(kinds[start:end]):
            mend_clause(words, kinds, start, end)
    for at in range(1, len(words)):
        kinds[at] = _mend_verb(words, kinds, at)
    return [(word, kind) for (word, _), kind in zip(tagged, kinds, strict=True)]


def _mend_plurals(words: Sequence[str], kinds: list[str]) -> None:
    """Tag a verb and its object where the model saw a plural and a verb: "wind carries seeds"."""
    for at in range(1, len(words) - 1):
        if (
            kinds[at : at + 2] == ["NNS", "VBZ"]
            and kinds[at - 1] == "NN"
            and base_of(words[at]) not in {"", words[at]}
        ):
            # "Wind carries seeds": a plural takes no verb that ends with -s.
            kinds[at : at + 2] = "VBZ", "NNS"


def _named(pair: Tagged, common: frozenset[str]) -> Tagged:
    word, kind = pair
    is_plain = word.lower() in common or word.lower() in STUFFS
    return (word.lower(), "NN") if kind == "NNP" and is_plain and word.istitle() else pair


def _begins_name(words: Sequence[str], kinds: Sequence[str], at: int) -> bool:
    """Return whether a sentence begins here with a name of two words: "Buzz Aldrin planted a flag"."""
    if (at and kinds[at - 1] != ".") or kinds[at] == "NNP" or kinds[at + 1] != "NNP":
        return False
    named = kinds[at] == "NN" and _may_be_name(words[at]) and kinds[at + 2] in {"VBD", "VBZ"}
    return named or (bool(who_is(words[at])) and words[at] not in TITLES)


def _may_be_name(word: str) -> bool:
    return not is_animate(word) and word not in TITLES


def _mend_word(words: Sequence[str], kinds: Sequence[str], at: int) -> str:
    place = Place(words, kinds, at)
    return next((kind for rule in (mend_form, _first, _made, _noun) if (kind := rule(place))), place.kind)


def _first(place: Place) -> str:
    """Return the tag of a sentence's first word: "spread the butter", "masked men robbed a bank"."""
    if not place.begins:
        return ""
    if place.kind == "RB" and place.word.endswith("ing") and place.after == "IN":
        # "Swimming in the bay is allowed."
        return "VBG"
    if place.kind[:2] in {"NN", "VB", "JJ"} and place.word in SAME_PAST and place.after in _STARTS:
        return "VB"
    following = [place.after, *place.kinds[place.at + 2 : place.at + 3]]
    describes = following in (["NNS", "VBD"], ["NNS", "VBP"], ["NN", "VBD"], ["NN", "VBZ"])
    return "JJ" if place.kind in {"VBD", "VBN"} and place.word.endswith("ed") and describes else ""


def _made(place: Place) -> str:
    """Return the tag of a past tense taken for a participle, or of a participle taken for one."""
    named = place.before in {"NN", "NNS", "NNP"}
    if place.kind == "VBN" and place.word.endswith("ed") and named and place.after in _STARTS:
        return "" if _FINITE & set(place.clause) or "IN" in place.clause_before else "VBD"
    # "Our soap made from honey", after an order.
    told = place.kind == "VBN" and (
        (place.word in SAME_PAST and named and place.after in _OBJECTS | {"VBG"})
        # "Sailors once navigated by the stars."
        or (place.before == "RB" and place.kinds[place.at - 2] in {"NNS", "NNP"} and place.after == "IN")
    )
    if told and not _FINITE & set(place.clause):
        # "The company cut 400 jobs."
        return "VBD"
    made = place.kind == "VBD" and place.word in _MADE and named and place.after == "IN"
    return "VBN" if made and "VB" in place.clause_before else ""


def _noun(place: Place) -> str:
    """Return the tag of a noun taken for something else, or of an order taken for a noun."""
    if place.kind == "VB" and place.before == "JJR" and place.after in {"IN", ".", ","}:
        # "Better pay".
        return "NN"
    ordered = place.before == "CC" and place.word in _ORDERS and place.kinds[0] == "VB" and place.after == "."
    if place.kind == "NN" and ordered:
        return "VB"
    if (
        place.kind == "RB"
        and place.before == "JJ"
        and place.after in {"IN", ".", ","}
        and place.at > 1
        and (place.kinds[place.at - 2] in {"DT", "PRP$"})
    ):
        # "The new well in the village".
        return "NN"
    falls = place.kind == "RB" and place.word in WEATHER and place.after in {"VBD", "VBZ"}
    return "NN" if falls and place.before in {".", ",", "CC"} else ""


def _mend_verb(words: Sequence[str], kinds: Sequence[str], at: int) -> str:
    """Return the tag of a verb that looks like a noun."""
    place = Place(words, kinds, at)
    return next((kind for rule in (_main_verb, _base, _second_verb) if (kind := rule(place))), place.kind)


def _main_verb(place: Place) -> str:
    """Return the tag of the only verb of a clause: "the planner fixes three bugs", "a magnet attracts iron"."""
    words, at = place.words, place.at
    if place.kind in {"VB", "VBP"} and place.before == "NNS" and not base_of(words[at - 1]):
        # What follows "attracts" is its object.
        return "NN" if words[at - 1].removesuffix("s") in FURTHER else ""
    # The clause may be long, so it is looked at last.
    if place.before not in {"NN", "NNP", "CD"} or not place.is_third:
        return ""
    stuff = place.after in {"VB", "VBP"} and place.kinds[at + 2 : at + 3] in (["CC"], ["."], [","], ["IN"])
    if sum(kind in _FINITE for kind in place.clause) > stuff:
        return ""
    if place.before == "CD":
        numbered = place.kinds[max(0, at - 2)] in {"NN", "NNP"}
        return "VBZ" if numbered and place.after in {*_OBJECTS, "IN", "TO", "RB"} else ""
    return "VBZ" if place.after in _OBJECTS | {"WRB"} or stuff else ""


def _base(place: Place) -> str:
    """Return the tag of a verb's base taken for a noun: "let the onions turn soft", "euros in a drawer buy less"."""
    if _acts(place):
        return "VBP"
    if place.kind != "NN" or base_of(place.word) != place.word:
        return ""
    let = {"let", "make", "lets", "makes"} & set(place.words[: place.at])
    if let and place.before == "NNS" and place.after in {"JJ", "RB"}:
        return "VB"
    within = place.before == "NN" and place.kinds[place.at - 2] == "DT"
    if not within or place.after not in {*_STARTS, "RB", "JJR", "RBR"}:
        return ""
    return "VBP" if "NNS" in place.clause_before and not _FINITE & set(place.clause) else ""


def _acts(place: Place) -> bool:
    """Return whether a word must be the verb of a plural, rare as it is: "panels on the roof power the school", "ships rust on the beach"."""
    if (
        place.kind not in {"NN", "RB"}
        or _FINITE & set(place.clause)
        or not is_word(ing_form(place.word, "VB"))
    ):
        return False
    if place.kind == "RB":
        return place.before == "NNS" and place.after == "IN" and not place.word.endswith("ly")
    within = place.before == "NN" and place.kinds[place.at - 2] in {"DT", "PRP$"}
    return (
        within
        and place.after in {"DT", "PRP$"}
        and "NNS" in place.clause_before
        and "IN" in place.clause_before
    )


def _second_verb(place: Place) -> str:
    """Return the tag of a verb after "and": "the judge closes the book and leaves"."""
    words, kinds, at = place.words, place.kinds, place.at
    if place.before != "CC" or words[at - 1] not in {"and", "but", "or", "then"} or at < 3:
        return ""
    ends = place.after in {".", ",", "RB", "RP", "IN", "TO", "CC"}
    told = [one for one in kinds[:at] if one in _FINITE][-1:]
    single = kinds[at - 2] == "NN" and _has_article(kinds, at - 2)
    closed = single or kinds[at - 2] in {"RB", "PRP", "RP", "VBZ"} or words[at - 2] == "home"
    if place.is_third and told == ["VBZ"] and (place.after in {"DT", "PRP$"} or (ends and closed)):
        return "VBZ"
    is_told = is_past(place.word) and not place.kind.startswith("VB") and ends and told == ["VBD"]
    return "VBD" if is_told else ""


def _has_article(kinds: Sequence[str], at: int) -> bool:
    while at > 0 and kinds[at][:2] in {"NN", "JJ"}:
        at -= 1
    return kinds[at] in {"DT", "PRP$"}
