"""The things and people that a prompt names, and how much each matters to its picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studio.painter.read.clause import PromptClause
from studio.painter.read.concepts import read_concepts
from studio.painter.read.evidence import surely_seen
from studio.painter.read.mention import Mention
from studio.painter.read.words.roles import JOINTS, LOOKS, WHERE
from studio.text.english.tagger import Tagged, tag
from studio.text.english.verbs import base_of
from studio.text.senses.idioms import without_idioms
from studio.text.words.lexicon import is_word
from studio.text.words.vocabulary import STOP_WORDS

# A part of a prompt of at most this many words, such as "muted teal and amber palette", may be about its
# look.
LONGEST_LOOK = 6
# "Da" of "Leonardo da Vinci" does not make a prompt Portuguese.
NAME_PARTS = re.compile(r"\b(?:da|de|del|di|du|la|le|van|von) (?=[A-Z])")
# Words of so few letters are found in many languages.
_SHORT = 3
# The first of two names: the tagger takes the capital of a first word for that of the sentence.
FULL_NAMES = re.compile(r"(?:^|[,;.] )([A-Z][a-z]+) (?=[A-Z][a-z]+\b)")
# Each further clause counts less.
FADE, FAINTEST = 0.86, 0.6


def find_mentions(prompt: str) -> list[Mention]:
    """Return the things named by an English prompt that the art can show, in order, each drawing once."""
    found: dict[str, Mention] = {}
    prompt = without_idioms(prompt)
    words = frozenset(re.findall(r"\w\w+", NAME_PARTS.sub(" ", prompt).lower()))
    if _is_foreign(prompt, words):
        return []
    # A man who is also an astronaut, or is said to run, stays so in later mentions.
    known_as: dict[str, str] = {}
    # "The voice opening doors, doors closing": what one clause only speaks of no other one shows.
    doubted: set[str] = set()
    for number, part in enumerate(_parts(tag(prompt, frozenset(FULL_NAMES.findall(prompt))))):
        if is_look([word.lower() for word, _ in part]):
            continue
        clause = PromptClause(part, max(FADE**number, FAINTEST), known_as, words)
        met = clause.read()
        seen = surely_seen(met, clause.told)
        doubted |= {
            one.drawing for one in met if one not in seen and one.stature.kind not in {"person", "animal"}
        }
        for mention in seen:
            alone = number > 0 and len(part) == len(mention.word.split())
            known = found.get(mention.drawing, replace(mention, is_alone=alone))
            surest = max(known, mention, key=lambda one: one.weight)
            surest = replace(surest, act=surest.act or known.act or mention.act)
            found[mention.drawing] = replace(
                surest,
                is_alone=alone and known.is_alone,
                is_aloft=mention.is_aloft or known.is_aloft,
                count=max(known.count, mention.count),
            )
    return [one for one in found.values() if one.drawing not in doubted]


def is_look(words: Sequence[str]) -> bool:
    """Return whether a part of a prompt, in lower case, only says how the picture looks.

    "Calm mood" and "soft light in the sky" do; an owl "over the field" or "in the sky" is somewhere.
    """
    if words in (["field"], ["sky"]):
        return False
    if not words or len(words) > LONGEST_LOOK or words[-1] not in LOOKS:
        return False
    lights = {"light", "glow", "haze", "clouds"}
    return not (WHERE & set(words[:-1])) or bool(lights & set(words[:-1]))


def _is_foreign(prompt: str, words: frozenset[str]) -> bool:
    """Return whether a prompt is in another language, in which words such as "Gift" mean something else.

    Its function words decide; without any, many capitals do, if no word such as "painting" is there.
    """
    # "Man" is a function word in German and "car" in French: words that have a drawing in English prove
    # nothing.
    telling = frozenset(word for word in words if word not in read_concepts() and not base_of(word))
    counts = {language: len(telling & small) for language, small in STOP_WORDS.items()}
    if any(counts.values()):
        return max(counts.values()) > counts["en"]
    plain = [word for word in telling if len(word) > _SHORT]
    if len(plain) > 1 and 2 * sum(map(is_word, plain)) < len(plain):
        return True
    capitals = [word[:1].isupper() for word in re.findall(r"\w+", prompt)]
    acts = any(word.endswith("ing") for word in words)
    return not acts and len(capitals) > 2 and sum(capitals) > 0.6 * len(capitals)


def _parts(tagged: Sequence[Tagged]) -> Iterator[list[Tagged]]:
    """Yield the parts between punctuation marks (not those within a word) and words that begin a clause."""
    part: list[Tagged] = []
    for at, pair in enumerate(tagged):
        word = pair[0].lower()
        # "As brave as a lion" is one clause.
        after = [kind for _, kind in tagged[at + 1 : at + 2]]
        likens = word == "as" and ("as" in [before for before, _ in part[-3:]] or after == ["JJ"])
        if (word in JOINTS and not likens) or (not word[0].isalnum() and word not in {"'s", "n't", "'", "-"}):
            if part:
                yield part
            part = []
        elif word != "'":
            part.append(pair)
    if part:
        yield part
