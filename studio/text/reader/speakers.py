"""Who speaks in a text: names before a colon that come again, or stand before what is said to somebody."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.text.english.people import is_animate, who_is
from studio.text.reader.line import Line
from studio.text.reader.notes.labels import SPEAKS, Role, may_speak, role_of, split_label
from studio.text.reader.notes.times import without_times
from studio.text.words.punctuation import SENTENCE_ENDS

_SPOKEN_TO = re.compile(
    r"\b(?:i|i'm|i've|i'll|me|my|you|you're|your|we|we're|us|our|let's|thee|thou|thy|amen|ich|du|wir|ihr|sie|mir|dir|mich|dich|euch|uns|unser\w{0,2}|euer|eure\w?|deine?\w?|notre|votre|nuestr[oa]s?|vuestr[oa]s?|nostr[oa]|vostr[oa]|noss[oa]s?|jag|jij|jullie|nas|nam|je|j'|tu|vous|nous|moi|toi|yo|tú|usted|me|te|nos|io|noi|voi|mi|ti|eu|você|nós|ja|nein|oui|non|sí|no(?=[,.!?…])|yes|hello|hi|hallo|bonjour|hola|ciao|olá|я|ты|мы|вы|мне|тебе|да|нет)\b",
    re.IGNORECASE,
)
# Words before a colon that name a field, a step, a day: what follows them is not said by anybody.
_SMALL = re.compile(r"\s(?:von|van|de|der|di|du|la|le|del|the)\b")
_FIELDS = re.compile(
    r"^(?:steps?|tips?|days?|weeks?|months?|years?|rules?|reasons?|facts?|myths?|myth|fact|chapters?|lessons?|parts?|numbers?|phases?|pros?|cons?|options?|examples?|ingredients?|price|size|location|address|phone|"
    r"place|setting|characters|cast|ort|zeit|personen|uhrzeit|lieu|heure|personnages|lugar|hora|personajes|luogo|ora|personaggi|personagens|место|время|действующие лица|"
    r"schritt|tipp|tag|woche|regel|grund|kapitel|teil|étape|jour|conseil|paso|día|consejo|passo|giorno|consiglio|dia|dica|шаг|день|совет)\b(?:\s*(?:#|no\.?)?\s*\d+)?$",
    re.IGNORECASE,
)

_CLOSERS = "\"'”’»)]*_ "
# Of all lines so many have labels where two come again whose words are plain statements.
_MOST_LINES = 0.8
_LONGEST_NAME = 6
_WITH = re.compile(r"\s(?:from|of|with|in|on|at|by)\s.*$")


def speakers_of(lines: Sequence[Line]) -> frozenset[str]:
    """Return the names of those who speak in a text."""
    if named := _named(lines):
        return named
    labelled = [(at, *found) for at, line in enumerate(lines) if (found := _may_be_said(line))]
    said: dict[str, list[str]] = {}
    for _, label, rest in labelled:
        said.setdefault(name_of(label), []).append(rest)
    again = {name for name, found in said.items() if len(found) > 1}
    if len(again) > 1:
        facts = _facts(labelled, again)
        labelled = [one for one in labelled if name_of(one[1]) not in facts]
        said = {name: found for name, found in said.items() if name not in facts}
    items = sum(lines[at].kind == "item" for at, *_ in labelled)
    # "Speaker 2" is somebody, "Speaker" may be the label of what is spoken.
    is_sure = any(role_of(label) is None or label[-1:].isdigit() for _, label, _ in labelled)
    # Lists of fields have labels too.
    if len(labelled) < 2 or items * 2 >= len(labelled) or not is_sure:
        return frozenset()
    if not (_are_said(said) or _take_turns(lines, said, again)):
        return frozenset()
    return frozenset(said) | _once_between(lines, frozenset(said))


def _named(lines: Sequence[Line]) -> frozenset[str]:
    """Return the names of speakers that a chat or a transcript has named as such."""
    labels = [split_label(line.text) for line in lines if SPEAKS in line.text]
    return frozenset(name_of(label[0]) for label in labels if label)


def _may_be_said(line: Line) -> tuple[str, str] | None:
    """Return the label of a line, and what follows it, if somebody may say that."""
    label = split_label(without_times(line.text))
    if label is None or line.kind == "row" or not may_speak(label[0]) or not label[1]:
        return None
    # "Servings: 6" is said by nobody.
    if not re.search(r"[^\W\d_]|[\u2600-\U0001faff]|[!?？！]", label[1]):
        return None
    role = role_of(label[0])
    is_other = role and (role[1] or role[0] not in (Role.NARRATION, Role.ABOUT))
    return None if is_other or _FIELDS.match(label[0].strip("*_ ")) or "://" in label[1] else label


def _facts(labelled: Sequence[tuple[int, str, str]], again: set[str]) -> set[str]:
    """Return labels that tell about a dialogue before it begins: "Weather: storm"."""
    found: set[str] = set()
    for _, label, rest in labelled:
        if name_of(label) in again:
            break
        if rest.rstrip(_CLOSERS)[-1:] not in {*SENTENCE_ENDS}:
            found.add(name_of(label))
    return found


def _are_said(said: dict[str, list[str]]) -> bool:
    """Return whether what follows some names is plainly said to somebody."""
    texts = [text for found in said.values() for text in found]
    spoken = sum(bool(_SPOKEN_TO.search(text) or text.rstrip(_CLOSERS)[-1:] in {*"?!？！"}) for text in texts)
    again = any(len(found) > 1 for found in said.values()) and spoken * 5 >= len(texts)
    if len(said) == 1 and not again:
        return False
    # What stands once before a colon is a name only if it looks like one: "Agenda", "Goal" and "A question to all" do not.
    if not again and any(role_of(name) or re.search(r"\s[^\W\d_A-Z]", _SMALL.sub("", name)) for name in said):
        return False
    return spoken * 2 >= len(texts) or (again and len(said) > 1 and len(texts) > len(said) + 1)


def _take_turns(lines: Sequence[Line], said: dict[str, list[str]], again: set[str]) -> bool:
    """Return whether nearly all lines are whole sentences behind names that come again, some of them known ones."""
    texts = [text for found in said.values() for text in found]
    are_whole = all(text[:1].isupper() and text.rstrip(_CLOSERS)[-1:] in {*SENTENCE_ENDS} for text in texts)
    is_all = len(texts) >= _MOST_LINES * sum(bool(line.text.strip()) for line in lines)
    return len(again) > 1 and are_whole and is_all and any(map(who_is, again))


def _once_between(lines: Sequence[Line], names: frozenset[str]) -> frozenset[str]:
    """Return who speaks between two known ones although no capital shows a name: "old man: I have it here."."""
    told = [line for line in lines if line.text.strip()]
    labels = [split_label(without_times(line.text)) for line in told]
    known = [label is not None and name_of(label[0]) in names for label in labels]
    return frozenset(
        name_of(label[0])
        for at, label in enumerate(labels)
        if label
        and label[1]
        and not known[at]
        and any(known[max(0, at - 1) : at])
        and (at + 1 == len(told) or known[at + 1])
        and _is_somebody(label[0])
    )


def _is_somebody(label: str) -> bool:
    """Return whether a label names a person who has no name: "the old man from the sea"."""
    words = label.strip("*_ ").lower()
    return (
        len(words.split()) <= _LONGEST_NAME
        and words.replace(" ", "").replace("-", "").isalpha()
        and role_of(label) is None
        and is_animate(_WITH.sub("", words))
    )


def name_of(label: str) -> str:
    """Return the name in a speaker's label: "ANNA (whispering)" is "Anna"."""
    name = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", label.strip(f"*_ {SPEAKS}")).strip()
    return name.title() if name.isupper() and len(name) > 2 else name
