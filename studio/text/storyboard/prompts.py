"""The picture prompt of each passage: subject, place, time of day, weather, mood, carried through the film."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.text.english.cast import Characters
from studio.text.english.narration import tag_narration
from studio.text.english.people import CROWD, KIN, is_animal, is_animate
from studio.text.english.phrases import describe
from studio.text.english.tagger import Tagged, find_names
from studio.text.english.things import ABSTRACT, LINKS, nouns
from studio.text.senses.absence import is_told_to_be_near
from studio.text.senses.names import borrowed_names, mark_names, words_of_firms
from studio.text.senses.owners import owners, without_verbs
from studio.text.senses.reference import is_about_before, refers_back
from studio.text.senses.trades import is_of_finance, is_of_software, words_of_trades
from studio.text.senses.unseen import without_unseen
from studio.text.storyboard.determiners import Determiners
from studio.text.words.cues import TIME_WORDS, Cues, find_cues, light_of
from studio.text.words.dictionaries import WORD, known_words, picturable, translate
from studio.text.words.places import find_places, hint_of, is_place_word, is_subject
from studio.text.words.themes import theme_of
from studio.text.words.vocabulary import STOP_WORDS, singular

_LONGEST = 200
_NEARBY = re.compile(
    r"\b(?:near|beside|opposite|next to|not far from|close to|outside|behind) (?:the|a|an|our|his|her|their) (?:\w+ )?(\w+)",
    re.IGNORECASE,
)
_MOST_WORDS = 10
# A place that is named in one of so many first passages is that of the beginning.
_EARLY = 3
_MOST_CARRIED = 2
# For so many passages a time of day goes on that is not named again.
_LONGEST_TIME = 2
# What usually is or happens at a time of day says nothing of what follows.
_USUAL = re.compile(
    r"\b(?:every|each) (?:night|morning|evening|day|afternoon)\b|\b(?:at|all) night\b|\b(?:nights|mornings|evenings)\b",
    re.IGNORECASE,
)
# Where ships, trains and planes are found, and where they are not.
_OUTSIDE = frozenset("sea harbour airport space mountains savanna underwater".split()) | {"railway station"}
_ROOMS = frozenset("house bedroom kitchen office".split()) | {"living room"}
_BUILDINGS = frozenset("museum stage factory stadium laboratory gym".split()) | {"railway station"}
_HOUSES = frozenset("classroom library cafe shop hospital church".split())
_WITHIN = _ROOMS | _HOUSES
# The end of a line ends what it says, in a list as in a poem; so does a capital that begins the next.
_LINE_END = re.compile(r"(?<=\w)[ \t]*\n\s*|(?<=[a-z0-9]) (?=(?:A|An|The|My|Our|It|He|She|They|We) [a-z])")
_TOWN = re.compile(r"\b(?:city|town)\b")
# What was a city in a film about ruins has no towers of glass.
_OLD = frozenset(["city", "street"])
_NOBODY = re.compile(r"\b(?:nobody|no one|none of)\b", re.IGNORECASE)
_TRAVELS = re.compile(r"(?:^|, )(?:(?:the|an?|his|her|their) )?(?:flight|journey|trip|landing)(?=,|$)")
_ARENA = re.compile(r"\b(?:arena|stadium)\b")
# So many words of a trade show that a whole film is of it.
_MANY_SIGNS = 3
# Nobody in particular is no subject of a picture.
_ANYONE = frozenset(["people", "person", "everyone", "nobody", "someone"])
_WHICH = frozenset(["young", "old", "whole", "entire", "small", "large", "local", "many", "most", "two"])


@dataclass(frozen=True, slots=True)
class _Seen:
    """The cues and the subject of one passage by itself."""

    subject: str
    cues: Cues
    hint: str
    # Whether a pronoun may mean who or what was seen before.
    refers: bool = True
    # The subject with its articles, for people to read.
    written: str = ""
    # Whether its time of day is that of something usual.
    is_usual: bool = False
    # Whether its place is only near where it is told of.
    is_nearby: bool = False


def write_prompts(narrations: Sequence[str], language: str, keywords: Sequence[str]) -> list[str]:
    """Return a prompt for each narration, in English keywords if the language is known.

    What a passage leaves open (place, time of day, weather, who "she" is) is carried over from the passages
    before it. `keywords` are the subject if the words name none.
    """
    raw = [narration.lower() for narration in narrations]
    narrations = [without_unseen(narration, language) for narration in narrations]
    seen = _look_at_english(narrations) if language == "en" else _look_at_words(narrations, language)
    hints = Counter(one.hint for one in seen if one.hint)
    usual, times = hints.most_common(1)[0] if hints else ("", 0)
    leads = Counter(lead for one in seen if (lead := _lead(one.subject)) and lead not in _ANYONE)
    main = next((lead for lead, count in leads.most_common(1) if count > 1), "")
    known, carried, told_since = Cues(), 0, 1
    subject = ", ".join([word for word in keywords if _may_be_shown(word, raw, language)][:2])
    # What is said of the film as a whole is seen where the words name nothing.
    given = subject
    told = " ".join(narrations) if language == "en" else ""
    theme, sure = theme_of(told), theme_of(told, is_sure=True)
    spoken: dict[str, str] = {}
    if len(seen) > 1 and not seen[0].subject and language == "en":
        subject = main or next((_lead(one.subject) for one in seen if one.subject), subject)
        spoken = {_lead(one.subject): _lead(one.written) for one in reversed(seen)}
    prompts = []
    for one in map(_in_antiquity, seen, _places_before(seen)):
        carried = 0 if one.subject else carried + 1
        is_meant = one.refers or (language == "en" and subject == given)
        subject = one.subject or _carried(subject, main, carried, is_meant=is_meant)
        spoken |= {one.subject: one.written, _lead(one.subject): _lead(one.written)}
        # "Don't miss the sunset from the castle": a cake mentioned earlier is not there.
        left = not one.subject and bool(one.cues.place) and known.place not in {"", one.cues.place}
        shown = "" if left and not any(map(is_animate, subject.split())) else subject
        stood = known.place
        known = one.cues.over(known if told_since <= _LONGEST_TIME else replace(known, time=""))
        # One thing that is usually elsewhere does not outweigh the place of most things of a film.
        hint = usual if times > 1 and hints[one.hint] < 2 else one.hint
        place = known.place or hint or _first_place(seen)
        place = one.hint if _is_elsewhere(one, place) else place
        place = place or (theme if _is_plain(shown) else sure if not _is_seen(shown) else "")
        # No aeroplane flies in space.
        shown = spoken.get(shown, "") or shown
        shown = _TRAVELS.sub("", shown).removeprefix(", ") if place == "space" else shown
        prompts.append(_join(shown, known, place))
        told_since = 1 if one.cues.time and not one.is_usual else told_since + 1 if known.time else 1
        known = _going_on(known, one, stood)
    return prompts


def _is_elsewhere(one: _Seen, place: str) -> bool:
    """Return whether what a passage tells of cannot be at a place of the passages before: a ferry is in no house."""
    return one.hint in _OUTSIDE and not one.cues.place and place in _WITHIN


def _going_on(known: Cues, one: _Seen, stood: str) -> Cues:
    """Return what of a passage's setting goes on in the next: no time of what is usual, and no place that is only near."""
    if one.is_usual:
        known = replace(known, time="")
    return replace(known, place=stood) if one.is_nearby else known


