"""What a tagger gets wrong about rare verbs and first words, mended by tables and by what a clause must have."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.providers.embedded.text.verbs import BASES, PARTICIPLES, PASTS, base_of, is_past

AUXILIARIES = frozenset(
    "have has had having be been being is are was were am do does did done 's 've 'd 're 'm".split()
)
_SUBORDINATORS = frozenset(
    "because while when if that before after until where as although though since whenever once than till so".split()
)
# Tags that may stand before a finite verb, and those that it is mistaken for.
_NOMINAL = ("NN", "PRP", "WDT", "WP", "EX")
_MISTAKEN = frozenset("NN NNS JJ RB IN VBG NNP VBN VB RP".split())
# Nouns that the model takes for adjectives, and verbs whose past is their base.
_STUFFS = frozenset("sugar plastic cinnamon gold silver salt oil cream cotton leather metal".split())
_SAME_PAST = frozenset("cut hit put set shut split spread burst".split())
_GOES_ON = frozenset(["DT", "PRP$", "IN", "RB", "RP", "TO", "PRP", "CD"])
# Words that end like a verb in -ing, and prepositions, that are never the verbs they are taken for.
_NO_GERUNDS = frozenset(
    "ring king wing string spring morning evening ceiling thing sling sting swing bring sing cling".split()
)
_NO_VERBS = frozenset(
    "below above beneath beside behind under over along across near past towards till until".split()
)


def correct(words: Sequence[str], tags: list[str], written: Sequence[str], first: int) -> None:
    """Mend the tags of a sentence: lower-case words, the same as they are written, and the index of the first."""
    _mend_words(words, tags, written)
    _mend_start(words, tags, first)
    for start, end in _clauses(words, tags):
        _mend_clause(words, tags, start, end)


def _mend_words(words: Sequence[str], tags: list[str], written: Sequence[str]) -> None:
    """Mend what can be told from a word and its neighbours."""
    for index, word in enumerate(words):
        if tags[index] in {"NNP", "NNPS"} and written[index][0].islower():
            tags[index] = "NNS" if tags[index] == "NNPS" else "NN"
        tags[index] = _mend_verb(words, tags, index)
        tags[index] = _mend_noun(words, tags, index)
        before = words[index - 1] if index else ""
        low = tags[index] in {"VBP", "VB"} and not base_of(word) and word not in AUXILIARIES
        if low and index and tags[index - 1] == "NNS" and base_of(before):
            # "The mist hangs low": the verb is the word before.
            tags[index - 1 : index + 1] = "VBZ", "RB"


def _mend_verb(words: Sequence[str], tags: Sequence[str], index: int) -> str:
    """Give the tag of a word that is mistaken for a verb, or of a verb that is mistaken for something else."""
    word, kind = words[index], tags[index]
    before = tags[index - 1] if index else "."
    if (kind == "VBG" and word in _NO_GERUNDS) or (kind in {"VBN", "VBD"} and not _may_be_past(word)):
        return "NN"
    if kind.startswith("VB") and word in _NO_VERBS:
        return "IN"
    if kind == "JJ" and word == "born":
        return "VBN"
    if before in {"TO", "MD"} and kind in {"NN", "JJ", "NNS"} and base_of(word) == word:
        return "VB"
    told = kind in {"VB", "VBP", "NN", "VBN", "JJ", "RB", "IN"} and is_past(word)
    if told and before not in {"DT", "PRP$", "POS", "JJ", "IN"}:
        return _past_tag(word, kind, words[:index], tags[:index])
    return kind


def _mend_noun(words: Sequence[str], tags: Sequence[str], index: int) -> str:
    """Give the tag of a noun, or of what describes one, where an article shows it."""
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
    if determined and kind == "RB" and after in {"VBD", "VBN", "VBZ"}:
        return "NN"
    ends = after in {"IN", ".", ",", "TO", "MD", "VBD", "VBZ", "VBP"} or (
        after == "CC" and tags[index + 2 : index + 3] != ["JJ"]
    )
    alone = before in {"DT", "PRP$", "IN"} or before.startswith("VB")
    if kind == "JJ" and ends and ((word in _STUFFS and alone) or (determined and before != "JJ")):
        return "NN"
    return kind


def _may_be_past(word: str) -> bool:
    return word.endswith("ed") or word in AUXILIARIES or word in BASES or word in PASTS or word in PARTICIPLES


def _past_tag(word: str, kind: str, before: Sequence[str], tags: Sequence[str]) -> str:
    """Tell a past from a participle: after "has" or "was" it is one; after a noun it tells what happened."""
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
    told = bool(tags) and (tags[-1].startswith(_NOMINAL) or tags[-1] in {"CC", ",", "RB", ")"})
    return "VBD" if told and word in PASTS else kind


def _mend_start(words: Sequence[str], tags: list[str], first: int) -> None:
    """See an order in a sentence that begins with the base of a verb and goes on with what shall be done to what."""
    plural = words[first].endswith("s") and not words[first].endswith(("ss", "us", "is"))
    if (tags[first] == "VBZ" or (tags[first] == "JJ" and plural)) and words[first] not in AUXILIARIES:
        tags[first] = "NNS"
    if tags[first] == "RB" and tags[first + 1 : first + 2] == ["VBZ"]:
        tags[first] = "NNP"
    listed = [base_of(word) == word and word not in AUXILIARIES for word in words[first : first + 3 : 2]]
    if words[first + 1 : first + 2] == [","] and listed == [True, True]:
        tags[first] = tags[first + 2] = "VB"
    after = tags[first + 1] if first + 1 < len(words) else ""
    if not after or base_of(words[first]) != words[first] or tags[first].startswith("VB"):
        return
    has_verb = any(tag in {"VBD", "VBZ", "MD"} for tag in tags[first + 1 : first + 5])
    goes_on = after in {"DT", "PRP$", "PRP", "CD", "IN", "RP", "RB", "TO"} and words[first + 1] != "of"
    bare = tags[first] in {"NNP", "UH", "SYM", "FW"} and after.startswith(("NN", "JJ"))
    if (goes_on or bare or words[first + 1] in {"today", "tomorrow"}) and not has_verb:
        tags[first] = "VB"


def _clauses(words: Sequence[str], tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Cut a sentence where another clause may begin."""
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


