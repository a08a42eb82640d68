"""The people, animals and things of a film, so that each of its pictures shows the same ones."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from collections import Counter

from studio.text.english.people import BODY, TITLES, is_animal, is_animate, is_of, who_is
from studio.text.words.vocabulary import singular

# Stand-ins for a pronoun if no one was named before.
_SOMEONE = {"he": "man", "she": "woman", "we": "people", "i": "person", "you": ""}


_CUBS = frozenset(["calf", "cub", "pup", "chick", "kitten", "baby", "foal", "young"])
_PLAIN_TITLES = frozenset(["mr", "mrs", "ms", "miss", "sir", "aunt", "uncle"])


# Things that people call "he" or "she".
_PERSONAL = frozenset(
    "tractor lorry truck van bike bicycle motorbike ship boat yacht ferry vessel sailboat steamer liner frigate submarine spaceship rocket car engine locomotive train plane aeroplane airplane robot rover satellite probe machine tree oak pine birch willow beech elm cedar spruce redwood "
    "baobab flower rose sunflower tulip storm hurricane typhoon cyclone sun moon earth planet sea ocean river mountain volcano country nation city wind winter death nature snowman doll teddy puppet lighthouse cloud star comet castle".split()
)


def _is_cub(thing: str) -> bool:
    """Return whether the young of an animal is named with it: "seal pup"."""
    *before, last = thing.split() or [""]
    return singular(last) in _CUBS and bool(before) and is_animal(singular(before[-1]))


def _is_personal(thing: str) -> bool:
    """Return whether a thing may be called "he" or "she"."""
    last = thing.rpartition(" ")[2]
    return last[:1].isupper() or singular(last) in _PERSONAL


def _plural(animal: str) -> str:
    return (
        animal
        if animal in {"fish", "sheep", "deer"}
        else "wolves"
        if animal == "wolf"
        else f"{animal}s"
        if animal != "fox"
        else "foxes"
    )


def _is_beast(actor: str) -> bool:
    return is_animal(singular(actor.rpartition(" ")[2]))


# By so many acts somebody must lead for "he" or "she" to mean them, and not another of the film.
_CLEARLY = 1


class Characters:
    """The subjects that have acted in a film so far, the latest last, and the names that were given to them."""

    def __init__(self) -> None:
        self.subject = ""
        self._actors: list[tuple[str, bool]] = []
        self._thing = self._one_thing = ""
        self._acts: Counter[str] = Counter()
        self._are_several = False
        self._spoken_of = ""
        self._met = ""
        # The last one to act who is known by a full name only, which does not say who it is.
        self._name = ""
        self._creature = ""
        self._named: dict[str, str] = {}
        self._borrowed: frozenset[str] = frozenset()

    def borrow(self, names: frozenset[str]) -> None:
        """Learn which names of the film are words for things too, and so say nothing of what bears them."""
        self._borrowed = names

    def call(self, name: str, thing: str) -> None:
        """Remember the name of someone: "a small fox named Rusty"."""
        if thing and name not in self._named:
            self._named[name] = thing

    def act(self, subject: str, *, plural: bool) -> None:
        """Remember the subject of a clause."""
        self.subject = subject
        if subject in {"people", "person"}:
            # The narrators ("we") are not meant by "he" or "they".
            return
        if subject.rpartition(" ")[2] in BODY:
            # "Its wing had healed": the subject is the owner of the wing.
            return
        if is_animate(subject):
            self._acts[subject] += 1
            # "It" is none of several: "beetles and worms disappear" leaves the hedgehog.
            is_one = is_animal(singular(subject.rpartition(" ")[2])) and not plural
            self._creature = (
                subject
                if is_one
                or (plural and not self._creature and is_animal(singular(subject.rpartition(" ")[2])))
                else self._creature
            )
            self._actors = [*(one for one in self._actors if one[0] != subject), (subject, plural)]
        else:
            words = subject.split()
            self._name = (
                subject if len(words) > 1 and all(word[0].isupper() for word in words) else self._name
            )
            self._acts[subject] += 1
            self._thing, self._are_several, self._creature = subject, plural, ""
            self._one_thing = self._one_thing if plural else subject

    def meet(self, thing: str) -> None:
        """Remember someone to whom or with whom something was done: later "they" may mean the two."""
        if is_animate(thing) and thing != self.subject:
            self._met = thing
            if is_animal(singular(thing.rpartition(" ")[2])):
                self._creature = thing
        elif thing.islower() and singular(thing.rpartition(" ")[2]) != thing.rpartition(" ")[2]:
            self._spoken_of = thing

    def picture_of(self, text: str) -> str:
        """Return what a picture shows of a thing; for a name, its bearer."""
        words = text.split()
        if text in self._named:
            return self._named[text]
        if not words or not words[0][0].isupper():
            return text
        person = self._named.get(words[0]) or who_is(text)
        if not person:
            return "" if len(words) == 1 and text in self._borrowed else text
        # A first name or a "Mr" means nothing to a viewer who does not know the person.
        if len(words) == 1 or words[0].lower() in _PLAIN_TITLES:
            return person
        return " ".join([person, *(words[1:] if words[0].lower() in TITLES else words)])

    @property
    def is_about_animals(self) -> bool:
        """Return whether only animals have acted so far: a mother is then one of them."""
        return bool(self._actors) and all(
            is_animal(singular(one.rpartition(" ")[2])) for one, _ in self._actors
        )

    @property
    def knows_a_thing(self) -> bool:
        """Return whether "it" could mean a thing of the film so far."""
        return bool(self._one_thing)

    def knows(self, subject: str) -> bool:
        """Return whether someone has acted in the film."""
        return any(subject == actor for actor, _ in self._actors)

    def stand_in(self, pronoun: str, besides: str = "") -> str:
        """Return the person or thing that a pronoun means, other than `besides`."""
        single = [actor for actor, plural in self._actors if not plural and actor != besides]
        if pronoun == "it":
            creature = self._creature_meant(single)
            if creature and self._acts[self._one_thing] > self._acts[creature]:
                # "The tent keeps a dog dry. It weighs nothing."
                return self._one_thing
            return creature or self._one_thing or (single[-1] if single else "")
        if pronoun == "they":
            return self._several(single)
        if pronoun in {"he", "she"}:
            fitting = [actor for actor in single if is_of(actor, pronoun)]
            # Ships, trees and storms are "she" or "he" where nobody else can be meant.
            named = self._one_thing if not self._actors and _is_personal(self._one_thing) else ""
            if self._is_unsure(fitting):
                # "The owner heard the mouse. He bought a cat": a man at most.
                return _SOMEONE[pronoun] if not any(map(_is_beast, fitting)) else ""
            # The one that acted most is meant; of two alike, the one that acted first.
            return max(fitting, key=self._salience, default=self._name or named or _SOMEONE[pronoun])
        return _SOMEONE[pronoun]

    def _is_unsure(self, fitting: list[str]) -> bool:
        """Return whether a pronoun may mean two that have acted about as often."""
        acted = sorted((self._acts[one] for one in fitting), reverse=True)
        return len(acted) > 1 and acted[0] - acted[1] < _CLEARLY

    def _creature_meant(self, single: list[str]) -> str:
        """Return the animal that "it" means: of several that acted, the one that the film is about."""
        acted = [one for one in single if is_animal(singular(one.rpartition(" ")[2]))]
        return max(acted, key=self._salience) if self._creature in acted else self._creature

    def _salience(self, actor: str) -> float:
        return self._acts[actor] + 0.5 * (actor == self._actors[-1][0])

    def kin_of(self, owner: str, kin: str, subject: str = "") -> str:
        """Return what "her brothers" are: those of an owl are owls. `subject` is that of the clause they are in."""
        pronoun = {"his": "he", "her": "she", "its": "it", "their": "they", "the": "it"}.get(owner, "")
        acts = is_animal(singular(subject.rpartition(" ")[2])) or _is_cub(subject)
        whose = subject if pronoun and acts else self.stand_in(pronoun) if pronoun else ""
        if _is_cub(whose):
            # The mother of a seal pup is a seal.
            whose = whose.rpartition(" ")[0]
        if owner == "the" and not is_animal(singular(whose.rpartition(" ")[2])) and self.is_about_animals:
            whose = self._actors[-1][0]
        if owner == "the" and not is_animal(singular(whose.rpartition(" ")[2])):
            return kin
        animal = singular(whose.rpartition(" ")[2])
        if is_animal(animal) and singular(kin) in _CUBS:
            return f"young {animal if singular(kin) == kin else _plural(animal)}"
        return f"{animal} {kin}" if is_animal(animal) else kin

    def _several(self, single: list[str]) -> str:
        several = [actor for actor, plural in self._actors if plural]
        if not several and len(single) < 2 and self._are_several:
            # "Our brains ...: they": if no two have acted, the things are meant.
            return self._thing
        if not several and not single and self._spoken_of:
            # "A lesson about volcanoes. They ..."
            return self._spoken_of
        if len({singular(actor.rpartition(" ")[2]) for actor in several}) == 1:
            # "Storks" and "young storks" are of one kind.
            return several[-1]
        if len(several) > 1 and self._acts[several[-1]] <= self._acts[several[-2]]:
            # "Police look for two men. They ...": nobody knows who.
            return "people"
        if several and (self._actors[-1][1] or len(single) < 2):
            return several[-1]
        both = single[-2:] if len(single) > 1 else [*single, *filter(None, [self._met])]
        if len(both) == 1 and (is_animal(singular(both[0].rpartition(" ")[2]))):
            # An animal and its kind, not people.
            return both[0]
        return " and ".join(both) if len(both) > 1 else "people"
