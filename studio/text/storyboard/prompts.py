"""The picture prompt of each passage: subject, place, time of day, weather, mood, carried through the film."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from studio.text.english.cast import Characters
from studio.text.storyboard.determiners import Determiners
from studio.text.english.people import is_animate
from studio.text.english.phrases import describe
from studio.text.english.narration import tag_narration
from studio.text.english.tagger import Tagged, find_names
from studio.text.english.things import ABSTRACT, LINKS, nouns
from studio.text.words.cues import Cues, find_cues, light_of
from studio.text.words.dictionaries import WORD, translate
from studio.text.words.places import is_hint, is_subject
from studio.text.words.vocabulary import STOP_WORDS

_LONGEST = 200
_MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class _Seen:
    """The cues and the subject of one passage by itself."""

    subject: str
    cues: Cues
    hint: str
    # The subject with its articles, for people to read.
    written: str = ""


def write_prompts(narrations: Sequence[str], language: str, keywords: Sequence[str]) -> list[str]:
    """Return a prompt for each narration, in English keywords if the language is known.

    What a passage leaves open (place, time of day, weather, who "she" is) is carried over from the passages
    before it. `keywords` are the subject if the words name none.
    """
    seen = _look_at_english(narrations) if language == "en" else _look_at_words(narrations, language)
    hints = Counter(one.hint for one in seen if one.hint)
    usual, times = hints.most_common(1)[0] if hints else ("", 0)
    early = [one.cues.place for one in seen[:3] if one.cues.place]
    leads = Counter(lead for one in seen if (lead := _lead(one.subject)))
    main = next((lead for lead, count in leads.most_common(1) if count > 1), "")
    known = Cues()
    subject = ", ".join([word for word in keywords if word not in ABSTRACT | {"key"}][:2])
    spoken: dict[str, str] = {}
    prompts = []
    for one in seen:
        subject = one.subject or _carried(subject, main)
        spoken = {**spoken, one.subject: one.written, _lead(one.subject): _lead(one.written)}
        # "Don't miss the sunset from the castle": a cake mentioned earlier is not there.
        left = not one.subject and bool(one.cues.place) and known.place not in {"", one.cues.place}
        shown = "" if left and not any(map(is_animate, subject.split())) else subject
        known = one.cues.over(known)
        # One thing that is usually elsewhere does not outweigh the place where most things of a film are
        # found.
        hint = usual if times > 1 and hints[one.hint] < 2 else one.hint
        prompts.append(_join(spoken.get(shown, "") or shown, known, known.place or hint or (early or [seen[0].hint])[0]))
    return prompts


def _lead(subject: str) -> str:
    """Return a subject's noun phrase: "cargo bike" of "cargo bike carrying two children"."""
    words = []
    for word in subject.split():
        if word in LINKS or word.rstrip(",").endswith("ing"):
            break
        words.append(word.rstrip(","))
        if word.endswith(","):
            break
    return " ".join(words)


def _carried(subject: str, main: str) -> str:
    """Return the subject of a passage that names none: the last one to act, else the film's main subject."""
    acts = any(map(is_animate, subject.replace(",", "").split()))
    return subject if acts or not main or _lead(subject) == main else main


def _join(subject: str, cues: Cues, place: str) -> str:
    parts = [subject]
    for part in (place, cues.time, cues.season, cues.weather, cues.mood or light_of(cues.time)):
        if part and not re.search(rf"\b{re.escape(part)}s?\b", ", ".join(parts), re.IGNORECASE):
            parts.append(part)
    prompt = ", ".join(part for part in parts if part)
    return (
        prompt[:_LONGEST].rpartition(" ")[0].rstrip(",")
        if len(prompt) > _LONGEST
        else prompt or "quiet landscape"
    )


def _look_at_english(narrations: Sequence[str]) -> list[_Seen]:
    cast = Characters()
    whole = "\n".join(narrations)
    names = find_names(whole)
    common = frozenset(re.findall(r"\b[a-z]+\b", whole)) - names
    seen: list[_Seen] = []
    determiners = Determiners()
    for narration in narrations:
        tagged = tag_narration(narration, names, common)
        cues, hint = find_cues(" ".join(map(_without_verbs, tagged)), nouns(tagged), names | _owners(tagged))
        determiners.read(tagged)
        phrases = describe(tagged, cast)
        written = ", ".join(map(determiners.write, phrases))
        seen.append(_Seen(subject=", ".join(phrases), cues=cues, hint=hint, written=written))
    return seen


def _owners(tagged: Sequence[Tagged]) -> set[str]:
    """Return the owners in possessives: the minister's plane does not mean a parliament."""
    found = {word for (word, _), (_, kind) in pairwise(tagged) if kind == "POS"}
    # The queen of "queen bee" does not mean a castle.
    return found | {
        word
        for (word, kind), (head, after) in pairwise(tagged)
        if kind == "NN" and after in {"NN", "NNS"} and is_hint(head.lower()) and head not in {"tree", "trees"}
    }


def _without_verbs(pair: Tagged) -> str:
    """Return a word in lower case, a verb such as "winds" as "goes": a river that winds brings no wind."""
    word = pair[0].lower()
    return (
        "goes"
        if pair[1].startswith("VB") and word.rstrip("s") in {"wind", "storm", "thunder", "mist"}
        else word
    )


def _look_at_words(narrations: Sequence[str], language: str) -> list[_Seen]:
    seen: list[_Seen] = []
    for narration in narrations:
        words = translate(narration, language)
        cues, hint = find_cues(" ".join(words), words, whole=False)
        subjects = list(dict.fromkeys(word for word in words if is_subject(word)))[:4]
        own = [] if subjects else [_own_words(narration, language)]
        subject = ", ".join(word.replace("-", " ") for word in [*subjects, *own] if word)
        seen.append(_Seen(subject=subject, cues=cues, hint=hint))
    return seen


def _own_words(narration: str, language: str) -> str:
    """Return the content words of a passage, for languages whose grammar is not known here."""
    small = STOP_WORDS.get(language, frozenset())
    words = [
        word
        for word in WORD.findall(narration)
        if word.lower() not in small and (len(word) > 2 or not word.isascii())
    ]
    return " ".join(words[:_MOST_WORDS])[: _LONGEST // 2]
