"""One clause of an English passage, while it is built."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from dataclasses import dataclass, field

from studio.text.english.people import is_animate
from studio.text.english.things import LINKS

_MOST_WORDS = 10
# Acts that can be seen without what is acted upon.
_COMPLETE = frozenset(
    "eating drinking reading writing cooking baking painting drawing driving sailing riding climbing singing playing dancing learning studying teaching smoking "
    "walking running swimming flying working sleeping laughing smiling crying talking speaking shouting".split()
)
# Acts that say nothing without what is acted upon.
_INCOMPLETE = frozenset(
    "showing making giving offering announcing demanding carrying holding using taking bringing putting helping getting replacing losing finding keeping weighing "
    "saying linking containing covering destroying causing reaching providing including producing connecting selling buying sending wearing admiring measuring "
    "telling asking allowing enjoying raising lifting changing".split()
)


# These need what is moved: "the volcano throwing into the sky" shows nothing.
_HURLING = frozenset(
    "throwing hurling tossing flinging placing bringing sending carrying pouring lifting raising dropping dragging hanging pumping shooting spraying".split()
) - frozenset(["hanging", "shooting", "dropping"])
# Where something is moved to shows nothing where the move is not seen.
_WAYS = frozenset(["to", "into", "onto", "toward", "towards"])


@dataclass
class Clause:
    """One clause: its subject with its description, its act, what follows, and what precedes it all."""

    subject: str = ""
    plural: bool = False
    described: list[str] = field(default_factory=list)
    act: str = ""
    rest: list[str] = field(default_factory=list)
    front: list[str] = field(default_factory=list)
    # In order: beside the main clause; negated; its subject cannot be shown; "is" came last; its verb shows
    # nothing.
    minor: bool = False
    denied: bool = False
    void: bool = False
    being: bool = False
    still: bool = False
    # The subject has been classified: "corals are animals".
    told: bool = False
    # The reader is told to think or to say something.
    asked: bool = False
    # The act needs nobody who does it: "mix the flour", "running water".
    ordered: bool = False
    # What the act is about cannot be shown.
    vain: bool = False
    # The subject was there before it was denied something: "the dog did not bark", but not "there was no dog".
    has_more: bool = False
    # The subject is a pronoun.
    referring: bool = False

    @property
    def words(self) -> str:
        """Return the clause as a caption."""
        if self.denied:
            # "The dog did not bark": the dog is there.
            return " ".join(part for part in (self.subject, *self.described) if part)
        # "Cut costs": without its object the act says nothing.
        lost = not self.rest and (
            self.act in _INCOMPLETE or (self.vain and self.act.split()[0] not in _COMPLETE)
        )
        seen = [part for part in self.rest if part.split()[0] not in LINKS]
        hurls = bool(self.act) and not seen and self.act.split()[0] in _HURLING
        # "Sorting the inbox": where nobody is named who does it, what it is done to is seen.
        nobody = bool(self.act) and not (self.subject or self.ordered or self.referring)
        act = "" if lost or hurls or nobody else self.act
        # "The kitchen was renovated": what was done to it is over.
        act = (
            act if self.rest or self.front or act.split()[:1] == [] or act.split()[0].endswith("ing") else ""
        )
        # "Longer days bring the birds to the marsh": without what brings them there, they are seen.
        rest = (
            self.rest if act or self.subject else [part for part in self.rest if part.split()[0] not in _WAYS]
        )
        # "We believe in it": nobody is seen.
        thinks = self.referring and not act and self.subject in {"people", "person", "man", "woman"}
        parts = [
            part
            for part in (
                "" if thinks else self.subject,
                *([] if thinks else self.described),
                act,
                *([] if hurls and self.subject else rest),
                *self.front,
            )
            if part
        ]
        # A part that would make it too long is left out whole.
        while len(parts) > 2 and len(" ".join(parts).split()) > _MOST_WORDS:
            del parts[-1]
        return " ".join(" ".join(parts).replace(" ,", ",").split()[:_MOST_WORDS]).rstrip(",")

    @property
    def worth(self) -> int:
        """Return how much of the clause can be shown: an act, its actor, its object."""
        if (
            self.asked
            and not self.subject
            and all(part.split()[0] in LINKS for part in (*self.rest, *self.front))
        ):
            # "Tell me in the comments."
            return 0
        if self.denied:
            return int(bool(self.subject) and not self.referring and self.has_more)
        if not (self.subject or self.rest or (self.front and not self.act)):
            return 0
        shown = (
            1
            + 3 * bool(self.act and not (self.vain or (self.act in _INCOMPLETE and not self.rest)))
            + 2 * bool(self.rest)
            + is_animate(self.subject)
            + 2 * (" " in self.subject)
        )
        return max(1, shown - 3 * self.minor)