def _mend_clause(words: Sequence[str], tags: list[str], start: int, end: int) -> None:
    """Find the verb of a clause in which the model saw none."""
    if (
        end - start > 2
        and tags[start : start + 2] == ["NNS", "NN"]
        and _is_plain_verb(words, tags, start + 1)
    ):
        tags[start + 1] = "VBP"
        return
    if any(_is_finite(tags, index) for index in range(start, end)):
        return
    joined = start > 0 and tags[start - 1] in {"CC", "WDT", "WP"}
    bare = start > 0 and base_of(words[start]) == words[start] and words[start] not in _NO_VERBS
    if bare and (tags[start] == "IN" or (joined and tags[start] in {"RB", "JJ"})):
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
            within_of and tags[index] in {"DT", "PRP$", "JJ", "NN", "NNS", "CD"}
        )
        if tags[index] != "RB" and not within_of:
            before = tags[index]


def _is_plain_verb(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    """Tell whether the word behind a plural is the base of a verb with more behind it: "astronauts train under water"."""
    return base_of(words[index]) == words[index] and tags[index + 1] in {"IN", "DT", "PRP$", "TO"}


def _is_finite(tags: Sequence[str], index: int) -> bool:
    kind = tags[index]
    return kind in {"VBD", "VBZ", "VBP", "MD"} or (kind == "VB" and (not index or tags[index - 1] != "TO"))


def _finite(words: Sequence[str], tags: Sequence[str], index: int, before: str, end: int) -> str:
    """Give the tag of a finite verb that a word may be behind a subject of that kind; "" where it may be none."""
    word, base = words[index], base_of(words[index])
    if not before.startswith(_NOMINAL):
        return ""
    after = tags[index + 1] if index + 1 < end else ""
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
        # Only what follows shows that "and hunts at night" goes on with a verb.
        return ""
    if is_past(word) or (word.endswith("ed") and tags[index] == "VBN"):
        return "VBD"
    third = word != base
    if not base or (before in {"NN", "NNP"} and not third) or (before in {"NNS", "NNPS"} and third):
        return ""
    return "VBZ" if third else "VBP"
