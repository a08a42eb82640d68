"""Parts of speech of narrated text: the tagger's, with errors mended that only show in whole clauses.

The painter reads prompts with `tagger.tag`; what is mended here does not change how it reads.
"""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from collections.abc import Sequence

from studio.text.english.finite import clauses, mend_clause
from studio.text.english.people import TITLES, is_animate, who_is
from studio.text.english.tagger import Tagged, tag
from studio.text.english.verbs import base_of, is_past
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
_ASKING = frozenset("when where why how whenever wherever whence however".split())
_WEATHER = frozenset(
    "snow rain fog mist frost hail dew smoke steam dust sand silence darkness thunder lightning".split()
)
# Verbs that are nouns more often, so that the tagger knows them as such only.
_FURTHER = frozenset(
    "attract wheel saw shoulder elbow crown file tape vacuum shower bottle cage bench drum ship fax text email photograph sculpt grate scoop ladle butter salt season garnish marinate "
    "bolt strap chain leash saddle anchor dock moor ferry row canoe skate sledge plough rake hoe weed prune graft mow sow reap thresh grind mill bake queue parade file herd shear "
    "groom bottle pickle smoke cure bandage plaster inject vaccinate diagnose operate doze nap snooze stride pace tiptoe limp waltz tango drag hail greet salute toast".split()
)
# Adjectives that stand after "be" only.
PREDICATIVE = frozenset("afraid alone asleep awake alive ashamed afloat ablaze full".split())
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_OBJECTS = frozenset(["DT", "PRP$", "PRP", "CD"])


def tag_narration(
    text: str, names: frozenset[str] = frozenset(), common: frozenset[str] = frozenset()
) -> list[Tagged]:
    """Return each word and sign of an English text with its tag.

    `names` are words known to be proper names, `common` are words that are written in lower case elsewhere.
    """
    tagged = [_named(pair, common) for pair in tag(text, names)]
    words, kinds = [word.lower() for word, _ in tagged], [kind for _, kind in tagged]
    for at in range(len(words)):
        kinds[at] = _mend_word(words, kinds, at)
    for at in range(len(words) - 2):
        # "Buzz Aldrin planted a flag": a sentence begins with a name of two words.
        begins = at == 0 or kinds[at - 1] == "."
        named = kinds[at] == "NN" and _may_be_name(words[at]) and kinds[at + 2] in {"VBD", "VBZ"}
        if (
            begins
            and kinds[at + 1] == "NNP"
            and kinds[at] != "NNP"
            and (named or (who_is(words[at]) and words[at] not in TITLES))
        ):
            kinds[at], tagged[at] = "NNP", (words[at].capitalize(), "NNP")
    for start, end in clauses(words, kinds):
        if not _FINITE & set(kinds[start:end]):
            mend_clause(words, kinds, start, end)
    for at in range(1, len(words)):
        kinds[at] = _mend_verb(words, kinds, at)
    return [(word, kind) for (word, _), kind in zip(tagged, kinds, strict=True)]


def _named(pair: Tagged, common: frozenset[str]) -> Tagged:
    word, kind = pair
    is_plain = word.lower() in common or word.lower() in _WEATHER
    return (word.lower(), "NN") if kind == "NNP" and is_plain and word.istitle() else pair


def _may_be_name(word: str) -> bool:
    return not is_animate(word) and word not in TITLES


def _mend_word(words: Sequence[str], kinds: Sequence[str], at: int) -> str:
    word, kind = words[at], kinds[at]
    if kind == "JJS" and word in _NO_SUPERLATIVES:
        return "NN"
    if kind.startswith("VB") and (word in _NUMBERS or not word[0].isalpha()) and word[0] != "'":
        return "CD"
    if kind in {"VB", "VBP"} and word.endswith("s") and base_of(word) not in {"", word}:
        return "VBZ"
    if word == "saws" and at > 1 and kinds[at - 1] == "CC":
        return "VBZ"
    if kind in {"NN", "NNP"} and word in _NUMBERS - _NO_NUMBERS:
        return "CD"
    if (
        not word.endswith("s")
        and singular(word) != word
        and kind[:2] not in {"NN", "IN", "DT"}
        and word not in {"lives", "leaves"}
    ):
        # "Geese", "mice": no verb looks like that.
        return "NNS"
    if kind == "WRB" and word not in _ASKING:
        return "NNS" if word.endswith("s") else "NN"
    begins = at == 0 or kinds[at - 1] in {".", ":"}
    following = kinds[at + 1 : at + 3]
    if (
        begins
        and kind[:2] in {"NN", "VB", "JJ"}
        and word in _SAME_PAST
        and following[:1]
        and following[0] in {"NN", "NNS", "DT", "PRP$", "JJ", "CD"}
    ):
        return "VB"
    if (
        begins
        and kind in {"VBD", "VBN"}
        and word.endswith("ed")
        and following in (["NNS", "VBD"], ["NNS", "VBP"], ["NN", "VBD"], ["NN", "VBZ"])
    ):
        return "JJ"
    if (
        kind == "VBN"
        and word.endswith("ed")
        and at
        and kinds[at - 1] in {"NN", "NNS", "NNP"}
        and following[:1]
    ):
        start, end = _clause_around(kinds, at)
        objects = following[0] in {"NN", "NNS", "DT", "PRP$", "JJ", "CD"}
        if objects and not _FINITE & set(kinds[start:end]) and "IN" not in kinds[start:at]:
            return "VBD"
    made = (
        kind == "VBD" and word in _MADE and at and kinds[at - 1] in {"NN", "NNS"} and following[:1] == ["IN"]
    )
    if made and "VB" in kinds[_clause_around(kinds, at)[0] : at]:
        # "Our soap made from honey", after an order.
        return "VBN"
    if kind == "VB" and at and kinds[at - 1] == "JJR" and following[:1] in (["IN"], ["."], [","]):
        # "Better pay".
        return "NN"
    if (
        kind == "NN"
        and at > 1
        and kinds[at - 1] == "CC"
        and word in _ORDERS
        and kinds[0] == "VB"
        and following[:1] in (["."], [])
    ):
        return "VB"
    acts = kinds[at + 1 : at + 2] in (["VBD"], ["VBZ"])
    if kind == "RB" and acts and word in _WEATHER and (at == 0 or kinds[at - 1] in {".", ",", "CC"}):
        return "NN"
    if kind == "DT" and word not in _DETERMINERS:
        return "JJ"
    if kind == "NN" and word in PREDICATIVE:
        return "JJ"
    return kind


