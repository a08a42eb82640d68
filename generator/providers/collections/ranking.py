"""How well the works of collections fit a scene: what they are about, their size, their shape, and of clips the length."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from studio.contracts import Candidate
from studio.text.collections.words import Search

# A photo may be enlarged by this factor, the room for the camera (15 per cent) included, and still looks sharp.
MOST_GROWN = 1.5
# Shares of the words of a scene: from here on a photo is of the scene's thing.
FITS = 0.5
# Collections are asked to leave out what is not for everybody, and not all of them can.
_UNFIT = re.compile(
    r"\b(?:nud(?:e|es|ity|ist)|naked|topless|erotic\w*|porn\w*|nsfw|fetish|genital\w*|corpses?|gore|mutilat\w*|execution)\b",
    re.IGNORECASE,
)
# How much what it is about, its size, and what of it is seen in the film's shape count, and each place in the answer.
_ABOUT, _SIZE, _SEEN, _PLACE = 3.0, 0.6, 1.0, 0.02
# How much it counts that a clip lasts as long as its scene, and that it moves; a shorter one than this share of the
# scene would have to run at less than half its pace.
_LONG, _MOVES, LEAST_LENGTH = 1.0, 0.3, 0.5


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with the share of the scene's words that it is about, and how well it fits in all."""

    candidate: Candidate
    about: float
    worth: float

    @property
    def fits(self) -> bool:
        return self.about >= FITS


def shape_of(width: int, height: int) -> str:
    """Return which of SHAPES a picture of this size is asked for as."""
    if 0.85 < width / height < 1.18:
        return "square"
    return "wide" if width > height else "tall"


def rank(
    candidates: Iterable[Candidate], search: Search, size: tuple[int, int], seconds: float = 0.0
) -> list[Ranked]:
    """Return the candidates that are large enough for a picture of `size` in pixels, the best first.

    Clips have to last about as long as their scene, of so many `seconds`.
    """
    found = [
        _ranked(candidate, place, search, size, seconds)
        for place, candidate in enumerate(candidates)
        if growth(candidate, size) <= MOST_GROWN
        and lasting(candidate, seconds) >= LEAST_LENGTH
        and not _UNFIT.search(_told(candidate))
    ]
    return sorted(found, key=lambda one: -one.worth)


def lasting(candidate: Candidate, seconds: float) -> float:
    """Return the share of a scene's seconds for which a clip lasts; 1 for a photo, or if its length is not known."""
    return min(1.0, candidate.seconds / seconds) if candidate.seconds and seconds else 1.0


def _ranked(
    candidate: Candidate, place: int, search: Search, size: tuple[int, int], seconds: float
) -> Ranked:
    about = search.fit(_told(candidate))
    large = min(1.0, 1 / growth(candidate, size)) if candidate.width else 0.5
    worth = _ABOUT * about + _SIZE * large + _SEEN * _share_seen(candidate, size) - _PLACE * place
    if candidate.files:
        # A photo lasts as long as one wants.
        worth += _MOVES - _LONG * (1 - lasting(candidate, seconds))
    return Ranked(candidate, about, worth)


def _told(candidate: Candidate) -> str:
    return " ".join((candidate.title, *candidate.tags))


def growth(candidate: Candidate, size: tuple[int, int]) -> float:
    """Return the factor by which a candidate is enlarged to fill a picture; 1 if its size is not known."""
    if not (candidate.width and candidate.height):
        return 1.0
    return max(size[0] / candidate.width, size[1] / candidate.height)


def _share_seen(candidate: Candidate, size: tuple[int, int]) -> float:
    if not (candidate.width and candidate.height):
        return 0.5
    ours, theirs = size[0] / size[1], candidate.width / candidate.height
    return min(ours, theirs) / max(ours, theirs)
