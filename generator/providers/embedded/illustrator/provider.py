"""The image provider that needs no key and no network: it paints scenery that follows the words."""

from __future__ import annotations

import math

import numpy as np

from generator.exceptions import ProviderError, ProviderFailure
from generator.providers.base import STYLES, ImageProvider, Picture
from generator.providers.embedded.illustrator.arrays import resize
from generator.providers.embedded.illustrator.composition import compose
from generator.providers.embedded.illustrator.finishing import develop, encode
from generator.providers.embedded.illustrator.gazetteer import choose_place, paint_place
from generator.providers.embedded.illustrator.reading import read_prompt

MODEL = "painter"
SMALLEST, LARGEST = 64, 4096
# Larger pictures are painted at this many pixels and enlarged, so that memory stays bounded.
MOST_PIXELS = 2_400_000


class EmbeddedIllustrator(ImageProvider):
    """Paints scenery from words by arithmetic alone; safe to use from several threads."""

    def illustrate(
        self, *, prompt: str, style: str, width: int, height: int, seed: int, variant: int
    ) -> Picture:
        """Paint the place, time of day and weather that the prompt names; see the contract.

        Raises ProviderError (kind CONFIG) for an unknown style or a side outside 64 to 4,096 pixels.
        """
        if style not in STYLES:
            raise ProviderError("This picture style is not known.", ProviderFailure.CONFIG)
        if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
            raise ProviderError("A picture's sides must have 64 to 4,096 pixels.", ProviderFailure.CONFIG)
        shrink = min(1.0, math.sqrt(MOST_PIXELS / (width * height)))
        setting = read_prompt(prompt)
        view = compose(setting, style, round(width * shrink), round(height * shrink), seed, variant)
        place = choose_place(setting.place, setting.season, setting.mood, view.turn)
        display = develop(paint_place(place, view))
        if shrink < 1:
            display = resize(display, width, height)
        data = encode(display, np.random.default_rng((seed & 0xFFFFFFFF, variant)), style)
        return Picture(data=data, width=width, height=height, model=MODEL)
