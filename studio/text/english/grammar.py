"""The elements of an English passage: things, acts, and the small words that link them."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studio.text.english.people import is_animate
from studio.text.english.tagger import Tagged
from studio.text.english.things import LINKS, PALE, Element, end_of_thing, read_thing
from studio.text.english.verbs import STILL_VERBS, base_of, ing_form
from studio.text.words.cues import TIME_WORDS
from studio.text.words.lexicon import is_word

_SAYING = frozenset(
    "asked cried replied answered whispered shouted called warned laughed exclaimed thought added".split()
)
_DECADES = frozenset("twenties thirties forties fifties sixties seventies eighties nineties".split())
# What only asks the reader to think or to answer.
_ADDRESSING = frozenset(
    "meet discover introduce present tell imagine consider note check subscribe click think ask guess share forget picture suppose compare choose enjoy see find discover learn trust say "
    "follow stop wait keep stay save say try take make do".split()
) - frozenset("take make keep follow save find stop wait see".split())
# What follows these is what is done: "spends his mornings repairing radios", "refused to cross".
_SPENDING = frozenset(
    "spend spends spent spending refuse refuses refused refusing avoid avoids avoided stop fail fails failed seem seems seemed".split()
)
_LINKS_OF_THREE = {("in", "front", "of"), ("on", "top", "of")}
# What follows these cannot be seen: it is not there.
_UNSEEN = frozenset("like as than without except unlike despite instead during since until till per".split())
_DISTANT = frozenset("far away apart miles kilometres kilometers hours minutes distant different".split())
# Verb forms that are prepositions: "according to legend".
_AS_PREPOSITIONS = frozenset(["according", "regarding", "concerning"])
# Where what is told of is, if not here: "a school is just around the corner".
_CLOSE = frozenset(
    f"{way} the {street}"
    for way in ("around", "round", "down", "up")
    for street in ("corner", "road", "street")
) | {"within walking distance", "within easy reach"}
_DENIALS = frozenset("not n't never no cannot".split())
_BE = frozenset("be is are was were been being am 's 're 'm".split())
_HAVE = frozenset("have has had having 've 'd".split())
_DO = frozenset(["do", "does", "did"])
_PRONOUNS = frozenset(["he", "she", "they", "we", "i", "it", "you"])
_OBJECTS = {"him": "he", "her": "she", "them": "they", "me": "i", "us": "we"}


def things(tagged: Sequence[Tagged]) -> list[str]:
    """Return the things named, of at most three words each: "old lighthouse keeper"."""
    return [element.text for element in elements(tagged) if element.kind == "thing"]


def elements(tagged: Sequence[Tagged]) -> list[Element]:
    """Return the elements of a passage."""
    found: list[Element] = []
    index = 0
    while index < len(tagged):
        end = _end(tagged, index)
        words = tuple(word.lower() for word, _ in tagged[index : index + 3])
        if len(words) == 3 and words[0] == words[2] and tagged[index + 1][1] == "IN" and words[0].isalpha():
            # "Step by step", "day after day".
            end = index + 3
        elif words in _LINKS_OF_THREE:
            found.append(Element("link", " ".join(words)))
            end = index + 3
        elif end > index and index and _is_none(tagged, index):
            # "The homes had no power", "not a single ship".
            found.append(Element("nothing", tagged[end - 1][0].lower()))
        elif (after := _after_unseen(tagged, index)) > index or (
            after := _after_relative(tagged, index)
        ) > index:
            end = after
        elif end > index and _is_figure(tagged, end):
            found.append(Element("nothing", "key"))
        elif name := _named_by_kind(tagged, index):
            end, found = name[0], [*found, name[1]]
        elif end > index:
            article, owner = _article_before(tagged, index)
            found += [replace(one, owner=owner, article=article) for one in read_thing(tagged, index, end)]
        else:
            found += _single(tagged, index)
        index = max(end, index + 1)
    return found


def _is_none(tagged: Sequence[Tagged], index: int) -> bool:
    """Return whether there is none of the thing that begins here: "no power", "not a single ship"."""
    before = [word.lower() for word, _ in tagged[max(0, index - 3) : index]]
    begins = index <= len(before) or tagged[max(0, index - len(before) - 1)][1] in {".", ",", ":"}
    return before[-1] in {"no", "neither", "nor"} or (
        begins and before[0] in {"not", "hardly"} and before[-1] in {"a", "an", "one", "any", "even"}
    )


def _after_unseen(tagged: Sequence[Tagged], index: int) -> int:
    """Return where words end that begin here and show nothing: "nine out of" ten people, "than I had seen"; else `index`."""
    words = [word.lower() for word, _ in tagged[index : index + 3]]
    if words[1:] == ["out", "of"] and tagged[index][1] == "CD":
        return index + 3
    if words[:1] != ["than"]:
        return index
    return next((at for at in range(index, len(tagged)) if tagged[at][1] in {".", ",", ":"}), len(tagged))


def _is_figure(tagged: Sequence[Tagged], end: int) -> bool:
    """Return whether a thing that ends here is a figure of speech: the key to success opens no door."""
    return tagged[end - 1][0].lower() == "key" and end < len(tagged) and tagged[end][0] in {"to", "for"}


def _article_before(tagged: Sequence[Tagged], index: int) -> tuple[str, str]:
    """Return the word before a thing that says which one, and the same again if it names an owner."""
    before, kind = tagged[index - 1] if index else ("", ".")
    if tagged[index][0].lower() == "one":
        return "one", ""
    article = before.lower() if kind in {"DT", "PRP$"} else ""
    return article, article if kind == "PRP$" else ""


def _after_relative(tagged: Sequence[Tagged], index: int) -> int:
    """Return where a clause without "that" ends, which begins here: "the people you admire kept going"; else `index`."""
    follows = (
        index and tagged[index - 1][1].startswith("NN") and tagged[index][0].lower() in _PRONOUNS - {"it"}
    )
    verbs: list[int] = []
    for at in range(index + 1, min(index + 7, len(tagged))) if follows else ():
        kind = tagged[at][1]
        if kind in {".", ",", ":", "CC", "WRB"} or tagged[at][0].lower() in {
            "that",
            "when",
            "while",
            "because",
        }:
            break
        if kind in {"VBD", "VBZ", "VBP", "MD"}:
            verbs.append(at)
    # A verb with its auxiliary is one.
    return verbs[1] if len(verbs) > 1 and (verbs[1] > verbs[0] + 1 or tagged[verbs[0]][1] != "MD") else index


def _end(tagged: Sequence[Tagged], index: int) -> int:
    """Return where the thing that begins here ends; a time ends before the subject: "in the evening fishermen carry"."""
    end = end_of_thing(tagged, index)
    acts = tagged[end : end + 1] and tagged[end][1] in {"VBD", "VBP", "VBZ", "MD"}
    for at in range(index, end - 1):
        if (
            acts
            and tagged[at][0].lower() in TIME_WORDS | _DECADES
            and (at > index or (index and tagged[index - 1][1] in {"DT", "IN"}))
        ):
            return at + 1
    return end


def _named_by_kind(tagged: Sequence[Tagged], index: int) -> tuple[int, Element] | None:
    """Read "Leo the lion" as the lion Leo; return where it ends, and the thing."""
    kinds, words = (
        [kind for _, kind in tagged[index : index + 2]],
        [word for word, _ in tagged[index : index + 2]],
    )
    if kinds != ["NNP", "DT"] or words[1].lower() != "the":
        return None
    end = end_of_thing(tagged, index + 2)
    if end == index + 2 or not is_animate(tagged[end - 1][0]) or tagged[end - 1][1] != "NN":
        return None
    thing = read_thing(tagged, index + 2, end)[0]
    return (end, replace(thing, text=f"{thing.text} {words[0]}")) if thing.kind == "thing" else None


def _single(tagged: Sequence[Tagged], index: int) -> list[Element]:
    word, kind = tagged[index][0].lower(), tagged[index][1]
    before = tagged[index - 1] if index else ("", ".")
    if kind.startswith("PRP") and kind != "PRP$":
        if word in _PRONOUNS and (word != "it" or before[1] not in {"IN", "TO"}):
            return [Element("pronoun", word)]
        return [Element("object", _OBJECTS[word])] if word in _OBJECTS else [Element("nothing")]
    if kind.startswith("VB"):
        return _verb(tagged, index)
    if kind in {"WDT", "WP", "WP$"}:
        return _question(tagged, index)
    if (word, kind) == ("up", "RB") and [other for other, _ in tagged[index + 1 : index + 3]][:1] == ["to"]:
        return []
    if word in {"and", "&"} or word == ",":
        return [Element("and" if word != "," else "comma")]
    if word == "like" and before[0].lower() in {"looks", "look", "looked"}:
        return []
    if word == "over" and before[0].lower() in _BE:
        # "The storm was over": it cannot be seen.
        return [Element("denied")]
    if _is_away(tagged, index):
        # "The school is a ten minute walk away": it is not here.
        return [Element("denied")]
    if kind == "RP" or (kind == "RB" and word in {"up", "down", "out", "off", "away", "back"}):
        return [Element("particle", word)]
    if kind == "MD":
        return [Element("may", word)]
    if (word, [kind for _, kind in tagged[index + 1 : index + 2]]) == ("to", ["CD"]):
        return []
    if kind in {"IN", "TO"} or word in _UNSEEN or (kind == "JJ" and word in LINKS):
        return _preposition(tagged, index)
    if kind == "CD" or (kind == "DT" and word in {"this", "that", "these", "those", "all", "both"}):
        return [Element("nothing")]
    if kind.startswith("JJ"):
        denied = {other.lower() for other, _ in tagged[max(0, index - 2) : index]} & _DENIALS
        return [] if kind != "JJ" or denied or word in PALE else [Element("quality", word)]
    if kind in {"CC", "WRB", ".", ":", "-LRB-", "-RRB-"} or not word[:1].isalnum():
        return [] if word in "\"'“”‘" else [Element("break")]
    return []


def _question(tagged: Sequence[Tagged], index: int) -> list[Element]:
    word, after = tagged[index][0].lower(), [other.lower() for other, _ in tagged[index + 1 : index + 2]]
    if word == "what" and set(after) & _DO:
        # "What do penguins eat?": penguins are seen.
        return []
    return [Element("denied" if word.startswith("what") else "which", word)]


def _is_away(tagged: Sequence[Tagged], index: int) -> bool:
    """Return whether it is said here where something is, if not here: "a ten minute walk away", "around the corner"."""
    word, kind = tagged[index][0].lower(), tagged[index][1]
    nearby = " ".join(other.lower() for other, _ in tagged[index : index + 3]) in _CLOSE
    away = word in {"away", "nearby"} and kind in {"RB", "JJ"}
    return (nearby or away) and _is_said_to_be(tagged, index)


def _is_said_to_be(tagged: Sequence[Tagged], index: int) -> bool:
    """Return whether the only verb before a word in its clause is a form of "be"."""
    verbs = [
        word.lower()
        for word, kind in _within_clause(tagged[max(0, index - 7) : index])
        if kind.startswith("VB")
    ]
    return bool(verbs) and set(verbs) <= _BE


def _preposition(tagged: Sequence[Tagged], index: int) -> list[Element]:
    word = tagged[index][0].lower()
    after = [kind for _, kind in tagged[index + 1 : index + 2]]
    if word == "to" and after and after[0].startswith("VB"):
        return [Element("aim")]
    if word == "from" and index and tagged[index - 1][0].lower() in _DISTANT:
        # "Far from the sea."
        return [Element("unseen")]
    if word in {"without", "unlike", "despite", "except", "per", "during"}:
        return [Element("unseen")]
    if word in _UNSEEN or word in {"before", "after"}:
        return [Element("break") if _begins_clause(tagged, index + 1) else Element("unseen")]
    return [Element("link", word)] if word in LINKS else [Element("break")]


def _begins_clause(tagged: Sequence[Tagged], start: int) -> bool:
    """Return whether a subject and its verb follow: "before the light went out", but not "before midnight"."""
    noun = start + (start < len(tagged) and tagged[start][1] in {"DT", "PRP$"})
    end = end_of_thing(tagged, noun)
    if end > noun and end < len(tagged) and tagged[end][1] in {"DT", "PRP$", "PRP"}:
        # "After the rain the children splash".
        return False
    for word, kind in tagged[start : start + 7]:
        if kind.startswith(("VBD", "VBZ", "VBP", "MD")):
            return True
        if kind in {",", "CC", "TO"} or (kind == "IN" and word != "of") or not word[0].isalnum():
            return False
    return False


def _verb(tagged: Sequence[Tagged], index: int) -> list[Element]:
    word = tagged[index][0].lower()
    past = _within_clause(tagged[max(0, index - 3) : index])
    denied = any(other.lower() in _DENIALS for other, _ in past)
    after = [
        tag for other, tag in tagged[index + 1 : index + 4] if tag != "RB" and other.lower() not in _DENIALS
    ]
    if word in _BE:
        return [Element("be")]
    if word in _AS_PREPOSITIONS:
        return [Element("unseen")]
    if word in _HAVE:
        return [] if after[:1] == ["VBN"] else [Element("have")]
    if word in _DO and (
        # "We do see", "how does a butterfly come", "they do not".
        "VB" in after or any(o.lower() in _DENIALS for o, _ in tagged[index + 1 : index + 2])
    ):
        return []
    if word in {"named", "called"}:
        return [Element("alias")]
    if denied:
        told = any(kind[:2] in {"NN", "PR"} for _, kind in past)
        return [Element("denied", "order" if tagged[index][1] == "VB" and not told else "")]
    return _finite_verb(tagged, index, past, after)


def _finite_verb(
    tagged: Sequence[Tagged], index: int, past: Sequence[Tagged], after: Sequence[str]
) -> list[Element]:
    """Return a main verb, neither auxiliary nor negated; `past` is what precedes it in its clause."""
    word, kind = tagged[index][0].lower(), tagged[index][1]
    helped = [other.lower() for other, tag in past if tag.startswith("VB") or tag == "MD"]
    quoted = not past and (
        not index or tagged[index - 1][0] in {"”", '"', "'", "’"} or tagged[index - 1][1] in {"''", "``"}
    )
    if word in _SAYING and quoted and kind == "VBD":
        return [Element("still", "said")]
    if word in {"looks", "look", "looked"} and [other for other, _ in tagged[index + 1 : index + 2]] == [
        "like"
    ]:
        return [Element("be")]
    if word in {"stop", "stops", "stopped"} and not (after and after[0] in {"IN", "VBG"}):
        # "The rain had stopped": it cannot be seen.
        return [Element("denied")]
    order = kind == "VB" and "to" not in [other.lower() for other, _ in past[-2:]] and not helped
    if word == "used" and after[:1] and (after[0][:2] in {"DT", "NN", "JJ", "CD"} or after[0] == "PRP$"):
        return [Element("act", "using")]
    keeps = word in {"keep", "keeps", "kept"} and [tag for _, tag in tagged[index + 1 : index + 2]] == ["VBG"]
    if keeps or word in STILL_VERBS | _SPENDING or not word.isalpha() or (order and word in _ADDRESSING):
        return [Element("still", "order" if order else word)]
    if kind == "VBN" and not set(helped) & (_BE | _HAVE):
        return [Element("made", word)]
    if kind == "VBN" and set(helped) & _BE and not set(helped) & _HAVE:
        return [Element("act", word)]
    # The verb, not the past of "rend".
    act = "renting" if word == "rent" else ing_form(word, kind)
    if not base_of(word) and not is_word(act):
        # What the tagger took for a verb is none.
        return [Element("still", word)]
    return [Element("order" if order else "act", act, bare=kind == "VBG" or base_of(word) == word)]


def _within_clause(tagged: Sequence[Tagged]) -> Sequence[Tagged]:
    ends = [
        at
        for at, (word, kind) in enumerate(tagged)
        if kind in {".", ",", ":", "CC"} or (not word[0].isalnum() and word[0] != "'")
    ]
    return tagged[ends[-1] + 1 :] if ends else tagged
