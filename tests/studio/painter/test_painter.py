"""The painter: any words, any size, any style give a picture, and always the same one."""

from __future__ import annotations

from functools import cache, partial
from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from studio.contracts import STYLES, Picture
from studio.errors import ProviderError, ProviderFailure
from studio.film.uploads.pictures import check_picture
from studio.painter import EmbeddedIllustrator, provider
from studio.painter.buildings.outdoors import town_haze
from studio.painter.core.composition import compose
from studio.painter.core.view import Setting
from studio.painter.gazetteer import ANYWHERE, PLACES, choose_place, paint_place
from tests.cases import one_in
from tests.support.threads import side_by_side

WIDE, TALL, SQUARE = (124, 70), (70, 124), (88, 88)


def illustrate(
    prompt: str, style: str = "plain", size: tuple[int, int] = WIDE, seed: int = 5, variant: int = 0
) -> Picture:
    return EmbeddedIllustrator().illustrate(
        prompt=prompt, style=style, width=size[0], height=size[1], seed=seed, variant=variant
    )


def pixels_of(picture: Picture) -> NDArray[np.float64]:
    with Image.open(BytesIO(picture.data)) as opened:
        return np.asarray(opened.convert("RGB"), np.float64)


def distance(first: Picture, second: Picture) -> float:
    """Return how different two pictures look from afar: the mean difference of their thumbnails, 0 to 255."""
    small = [
        np.asarray(Image.open(BytesIO(picture.data)).convert("RGB").resize((16, 9)), np.float64)
        for picture in (first, second)
    ]
    return float(np.abs(small[0] - small[1]).mean())


@pytest.mark.parametrize(
    # What fills a wide and a tall picture fills those between them.
    "size",
    [WIDE, TALL, pytest.param(SQUARE, marks=pytest.mark.long)],
    ids=["wide", "tall", "square"],
)
@pytest.mark.parametrize("place", one_in(3, sorted(PLACES)))
def test_each_place_fills_any_aspect_ratio_with_light_and_shape(place, size):
    view = compose(Setting(place=place), "plain", *size, seed=11, number=size[0] % 5)
    painting = paint_place(PLACES[place], view)
    assert painting.pixels.shape == (size[1], size[0], 3)
    assert painting.pixels.dtype == np.float32
    assert np.isfinite(painting.pixels).all()
    values = provider.develop(painting) * 255
    assert values.mean() >= 20
    assert values.mean(-1).std() >= 6
    # A subject can be set into it later: its free place lies inside the picture.
    left, top, right, bottom = painting.slot
    assert 0 <= left < right <= size[0]
    assert 0 <= top < bottom <= size[1]
    assert top < painting.ground <= size[1]


def paint_lighthouse(style: str) -> Picture:
    return illustrate("A lighthouse on the coast", style, (201, 113))


# What two tests look at is painted once.
lighthouse = cache(paint_lighthouse)


@pytest.mark.parametrize("style", one_in(3, STYLES))
def test_each_style_gives_a_jpeg_of_exactly_the_size_asked_for_that_passes_the_check(style):
    picture = lighthouse(style)
    assert (picture.width, picture.height) == (201, 113)
    assert picture.data.startswith(b"\xff\xd8")
    check_picture(picture.data, 201, 113)


@pytest.mark.parametrize("style", one_in(3, STYLES))
def test_the_same_arguments_give_the_same_bytes(style):
    assert paint_lighthouse(style).data == lighthouse(style).data


def test_threads_paint_what_one_would_paint_alone():
    prompts = ("A paper boat on the sea", "A castle in the fog")
    alone = [illustrate(prompt, "paper").data for prompt in prompts]
    together: dict[str, bytes] = {}

    def work(prompt: str) -> None:
        together[prompt] = illustrate(prompt, "paper").data

    side_by_side(partial(work, prompt) for prompt in prompts)
    assert [together[prompt] for prompt in prompts] == alone


@pytest.mark.parametrize("prompt", ["A red fox", "The sea", "At school", ""])
def test_scenes_of_one_film_differ_even_with_the_same_words(prompt):
    scenes = [illustrate(prompt, variant=variant) for variant in range(4)]
    for first in range(4):
        for second in range(first):
            assert distance(scenes[first], scenes[second]) > 8


def test_another_seed_gives_another_picture_of_the_same_words():
    assert distance(illustrate("A village", seed=1), illustrate("A village", seed=2)) > 8


