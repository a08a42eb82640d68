"""The clauses of an English passage, built from its elements."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from collections.abc import Sequence

from studio.text.english.clause import Clause
from studio.text.english.mending.forms import PREDICATIVE
from studio.text.english.nominal import INVERTED, RESTING, NominalReader
from studio.text.english.people import CROWD, is_animate
from studio.text.english.things import LINKS, Element

# What these say of a thing is what it is good for: "the bay invites swimming".
_OFFERING = frozenset(
    "invite invites invited mean means meant need needs needed include includes included require requires required".split()
)
# Verbs that say less than the aim after them: "came to fight".
_WEATHER = frozenset(["raining", "snowing", "thundering", "drizzling"])
_WEAK = frozenset("coming going helping using waiting learning hurrying gathering".split())


_MEASURES = frozenset("size sizes weight height length age price cost number amount speed".split())


class Reader(NominalReader):
    """Goes through the elements of a passage and builds clauses."""

    def read(self, parts: Sequence[Element]) -> list[Clause]:
        """Return the clauses of a passage in order."""
        for index, part in enumerate(parts):
            self._ahead = parts[index + 1 : index + 9]
            if part.kind in {"and", "comma"}:
                self._joined = part.kind
                self._paused = self._paused or bool(self._clause.act)
                continue
            getattr(self, f"_on_{part.kind}")(part)
            self._joined = ""
            self._before = part.kind
        self._flush()
        return self._done

    def _on_act(self, part: Element) -> None:
        clause = self._clause
        if clause.still and not clause.act and self._is_nothing_done(part):
            self._dropped = True
            return
        if self._is_told_of_doing(part):
            # "Fishing from the pier costs nothing": what it costs is not done by anybody.
            self._dropped = self._unseen = True
            return
        if self._aim:
            self._follow_aim(part.text)
        elif clause.act and clause.minor and not self._joined and self._main:
            self._flush(self._main)
            self._clause.act, self._main = part.text, ""
        elif clause.act and not self._joined:
            clause.rest.append(part.text)
        else:
            followed = bool(self._ahead) and self._ahead[0].kind == "thing"
            inverts = followed and part.text in RESTING
            if clause.act or clause.still:
                # "And there sat a rabbit": the previous subject is not the one who sits.
                clause = self._flush() if inverts else self._goes_on()
            inverts = inverts or (followed and bool(clause.front) and part.text in INVERTED)
            if (
                not clause.subject
                and not clause.void
                and not inverts
                and part.kind == "act"
                and self._before != "quality"
            ):
                clause.subject = self._cast.subject
            if clause.referring and part.text in _WEATHER:
                clause.subject = ""
            clause.act, clause.being = part.text, False
            clause.ordered = part.kind == "order" or (part.bare and not clause.void)
        if self._link and clause.rest and clause.rest[-1] == part.text:
            clause.rest[-1] = f"{self._link} {part.text}"
        self._link = ""

    _on_order = _on_act

    def _is_nothing_done(self, part: Element) -> bool:
        """Return whether what follows a verb that shows nothing shows nothing either."""
        # "Let go of the rope", "get going"; "the quiet bay invites swimming": the bay does not swim.
        return part.text == "going" or (self._offers and not is_animate(self._clause.subject))

    def _is_told_of_doing(self, part: Element) -> bool:
        """Return whether a verb tells something of what is done: "fishing from the pier costs nothing"."""
        clause = self._clause
        linked = bool(clause.rest) and clause.rest[0].split()[0] in LINKS
        return clause.ordered and linked and not (clause.subject or part.bare or self._joined or self._aim)

    def _follow_aim(self, act: str) -> None:
        """Read "to run" as the act of "loved to run", and as a further act of "climbed up to see"."""
        clause, self._aim = self._clause, False
        if clause.act and (clause.rest or clause.act not in _WEAK):
            clause = self._goes_on(minor=True)
        elif not clause.subject and not clause.void and clause.still:
            clause.subject = self._cast.subject
        clause.act = act

    def _on_still(self, part: Element) -> None:
        if self._clause.act and self._joined:
            self._goes_on()
        self._clause.still, self._aim = True, False
        self._clause.asked = part.text == "order"
        self._offers = part.text in _OFFERING
        said = part.text in {"say", "says", "said", "order"}
        if not self._clause.subject and not self._clause.void and not said:
            self._clause.subject = self._cast.subject

    def _on_be(self, part: Element) -> None:
        if self._clause.act:
            self._goes_on() if self._joined else self._flush()
        self._clause.being, self._aim = True, False

    def _on_have(self, part: Element) -> None:
        if self._clause.act and self._joined:
            self._goes_on()
        self._link = "" if self._clause.act or self._aim else "with"
        self._aim = False

    def _on_may(self, part: Element) -> None:
        clause = self._clause
        if clause.act:
            clause = self._goes_on() if self._joined else self._flush()
        # "Visitors must leave": nobody says that they do.
        if clause.subject.rpartition(" ")[2] in CROWD:
            clause.subject, clause.void = "", True

    def _on_denied(self, part: Element) -> None:
        if self._clause.act:
            self._goes_on() if self._joined else self._flush()
        clause = self._clause
        clause.denied, clause.has_more, self._aim = True, bool(clause.subject), False
        clause.asked = clause.asked or part.text == "order"

    def _on_made(self, part: Element) -> None:
        if self._last and not self._joined:
            self._place(part.text)

    def _on_quality(self, part: Element) -> None:
        clause = self._clause
        if clause.being and clause.subject and part.text in PREDICATIVE:
            clause.described.append(part.text)
            clause.being = False
        elif (
            clause.being and clause.subject and "," not in clause.subject and len(clause.subject.split()) < 3
        ):
            clause.subject = f"{part.text} {clause.subject}"

    def _on_particle(self, part: Element) -> None:
        if self._clause.act and not self._clause.rest and " " not in self._clause.act:
            self._clause.act += f" {part.text}"

    def _on_link(self, part: Element) -> None:
        if self._likened or (self._dropped and (part.text == "of" or self._offers)):
            self._unseen = True
            return
        if part.text == "of" and self._before == "nothing" and self._measure in _MEASURES:
            # "A stone the size of an egg": there is no egg.
            self._unseen = True
            return
        if part.text == "of" and self._before == "nothing":
            # "On the back of a letter", "500 g of flour": what follows replaces what cannot be shown.
            self._link = self._lost
            return
        self._moved = self._moved or bool(self._joined and (self._clause.act or self._clause.still))
        self._link = "out of" if (self._link, part.text) == ("out", "of") else part.text

    def _on_unseen(self, part: Element) -> None:
        self._unseen = True

    def _on_aim(self, part: Element) -> None:
        self._aim = True

    def _on_alias(self, part: Element) -> None:
        self._alias = bool(self._last or self._clause.subject)

    def _on_which(self, part: Element) -> None:
        main = "" if self._clause.act else self._clause.subject
        # "A problem that stopped the cars": nobody stopped them.
        is_of_nothing = self._before == "nothing" and bool(self._clause.act or self._clause.still)
        self._flush(
            "" if is_of_nothing else self._last or self._clause.subject, minor=True
        ).void = is_of_nothing
        self._main = main

    def _on_break(self, part: Element) -> None:
        self._flush()
        self._main = ""
