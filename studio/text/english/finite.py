"""Finite verbs of clauses in which the tagger saw none, found by the grammar of a clause."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio.text.english.people import is_being
from studio.text.english.verbs import base_of, is_past
from studio.text.words.vocabulary import singular

# Prepositions that are never verbs, although the tagger takes them for such.
NO_VERBS = frozenset(
    "below above beneath beside behind under over along across near past towards till until".split()
)
_SUBORDINATORS = frozenset(
    "because while when if that before after until where as although though since whenever once than till so".split()
)
# Tags that may stand before a finite verb, and tags that a finite verb may wrongly get.
NOMINAL = ("NN", "PRP", "WDT", "WP", "EX")
_MISTAKEN = frozenset("NN NNS JJ RB IN VBG NNP VBN VB RP".split())
# Verbs whose object may be followed by the base of another verb.
_LETTING = frozenset(["let", "make", "help"])
_SEEING = frozenset(["watch", "see", "hear", "notice"])
# Verbs whose past is the same as their base.
_SAME_PAST = frozenset("cut hit put set shut split spread burst".split())
_GOES_ON = frozenset(["DT", "PRP$", "IN", "RB", "RP", "TO", "PRP", "CD"])


def clauses(words: Sequence[str], tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each part of a sentence, cut where another clause may begin."""
    start = 0
    for index, (word, kind) in enumerate(zip(words, tags, strict=True)):
        if (
            kind in {",", ":", ".", "CC", "WRB", "WDT", "WP"}
            or not word[0].isalnum()
            or word in _SUBORDINATORS
        ):
            if index > start:
                yield start, index
            start = index + 1
    if start < len(words):
        yield start, len(words)


def _rare_verb(words: Sequence[str], tags: Sequence[str], start: int, end: int) -> int:
    """Return where the verb of a plural is that is tagged as a noun: "astronauts train", "old ships rust"; -1 if nowhere."""
    if tags[start : start + 2] == ["NNS", "NN"]:
        return start + 1 if end - start > 2 and _is_plain_verb(words, tags, start + 1) else -1
    described = tags[start] in {"JJ", "JJR"} and tags[start + 1 : start + 3] == ["NNS", "NN"]
    told = any(_is_finite(tags, index) for index in range(start, end))
    return (
        start + 2
        if described and end - start > 3 and not told and _is_plain_verb(words, tags, start + 2)
        else -1
    )


def mend_clause(words: Sequence[str], tags: list[str], start: int, end: int) -> None:
    """Tag the verb of a clause in which the model saw none."""
    if (at := _rare_verb(words, tags, start, end)) >= 0:
        tags[at] = "VBP"
        return
    curls = tags[start + 1 : start + 2] == ["NNS"] and base_of(words[start + 1])
    if (
        curls
        and start
        and tags[start - 1] == "CC"
        and tags[start] in {"VB", "JJ"}
        and {"VBZ", "VBD"} & set(tags[:start])
    ):
        # "Snow covers the roofs and smoke curls from the chimneys."
        tags[start : start + 2] = "NN", "VBZ"
    if any(_is_finite(tags, index) for index in range(start, end)):
        return
    joined = start > 0 and tags[start - 1] in {"CC", "WDT", "WP"}
    bare = start > 0 and base_of(words[start]) == words[start] and words[start] not in NO_VERBS
    describes = tags[start] == "JJ" and tags[start + 1 : start + 2] in (["NN"], ["VBG"], ["NNS"])
    if bare and not describes and (tags[start] == "IN" or (joined and tags[start] in {"RB", "JJ"})):
        tags[start] = "VB" if joined else "VBD"
        return
    before, within_of = ("PRP" if joined else ""), False
    for index in range(start, end):
        if tags[index] in _MISTAKEN and (found := _finite(words, tags, index, before, end)):
            tags[index] = found
            if index > start and tags[index - 1] == "JJ":
                tags[index - 1] = "NN"
            return
        # "Where plates of the crust meet": the subject is the plates.
        within_of = words[index] == "of" or (
            within_of and tags[index] in {"DT", "PRP$", "JJ", "NN", "NNS", "NNP", "CD"}
        )
        if tags[index] != "RB" and not within_of:
            before = tags[index]


def mend_object(words: Sequence[str], tags: list[str]) -> None:
    """Tag the base of a verb after an object: "let the dough rise", "watched the children play"."""
    verb = ""
    for index, word in enumerate(words):
        before = tags[index - 1] if index else ""
        let, seen = verb in _LETTING, verb in _SEEING and (before == "NNS" or is_being(words[index - 1]))
        if tags[index].startswith("VB"):
            verb = base_of(word)
        ends = index + 1 == len(words) or tags[index + 1] in {".", ",", "CC", "IN", "RB", "RP", "TO"}
        if (
            (let or seen)
            and ends
            and tags[index] in {"NN", "JJ", "RB"}
            and base_of(word) == word
            and before in {"NN", "NNS", "JJ"}
        ):
            tags[index - 1 : index + 1] = before.replace("JJ", "NN"), "VB"


def _is_plain_verb(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    """Return whether a base verb with more after it follows a plural: "astronauts train under water"."""
    return base_of(words[index]) == words[index] and tags[index + 1] in {"IN", "DT", "PRP$", "TO"}


def _is_finite(tags: Sequence[str], index: int) -> bool:
    kind = tags[index]
    return kind in {"VBD", "VBZ", "VBP", "MD"} or (kind == "VB" and (not index or tags[index - 1] != "TO"))


def _finite(words: Sequence[str], tags: Sequence[str], index: int, before: str, end: int) -> str:
    """Return the finite tag that a word may have after a subject of that kind; "" if none."""
    word, base = words[index], base_of(words[index])
    if not before.startswith(NOMINAL) or before == "PRP$":
        return ""
    after = tags[index + 1] if index + 1 < end else ""
    if word != base and is_being(singular(word)) and after.startswith(("VB", "JJ", "NN")):
        # "Police dogs finding a child": no verb, although "dog" can be one.
        return ""
    goes_on = after in _GOES_ON or after.startswith(("NN", "JJ"))
    if before == "PRP" and after == "NNS" and base_of(words[index + 1]):
        # "And smoke curls from the chimneys": the verb is the next word.
        return ""
    if word != base and after == "NN" and base_of(words[index + 1]) == words[index + 1]:
        # "Rain drops drip".
        return ""
    if word in _SAME_PAST and after in {"IN", "DT", "PRP$"}:
        return "VBD"
    if before == "PRP" and not goes_on:
        # Only what follows shows that "and hunts at night" continues with a verb.
        return ""
    if is_past(word) or (word.endswith("ed") and tags[index] == "VBN"):
        return "VBD"
    third = word != base
    if not base or (before in {"NN", "NNP"} and not third) or (before in {"NNS", "NNPS"} and third):
        return ""
    return "VBZ" if third else "VBP"
