"""The title and the keywords of a text."""

# ruff: noqa: RUF001 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from studio.text.english.grammar import things
from studio.text.english.tagger import find_names, tag
from studio.text.english.things import proper_names
from studio.text.storyboard.leads import without_lead
from studio.text.storyboard.titles import title_of
from studio.text.storyboard.tokens import tokenize
from studio.text.words.cues import TIME_WORDS
from studio.text.words.dictionaries import WORD, known_words
from studio.text.words.language import UNSPACED
from studio.text.words.vocabulary import ARTICLES, STOP_WORDS, VAGUE_NOUNS, singular

MOST_KEYWORDS = 10
LONGEST_TITLE = 80
_GOOD_TITLE = 60
_MOST_WORDS = 11
# A first line of at most this many characters that stands apart from the rest is the text's own title.
_HEADING = 60
# A sentence of at most this many words is used as a title unchanged.
_FEW_WORDS = 5
_GREETING = re.compile(
    r"(?:ladies and gentlemen|dear \w+(?: \w+)?|hello|hi|hey|good (?:morning|evening|afternoon|day)|welcome(?: (?:back )?to (?:our|my|the|this) (?:channel|show|programme|program|podcast|blog|site))?)\b[^.!?,\n]{0,30}[.!?,]\s+",
    re.IGNORECASE,
)
# A sentence with more characters than this is cut at a clause.
_LONG_CLAUSE = 46
_TRIMMED = " \t\n,;:.。，、；：!！…-–—\"'“”‘’«»„()[]*_#।؟،"
_INTRODUCTION = re.compile(
    r"(?:au|à|às|vers|im|a|de|por|nel|nella|numa|no|na|in|on|at|after|before|when|while|once|during|if|as|since|for|by|every|one|deep|long|today|just|am|im|an|als|wenn|nach|jeden|jede|"
    r"cuando|cada|al|en|quand|chaque|dans|après|pendant|quando|ogni|nel|em|toen|op|elke|каждый|каждое|в|на)\b[^,.;:]{0,60},\s+",
    re.IGNORECASE,
)
_BREAKS = re.compile(
    r"\s*[;:—–(]\s*|[,،]\s+|\s+(?=(?:and|but|because|which|who|where|when|while|that|so|before|after|until|und|aber|weil|denn|der|die|das|"
    r"et|mais|qui|que|y|pero|ma|che|mas|en|maar|dat|и|но|который|которая|что|और|लेकिन)\s)"
)
# The elided article of French and Italian: l'été, dell'acqua.
_ELIDED = re.compile(r"\b([^\W\d_]{1,5})['’](?=\w)")
# Grammatical particles and signs of Chinese and Japanese: what stands between them is often a word.
_PARTICLES = re.compile(r"[的了在是和也就都而及与着不我你他她它们这那有个一到上下着过把被让从对为以于又很会能要去来说"
                        r"ぁ-んー、。，．！？；：「」『』（）\s\W\d]+")  # fmt: skip


def find_title(text: str, language: str) -> str:
    """Return a title of at most 60 characters: a heading, the first sentence's subject, or its first clause."""
    heading = _heading(text)
    first = heading or _first_sentence(text, language)
    if language == "en" and not heading:
        first = without_lead(first)
    if language in UNSPACED:
        return _capital((first if len(first) <= 24 else re.split(r"[，、；：,;:]", first)[0])[:24]) or "…"
    is_short = len(first.split()) <= _FEW_WORDS or first.endswith("?") or first == heading
    told = title_of(first, text) if language == "en" else ""
    clause = _clause(first, language)
    titles = map(_capital, [first if is_short and _fits(first) else "", told, clause, *text.split()])
    return next((title for title in titles if 0 < len(title) <= _GOOD_TITLE), text.strip()[:_GOOD_TITLE])


def _clause(sentence: str, language: str) -> str:
    """Return the first clause of a sentence that is not an introduction to it."""
    introduction = _INTRODUCTION.match(sentence)
    # "A" introduces a clause where it is a preposition: in French, but not before "a dog, a cat and a mouse".
    leads_in = introduction and not (language == "en" and sentence[:2].lower() == "a ")
    if introduction and leads_in and len(sentence[introduction.end() :].split()) >= 3:
        sentence = sentence[introduction.end() :]
    return sentence if len(sentence) <= _LONG_CLAUSE else _shorten(sentence, language)


def _heading(text: str) -> str:
    """Return a first line that stands apart from what follows; "" if the text begins with its first sentence."""
    first, _, rest = text.strip().partition("\n")
    first = first.strip(" \t#*_")
    apart = rest.startswith("\n") or rest.lstrip().startswith(("-", "*", "•", "1"))
    ended = first[-1:] in ".,;" or not first
    return (
        first.rstrip(":") if apart and not ended and len(first) <= _HEADING and len(first.split()) > 1 else ""
    )


def _first_sentence(text: str, language: str) -> str:
    line = next((line for line in text.splitlines() if any(c.isalnum() for c in line)), text).strip()
    line = _GREETING.sub("", line, count=1) or line
    if spoken := re.match(r"[“\"«„](.{3,60}?)[,.]?[”\"»“]", line):
        line = spoken.group(1)
    sentence = ""
    for token in tokenize(line, language):
        sentence += f" {token.text}" if token.spaced and sentence else token.text
        if token.cut <= 0 and any(c.isalnum() for c in sentence):
            break
    asked = sentence.rstrip(" \"'”’»").endswith(("?", "？"))
    return sentence.strip(_TRIMMED).rstrip("?？") + ("?" if asked else "")