def _first_place(seen: Sequence[_Seen]) -> str:
    """Return the place of what is said before any is named: the next one that is, unless the beginning hints at one."""
    named = [(at, one.cues.place) for at, one in enumerate(seen) if one.cues.place and not one.is_nearby]
    at, place = named[0] if named else (0, "")
    return place if at < _EARLY else next((one.hint for one in seen[:at] if one.hint), place)


def _may_be_shown(keyword: str, narrations: Sequence[str], language: str) -> bool:
    """Return whether a keyword may be a subject; one of an English text is, if its sentences do not make it one."""
    if keyword in ABSTRACT | {"key"} | _ANYONE:
        return False
    said = {
        form
        for narration in narrations
        for word in WORD.findall(narration)
        for form in (word, singular(word))
    }
    return language != "en" or not said & set(keyword.lower().split())


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


def _is_plain(subject: str) -> bool:
    """Return whether a subject calls for no place of its own: nobody in particular, or a mere name."""
    words = subject.replace(",", "").split()
    return not words or words[0] in _ANYONE or all(word[:1].isupper() for word in words)


def _is_seen(subject: str) -> bool:
    """Return whether a subject names anybody or anything that is known to be drawable."""
    words = subject.replace(",", "").split()
    return any(is_animate(word) or word in picturable() or singular(word) in picturable() for word in words)


