"""Corrections of the tagger's errors about rare verbs and first words, by tables and by grammar."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from collections.abc import Sequence

from studio.text.english.finite import NO_VERBS, NOMINAL, clauses, mend_clause, mend_object
from studio.text.english.people import is_animal, is_being
from studio.text.english.verbs import BASES, PARTICIPLES, PASTS, base_of, is_past
from studio.text.words.vocabulary import singular

AUXILIARIES = frozenset(
    "have has had having be been being is are was were am do does did done 's 've 'd 're 'm".split()
)
# Nouns that the model takes for adjectives.
_AS_ADJECTIVES = frozenset("sugar plastic cinnamon gold silver salt oil cream cotton leather metal".split())
WEATHER = frozenset(
    "snow rain fog mist frost hail dew smoke steam dust sand silence darkness thunder lightning".split()
)
# What a sentence may begin with, so that the tagger takes it for a name: "Sugar dissolves".
STUFFS = WEATHER | frozenset(
    "sugar salt flour butter milk honey tea coffee bread cheese rice wheat oil vinegar yeast iron steel copper glass paper wood stone clay wool silk cotton leather "
    "rubber plastic concrete coal gas oxygen nitrogen carbon hydrogen helium water ice lava magma soil mud sunlight moonlight".split()
)
# Kitchen verbs at the beginning of a recipe's sentence, where a bare noun may follow: "melt butter".
_HANDLING = frozenset(
    "melt whisk stir boil chop peel slice grate bake fry pour drain knead simmer sprinkle blend rinse mince crush".split()
)
# Adjectives that are verbs as well.
_QUALITIES = frozenset("clean dry warm cool clear open free slow smooth empty".split())
# Words in -ing that are not verbs.
_NO_GERUNDS = frozenset(
    "ring king wing string spring morning evening ceiling thing sling sting swing bring sing cling".split()
)


def correct(words: Sequence[str], tags: list[str], written: Sequence[str], first: int) -> None:
    """Correct the tags of a sentence: lower-case words, the same as written, and the index of the first word."""
    _mend_words(words, tags, written)
    _mend_start(words, tags, first)
    for start, end in clauses(words, tags):
        mend_clause(words, tags, start, end)
    mend_object(words, tags)


def _mend_words(words: Sequence[str], tags: list[str], written: Sequence[str]) -> None:
    """Correct what can be seen from a word and its neighbours."""
    for index, word in enumerate(words):
        if tags[index] in {"NNP", "NNPS"} and written[index][0].islower():
            tags[index] = "NNS" if tags[index] == "NNPS" else "NN"
        tags[index] = _mend_verb(words, tags, index)
        tags[index] = _mend_noun(words, tags, index)
        tags[index] = _mend_plural(words, tags, index)
        if _is_verb_of_stuff(words, tags, index):
            # "A magnet attracts iron."
            tags[index : index + 2] = "VBZ", "NN"
        before = words[index - 1] if index else ""
        low = tags[index] in {"VBP", "VB"} and not base_of(word) and word not in AUXILIARIES
        if low and index and tags[index - 1] == "NNS" and base_of(before):
            # "The mist hangs low": the verb is the previous word.
            tags[index - 1 : index + 1] = "VBZ", "RB"


def _mend_verb(words: Sequence[str], tags: Sequence[str], index: int) -> str:
    """Return the tag of a word that is mistaken for a verb, or of a verb that is mistaken for something else."""
    word, kind = words[index], tags[index]
    before = tags[index - 1] if index else "."
    if (kind == "VBG" and word in _NO_GERUNDS) or (kind in {"VBN", "VBD"} and not _may_be_past(word)):
        return "NN"
    if kind.startswith("VB") and (word in NO_VERBS or (word == "like" and before in {"RB", "RP", "NN"})):
        return "IN"
    if kind.startswith("VB") and before == "TO" and words[index - 2 : index] == ["according", "to"]:
        return "NN"
    around = [tag[:2] for tag in tags[max(0, index - 2) : index + 2]]
    if (
        word in _QUALITIES
        and kind == "VB"
        and around[:3] == ["NN", "CC", "VB"]
        and around[3:] in (["NN"], ["VB"])
    ):
        # "A good school and clean drinking water."
        return "JJ"
    if kind == "MD" and word in BASES:
        return "VBP"
    if kind == "JJ" and (word == "born" or is_being(word)):
        return "VBN" if word == "born" else "NN"
    if before in {"TO", "MD"} and kind in {"NN", "JJ", "NNS"} and base_of(word) == word:
        return "VB"
    told = kind in {"VB", "VBP", "NN", "VBN", "JJ", "RB", "IN"} and is_past(word)
    if told and before not in {"DT", "PRP$", "POS", "JJ", "IN"}:
        return _past_tag(word, kind, words[:index], tags[:index])
    return kind


def _mend_noun(words: Sequence[str], tags: Sequence[str], index: int) -> str:
    """Return the tag of a noun, or of a word that describes one, if an article shows it."""
    word, kind = words[index], tags[index]
    before = tags[index - 1] if index else "."
    after = tags[index + 1] if index + 1 < len(tags) else "."
    described = before in {"DT", "PRP$", "POS", "JJ"}
    at = index - 1 if before != "JJ" else index - 2
    determined = (
        at >= 0 and tags[at] in {"DT", "PRP$"} and words[at] not in {"this", "that", "these", "those"}
    )
    if kind in {"VBN", "VBD", "VBG"} and described and after.startswith(("NN", "JJ")):
        return "JJ"
    if determined and kind in {"VBZ", "VBP", "VB", "VBD", "VBN"} and (before != "JJ" or kind == "VBN"):
        return "NNS" if kind == "VBZ" else "NN"
    if determined and kind == "RB" and after in {"VBD", "VBN", "VBZ", "VB"}:
        return "NN"
    ends = after in {"IN", ".", ",", "TO", "MD", "VBD", "VBZ", "VBP"} or (
        after == "CC" and tags[index + 2 : index + 3] != ["JJ"]
    )
    alone = before in {"DT", "PRP$", "IN"} or before.startswith("VB")
    if kind == "JJ" and ends and ((word in _AS_ADJECTIVES and alone) or (determined and before != "JJ")):
        return "NN"
    return kind


_OF_LEAVES = frozenset("autumn dry dead fallen palm tea bay green fig oak".split())


def _mend_plural(words: Sequence[str], tags: Sequence[str], index: int) -> str:
    """Return the tag of a plural mistaken for a verb: "the coffee beans", "desert foxes cool themselves"."""
    word, kind = words[index], tags[index]
    before, after = tags[index - 1] if index else ".", tags[index + 1] if index + 1 < len(tags) else "."
    if kind not in {"VBZ", "VB", "VBP"} or not word.endswith("s") or word in AUXILIARIES or before == "PRP":
        return kind
    others = [tag for at, tag in enumerate(tags) if at != index and tag.startswith(("VB", "MD"))]
    if (before, word) in {("NN", "leaves"), ("JJ", "leaves")} and index and words[index - 1] in _OF_LEAVES:
        return "NNS"
    orders = tags[0] == "VB" and before == "CC" and tags[index - 2] in {"NN", "NNS"} and kind == "VBZ"
    if orders:
        # "Wrap glasses and plates in newspaper": no imperative ends in "s".
        return "NNS"
    is_none = not base_of(word) and others and before in {"NN", "JJ", ","}
    is_animal_here = is_animal(singular(word)) and before in {"NN", "JJ", "."} and after not in {"DT", "PRP$"}
    return "NNS" if is_none or is_animal_here else kind


def _is_verb_of_stuff(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    """Return whether a plural after a singular is its verb, and the verb after that its object."""
    around = list(tags[max(0, index - 1) : index + 3])
    third = base_of(words[index]) not in {"", words[index]}
    return (
        third
        and index > 0
        and around[:2] == ["NN", "NNS"]
        and len(around) > 3
        and around[2] in {"VBP", "VB"}
        and around[3] in {"CC", ".", ","}
    )


def _may_be_past(word: str) -> bool:
    return word.endswith("ed") or word in AUXILIARIES or word in BASES or word in PASTS or word in PARTICIPLES


def _past_tag(word: str, kind: str, before: Sequence[str], tags: Sequence[str]) -> str:
    """Return the tag of a participle (after "has" or "was") or of a past tense (after a noun)."""
    helped = any(
        tag.startswith("VB")
        and base
        in {
            "have",
            "has",
            "had",
            "having",
            "be",
            "been",
            "being",
            "is",
            "are",
            "was",
            "were",
            "'s",
            "'ve",
            "'d",
        }
        for base, tag in list(zip(before, tags, strict=True))[-3:]
    )
    if helped and word in PARTICIPLES:
        return "VBN"
    told = bool(tags) and (tags[-1].startswith(NOMINAL) or tags[-1] in {"CC", ",", "RB", ")"})
    return "VBD" if told and word in PASTS else kind


def _mend_start(words: Sequence[str], tags: list[str], first: int) -> None:
    """Tag the imperative of a sentence that begins with the base of a verb and continues with its object."""
    plural = words[first].endswith("s") and not words[first].endswith(("ss", "us", "is"))
    if (tags[first] == "VBZ" or (tags[first] == "JJ" and plural)) and words[first] not in AUXILIARIES:
        tags[first] = "NNS"
    strange = tags[first].startswith("VB") and not base_of(words[first]) and words[first] not in AUXILIARIES
    if strange and words[first + 1 : first + 2] and words[first + 1] in PASTS:
        # "Shakespeare wrote": not a known verb, and a verb follows it.
        tags[first : first + 2] = "NNP", "VBD"
    if strange and tags[first + 1 : first + 2] == ["IN"]:
        # "Deep under our feet": not a known verb.
        tags[first] = "RB"
    if tags[first] == "RB" and tags[first + 1 : first + 2] == ["VBZ"]:
        tags[first] = "NNP"
    listed = [base_of(word) == word and word not in AUXILIARIES for word in words[first : first + 3 : 2]]
    if words[first + 1 : first + 2] == [","] and listed == [True, True]:
        tags[first] = tags[first + 2] = "VB"
    after = tags[first + 1] if first + 1 < len(words) else ""
    if not after or base_of(words[first]) != words[first] or tags[first].startswith("VB"):
        return
    has_verb = any(tag in {"VBD", "VBZ", "MD"} for tag in tags[first + 1 : first + 5])
    ends = next(
        (at for at, word in enumerate(words) if at > first and word in {"that", "which", ","}), len(words)
    )
    is_named = not base_of(words[first + 1]) or words[first + 2 : first + 3] in (["that"], ["which"])
    has_any = any(tag in {"VBD", "VBZ", "VBP", "MD"} for tag in tags[first:ends])
    if (tags[first], after) == ("NN", "NNS") and is_named and not has_any:
        # "Wear shoes that fit."
        tags[first] = "VB"
        return
    goes_on = (
        after in {"DT", "PRP$", "PRP", "CD", "IN", "RP", "RB", "TO"}
        and words[first + 1] != "of"
        and words[first] not in words[first + 2 : first + 3]
    )
    bare = (
        tags[first] in {"NNP", "UH", "SYM", "FW"} or (tags[first] == "NN" and words[first] in _HANDLING)
    ) and after.startswith(("NN", "JJ"))
    if (goes_on or bare or words[first + 1] in {"today", "tomorrow"}) and not has_verb:
        tags[first] = "VB"
