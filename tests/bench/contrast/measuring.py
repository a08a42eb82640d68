"""The contrast (WCAG 2) of letters in frames as the encoder gets them: captions, cards, graphic scenes.

What is behind captions and cards is what lies around each letter, outline and plate included; what is behind graphic
letters is the same frame without them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from studio.film.picture.easel import Easel
from studio.film.plan import (
    CAPTION_LETTERS,
    CaptionAppearance,
    FilmPlan,
    Narration,
    Shot,
    SpokenWord,
    frame_size,
)
from studio.film.production import compose
from studio.film.schedule import schedule_film
from studio.film.text.captions import burned_cues, make_cues
from studio.graphics.colours import contrast, luminance
from studio.graphics.drawing import draw_frame
from studio.graphics.grounds.painting import possible_ground
from studio.graphics.laid_out import LaidOut
from studio.graphics.lay_out import _ground, set_sheet
from studio.graphics.sheet.bitmaps import keep_ground
from studio.graphics.sheet.sheet import LEAST, LEAST_SMALL
from studio.graphics.sheet.timing import FADE
from studio.graphics.type.looks import is_small
from studio.graphics.values import GROUNDS, PALETTES, Graphic
from tests.studio.graphics.scenes import draw, forms, graphic_of, spoken

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]

# The share of a letter's pixels that may be worse, as where a stroke is thinner than a pixel of colour.
_WORST = 0.03
# How far around letters their ground is measured, in shares of the frame's shorter side: outlines are no wider.
_AROUND = 0.0035
_WORDS = "The harbour lies quiet, and 40 boats wait."
_SECONDS = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The contrast of some letters, and what it has to be."""

    what: str
    over: str
    found: float
    needed: float

    @property
    def share(self) -> float:
        return self.found / self.needed