def test_the_three_looks_of_a_very_short_text_are_three_pictures():
    looks = [
        illustrate("A red fox", style, variant=number)
        for number, style in enumerate(("plain", "dramatic", "photorealistic"))
    ]
    assert min(distance(looks[0], looks[1]), distance(looks[0], looks[2]), distance(looks[1], looks[2])) > 10


@pytest.mark.parametrize("place", ["lake", "village", "room", "table", "desert"])
def test_night_is_darker_than_day(place):
    day, night = (pixels_of(illustrate(f"A {place} {time}")).mean() for time in ("at noon", "at night"))
    assert night < 0.75 * day
    assert night > 20


def test_snow_whitens_and_fog_hides():
    clear, snowy = (
        pixels_of(illustrate(words)) for words in ("A meadow at noon", "A meadow at noon in winter")
    )
    ground = slice(50, 70)
    green = [picture[ground, :, 1].mean() - picture[ground, :, 2].mean() for picture in (clear, snowy)]
    assert green[0] > 20 > green[1]
    crisp, foggy = (
        pixels_of(illustrate(words, size=(240, 135))) for words in ("A village", "A village in the fog")
    )
    assert foggy.mean(-1).std() < 0.8 * crisp.mean(-1).std()


@pytest.mark.parametrize("weather", ["rain", "storm", "snow", "fog"])
def test_weather_falls_in_the_open_and_not_indoors(weather):
    def paint(place: str, name: str) -> NDArray[np.float32]:
        return paint_place(
            PLACES[place], compose(Setting(weather=name), "plain", *WIDE, seed=4, number=0)
        ).pixels

    assert PLACES["river"].is_open_air
    assert np.abs(paint("river", weather) - paint("river", "clear")).mean() > 0.02
    assert not PLACES["studio"].is_open_air
    assert np.allclose(paint("studio", weather), paint("studio", "clear"))


def test_words_without_a_place_get_scenery_that_suits_any_film():
    assert {choose_place("", "", "", turn / 10).name for turn in range(10)} <= set(ANYWHERE[""])
    assert choose_place("", "winter", "", 0.0).name == "snow"
    assert choose_place("castle", "winter", "sad", 0.5).name == "castle"
    assert all(PLACES[place].is_open_air for choice in ANYWHERE.values() for place in choice)


def test_a_very_large_picture_is_painted_smaller_and_enlarged(monkeypatch):
    monkeypatch.setattr(provider, "MOST_PIXELS", 9_000)
    picture = illustrate("The sea", size=(640, 360))
    check_picture(picture.data, 640, 360)


@pytest.mark.parametrize("size", [(64, 1_200), (1_200, 64)], ids=["column", "strip"])
def test_extreme_shapes_are_painted_too(size):
    check_picture(illustrate("A harbour", size=size).data, *size)


@pytest.mark.parametrize("size", [(63, 100), (100, 63), (4_097, 100), (100, 4_097), (0, 0), (-100, 100)])
def test_it_refuses_sizes_outside_64_to_4096_pixels(size):
    with pytest.raises(ProviderError, match="64 to 4,096") as refused:
        illustrate("The sea", size=size)
    assert refused.value.kind is ProviderFailure.CONFIG


def test_it_refuses_a_style_that_it_does_not_know():
    with pytest.raises(ProviderError, match="style") as refused:
        illustrate("The sea", "cubist")
    assert refused.value.kind is ProviderFailure.CONFIG


@pytest.mark.parametrize(
    "prompt", ["", "   ", "!!!", "日本の山", "a" * 5_000, "\x00\ud83d\ude00", "snow " * 900]
)
def test_any_text_gives_a_picture(prompt):
    check_picture(illustrate(prompt, size=(96, 64)).data, 96, 64)


def test_seeds_and_variants_may_be_any_whole_numbers():
    for seed, variant in ((0, 0), (2**63 - 1, 39), (-5, 1_000_000)):
        check_picture(illustrate("A lake", size=(96, 64), seed=seed, variant=variant).data, 96, 64)


@pytest.mark.parametrize("weather", ["fog", "storm", "clear"])
def test_dense_air_between_houses_leaves_no_hole_in_the_picture(weather):
    """Rays that pass above a roof or the ground meet its plane behind the eye, at a distance below nothing."""
    view = compose(Setting(place="city", weather=weather), "plain", 160, 90, seed=3, number=2)
    haze = town_haze(view, np.full((1, 160, 3), 0.5, np.float32))
    with np.errstate(over="raise", invalid="raise"):
        air = haze(np.ones((2, 2, 3), np.float32), np.array([[-5e6, 0], [40, 5e6]], np.float32))
    assert np.isfinite(air).all()
    np.testing.assert_allclose(air[0], 1.0)
