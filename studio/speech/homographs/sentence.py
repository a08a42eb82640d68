"""A word among its neighbours: what stands before and behind it, and which kinds of words these are."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SIGNS = frozenset(",:;.!?")
DETERMINERS = frozenset(
    "a an the this these those my your his her its our their some any no every each another either neither both "
    "many few several most whose one two three four five six seven eight nine ten twenty hundred thousand million".split()
)
SUBJECTS = frozenset("i you we they who he she it".split())
OBJECTS = frozenset(
    "me him them us it you myself yourself himself herself itself ourselves themselves".split()
)
MODALS = frozenset(
    "will would can could shall should may might must do does did cannot won't wouldn't can't couldn't shouldn't "
    "mustn't don't doesn't didn't let's please i'll you'll he'll she'll we'll they'll it'll i'd you'd he'd she'd we'd "
    "they'd help helps helped gonna wanna".split()
)
PREPOSITIONS = frozenset(
    "of in on at by for with from into over under about through between during after before since without across "
    "against along around behind beyond near per onto toward towards upon within until until via despite like as than "
    "inside outside above below among".split()
)
BE = frozenset(
    "is are was were be been being am isn't aren't wasn't weren't it's that's he's she's there's i'm you're we're "
    "they're what's who's here's".split()
)
HAVE = frozenset("have has had having haven't hasn't hadn't i've you've we've they've".split())
LINKS = frozenset("and or but nor then".split())
DEGREES = frozenset("more less very so too quite rather fairly how as".split())
# Words with which a verb may take another one: "let her record", "watch them graduate".
_CAUSES = frozenset(
    "let lets make makes made help helps helped watch watched see saw hear heard have had".split()
)
# Adverbs that stand between a word and what decides about it.
_ADVERBS = frozenset(
    "not never also always often still just even ever now soon sometimes seldom simply only again almost both "
    "all either first well".split()
)
_NO_ADVERBS = frozenset(
    "family only early daily weekly monthly friendly lovely supply reply july fly ally likely".split()
)
# Words with an s that are no plurals and may begin a sentence.
_NO_PLURALS = frozenset(
    "as was has does its his perhaps across besides towards yes plus lets makes helps unless".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A word of an utterance: `words` in lower case and signs of pauses, a tag for each, and where the word is.

    The tags are those of the Penn Treebank; `is_name` says that it is written with a capital inside a sentence.
    """

    words: Sequence[str]
    tags: Sequence[str]
    index: int
    is_name: bool = False

    @property
    def word(self) -> str:
        return self.words[self.index]

    @property
    def text(self) -> str:
        """The utterance with _ in the place of the word and a space around each word, for patterns."""
        words = ["_" if index == self.index else word.lower() for index, word in enumerate(self.words)]
        return f" ^ {' '.join(words)} $ "

    def at(self, step: int) -> str:
        """Return the neighbour so many words away; "" beyond the ends."""
        index = self.index + step
        return self.words[index].lower() if 0 <= index < len(self.words) else ""

    def tag(self, step: int) -> str:
        """Return the tag of a neighbour; "" beyond the ends."""
        index = self.index + step
        return self.tags[index] if 0 <= index < len(self.tags) else ""

    @property
    def back(self) -> int:
        """The step to the nearest word before this one that is no adverb."""
        step = -1
        while is_adverb(self.at(step)):
            step -= 1
        return step

    @property
    def is_first(self) -> bool:
        """Whether nothing but an adverb or a sign stands before the word."""
        return self.at(self.back) in SIGNS | {""}

    @property
    def has_ending(self) -> bool:
        """Whether the word has the s of a plural or a third person."""
        return self.word.endswith("s") and not self.word.endswith("ss")

    def is_determined(self) -> bool:
        """Return whether an article or its like opens the group of nouns and adjectives that the word ends."""
        for step in range(-1, -5, -1):
            word = self.at(step)
            if word in DETERMINERS or word.endswith(("'s", "s'")):
                return self.at(step - 1) not in _CAUSES or word != "her"
            if (
                not self.tag(step).startswith(("JJ", "NN", "RB", "VBN", "VBG"))
                or word in SIGNS
                or is_plural(self, step)
            ):
                return False
        return False

    def is_caused(self) -> bool:
        """Return whether somebody is let or made to do what the word says."""
        if self.at(-3) in {"let", "lets", "help", "helps", "helped"} and self.at(-2) in DETERMINERS:
            return True
        return self.at(-2) in _CAUSES and self.at(-1) in OBJECTS | {"her"}


def is_adverb(word: str) -> bool:
    """Return whether a word only qualifies what is said."""
    return word in _ADVERBS or (word.endswith("ly") and word not in _NO_ADVERBS and len(word) > 4)


def is_plural(place: Place, step: int) -> bool:
    """Return whether a neighbour is a noun in the plural."""
    word = place.at(step)
    if word in {"people", "men", "women", "children", "mice", "police"}:
        return True
    if (
        not word.endswith("s")
        or word.endswith(("ss", "us", "is", "'s"))
        or word in _NO_PLURALS
        or is_adverb(word)
    ):
        return False
    # The tagger takes "Bees" at the beginning for a verb.
    return place.tag(step).startswith("NN") or place.at(step - 1) in SIGNS | DETERMINERS | {""}
