"""Parts of speech of narrated text: the tagger's, with errors mended that only show in whole clauses.

The painter reads prompts with `tagger.tag`; what is mended here does not change how it reads.
"""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio.text.english.corrections import STUFFS, WEATHER
from studio.text.english.finite import clauses, mend_clause
from studio.text.english.people import TITLES, is_animate, who_is
from studio.text.english.tagger import Tagged, tag
from studio.text.english.verbs import FURTHER, base_of, ing_form, is_comparative, is_past
from studio.text.words.dictionaries import picturable
from studio.text.words.lexicon import is_word
from studio.text.words.places import is_place_word
from studio.text.words.vocabulary import singular

# Nouns in -est that the model takes for superlatives.
_NO_SUPERLATIVES = frozenset(
    "forest harvest interest guest nest chest west test quest conquest request priest protest contest".split()
)
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion half quarter".split()
)
# These may stand for things: "half of it", "the one".
_NO_NUMBERS = frozenset("one half quarter hundred thousand million billion".split())
_DETERMINERS = frozenset(
    "a an the this that these those some any no every each all both either neither another half many such".split()
)
_SAME_PAST = frozenset("spread cut put set let shut split".split())
_ORDERS = frozenset(
    "stir mix serve bake fry boil simmer season enjoy cook drain chill whisk blend repeat wait smile breathe relax".split()
)
_MADE = frozenset(
    "made built known grown drawn written taken caught found set cut bound filled covered".split()
)
_ASKING = frozenset(
    "when where why how whenever wherever whence however which what who whom whose that whatever whichever whoever whereas whereby wherein whereupon".split()
)
_ASKED = frozenset(["WDT", "WP", "WRB"])
_OWN = frozenset("my your his her its our their".split())
_COLOURS = frozenset("red blue green yellow black white pink brown grey gray orange purple".split())
# Adjectives that stand after "be" only.
PREDICATIVE = frozenset("afraid alone asleep awake alive ashamed afloat ablaze full".split())
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
        "NN" if kind in _ASKED and word not in _ASKING else kind
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


@dataclass(frozen=True, slots=True)
class _Place:
    """A word in its passage, while tags are mended from left to right."""

    words: Sequence[str]
    kinds: Sequence[str]
    at: int

    @property
    def word(self) -> str:
        return self.words[self.at]

    @property
    def kind(self) -> str:
        return self.kinds[self.at]

    @property
    def before(self) -> str:
        return self.kinds[self.at - 1] if self.at else "."

    @property
    def after(self) -> str:
        return self.kinds[self.at + 1] if self.at + 1 < len(self.kinds) else "."

    @property
    def begins(self) -> bool:
        return self.before in {".", ":"}

    @property
    def is_third(self) -> bool:
        """Return whether a plural may be a verb of the third person as well."""
        known = base_of(self.word) not in {"", self.word} or self.word.removesuffix("s") in FURTHER
        return self.kind == "NNS" and known

    @property
    def clause(self) -> Sequence[str]:
        start, end = _clause_around(self.kinds, self.at)
        return self.kinds[start:end]

    @property
    def clause_before(self) -> Sequence[str]:
        return self.kinds[_clause_around(self.kinds, self.at)[0] : self.at]


def _mend_word(words: Sequence[str], kinds: Sequence[str], at: int) -> str:
    place = _Place(words, kinds, at)
    return next((kind for rule in (_form, _first, _made, _noun) if (kind := rule(place))), place.kind)


