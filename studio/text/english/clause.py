"""One clause of an English passage, as it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from studio.text.english.people import is_animate

_MOST_WORDS = 10


@dataclass
class Clause:
    """One clause: its subject with what describes it, its act, what follows, and what stood before it all."""

    subject: str = ""
    plural: bool = False
    described: list[str] = field(default_factory=list)
    act: str = ""
    rest: list[str] = field(default_factory=list)
    front: list[str] = field(default_factory=list)
    # Told beside the main thing; said not to be; its subject cannot be shown; "is" stood last; a verb that shows nothing.
    minor: bool = False
    denied: bool = False
    void: bool = False
    being: bool = False
    still: bool = False
    # What it is has been said: "corals are animals".
    told: bool = False
    # Its subject is a pronoun.
    referring: bool = False

    @property
    def words(self) -> str:
        """The clause as a caption."""
        parts = [part for part in (self.subject, *self.described, self.act, *self.rest, *self.front) if part]
        # A part that would make it too long is left out whole.
        while len(parts) > 2 and len(" ".join(parts).split()) > _MOST_WORDS:
            del parts[-1]
        return " ".join(" ".join(parts).replace(" ,", ",").split()[:_MOST_WORDS]).rstrip(",")

    @property
    def worth(self) -> int:
        """How much of it can be shown: an act, someone who does it, what it is done to."""
        if self.denied or not (self.subject or self.rest or (self.front and not self.act)):
            return 0
        shown = (
            1
            + 3 * bool(self.act)
            + 2 * bool(self.rest)
            + is_animate(self.subject)
            + 2 * (" " in self.subject)
        )
        return max(1, shown - 3 * self.minor)
