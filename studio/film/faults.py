"""Errors that name the shot at fault, so that the film can be made without the faulty part."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from studio.errors import RenderError, is_of_the_machine

Part = Literal["picture", "speech", "captions"]

_SENTENCES: dict[Part, str] = {
    "picture": "A picture of this film could not be shown.",
    "speech": "A narration of this film could not be played.",
    "captions": "The captions of a scene could not be drawn.",
}


class ShotError(RenderError):
    """A part of one shot cannot be rendered: `shot` is the shot's index in the plan, `part` the faulty part."""

    def __init__(self, message: str, shot: int, part: Part) -> None:
        super().__init__(message)
        self.shot, self.part = shot, part


@contextmanager
def blamed_on(shot: int, part: Part) -> Iterator[None]:
    """Turn any exception in the block into a ShotError, unless it is a fault of the machine."""
    try:
        yield
    except ShotError:
        raise
    except Exception as error:
        if is_of_the_machine(error):
            raise
        message = str(error) if isinstance(error, RenderError) else _SENTENCES[part]
        raise ShotError(message, shot, part) from error