def _places_before(seen: Sequence[_Seen]) -> list[str]:
    """Return for each passage the place that was named last before it."""
    places = [""]
    for one in seen[:-1]:
        places.append(
            places[-1]
            if places[-1] == "ruins" and one.cues.place in {"stadium", *_OLD}
            else one.cues.place or places[-1]
        )
    return places


def _in_antiquity(one: _Seen, before: str) -> _Seen:
    """Return a passage about a city or an arena in a film about ruins with those of that time: no football is played there."""
    if before == "ruins" and one.cues.place in _OLD:
        return replace(
            one,
            cues=replace(one.cues, place="ruins"),
            subject=_TOWN.sub("ruins", one.subject),
            written=_TOWN.sub("ruins", one.written),
        )
    if before != "ruins" or one.cues.place != "stadium":
        return one
    old = {
        "subject": one.subject,
        "written": re.sub(r"\ban? (?=amph)", "an ", _ARENA.sub("amphitheatre", one.written)),
    }
    return replace(
        one,
        cues=replace(one.cues, place="ruins"),
        subject=_ARENA.sub("amphitheatre", old["subject"]),
        written=old["written"],
    )


def _carried(subject: str, main: str, times: int, *, is_meant: bool) -> str:
    """Return the subject of a passage that names none: the last one to act, else the film's main subject.

    A thing is carried over once only, and only where a pronoun may mean it: a phone is not seen in scenes of other things.
    """
    if not is_meant:
        return ""
    acts = any(map(is_animate, subject.replace(",", "").split()))
    if acts or not main or _lead(subject) == main:
        return subject if acts or times < _MOST_CARRIED else ""
    return main


def _join(subject: str, cues: Cues, place: str) -> str:
    parts = [subject]
    if place == "moon" and not re.search(r"\bon the moon\b", subject, re.IGNORECASE):
        # Alone, "moon" is the one in the sky.
        place = "surface of the Moon"
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
        plain = tag_narration(_LINE_END.sub(". ", narration), names, common)
        tagged = mark_names(plain, common)
        borrowed = borrowed_names(tagged, plain)
        tagged = _without_trades(tagged, narration, whole)
        named = {word for word, kind in tagged if kind == "NNP"}
        firms = words_of_firms(tagged)
        if _NOBODY.search(narration):
            # "In space nobody hears you": nobody is there.
            firms |= {word.lower() for word in nouns(tagged)} - TIME_WORDS
        cues, hint = find_cues(
            " ".join(word for word in map(without_verbs, tagged) if word not in firms),
            [noun for noun in nouns(tagged) if noun not in firms],
            names | owners(tagged) | named,
        )
        cast.borrow(borrowed)
        determiners.read(tagged)
        of_trade = is_of_software(narration.lower())
        phrases = [phrase for phrase in describe(tagged, cast) if not _is_crowd(phrase, at_all=of_trade)]
        written = ", ".join(map(determiners.write, phrases))
        refers = refers_back(narration, "en")
        said = re.findall(r"[\w'-]+", written.lower())
        # What is left out of the picture hints at no place either.
        hint = hint if hint == "kitchen" or hint_of([noun for noun in nouns(tagged) if noun in said]) else ""
        usual = bool(_USUAL.search(narration))
        near = bool(cues.place) and any(
            cues.place in find_places(found[0].lower(), [found[1].lower()], whole=True)
            for found in _NEARBY.finditer(narration)
        )
        one = _Seen(", ".join(phrases), cues, hint, refers, written, usual, near)
        seen.append(_from_outside(one, narration, nouns(tagged)))
    return seen