def _mend_verb(words: Sequence[str], kinds: Sequence[str], at: int) -> str:
    """Return the tag of a verb that looks like a noun: "the planner fixes three bugs", "she waves and leaves"."""
    word, kind, before = words[at], kinds[at], kinds[at - 1]
    after = kinds[at + 1] if at + 1 < len(kinds) else "."
    third = kind == "NNS" and (base_of(word) not in {"", word} or word.removesuffix("s") in _FURTHER)
    clause = _clause_around(kinds, at)
    if (
        kind in {"VB", "VBP"}
        and before == "NNS"
        and base_of(words[at - 1]) == ""
        and words[at - 1].removesuffix("s") in _FURTHER
    ):
        return "NN"
    if third and before in {"NN", "NNP", "CD"} and not _FINITE & set(kinds[clause[0] : clause[1]]):
        numbered = before == "CD" and kinds[max(0, at - 2)] in {"NN", "NNP"}
        stuff = after in {"VB", "VBP"} and kinds[at + 2 : at + 3] in (["CC"], ["."], [","], ["IN"])
        if (
            (after in _OBJECTS | {"WRB"} or stuff)
            and before != "CD"
            or (numbered and after in {*_OBJECTS, "IN", "TO", "RB"})
        ):
            return "VBZ"
    base = base_of(word) == word
    if (
        base
        and kind == "NN"
        and before == "NNS"
        and after in {"JJ", "RB"}
        and {"let", "make", "lets", "makes"} & set(words[:at])
    ):
        return "VB"
    plural = "NNS" in kinds[clause[0] : at] and not _FINITE & set(kinds[clause[0] : clause[1]])
    if (
        base
        and kind == "NN"
        and before == "NN"
        and plural
        and after in {"RB", "JJR", "DT", "PRP$", "RBR", "NN", "NNS", "JJ"}
        and kinds[at - 2] == "DT"
    ):
        # "Euros in a drawer buy less".
        return "VBP"
    if before != "CC" or words[at - 1] not in {"and", "but", "or", "then"} or at < 3:
        return kind
    ends = after in {".", ",", "RB", "RP", "IN", "TO", "CC"}
    told = [one for one in kinds[:at] if one in _FINITE]
    single = kinds[at - 2] == "NN" and _has_article(kinds, at - 2)
    if third and after in {"DT", "PRP$"} and told[-1:] == ["VBZ"]:
        return "VBZ"
    if (
        third
        and ends
        and told[-1:] == ["VBZ"]
        and (single or kinds[at - 2] in {"RB", "PRP", "RP", "VBZ"} or words[at - 2] == "home")
    ):
        return "VBZ"
    if is_past(word) and not kind.startswith("VB") and ends and told[-1:] == ["VBD"]:
        return "VBD"
    return kind


def _has_article(kinds: Sequence[str], at: int) -> bool:
    while at > 0 and kinds[at][:2] in {"NN", "JJ"}:
        at -= 1
    return kinds[at] in {"DT", "PRP$"}


def _clause_around(kinds: Sequence[str], at: int) -> tuple[int, int]:
    signs = {".", ",", ":", "CC", "WRB", "WDT", "WP"}
    start = next((place + 1 for place in range(at - 1, -1, -1) if kinds[place] in signs), 0)
    end = next((place for place in range(at + 1, len(kinds)) if kinds[place] in signs), len(kinds))
    return start, end
