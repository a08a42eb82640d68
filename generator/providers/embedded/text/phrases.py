"""Short phrases of who does what where, for the pictures of an English film."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.providers.embedded.text.grammar import Element, Tagged, elements
from generator.providers.embedded.text.vocabulary import is_animate

# Who stands for a pronoun where no one was named before.
_SOMEONE = {"he": "man", "she": "woman", "they": "people", "we": "people", "i": "person", "it": ""}
_NAMED = {"thing", "pronoun", "someone"}
_MOST_WORDS = 9


class Cast:
    """Who has acted in a film so far, last at the end, and the names that were given to them."""

    def __init__(self) -> None:
        self.actors: list[str] = []
        self.subject = ""
        self._named: dict[str, str] = {}

    def call(self, name: str, thing: str) -> None:
        """Remember that a thing has a name: "a small fox named Rusty"."""
        self._named[name] = thing

    def act(self, subject: str) -> None:
        """Remember the subject of a clause."""
        self.subject = subject
        if is_animate(subject):
            self.actors = [*(actor for actor in self.actors if actor != subject), subject]

    def resolve(self, element: Element) -> Element:
        """Put a thing in the place of a pronoun or a name."""
        kind, text = element
        if kind != "pronoun":
            return (kind, self._named.get(text, text))
        if text == "they" and len(self.actors) > 1:
            return ("someone", " and ".join(self.actors[-2:]))
        return ("someone", self.actors[-1] if self.actors and text not in {"i", "we"} else _SOMEONE[text])


def describe(tagged: Tagged, cast: Cast) -> list[str]:
    """Give at most two short phrases of who does what where; who they are is kept in `cast` for the next passage."""
    phrases: list[tuple[bool, str]] = []
    parts = elements(tagged)
    if parts and parts[0][0] == "act" and cast.subject and tagged[0][0].islower():
        # The passage goes on within a sentence: so does its subject.
        parts = [("someone", cast.subject), *parts]
    for clause in _clauses(parts, cast):
        ordered = _in_order([element for element in map(cast.resolve, clause) if element[1]])
        kinds = {kind for kind, _ in ordered}
        if "thing" not in kinds and not {"someone", "act"} <= kinds:
            continue
        if ordered[0][0] == "thing" and "act" in kinds:
            cast.act(ordered[0][1])
        words = " ".join(text for _, text in ordered).split()[:_MOST_WORDS]
        phrases.append(("act" in kinds, " ".join(words)))
    return _choose(phrases)


def _choose(phrases: Sequence[tuple[bool, str]]) -> list[str]:
    """Take two phrases, those in which something is done before others, and none that another one contains."""
    own = [
        (acts, phrase)
        for index, (acts, phrase) in enumerate(phrases)
        if not any(
            set(phrase.split()) <= set(other.split())
            for at, (_, other) in enumerate(phrases)
            if at != index and (other != phrase or at < index)
        )
    ]
    chosen = sorted(range(len(own)), key=lambda index: not own[index][0])[:2]
    return [own[index][1] for index in sorted(chosen)]


def _clauses(parts: Sequence[Element], cast: Cast) -> Iterator[list[Element]]:
    """Cut at the breaks, and before one thing too many: a picture shows few."""
    clause: list[Element] = []
    for (before, _), element in pairwise([("break", ""), *parts, ("break", "")]):
        kind = element[0]
        named = [text for past, text in clause if past in _NAMED]
        acts = any(past == "act" for past, _ in clause)
        beside = before == "alias" or (before == "comma" and len(clause) == 1)
        if kind == "thing" and beside and clause and clause[-1][0] == "thing" and element[1][0].isupper():
            # "A fox named Rusty", "the keeper, Mr. O'Neil": one thing and its name.
            cast.call(element[1], clause[-1][1])
            continue
        if kind == "pronoun" and element[1] == "it" and clause:
            continue
        # "The girl he had married": what follows is said by the girl's words, not seen of her.
        inner = kind == "pronoun" and clause and clause[-1][0] == "thing"
        many = kind in _NAMED and len(named) >= (2 if acts else 3) and clause[-1][0] != "link"
        lists = kind == "and" and clause and all(past in _NAMED or text == "and" for past, text in clause)
        if many or inner or kind == "break" or (kind == "comma" and acts) or (kind == "and" and not lists):
            yield clause
            clause = []
        if lists:
            kind, element = "link", ("link", "and")
        doubled = (
            kind == "link"
            and clause
            and (clause[-1][0] == "link" or (element[1] == "of" and clause[-1][0] == "act"))
        )
        if kind not in {"break", "comma", "alias", "and"} and not doubled:
            clause.append(element)


def _in_order(clause: list[Element]) -> list[Element]:
    """Bring "in the forest lived a fox" to "fox living in forest", and drop links that lead nowhere."""
    if len(clause) > 3 and clause[0][0] == "link" and clause[1][0] in _NAMED:
        front, rest = clause[:2], clause[2:]
        if rest[0][0] == "act" and rest[1][0] in _NAMED:
            rest = [rest[1], rest[0], *rest[2:]]
        clause = rest + front
    while clause and clause[-1][0] == "link":
        clause = clause[:-1]
    while clause and clause[0][0] == "link":
        clause = clause[1:]
    return clause