def _from_outside(one: _Seen, narration: str, named: Sequence[str]) -> _Seen:
    """Return a passage that only tells what is near by with the street: a school around the corner is no classroom."""
    if one.is_nearby and one.cues.place in _BUILDINGS | _HOUSES:
        # "The bus stops outside the theatre."
        return replace(one, cues=replace(one.cues, place="street"))
    within = one.cues.place in {"", *_BUILDINGS, *_WITHIN} and any(map(is_place_word, named))
    if not (within and is_told_to_be_near(narration)):
        return one
    return replace(one, subject="", written="", cues=replace(one.cues, place="street"), hint="street")


def _without_trades(tagged: Sequence[Tagged], narration: str, film: str) -> list[Tagged]:
    """Return a passage with words of its trade as matters that nobody can see: the cloud of a software."""
    meant = words_of_trades(narration.lower()) | words_of_trades(film.lower(), _MANY_SIGNS)
    if is_of_finance(film.lower(), _MANY_SIGNS):
        # Mice that nibble at a cheese are fees.
        meant |= {
            word.lower()
            for word, kind in tagged
            if kind in {"NN", "NNS"} and is_animal(singular(word.lower()))
        }
    return [
        ("matters" if kind == "NNS" else "matter", kind)
        if kind in {"NN", "NNS", "NNPS"} and word.lower() in meant
        else (word, kind)
        for word, kind in tagged
    ]


def _is_crowd(phrase: str, *, at_all: bool = False) -> bool:
    """Return whether a phrase names some people and nothing that they do; "people on Android" too, if `at_all`."""
    *before, last = (phrase.partition(" on ")[0] if at_all else phrase).split() or [""]
    return last in CROWD and set(before) <= _WHICH


def _look_at_words(narrations: Sequence[str], language: str) -> list[_Seen]:
    seen: list[_Seen] = []
    animal = ""
    for narration in narrations:
        words = _meant(narration, language)
        cues, hint = find_cues(" ".join(words), words, whole=False)
        subjects = list(
            dict.fromkeys(
                word
                for word in words
                if (is_subject(word) or word in picturable() or word == "computer mouse")
                and word not in CROWD
            )
        )[:4]
        animal = next((word for word in subjects if is_animal(word)), animal)
        # The sisters of a bee are bees.
        subjects = list(
            dict.fromkeys(animal if animal and word in KIN | _CHILDREN else word for word in subjects)
        )
        subject = ", ".join(word.replace("-", " ") for word in subjects)
        if seen and is_animal(seen[-1].subject) and is_about_before(narration, language):
            # "Er trinkt Milch" tells of the elephant before.
            subject = seen[-1].subject
        # Without grammar only one that a film is about can be meant.
        met = {one.subject.partition(", ")[0] for one in seen if one.subject}
        refers = refers_back(narration, language) and len(met) < 2
        seen.append(_Seen(subject=subject, cues=cues, hint=hint, refers=refers))
    if any(one.subject for one in seen):
        return seen
    return [
        replace(one, subject=_own_words(text, language)) for one, text in zip(seen, narrations, strict=True)
    ]


# As words of other languages for the young of animals are translated.
_CHILDREN = frozenset(["boy", "boys", "girl", "calf", "child", "children", "veal", "puppy"])


def _meant(narration: str, language: str) -> list[str]:
    """Return the English of the words of a passage that the dictionary has, as they are meant."""
    found = []
    is_of_trade = is_of_software(narration.lower())
    for word, english in known_words(narration, language):
        # The mother of "Bärenmutter" is a bear.
        first = (
            next(
                (
                    known
                    for at in range(len(word) - 4, 2, -1)
                    for known in translate(word[:at], language)
                    if is_animal(known)
                ),
                "",
            )
            if language == "de" and english in KIN | _CHILDREN
            else ""
        )
        found.append("computer mouse" if english == "mouse" and is_of_trade else first or english)
    other = words_of_trades(f"{narration.lower()} {' '.join(found)}")
    return [word for word in found if word not in other]


def _own_words(narration: str, language: str) -> str:
    """Return the content words of a passage, for languages whose grammar is not known here."""
    small = STOP_WORDS.get(language, frozenset())
    words = [
        word
        for word in WORD.findall(narration)
        if word.lower() not in small and (len(word) > 2 or not word.isascii())
    ]
    # A single word may be one that English spells alike.
    return " ".join(words[:_MOST_WORDS])[: _LONGEST // 2] if len(words) > 1 else ""
