"""The poster that an owner has chosen, in the versions of the film that come after."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from generator.models import Film, Generation
from generator.pipeline import run as pipeline
from generator.pipeline.posters import poster_at
from studio.film import plan as timeline
from tests.support.factories import make_generation
from tests.support.media import photo
from tests.support.stand_ins import PROVIDERS, log

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "The sea was calm. A small boat came in with the tide. Nobody was on it."


@pytest.fixture(autouse=True)
def quick(settings, monkeypatch) -> None:
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))


def run() -> Generation:
    pipeline.run(Generation.objects.claim("host:1"))
    return Generation.objects.select_related("film").get()


@pytest.fixture
def generation() -> Generation:
    make_generation(input_text=TEXT, music="", seed=7)
    return run()


def change(position: int, **fields: Any) -> None:
    Generation.objects.get().scenes.filter(position=position).update(**fields)
    assert Generation.objects.get().revise()


def pixels(film: Film) -> np.ndarray:
    with film.poster.open("rb") as file:
        return np.asarray(Image.open(BytesIO(file.read())).convert("RGB"), np.float32)


def shown_at(film: Film, moment: float) -> np.ndarray:
    with film.video.open("rb") as file, av.open(BytesIO(file.read())) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    return frames[min(len(frames) - 1, int(moment * 30 + 0.5))].astype(np.float32)


def test_a_moment_moves_with_its_scene(generation):
    moment = generation.film.scenes[2]["start"] + 0.5
    assert generation.film.change_poster(poster_at(generation.film, moment), moment)
    change(0, narration="The sea was very calm and very blue on that day.", speech_fingerprint="")
    after = run().film
    assert after.number == 2
    assert after.poster_at == pytest.approx(after.scenes[2]["start"] + 0.5)
    assert after.poster_at > moment + 0.5
    assert np.abs(pixels(after) - shown_at(after, after.poster_at)).mean() < 8
    assert not after.poster_is_own


def test_a_moment_that_is_not_shown_any_more_gives_way_to_the_best_picture(generation):
    moment = generation.film.scenes[1]["start"] + 0.5
    assert generation.film.change_poster(poster_at(generation.film, moment), moment)
    change(1, prompt="A whale", image_fingerprint="")
    after = run().film
    assert after.poster_at is None
    assert after.poster


def test_a_picture_of_ones_own_stays_and_both_films_have_theirs(generation):
    before = generation.film
    assert before.change_poster(photo((320, 180)))
    change(0, narration="The sea was very calm.", speech_fingerprint="")
    after = run().film
    assert after.poster_is_own
    with after.poster.open("rb") as file:
        assert file.read() == photo((320, 180))
    assert after.poster.name != before.poster.name
    before.delete()
    assert after.poster.storage.exists(after.poster.name)


def test_a_poster_that_cannot_be_kept_costs_no_film(generation):
    assert generation.film.change_poster(photo((320, 180)))
    generation.film.poster.storage.delete(generation.film.poster.name)
    change(0, narration="The sea was very calm.", speech_fingerprint="")
    after = run()
    assert (after.status, after.film.poster_is_own) == ("succeeded", False)


SCENES = [
    {"position": 0, "image_fingerprint": "a", "start": 2.0, "end": 5.0},
    {"position": 1, "image_fingerprint": "b", "start": 5.0, "end": 9.0},
    {"position": 2, "image_fingerprint": "a", "start": 9.0, "end": 12.0},
]


@pytest.mark.parametrize(
    ("moment", "changes", "found"),
    [
        (1.0, {}, 1.0),
        (3.0, {}, 3.0),
        (6.5, {1: {"start": 6.0, "end": 8.0}}, 7.5),
        (6.5, {1: {"end": 6.2}}, None),
        (6.5, {1: {"image_fingerprint": "c"}}, None),
        (10.0, {}, 10.0),
        # Its own place is another picture now, and the same one is shown elsewhere.
        (10.0, {2: {"image_fingerprint": "d"}}, 3.0),
        (12.5, {}, None),
        (1.0, {0: {"start": 0.0}}, None),
    ],
)
def test_when_another_film_shows_the_same(moment: float, changes: dict[int, Any], found: float | None):
    after = [{**scene, **changes.get(scene["position"], {})} for scene in SCENES]
    assert Film(scenes=after).same_moment(moment, Film(scenes=SCENES)) == found