def grounds(painted: bool = False) -> dict[str, Pixels]:
    """Return pictures (height, width, 3) that letters may have to stand on, the plain ones always."""
    rows, columns = np.mgrid[:270, :480]
    flat = {"white": 255, "black": 0, "grey": 128}
    found = {name: np.full((270, 480, 3), level, np.uint8) for name, level in flat.items()}
    found["yellow"] = np.full((270, 480, 3), (255, 226, 60), np.uint8)
    stripes = ((columns // 6 + rows // 40) % 2 * 255).astype(np.uint8)
    found["stripes"] = np.repeat(stripes[..., None], 3, 2)
    if painted:
        found |= dict(_paintings())
    return found


def _paintings() -> Iterator[tuple[str, Pixels]]:
    from studio.painter.provider import EmbeddedIllustrator

    painter = EmbeddedIllustrator()
    for prompt, style in (
        ("a snowy field at noon", "plain"),
        ("a city street at night with lights", "photorealistic"),
        ("a meadow of flowers in the sun", "watercolour"),
        ("a beach with white sand", "vintage"),
        ("a fox in the autumn forest", "paper"),
    ):
        made = painter.illustrate(prompt=prompt, style=style, width=960, height=540, seed=3, variant=0)
        yield prompt, _read(made.data)


def _read(data: bytes) -> Pixels:
    return cv2.cvtColor(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def around(frame: Pixels, letters: Mask, core: Mask) -> float:
    """Return the contrast of letters with what is around them: `core` is what they surely cover, `letters` all of it."""
    light = luminance(frame / 255).astype(np.float32)
    reach = max(2, round(_AROUND * min(letters.shape)))
    near = cv2.dilate(letters.astype(np.uint8), np.ones((2 * reach - 1, 2 * reach - 1), np.uint8)) > 0
    beside = (near & ~letters).astype(np.float32)
    side = 2 * reach + 3
    share = cv2.blur(beside, (side, side))
    behind = cv2.blur(light * beside, (side, side)) / np.maximum(share, 1e-6)
    seen = core & (share > 0.02)
    both = np.maximum(light, behind)[seen] + 0.05, np.minimum(light, behind)[seen] + 0.05
    return float(np.quantile(both[0] / both[1], _WORST))


def _frame(plan: FilmPlan, number: int) -> Pixels:
    schedule = schedule_film(plan)
    cues = burned_cues(make_cues(schedule, plan.size, plan.captions.letters), plan)
    easel = Easel(plan.size)
    compose(plan, schedule, cues).paint(number, easel)
    return easel.frame.to_rgb()


def _written(dark: Pixels, light: Pixels, lit: float) -> tuple[Mask, Mask]:
    """Return which pixels letters touch and which they cover, by the same letters on a dark and on a light ground."""
    cover = 1 - (light.astype(np.float32) - dark).mean(2) / max(1.0, lit)
    bright = luminance(dark / 255)
    core = (cover > 0.97) & (bright > 0.3)
    touched = (cover > 0.3) & (bright > 0.08)
    return touched, core


def _plan(folder: Path, name: str, picture: Pixels, size: tuple[int, int], card: str = "") -> FilmPlan:
    file = folder / f"{name.replace(' ', '-')}.png"
    if not file.exists():
        Image.fromarray(picture).save(file)
    words = _WORDS.split()
    step = _SECONDS / len(words)
    timed = tuple(
        SpokenWord(text=word, start=place * step, end=(place + 1) * step) for place, word in enumerate(words)
    )
    shots = [Shot(picture=file, narration=Narration(file=None, duration=_SECONDS, text=_WORDS, words=timed))]
    if card:
        shots.insert(0, Shot(picture=file, card=card))
    return FilmPlan(shots=tuple(shots), size=size, camera="none", transition="cut", music="")


def read_captions(
    folder: Path, over: dict[str, Pixels], sizes: Sequence[tuple[int, int]], styles: Sequence[str]
) -> Iterator[Reading]:
    """Yield the contrast of captions: of each style in each size, while the middle word is spoken."""
    for size in sizes:
        for style in styles:
            for letters in CAPTION_LETTERS:
                captions = CaptionAppearance(style=style, letters=letters)
                frames = {
                    name: _frame(replace(_plan(folder, name, picture, size), captions=captions), 45)
                    for name, picture in over.items()
                }
                touched, core = _written(frames["black"], frames["white"], 255.0)
                if not core.any():
                    continue
                for name, frame in frames.items():
                    what = f"captions {style} {letters} {size[0]}x{size[1]}"
                    yield Reading(
                        what=what, over=name, found=around(frame, touched, core), needed=LEAST_SMALL
                    )


def read_cards(folder: Path, over: dict[str, Pixels], sizes: Sequence[tuple[int, int]]) -> Iterator[Reading]:
    """Yield the contrast of a card's words."""
    for size in sizes:
        frames = {
            name: _frame(_plan(folder, name, picture, size, card="The keeper of the lighthouse"), 30)
            for name, picture in over.items()
        }
        lit = float(frames["white"][:2].mean() - frames["black"][:2].mean())
        touched, core = _written(frames["black"], frames["white"], lit)
        for name, frame in frames.items():
            found = around(frame, touched, core)
            yield Reading(what=f"card {size[0]}x{size[1]}", over=name, found=found, needed=LEAST)


def read_graphic(
    folder: Path, graphic: Graphic, size: tuple[int, int], name: str, picture: Pixels | None, duration: float
) -> Iterator[Reading]:
    """Yield the contrast of each text of a graphic scene, shortly before it leaves."""
    sheet = set_sheet(graphic, size=size, words=spoken(12), duration=duration, painting=picture, drawing=draw)
    if sheet is None:
        return
    ground, seen = _ground(sheet)
    layers = tuple(sheet.layers(seen, folder))
    lettered = [bool(one.letters) for one in sheet.imprints]
    still = LaidOut(picture=keep_ground(ground, folder), over=layers)
    bare = tuple(layer for layer, is_lettered in zip(layers, lettered, strict=True) if not is_lettered)
    at = duration - FADE - 0.1
    written, behind = (draw_frame(replace(still, over=over), size, at, duration) for over in (layers, bare))
    for imprint in sheet.lettered:
        assert imprint.letters
        left, top, right, bottom = imprint.box
        box = slice(max(0, top), max(1, bottom)), slice(max(0, left), max(1, right))
        changed = np.abs(written[box].astype(int) - behind[box]).max(2)
        core = changed > 0.9 * changed.max() if changed.size and changed.max() > 8 else np.zeros((1, 1), bool)
        needed = LEAST_SMALL if is_small(imprint.letters.units) else LEAST
        text = imprint.letters.text[:24]
        what = f"{graphic.kind} {graphic.form} {graphic.palette} {sheet.graphic.ground} {size[0]}x{size[1]} “{text}”"
        if not core.any():
            yield Reading(what=what, over=name, found=1.0, needed=needed)
            continue
        ink = np.median(written[box][core], axis=0) / 255
        found = float(np.quantile(contrast(ink, behind[box].reshape(-1, 3) / 255), _WORST))
        yield Reading(what=what, over=name, found=found, needed=needed)


def read_graphics(
    folder: Path, over: dict[str, Pixels], shapes: Sequence[str], quality: str, every: int = 1
) -> Iterator[Reading]:
    """Yield the contrast of letters in graphic scenes of every kind; `every` n-th of all cases is taken."""
    pictures = cycle(over.items())
    cases = [
        (kind, form, palette, ground, shape)
        for kind, form in forms()
        for palette in PALETTES
        for ground in GROUNDS
        for shape in shapes
    ]
    for kind, form, palette, ground, shape in cases[::every]:
        name, picture = next(pictures)
        graphic = graphic_of(kind, form, palette=palette, ground=ground)
        if possible_ground(graphic, picture) == ground:
            yield from read_graphic(folder, graphic, frame_size(shape, quality), name, picture, 6.0)
