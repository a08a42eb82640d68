"""What CONTRIBUTING.md says of a new place, style and drawing: each is told once, and all that follows is derived."""

from __future__ import annotations

import ast
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from generator.models import Generation
from studio.assets import FLUENT, manifest
from studio.contracts import STYLES
from studio.painter import EmbeddedIllustrator, finishing, gazetteer, places, provider, styles
from studio.painter.figures import stature
from studio.painter.figures.art import Art, open_art
from studio.painter.figures.drawings import DRAWINGS, Drawing
from studio.painter.gazetteer import PLACES
from studio.painter.read import concepts, likeness, reading
from studio.painter.read.casting import cast_prompt
from studio.painter.read.reading import read_prompt
from studio.text.provider import EmbeddedText
from tests.app.test_house import sources_with

BLUE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M4 2h24v28h-24z" fill="#00f"/></svg>'
PLACE = """
import numpy as np
from studio.painter.core.place import Place
from studio.painter.core.view import Painting

def red_velvet(view):
    pixels = np.full((view.height, view.width, 3), (0.5, 0.02, 0.02), np.float32)
    far = np.linspace(20, 2, view.height, dtype=np.float32)[:, None]
    depth = np.repeat(far, view.width, axis=1)
    slot = (0.2 * view.width, 0.2 * view.height, 0.8 * view.width, 0.9 * view.height)
    return Painting(pixels=pixels, depth=depth, view=view, ground=0.9 * view.height, slot=slot)

CASINO = Place(
    name="casino", paint=red_velvet, kind="room", named="casino", typical="roulette", vague="luck", foreign="kasino"
)
"""
STYLE = """
import numpy as np
from studio.painter.core.style import PaintStyle

GREEN = PaintStyle(name="green", paint=lambda pixels, painting: np.clip(pixels, 0, 1) * np.float32([0, 1, 0]))
"""
SUNDIAL = Drawing(
    name="sundial",
    shapes='<path d="M4 2h24v28h-24z" fill="#00f"/>',
    words="sundial, shadow clock",
    kind="thing",
    height=1.2,
    stage="ground",
    traits=frozenset(["wayside"]),
)
CACHES = (
    reading._weigh,
    concepts.read_concepts,
    stature.read_statures,
    stature.read_traits,
    likeness.find_alike,
    likeness._by_letter,
)


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    """Have all tables read again, and forget what stood in them for the length of a test."""
    for cached in CACHES:
        cached.cache_clear()
    yield
    for cached in CACHES:
        cached.cache_clear()


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    """Return a folder in which set-up has put an art set with one drawing: a cat, as a blue sheet."""
    folder = tmp_path / "assets"
    folder.mkdir()
    product = next(asset.product for asset in manifest.ASSETS if asset.key == FLUENT)
    with zipfile.ZipFile(folder / product, "w") as archive:
        archive.writestr("cat", BLUE)
    return folder


def add_module(package, name: str, source: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay a file beside those of a package until the test is over."""
    (folder / f"{name}.py").write_text(source)
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
    # Both are undone as they are now: without it.
    monkeypatch.setattr(package, name, None, raising=False)
    monkeypatch.setitem(sys.modules, f"{package.__name__}.{name}", None)
    del sys.modules[f"{package.__name__}.{name}"]


def colours(assets: Path, prompt: str, style: str, size: tuple[int, int] = (176, 99)) -> NDArray[np.int16]:
    """Return a picture's pixels, (height, width, 3), from 0 to 255."""
    picture = EmbeddedIllustrator(assets_dir=assets).illustrate(
        prompt=prompt, style=style, width=size[0], height=size[1], seed=3, variant=0
    )
    with Image.open(BytesIO(picture.data)) as opened:
        return np.asarray(opened.convert("RGB"), np.int16)


def share_of(channel: int, pixels: NDArray[np.int16]) -> float:
    """Return the share of the pixels in which one channel exceeds both others."""
    others = np.delete(pixels, channel, axis=-1).max(-1)
    return float((pixels[..., channel] > others + 20).mean())


@pytest.fixture
def casino(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "places"
    folder.mkdir()
    add_module(places, "casino", PLACE, folder, monkeypatch)
    for place in gazetteer._declared():
        monkeypatch.setitem(PLACES, place.name, place)


@pytest.mark.parametrize("size", [(176, 99), (99, 176), (120, 120)])
def test_a_new_place_is_one_file_and_is_read_cast_and_painted(casino, assets, size):
    (passage,) = EmbeddedText().write_storyboard(text="The cat sat in the casino.", language="en").passages
    assert read_prompt(passage.prompt).place == "casino"
    for words in ("a game of roulette", "Ein Abend im Kasino"):
        assert read_prompt(words).place == "casino"
    cast = cast_prompt(passage.prompt, open_art(assets), PLACES["casino"])
    assert cast.subject is not None
    assert (cast.subject.drawing, cast.subject.stage) == ("cat", "ground")
    alone, peopled = (colours(assets, prompt, "plain", size) for prompt in ("a casino", passage.prompt))
    assert share_of(0, alone) > 0.95
    assert share_of(2, alone) < 0.01 < share_of(2, peopled)


def test_a_new_style_is_one_file_for_the_painter(assets, tmp_path, monkeypatch):
    folder = tmp_path / "styles"
    folder.mkdir()
    add_module(styles, "green", STYLE, folder, monkeypatch)
    for style in finishing._declared():
        monkeypatch.setitem(finishing._BY_NAME, style.name, style)
    monkeypatch.setattr(provider, "STYLES", (*STYLES, "green"))
    pixels = colours(assets, "a cat in the meadow", "green")
    assert pixels[..., 1].mean() > 60
    # What is left of red and blue are traces of the compression.
    assert pixels[..., [0, 2]].mean() < 20


def test_who_adds_a_style_names_it_in_the_modules_of_the_recipe_and_no_others():
    naming = {
        module
        for module, tree in sources_with(STYLES, 4).items()
        if len({node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} & set(STYLES)) > 3
    }
    choices = Generation.Style.__module__
    assert naming == {"studio.contracts", choices, "generator.providers.prompts", "studio.film.photo.grading"}


def test_a_new_drawing_is_one_object_and_is_found_cast_and_painted(assets, monkeypatch):
    before = share_of(2, colours(assets, "a sundial in a garden", "plain"))
    monkeypatch.setitem(DRAWINGS, "sundial", SUNDIAL)
    for cached in CACHES:
        cached.cache_clear()
    art = Art(next(assets.iterdir()), None, None)
    for prompt in ("a sundial in a garden", "three shadow clocks in a garden", "an old sundiel in a garden"):
        cast = cast_prompt(prompt, art, PLACES["garden"])
        assert cast.subject is not None, prompt
        assert (cast.subject.drawing, cast.subject.height) == ("sundial", 1.2)
    assert stature.has_trait("sundial", "wayside")
    # The art of an assets folder is remembered, and this one was opened without the drawing.
    (copy := assets.with_name("again")).mkdir()
    (copy / next(assets.iterdir()).name).write_bytes(next(assets.iterdir()).read_bytes())
    assert share_of(2, colours(copy, "a sundial in a garden", "plain")) > before + 0.01
