"""The roles of the things of an English passage in their clauses."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from collections.abc import Sequence

from studio.text.english.cast import Characters
from studio.text.english.clause import Clause
from studio.text.english.people import KIN, is_animal, is_animate
from studio.text.english.things import ABSTRACT, LINKS, Element
from studio.text.words.vocabulary import singular

# Verbs after which the subject may stand: "in the forest lived a fox".
INVERTED = frozenset(
    "living standing lying sitting hanging coming rising sleeping hiding growing dwelling flowing waiting".split()
)
# The intransitive ones among them: what follows without a link is their subject.
RESTING = frozenset("standing lying sitting sleeping coming dwelling".split())
# What these say of a thing is that it is there.
_THERE = frozenset("the this that these those your my our his her its their".split())
_VERBS = frozenset("act order still be have denied".split())


_LOST = frozenset(
    "cost change problem result idea something nothing everything thing number amount level order".split()
)
_COUNTS = frozenset(
    "thousands hundreds dozens millions group groups flock herd pack crowd couple pair swarm lots some many most team crew".split()
)


class NominalReader:
    """Gives things, names and pronouns their roles in the current clause."""

    def __init__(self, cast: Characters) -> None:
        self._cast = cast
        self._done: list[Clause] = []
        self._clause = Clause()
        self._ahead: Sequence[Element] = ()
        self._main = self._before = ""
        # Whether an act was done to something, which "it" or "them" may mean later.
        self._handled = False
        self._forget()

    def _forget(self) -> None:
        self._link = self._joined = self._last = self._lost = ""
        self._aim = self._unseen = self._alias = False
        self._held: list[str] = []
        # Whether "and" or a comma stands before the current link, or somewhere after the act.
        self._moved = self._paused = False
        # Whether the last thing is not there to be seen: "like a coat of silver".
        self._dropped = False
        self._measure = ""
        # Whether the verb before says what its subject is good for: "the bay invites swimming".
        self._offers = False
        # Whether the subject has been said to be what it is not: what follows tells of that.
        self._likened = False

    def _flush(self, subject: str = "", *, minor: bool = False, plural: bool = False) -> Clause:
        clause = self._clause
        clause.rest += self._held
        topic = clause.subject.partition(",")[0]
        if topic in _COUNTS and clause.described and clause.described[0].startswith("of "):
            # "Thousands of farmers" are farmers.
            topic, clause.plural = clause.described[0].removeprefix("of "), True
        # Of the first thing, "needs" is enough to know it by: "a hurricane needs warm water".
        thinks = clause.still and (is_animate(topic) or not self._cast.knows_a_thing)
        has = is_animate(topic) and any(part.startswith("with ") for part in clause.described)
        if topic and (clause.act or clause.denied or clause.told or clause.being or thinks or has):
            self._cast.act(topic, plural=clause.plural)
        for part in [*clause.described, *clause.rest]:
            self._cast.meet(_without_link(part))
        self._done.append(clause)
        self._clause = Clause(subject=subject, minor=minor, plural=plural)
        self._forget()
        return self._clause

    def _goes_on(self, *, minor: bool = False) -> Clause:
        """Begin a clause with the subject of the last one."""
        return self._flush(self._clause.subject, minor=minor, plural=self._clause.plural)

    def _verb_follows(self) -> bool:
        """Return whether the verb of the current thing comes next."""
        skipped = {"link", "may", "thing", "nothing", "object", "particle", "made"}
        if self._joined == "comma":
            # "When animals could talk, the tortoise and the hare argued."
            skipped.add("and")
        for part in self._ahead:
            if part.kind in _VERBS:
                return True
            if part.kind not in skipped:
                return False
        return False

    def _on_thing(self, part: Element) -> None:
        text, clause = self._name(part), self._clause
        if not text and not self._alias:
            self._on_nothing(Element("nothing", part.text))
            return
        if self._alias or self._unseen:
            if self._alias:
                self._cast.call(part.text, self._last or clause.subject)
            self._dropped = self._unseen
            self._alias = self._unseen = False
            self._link = ""
            return
        self._dropped = False
        if self._link:
            self._place(f"{self._link} {text}")
            self._link, self._last = "", text
        elif clause.being and clause.described and self._joined and not self._verb_follows():
            clause.described.append(f"and {text}" if self._joined == "and" else f", {text}")
            self._last = text
        elif clause.denied:
            if self._joined and self._verb_follows():
                self._begin(text, plural=part.plural)
            elif clause.asked and not clause.subject and part.article in _THERE:
                # "Do not touch the hot stove": the stove is there.
                clause.subject, clause.has_more = text, True
        elif clause.being and self._joined == "and" and self._verb_follows():
            # "The harvest was poor, and many farmers left": who left is not the harvest.
            self._begin(text, plural=part.plural)
        elif clause.being:
            self._complement(part, text)
        elif clause.act or clause.still:
            self._object(part, text)
        elif not clause.subject:
            clause.subject, clause.plural, self._last = text, part.plural, text
        else:
            self._second_thing(part, text)

    def _name(self, part: Element) -> str:
        """Return what a picture shows of a thing, and remember names on the way: "my cat Momo"."""
        common, _, name = part.text.rpartition(" ")
        if name[:1].isupper() and common.islower() and is_animate(common):
            self._cast.call(name, common)
            return common
        is_young = self._cast.is_about_animals and singular(part.text) in _OF_ANIMALS
        if (part.owner or part.article == "the" or is_young) and part.text in KIN:
            return self._cast.kin_of(part.owner or "the", part.text, self._clause.subject)
        if part.text.rpartition(" ")[2] == "coat" and part.owner and self._cast.is_about_animals:
            # A leopard wears no jacket.
            return f"{part.text.rpartition(' ')[0]} fur".strip()
        return self._cast.picture_of(part.text)

    def _place(self, phrase: str) -> None:
        clause = self._clause
        if clause.still and not clause.act and phrase.startswith("about "):
            # What somebody only thinks about is not there.
            return
        if self._moved:
            self._held.append(phrase)
        elif clause.act or clause.still:
            clause.rest.append(phrase)
        elif clause.subject:
            clause.described.append(phrase)
        else:
            clause.front.append(phrase)

    def _complement(self, part: Element, text: str) -> None:
        """Join a complement to its subject: "Pip was a little robot", "the heart is a muscle"."""
        clause = self._clause
        named = clause.subject[:1].isupper() and not text[:1].isupper() and not clause.described
        if named and is_animate(text):
            self._cast.call(clause.subject, text)
            clause.subject = text
        elif clause.referring or not (clause.subject or (clause.void and self._measure.islower())):
            clause.subject = text
        elif _tells_who(clause.subject, text):
            clause.subject = f"{clause.subject}, {text}"
        else:
            # "My heart is a house with many doors": there are no doors either.
            self._likened, text = True, clause.subject
        clause.being, clause.told, self._last = False, True, text
        clause.plural = clause.plural or part.plural

    def _object(self, part: Element, text: str) -> None:
        clause = self._clause
        inverts = (clause.front or clause.act in RESTING) and clause.act in INVERTED and not clause.rest
        if not clause.subject and (inverts or (clause.still and not clause.act)):
            clause.subject, clause.plural = text, part.plural
        elif self._begins_another():
            clause = self._begin(text, plural=part.plural)
        elif self._joined == "comma" and clause.act and clause.subject and not (clause.rest or self._handled):
            # "Doors open, tickets at the desk".
            clause = self._begin(text, plural=part.plural)
        elif self._joined == "comma" and clause.still and self._last[:1].isupper() and text[:1].islower():
            # "Meet the Breeze, the bicycle that folds."
            self._cast.call(self._last, text)
            if clause.subject == self._last:
                clause.subject = text
            elif clause.rest:
                clause.rest[-1] = text
        elif self._joined == "comma" and part.text[:1].isupper() and self._last[:1].islower():
            self._cast.call(part.text, self._last)
            return
        elif clause.still and not clause.act and (clause.subject or clause.void):
            # Who wants a horse has none.
            self._dropped = True
        elif clause.still and not clause.act and not clause.rest:
            clause.rest.append(text)
        elif len(clause.rest) < 5:
            clause.rest.append(f"and {text}" if self._joined and clause.rest else text)
        self._last = text
        self._handled = True

    def _begins_another(self) -> bool:
        """Return whether the current thing has a verb: "and the waves rose", not "watch gladiators fight"."""
        clause = self._clause
        apart = self._joined or self._paused or clause.rest or (clause.still and not clause.act)
        return bool(apart) and self._verb_follows()

    def _begin(self, subject: str, *, plural: bool) -> Clause:
        """Begin a clause with what already stands before its subject: "and in the valley the people sang"."""
        held, self._held = self._held, []
        clause = self._flush(subject, plural=plural)
        clause.front = held
        return clause

    def _second_thing(self, part: Element, text: str) -> None:
        """Decide between a list, a name and a new clause, if two things stand without a verb."""
        clause = self._clause
        if self._joined and clause.described and not self._verb_follows():
            # "A flat with two bedrooms and a balcony".
            clause.described.append(f"and {text}" if self._joined == "and" else f", {text}")
            self._last = text
        elif self._joined == "comma" and (clause.described or clause.told):
            if self._verb_follows():
                self._begin(text, plural=part.plural)
            self._last = text
        elif self._joined == "comma" and part.text[:1].isupper() != clause.subject[:1].isupper():
            # "The keeper, Mr. O'Neil", "Rex, a big dog": one thing and its name.
            name, thing = (part.text, clause.subject) if part.text[:1].isupper() else (clause.subject, text)
            self._cast.call(name, thing)
            clause.subject, self._last = thing, thing
        elif self._joined and len(clause.subject.split()) < 5:
            joint = "," if self._joined == "comma" else " and"
            clause.subject, clause.plural, self._last = f"{clause.subject}{joint} {text}", True, text
        else:
            clause = self._flush(text, plural=part.plural)
            self._last = text

    def _on_pronoun(self, part: Element) -> None:
        clause, meant = self._clause, self._cast.stand_in(part.text)
        if part.text in {"it", "you"} and clause.act and not self._verb_follows():
            self._refer("it" if part.text == "it" else "")
            return
        if part.text == "i" and self._joined == "and" and clause.subject and not (clause.act or clause.still):
            # "My brother and I".
            clause.subject, clause.plural = f"{clause.subject} and {meant}", True
            return
        if clause.subject or clause.act or clause.still:
            clause = self._begin("", plural=False)
        clause.subject, clause.plural, clause.void = meant, part.text in {"they", "we"}, not meant
        clause.referring = True

    def _on_object(self, part: Element) -> None:
        """Replace "him", "her" or "me" by whom it means, if that is sure."""
        clause = self._clause
        meant = self._cast.stand_in(part.text, besides=clause.subject)
        known = part.text in {"he", "she"} and self._cast.knows(meant)
        if known and clause.act and not clause.rest and not self._link and not self._unseen:
            clause.rest.append(meant)
        elif part.text == "they":
            self._refer("them")
        self._link, self._unseen = "", False

    def _refer(self, pronoun: str) -> None:
        """Keep "it" or "them" as the object of an act that follows another upon the same thing."""
        clause = self._clause
        if not pronoun or not clause.act or clause.rest or self._link or self._unseen:
            return
        meant = "" if self._handled or pronoun != "it" else self._cast.stand_in("it", besides=clause.subject)
        if meant and singular(meant.rpartition(" ")[2]) == singular(clause.subject.rpartition(" ")[2]):
            # Bees spread no bee.
            return
        if self._handled or (meant and meant != clause.subject):
            clause.rest.append(meant or pronoun)
            self._handled = True

    def _on_nothing(self, part: Element) -> None:
        self._measure = part.text
        clause = self._clause
        if clause.act and not clause.rest and not self._link and _is_lost(part.text):
            clause.vain = True
        self._lost, lost = self._link, self._alias or self._link or self._unseen
        if lost:
            self._alias = self._unseen = False
            self._link = ""
        elif self._joined and self._clause.act and self._verb_follows():
            self._flush().void = True
        elif not self._clause.subject and not self._clause.act:
            self._clause.void = True


# Where only animals have acted, "a calf" and "both parents" are of their kind; "a child" may be anybody's.
_OF_ANIMALS = frozenset(["calf", "cub", "pup", "chick", "parent"])
_SOMEBODY = frozenset(
    ["man", "woman", "boy", "girl", "child", "uncle", "aunt", "grandmother", "grandfather", "friend"]
)


def _tells_who(subject: str, text: str) -> bool:
    """Return whether a complement says who somebody is: "every scar is a medal" shows no medal, and a worker bee is no worker."""
    last = singular(subject.rpartition(" ")[2])
    return last in KIN | _SOMEBODY and is_animate(text) and not is_animal(last)


def _is_lost(head: str) -> bool:
    """Return whether a noun that cannot be shown is what an act is about: "cut costs"."""
    return singular(head) in ABSTRACT | _LOST


def _without_link(phrase: str) -> str:
    first, _, others = phrase.partition(" ")
    return others if first in LINKS | {"and", ","} else phrase
