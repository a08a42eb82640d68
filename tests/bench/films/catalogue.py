"""Draws graphic scenes of every kind onto one sheet: `python -m tests.bench.films.catalogue SHEET.jpg --size 9:16 --palette calm`.

The scenes are what the rules make of sentences in a language, each with a picture that stands for its painting.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from studio.assets import default_assets, prepared_fonts
from studio.film.plan import SpokenWord
from studio.film.text.fonts import add_font
from studio.graphics.choice.choose import candidates_of
from studio.graphics.drawing import draw_frame
from studio.graphics.drawings import art_drawing
from studio.graphics.lay_out import lay_out
from studio.graphics.reading.film import read_text
from studio.graphics.reading.sentence import Scene
from studio.graphics.values import GROUNDS, PALETTES, Graphic
from tests.bench.films.sentences import SENTENCES

_SIZES = {"16:9": (640, 360), "9:16": (360, 640), "1:1": (480, 480), "4:5": (432, 540)}
_COLUMNS = {"16:9": 4, "9:16": 7, "1:1": 5, "4:5": 6}
_GAP, _LINE = 6, 20
_SECONDS, _A_WORD = 6.0, 0.28
# The most words that are stacked.
_STACKED = 6


def scenes(language: str) -> Iterator[Graphic]:
    """Yield a graphic scene for each of a language's sentences, then its other forms."""
    texts = SENTENCES[language]
    film = read_text([Scene(narration=text) for text in texts], language)
    for sentence in film.sentences:
        found = candidates_of(sentence, film)
        if found:
            yield from _forms(found[0])


def _forms(graphic: Graphic) -> Iterator[Graphic]:
    yield graphic
    main = graphic.phrases.get("main")
    is_short = main is not None and len(main.text.split()) <= _STACKED
    others = {
        "statement": ("stack", "drawing") if is_short else (),
        "item": ("panel", "tile", "painted"), "list": ("tiles",), "name": ("tag",),
    }.get(graphic.kind, ())  # fmt: skip
    for form in others:
        drawings = ("lamp", "books", "house", "tree", "dog")[: max(1, len(graphic.items))]
        yield replace(graphic, form=form, drawings=drawings)


def draw_scene(graphic: Graphic, shape: str, assets: Path, at: float = 4.5) -> Image.Image | None:
    """Return a frame of a scene; None if it cannot be drawn."""
    size = _SIZES[shape]
    words = [SpokenWord(text="", start=0.3 + _A_WORD * n, end=0.5 + _A_WORD * n) for n in range(60)]
    with tempfile.TemporaryDirectory() as name:
        picture = Path(name) / "painting.png"
        _painting(size).save(picture)
        done = lay_out(
            graphic, size=size, words=words, duration=_SECONDS, is_captioned=True, picture=picture,
            drawing=art_drawing(assets), folder=Path(name),
        )  # fmt: skip
        return Image.fromarray(draw_frame(done, size, at, _SECONDS)) if done else None


def _painting(size: tuple[int, int]) -> Image.Image:
    """Return what stands for a painting: a bright sky with a sun over dark hills."""
    width, height = size
    rows = np.linspace(0, 1, height)[:, None, None]
    pixels = np.array([120, 170, 230]) * (1 - rows) + np.array([250, 190, 130]) * rows
    image = Image.fromarray(np.broadcast_to(pixels, (height, width, 3)).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.68, height * 0.2, width * 0.8, height * 0.2 + width * 0.12), (255, 240, 200))
    for share, colour in ((0.62, (90, 120, 90)), (0.76, (50, 80, 60))):
        points = [
            (x, height * (share + 0.05 * np.sin(x / width * 9 + share * 20))) for x in range(0, width + 9, 8)
        ]
        draw.polygon([(0, height), *points, (width, height)], colour)
    return image


def make_sheet(graphics: list[Graphic], shape: str, assets: Path, at: float = 4.5) -> Image.Image:
    """Return a sheet of scenes with what each is below it."""
    (width, height), columns = _SIZES[shape], _COLUMNS[shape]
    tile = 420 if shape == "16:9" else 240 if shape == "9:16" else 330
    high = round(tile * height / width)
    rows = -(-len(graphics) // columns)
    sheet = Image.new("RGB", (columns * (tile + _GAP), rows * (high + _LINE + _GAP)), (24, 24, 27))
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(13)
    for index, graphic in enumerate(graphics):
        left, top = index % columns * (tile + _GAP), index // columns * (high + _LINE + _GAP)
        label = f"{graphic.kind}/{graphic.form}  {graphic.palette}  {graphic.ground}"
        frame = draw_scene(graphic, shape, assets, at)
        if frame is None:
            label += "  CANNOT BE SHOWN"
        else:
            sheet.paste(frame.resize((tile, high), Image.Resampling.LANCZOS), (left, top))
        draw.text((left + 2, top + high + 2), label, (212, 212, 216), font)
    return sheet


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", choices=SENTENCES, default="en")
    parser.add_argument("--size", choices=_SIZES, default="16:9")
    parser.add_argument("--palette", choices=PALETTES, help="of all scenes; without it they take turns")
    parser.add_argument("--ground", choices=GROUNDS, help="of all scenes; without it they take turns")
    parser.add_argument("--at", type=float, default=4.5, metavar="SECONDS")
    parser.add_argument("--assets", type=Path, default=default_assets())
    asked = parser.parse_args()
    for family, file in prepared_fonts(asked.assets).items():
        add_font(family, file)
    grounds = ("glow", "paper", "veil", "split", "flood")
    dressed = [
        replace(
            graphic,
            palette=asked.palette or PALETTES[index % len(PALETTES)],
            ground="painted"
            if graphic.form in {"tag", "painted"}
            else asked.ground or grounds[index % len(grounds)],
        )
        for index, graphic in enumerate(scenes(asked.language))
    ]
    make_sheet(dressed, asked.size, asked.assets, asked.at).save(asked.out, quality=88)
    print(f"{asked.out}: {len(dressed)} scenes")


if __name__ == "__main__":
    main()