def _fits(words: str) -> bool:
    return len(words) <= _GOOD_TITLE and len(words.split()) <= _MOST_WORDS


def _shorten(sentence: str, language: str) -> str:
    """Cut a sentence at its last clause that fits, else after the last word that may end a title."""
    cuts = [match.start() for match in _BREAKS.finditer(sentence)]
    fitting = [sentence[:cut] for cut in cuts if _fits(sentence[:cut]) and len(sentence[:cut].split()) >= 3]
    if fitting:
        return next((one for one in reversed(fitting) if len(one) <= _LONG_CLAUSE), fitting[0])
    if _fits(sentence):
        return sentence
    words: list[str] = []
    for word in sentence.split():
        if not _fits(" ".join([*words, word])):
            break
        words.append(word)
    small = STOP_WORDS.get(language, STOP_WORDS["en"])
    while len(words) > 2 and words[-1].lower().strip(_TRIMMED) in small:
        words.pop()
    return " ".join(words) or sentence[:_GOOD_TITLE]


def _capital(title: str) -> str:
    while title and not title[-1].isalnum() and title[-1] not in "?%)":
        title = title[:-1]
    title = title.strip(_TRIMMED)
    if title.isupper() and len(title) > 5:
        title = title.capitalize()
    return title[:1].upper() + title[1:]


def keep_title(title: str) -> str:
    """Reduce a given title to one line of at most 80 characters, without cutting a word."""
    line = " ".join(title.split())
    return (
        line
        if len(line) <= LONGEST_TITLE
        else line[: LONGEST_TITLE + 1].rpartition(" ")[0] or line[:LONGEST_TITLE]
    )


def find_keywords(text: str, language: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return at most ten keywords: the `known` ones, then the text's own by frequency and position.

    Names are capitalised, and so are the nouns of German; other words are in lower case.
    """
    if language == "en":
        found = _english(text)
    elif language in UNSPACED:
        found = _unspaced(text, language)
    else:
        found = _foreign(text, language)
    order = {word: place for place, word in enumerate(found)}
    ranked = sorted(found, key=lambda word: (-found[word], order[word]))
    kept = {word.lower(): word for word in reversed([*known, *ranked]) if word}
    return tuple(reversed(kept.values()))[:MOST_KEYWORDS]


def _english(text: str) -> Counter[str]:
    tagged = tag(text, find_names(text))
    names = proper_names(tagged)
    found: Counter[str] = Counter()
    for word, kind in tagged:
        if kind in {"NN", "NNS"}:
            found.update({noun: 2 for noun in [_keyword(word)] if noun})
    for name in names:
        found[name] += 3
    pairs: list[str] = []
    for thing in things(tagged):
        first, _, second = thing.partition(" ")
        if second and thing.islower() and " " not in second and first in found and singular(second) in found:
            pairs.append(f"{first} {singular(second)}")
    for pair, count in Counter(pairs).items():
        _join_pair(found, pair, count)
    _join_names(found, names)
    return found


def _keyword(noun: str) -> str:
    """Return the singular of a noun that is worth a keyword; "" for one that is not."""
    lower = noun.lower()
    word = singular(lower)
    told = not {lower, word} & (VAGUE_NOUNS | TIME_WORDS) and word not in STOP_WORDS["en"]
    return word if len(word) > 2 and told and word.replace("-", "").isalpha() else ""


def _join_names(found: Counter[str], names: Sequence[str]) -> None:
    """Remove "James" if "James Marshall" is found."""
    for name in set(names):
        if any(name != other and name in other.split() for other in names):
            del found[name]


def _join_pair(found: Counter[str], pair: str, count: int) -> None:
    """Replace single words by a pair that always occurs together: carbon dioxide, village school."""
    parts = pair.split()
    if any(found[part] > 2 * count for part in parts if part in found):
        return
    for part in parts:
        found.pop(part, None)
    found[pair] = 2 * count + 1


def _unspaced(text: str, language: str) -> Counter[str]:
    """Count the words that the dictionary has, else short runs between grammatical signs."""
    known = Counter(word for word, english in known_words(text, language) if _keyword(english))
    return known or Counter(run for run in _PARTICLES.split(text) if 2 <= len(run) <= 4)


def _foreign(text: str, language: str) -> Counter[str]:
    """Rank words by signs of a noun (after an article; a capital in German), and by the dictionary."""
    small = STOP_WORDS.get(language, frozenset())
    articles = ARTICLES.get(language, frozenset())
    known = {word.lower(): english for word, english in known_words(text, language)}
    found: Counter[str] = Counter()
    for sentence in re.split(r"[.!?…।؟]\s+", text):
        before = ""
        for place, word in enumerate(WORD.findall(_ELIDED.sub(r"\1 ", sentence))):
            lower = word.lower()
            english = known.get(lower, "")
            told = lower not in small and (len(word) > 3 or english) and (not english or _keyword(english))
            if told:
                named = place > 0 and word[0].isupper()
                score = 3 if named or before in articles else 0 if language in {"de", *ARTICLES} else 1
                found[word if named else lower] += score + 2 * bool(english)
            before = lower
    return Counter({word: score for word, score in found.items() if score > 0})