def _form(place: _Place) -> str:
    """Return the tag that a word's form shows."""
    word, kind = place.word, place.kind
    if kind == "JJS" and word in _NO_SUPERLATIVES:
        return "NN"
    if kind.startswith("VB") and (word in _NUMBERS or not word[0].isalpha()) and word[0] != "'":
        return "CD"
    if kind.startswith("VB") and word in _DETERMINERS:
        # "All over the world".
        return "DT"
    third = kind in {"VB", "VBP"} and word.endswith("s") and base_of(word) not in {"", word}
    if third or (word == "saws" and place.before == "CC"):
        return "VBZ"
    if kind in {"NN", "NNP"} and word in _NUMBERS - _NO_NUMBERS:
        return "CD"
    if not word.endswith("s") and singular(word) != word and kind[:2] not in {"NN", "IN", "DT"}:
        # "Geese", "mice": no verb looks like that.
        return "NNS"
    if kind == "WRB" and word not in _ASKING:
        return "NNS" if word.endswith("s") else "NN"
    if kind == "NN" and word.endswith("ed") and _is_past(word) and place.after in {"VBZ", "DT", "PRP$"}:
        # "The eruption hurled rocks from the island."
        return "VBD"
    if kind.startswith("VB") and word in _COLOURS:
        return "JJ"
    if kind == "VBG" and place.before == "DT" and place.after in {"NN", "NNS"}:
        # "All charging stations".
        return "JJ"
    if kind == "NN" and word.endswith("s") and word.removesuffix("s") in FURTHER:
        return "NNS"
    if _waits(place):
        return "VBP"
    if kind == "VBZ" and place.before == "VBD" and word.endswith("s"):
        return "NNS"
    if kind == "VBZ" and place.after == "VBN" and base_of(word) not in {"be", "have", "get", ""}:
        # "Smarter lights cut waiting".
        return "NNS"
    if kind == "VBG" and place.after == "NNS" and place.words[place.at - 1] in _SAME_PAST:
        # "Cut waiting times".
        return "JJ"
    if kind == "PRP$" and word not in _OWN:
        return "JJ"
    if kind == "RB" and word.endswith("s") and is_place_word(singular(word)):
        return "NNS"
    if kind == "JJR" and word in picturable():
        # "The pier".
        return "NN"
    before = place.words[place.at - 2] if place.at > 1 else ""
    if kind == "VBZ" and place.before == "CD" and base_of(before) not in {"", before}:
        # "The oven bakes 200 loaves."
        return "NNS"
    counted = place.after in {"NN", "NNS"} or (
        place.begins and place.after == "RB" and place.words[place.at + 1].endswith("s")
    )
    if is_comparative(word) and counted and place.before not in {"DT", "PRP$"}:
        # "Cleaner water and slower ships".
        return "JJR"
    if (
        is_comparative(word)
        and kind in {"NN", "JJ", "JJR"}
        and place.before in {"VBZ", "VBP", "VBD"}
        and (place.after in {"IN", ".", ","})
    ):
        # "Sugar dissolves faster in hot tea."
        return "RBR"
    is_quality = (kind == "DT" and word not in _DETERMINERS) or (kind == "NN" and word in PREDICATIVE)
    return "JJ" if is_quality else ""


def _waits(place: _Place) -> bool:
    """Return whether a word is a verb that the tagger takes for a noun: "a lighthouse waits for you", "ships mean"."""
    word, kind, after = place.word, place.kind, place.words[place.at + 1 : place.at + 2]
    if word == "wait":
        return kind == "NN" and place.before == "NN" and after == ["for"]
    return (word == "await" and kind == "NN") or (
        word == "mean" and place.before == "NNS" and kind in {"NN", "JJ"}
    )


def _is_past(word: str) -> bool:
    """Return whether a word that ends with -ed is the past of a verb: "hurled", not "hundred"."""
    return bool(base_of(word)) or (len(word) > 5 and is_word(word[:-2]))


def _first(place: _Place) -> str:
    """Return the tag of a sentence's first word: "spread the butter", "masked men robbed a bank"."""
    if not place.begins:
        return ""
    if place.kind == "RB" and place.word.endswith("ing") and place.after == "IN":
        # "Swimming in the bay is allowed."
        return "VBG"
    if place.kind[:2] in {"NN", "VB", "JJ"} and place.word in _SAME_PAST and place.after in _STARTS:
        return "VB"
    following = [place.after, *place.kinds[place.at + 2 : place.at + 3]]
    describes = following in (["NNS", "VBD"], ["NNS", "VBP"], ["NN", "VBD"], ["NN", "VBZ"])
    return "JJ" if place.kind in {"VBD", "VBN"} and place.word.endswith("ed") and describes else ""


def _made(place: _Place) -> str:
    """Return the tag of a past tense taken for a participle, or of a participle taken for one."""
    named = place.before in {"NN", "NNS", "NNP"}
    if place.kind == "VBN" and place.word.endswith("ed") and named and place.after in _STARTS:
        return "" if _FINITE & set(place.clause) or "IN" in place.clause_before else "VBD"
    # "Our soap made from honey", after an order.
    told = place.kind == "VBN" and (
        (place.word in _SAME_PAST and named and place.after in _OBJECTS | {"VBG"})
        # "Sailors once navigated by the stars."
        or (place.before == "RB" and place.kinds[place.at - 2] in {"NNS", "NNP"} and place.after == "IN")
    )
    if told and not _FINITE & set(place.clause):
        # "The company cut 400 jobs."
        return "VBD"
    made = place.kind == "VBD" and place.word in _MADE and named and place.after == "IN"
    return "VBN" if made and "VB" in place.clause_before else ""


def _noun(place: _Place) -> str:
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
    place = _Place(words, kinds, at)
    return next((kind for rule in (_main_verb, _base, _second_verb) if (kind := rule(place))), place.kind)


def _main_verb(place: _Place) -> str:
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


def _base(place: _Place) -> str:
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


def _acts(place: _Place) -> bool:
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


def _second_verb(place: _Place) -> str:
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


def _clause_around(kinds: Sequence[str], at: int) -> tuple[int, int]:
    signs = {".", ",", ":", "CC", "WRB", "WDT", "WP"}
    start = next((place + 1 for place in range(at - 1, -1, -1) if kinds[place] in signs), 0)
    end = next((place for place in range(at + 1, len(kinds)) if kinds[place] in signs), len(kinds))
    return start, end
