"""Clips: the files in which a collection has one, and what makes one of a picture."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipFile:
    """One of the files in which a collection has a clip: upright pixels, and bytes; 0 if unknown."""

    address: str
    width: int = 0
    height: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MovingPicture:
    """An encoded clip (MP4, WebM or MOV) as a service sent it: nobody has looked into it yet.

    `model` names what made it, for staff. `seed` is the seed that the model was given; None if there is none.
    """

    data: bytes
    model: str
    seed: int | None = None


class ClipProvider(ABC):
    """Sets a picture in motion."""

    @abstractmethod
    def animate(
        self, *, picture: bytes, prompt: str, seconds: float, width: int, height: int, seed: int
    ) -> MovingPicture:
        """Make a clip that begins with a picture (JPEG or PNG) and shows what a prompt says.

        It lasts about so many `seconds`, as near as the model can: most make 4 to 10. Its shape is about that of
        `width` and `height`, in pixels. The same seed asks for the same clip. Raises ProviderError.
        """
