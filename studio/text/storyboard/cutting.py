"""Cuts of a sentence that is too long for a title, so that what is left is a whole phrase."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.text.english.narration import tag_narration
from studio.text.english.nouns import write
from studio.text.english.tagger import Tagged
from studio.text.words.vocabulary import STOP_WORDS, VAGUE_NOUNS

_LONGEST, _GOOD = 60, 46
_FEWEST = 3
# A word is a title by itself up to here: as long as titles can be.
_LONGEST_WORD = 80
_INTRODUCTION = re.compile(
    r"(?:because|although|though|unless|until|parce que|puisque|comme|lorsque|aujourd'hui|ce soir|cette (?:semaine|année)|maintenant|hoy|ahora|porque|como|aunque|mientras|oggi|ora|stasera|siccome|poiché|mentre|hoje|agora|embora|enquanto|omdat|vandaag|idag|i dag|dzisiaj|dziś|ponieważ|gdy|bugün|au|à|às|vers|im|a|de|por|nel|nella|numa|no|na|in|on|at|with|after|before|when|while|once|during|if|as|since|for|by|every|one|deep|long|today|just|am|im|an|als|wenn|nach|jeden|jede|"
    r"cuando|cada|al|en|quand|chaque|dans|après|pendant|quando|ogni|nel|em|toen|op|elke|каждый|каждое|в|на|(?:le|el|il|den)\s+\d+)\b[^,.;:]{0,60},\s+",
    re.IGNORECASE,
)
# "Located in the old town, this flat ...", "Hidden in the hills, the village ..."
_LYING = re.compile(
    r"(?:[A-Z][a-z]{2,}(?:ed|ing)|Hidden|Set|Built|Born|Known|Made)\b[^,.;:]{3,60},\s+(?=(?:the|an?|this|these|our|my|his|her|its|their|[A-Z])\b)"
)
# Where a clause ends, and where something is only added to it.
_CLAUSES = re.compile(
    r"\s*[;:—–(]\s*|[,،]\s+|\s+(?=(?:because|which|who|where|when|while|that|so|before|after|until|weil|denn|qui|que|dont|che|maar|dat|что|"
    r"который|которая|которые|когда|cuando|quand|lorsque|quando|mientras|mentre|enquanto|porque|parce|perché|लेकिन)\s)"
)
_ADDED = re.compile(
    r"\s+(?=(?:und|oder|et|y|e|en|и|pour|por|para|per|con|avec|com|mit|na|nach|aus|auf|in|im|dans|sur|après|sobre|desde|depuis|dal|dai|depois|después|dopo|durante|pendant|entre|tra|em|no|nos|nas|nel|nella|с|на|в)\s)"
)
# Words with which no title ends: what they belong to would be missing.
_OPEN_TAGS = frozenset("DT PRP$ IN TO CC CD MD JJ JJR JJS RBS RBR WDT WP WRB PDT POS , : RP VBG EX".split())
_RELATIVES = frozenset("that which who where why when how".split())
_BEGINNING = frozenset("because while when if although though unless until than".split())
_COMPARING = frozenset("twice half even far much".split())
_STARTS = frozenset("IN TO CC WDT WP WRB , : VBG".split())


def without_introduction(sentence: str, language: str) -> str:
    """Return a sentence without a first part that only says when or where; unchanged if little would be left."""
    # In German, Dutch and Russian no comma follows such a part, and a verb follows the comma of a clause.
    found = _INTRODUCTION.match(sentence) if language not in {"de", "nl", "ru"} else None
    found = found or (_LYING.match(sentence) if language == "en" else None)
    # "A" introduces a clause where it is a preposition: in French, but not before "a dog, a cat and a mouse".
    if not found or (language == "en" and sentence[:2].lower() == "a "):
        return sentence
    rest = sentence[found.end() :]
    return rest if len(rest.split()) >= _FEWEST else sentence


def cut_english(sentence: str, names: frozenset[str]) -> str:
    """Return the beginning of an English sentence up to the end of a phrase; "" if none is long enough."""
    tagged = tag_narration(sentence, names)
    found = whole = parted = ""
    is_name = not any(one in {"VBD", "VBZ", "VBP", "MD", "VB"} for _, one in tagged)
    for end in range(2, len(tagged)):
        kind, before = tagged[end][1], tagged[end - 1][1]
        if kind == ":" and end >= _FEWEST:
            return write(tagged[:end])
        told = write(tagged[:end])
        if len(told) > _LONGEST or (found and len(told) > _GOOD + 8):
            break
        if kind == "," and before not in _OPEN_TAGS - {"VBG"} and end >= _FEWEST and _is_clause(tagged[:end]):
            whole = told
        has_verb = is_name or any(one.startswith(("VB", "MD")) for _, one in tagged[:end])
        named = before == "VBG" and tagged[end - 2][1] in {"DT", "PRP$"}
        waits = tagged[end][0] in _RELATIVES and tagged[end - 1][0].lower() in VAGUE_NOUNS
        # "A hedgehog moved" waits for where it moved to.
        acts = before.startswith("VB") and not named
        ends = kind in _STARTS and (before not in _OPEN_TAGS or named)
        # Nor is "because nobody" a whole clause, nor "twice" in "twice as fast" the end of a comparison.
        hangs = tagged[end - 2][0].lower() in _BEGINNING or tagged[end - 1][0].lower() in _COMPARING
        if ends and (has_verb or not found) and not (waits or acts or hangs):
            parted = told if tagged[end][0] == "of" else parted
            found = found if tagged[end][0] == "of" else told
    return whole or found or parted


def _is_clause(tagged: Sequence[Tagged]) -> bool:
    return any(kind in {"VBD", "VBZ", "VBP", "MD"} for _, kind in tagged) or tagged[0][1] == "VB"


def cut_foreign(sentence: str, language: str, subject: str) -> str:
    """Return the first clause of a sentence, else its subject, else its beginning up to the end of a phrase."""
    small = STOP_WORDS.get(language, frozenset())
    # A subject of two words says little: "les abeilles".
    wide = subject if len(subject.split()) > 2 else ""
    # The other half of a German verb stands at the end: "hat ... gerettet".
    wide = subject if language in {"de", "nl"} else wide
    for breaks, told in ((_CLAUSES, ""), (None, wide), (_ADDED, ""), (None, subject)):
        cuts = [sentence[: match.start()] for match in breaks.finditer(sentence)] if breaks else [told]
        fitting = [
            cut for cut in cuts if cut and len(cut) <= _LONGEST and _is_whole(cut, small, bool(breaks))
        ]
        if fitting:
            return next((one for one in reversed(fitting) if len(one) <= _GOOD), fitting[0])
    words: list[str] = []
    for word in sentence.split():
        if len(" ".join([*words, word])) > _LONGEST:
            break
        words.append(word)
    while len(words) > 2 and words[-1].lower() in small:
        words.pop()
    if words and all(word.lower() in small for word in words):
        # "Die Donaudampfschifffahrts…gesellschaft": what stands before a very long word says nothing.
        rest = (word for word in sentence.split() if word.lower() not in small)
        return next((word for word in rest if len(word) <= _LONGEST_WORD), "")
    return " ".join(words) or sentence[:_LONGEST]


# Nouns that only say what kind a thing is of: the clause that says more must not be cut off.
_KINDS = frozenset(
    "vorgang prozess grund ort weg moment art weise zeit processus moyen raison endroit lieu façon proceso forma lugar razón momento manera processo modo luogo motivo maneira".split()
)


def _is_whole(cut: str, small: frozenset[str], is_clause: bool) -> bool:
    words = cut.split()
    last = words[-1].lower().strip(",")
    return last not in small | _KINDS and len(words) >= (_FEWEST if is_clause else 2)
