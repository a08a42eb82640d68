"""The image provider that needs no key and no network: it paints what a prompt names, in a suitable place."""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from studio.contracts import STYLES, ImageProvider, Picture
from studio.errors import ProviderError, ProviderFailure
from studio.painter.core.apart import Apart
from studio.painter.core.arrays import resize
from studio.painter.core.composition import compose
from studio.painter.core.place import Place
from studio.painter.core.view import Painting, View
from studio.painter.ensemble import perform
from studio.painter.figures.art import Art, open_art
from studio.painter.finishing import develop, encode, encode_bytes, pack, style_of
from studio.painter.gazetteer import choose_place, paint_place, paint_scenery
from studio.painter.layered.levels import Finish
from studio.painter.layered.near import set_apart
from studio.painter.layered.picture import layers_of
from studio.painter.read.casting import Cast, cast_prompt
from studio.painter.read.reading import read_prompt
from studio.painter.read.scenery import without_mark
from studio.painter.rehearsal import rehearse
from studio.painter.sky.weather import add_weather
from studio.painter.styles.exposure import gain_of

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
        _check(style, width, height)
        order = _Order(prompt, style, _painted_size(width, height), seed, variant)
        display = develop(self._paint(order))
        if display.shape[:2] != (height, width):
            display = resize(display, width, height)
        data = encode(display, np.random.default_rng(order.grain), style_of(style).grain)
        return Picture(data=data, width=width, height=height, model=MODEL)

    def illustrate_in_layers(
        self, *, prompt: str, style: str, width: int, height: int, seed: int, variant: int
    ) -> Picture:
        """Paint the same picture, and it in layers; these have the size at which it was painted."""
        _check(style, width, height)
        order = _Order(prompt, style, _painted_size(width, height), seed, variant)
        view, place, cast, art = self._ready(order)
        view.apart = Apart()
        painting = paint_scenery(place, view)
        set_apart(painting)
        if art is not None:
            perform(painting, place, cast, art)
        before = copy.deepcopy(view.random)
        if place.is_open_air:
            add_weather(painting)
        gain = gain_of(painting.pixels) if painting.gain is None else painting.gain
        display, grain = develop(painting), style_of(style).grain
        flat = pack(display, np.random.default_rng(order.grain), grain)
        finish = Finish(gain=gain, random=before, grain=order.grain, has_weather=place.is_open_air)
        layers = layers_of(painting, place, order.words, finish, flat)
        if display.shape[:2] != (height, width):
            flat = pack(resize(display, width, height), np.random.default_rng(order.grain), grain)
        return Picture(data=encode_bytes(flat), width=width, height=height, model=MODEL, layers=layers)

    def _ready(self, order: _Order) -> tuple[View, Place, Cast, Art | None]:
        """Return all that is known of a picture before it is painted."""
        setting = read_prompt(without_mark(order.words))
        view = compose(setting, order.style, *order.size, order.seed, order.variant)
        place = choose_place(setting.place, setting.season, setting.mood, view.turn)
        art = open_art(self._assets_dir)
        cast = cast_prompt(order.words, art, place) if art else Cast(None)
        return view, rehearse(view, place, cast), cast, art

    def _paint(self, order: _Order) -> Painting:
        view, place, cast, art = self._ready(order)
        if art is None or cast.subject is None:
            return paint_place(place, view)
        return paint_place(place, view, lambda painting: perform(painting, place, cast, art))


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be painted, and at which size."""

    prompt: str
    style: str
    size: tuple[int, int]
    seed: int
    variant: int

    @property
    def words(self) -> str:
        # Lone surrogates, as broken text has them, cannot be looked up.
        return self.prompt.encode("utf-8", "ignore").decode()

    @property
    def grain(self) -> tuple[int, int]:
        return self.seed & 0xFFFFFFFF, self.variant


def _check(style: str, width: int, height: int) -> None:
    if style not in STYLES:
        raise ProviderError("This picture style is not known.", ProviderFailure.CONFIG)
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise ProviderError("A picture's sides must have 64 to 4,096 pixels.", ProviderFailure.CONFIG)


def _painted_size(width: int, height: int) -> tuple[int, int]:
    shrink = min(1.0, math.sqrt(MOST_PIXELS / (width * height)))
    return round(width * shrink), round(height * shrink)
