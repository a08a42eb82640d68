"""The image provider that needs no key and no network: it paints what a prompt names, in a suitable place."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from studio.contracts import STYLES, ImageProvider, Picture
from studio.errors import ProviderError, ProviderFailure
from studio.painter.core.arrays import resize
from studio.painter.core.composition import compose
from studio.painter.core.view import Painting
from studio.painter.ensemble import perform
from studio.painter.figures.art import open_art
from studio.painter.finishing import develop, encode, style_of
from studio.painter.gazetteer import choose_place, paint_place
from studio.painter.read.casting import Cast, cast_prompt
from studio.painter.read.reading import read_prompt
from studio.painter.rehearsal import rehearse

MODEL = "painter"
SMALLEST, LARGEST = 64, 4096
# Larger pictures are painted at this many pixels and enlarged, so that memory stays bounded.
MOST_PIXELS = 2_400_000


class EmbeddedIllustrator(ImageProvider):
    """Paints scenery from words by arithmetic, and adds the drawings of the art set; thread-safe.

    `assets_dir` is the folder in which set-up puts the art; without it, pictures are scenery only.
    """

    def __init__(self, *, assets_dir: Path | str | None = None) -> None:
        self._assets_dir = assets_dir

    def illustrate(
        self, *, prompt: str, style: str, width: int, height: int, seed: int, variant: int
    ) -> Picture:
        """Paint the place, time of day and weather that the prompt names, with its figures; see the contract.

        Raises ProviderError (kind CONFIG) for an unknown style or a side outside 64 to 4,096 pixels.
        """
        if style not in STYLES:
            raise ProviderError("This picture style is not known.", ProviderFailure.CONFIG)
        if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
            raise ProviderError("A picture's sides must have 64 to 4,096 pixels.", ProviderFailure.CONFIG)
        shrink = min(1.0, math.sqrt(MOST_PIXELS / (width * height)))
        size = round(width * shrink), round(height * shrink)
        display = develop(self._paint(prompt, style, size, seed, variant))
        if shrink < 1:
            display = resize(display, width, height)
        data = encode(display, np.random.default_rng((seed & 0xFFFFFFFF, variant)), style_of(style).grain)
        return Picture(data=data, width=width, height=height, model=MODEL)

    def _paint(self, prompt: str, style: str, size: tuple[int, int], seed: int, number: int) -> Painting:
        # Lone surrogates, as broken text has them, cannot be looked up.
        prompt = prompt.encode("utf-8", "ignore").decode()
        setting = read_prompt(prompt)
        view = compose(setting, style, *size, seed, number)
        place = choose_place(setting.place, setting.season, setting.mood, view.turn)
        art = open_art(self._assets_dir)
        cast = cast_prompt(prompt, art, place) if art else Cast(None)
        if art is None or cast.subject is None:
            return paint_place(place, view)
        place = rehearse(view, place, cast)
        return paint_place(place, view, lambda painting: perform(painting, place, cast, art))
