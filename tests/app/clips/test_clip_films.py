"""Whole films with a clip: what is seen and heard in the file, and what is made again."""

from __future__ import annotations

import av
import numpy as np
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from generator.models import Generation, Scene
from generator.pipeline import run as pipeline
from studio.film import plan as timeline
from tests.studio.film.uploads.clips.clip_files import BAR_FROM, BAR_WAY, SECONDS
from tests.support.factories import make_generation, make_scene
from tests.support.stand_ins import PROVIDERS, log

WORDS = ("The sea was very calm today.", "A small boat came in.", "Nobody at all was on it.")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def film(alice, clip, settings, monkeypatch, own_media) -> Generation:
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (320, 180))
    generation = make_generation(
        alice,
        input_text=" ".join(WORDS),
        music="",
        seed=7,
        language="en",
        caption_style="none",
        transition="cut",
    )
    for words in WORDS:
        make_scene(generation, narration=words, prompt=words)
    scene = generation.scenes.get(position=1)
    scene.clip_length, scene.clip_has_sound = 2.0, True
    scene.clip_upload.save("upload", ContentFile(clip(tone=1500.0)))
    return generation


def made(**changes) -> Generation:
    Scene.objects.filter(position=1).update(**changes)
    Generation.objects.update(status="queued")
    taken = Generation.objects.claim("test")
    assert taken
    pipeline.run(taken)
    film = Generation.objects.get()
    assert (film.status, film.error) == ("succeeded", "")
    return film


def bars(film: Generation) -> list[float]:
    """Return where the bar of the clip is in each frame of the second scene, in seconds of the clip."""
    told = film.film.scenes[1]
    with film.film.video.open() as file, av.open(file) as container:
        frames = [
            frame for frame in container.decode(video=0) if told["start"] <= frame.time < told["end"] - 1e-3
        ]
        rows = [frame.to_ndarray(format="gray")[96:130].astype(float).mean(axis=0) for frame in frames]
    places = []
    for row in rows:
        light = np.maximum(row - np.median(row) - 12, 0)
        places.append(float((light * (np.arange(len(light)) + 0.5)).sum() / light.sum() / len(light)))
    return [(place - BAR_FROM) / BAR_WAY * SECONDS for place in places]


def hum(film: Generation, scene: int) -> float:
    """Return how strong the clip's tone is in a scene, in decibels."""
    told = film.film.scenes[scene]
    with film.film.video.open() as file, av.open(file) as container:
        samples = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    part = samples[round((told["start"] + 0.1) * 48_000) : round((told["end"] - 0.3) * 48_000)]
    wave = np.exp(-2j * np.pi * 1500 * np.arange(len(part)) / 48_000) * np.hanning(len(part))
    return float(20 * np.log10(abs((part * wave).sum()) / len(part) * 4 + 1e-9))


def test_a_film_shows_a_clip_and_holds_its_last_picture(film):
    film = made()
    seen = bars(film)
    assert film.film.scenes[1]["image_origin"] == "clip"
    for number, moment in enumerate(seen[:54]):
        # The clip has ten frames a second.
        assert -0.03 < number / 30 - moment < 0.11
    assert all(abs(moment - 1.9) < 0.03 for moment in seen[60:])
    assert hum(film, 1) < -60
    assert log.count("speech") == 3
    assert log.count("image") == 2


@pytest.mark.long
def test_a_clip_that_is_stretched_runs_slower_to_the_end_of_its_scene(film):
    seen = bars(made(clip_ending="stretch"))
    told = Generation.objects.get().film.scenes[1]
    pace = max(0.5, 2.0 / (told["end"] - told["start"]))
    assert pace < 0.9
    half = len(seen) // 2
    assert seen[half] == pytest.approx(half / 30 * pace, abs=0.12)


@pytest.mark.long
def test_a_change_of_a_clips_sound_paints_nothing_anew(film):
    first = made()
    assert hum(first, 1) < -60
    log.reset()
    under = made(clip_sound="under")
    assert hum(under, 1) > -40 > hum(under, 0) + 15
    assert under.film.fingerprint != first.film.fingerprint
    assert log.calls == []
    instead = made(clip_sound="instead")
    told = instead.film.scenes[1]
    assert told["end"] - told["start"] == pytest.approx(2.5, abs=0.1), "As long as a scene is at least."
    assert hum(instead, 1) > -30
    log.reset()
    # And back: what was spoken before is still there.
    assert hum(made(clip_sound="off"), 1) < -60
    assert log.calls == []


def test_a_clip_that_cannot_be_shown_stands_still_and_says_so(film, as_alice):
    first = made()
    scene = Scene.objects.get(position=1)
    with default_storage.open(scene.clip.name, "wb") as file:
        file.write(b"no clip")
    Generation.objects.get().films.update(fingerprint="")
    film = made()
    scene.refresh_from_db()
    assert scene.image_fell_back
    assert scene.clip_upload
    assert np.ptp(bars(film)) < 0.2
    assert first.film.number < film.film.number
    page = as_alice.get(film.get_absolute_url()).content.decode()
    assert "Scene 2 stands still. The clip could not be shown" in page


@pytest.mark.long
def test_a_film_before_its_changes_has_its_clip_again(film, as_alice):
    first = made(clip_ending="loop")
    before = Scene.objects.get(position=1)
    Scene.objects.filter(position=1).update(clip_ending="swing", clip_start=1.0, image_fingerprint="")
    Generation.objects.update(status="failed")
    assert Generation.objects.get().discard_changes()
    after = Scene.objects.get(position=1)
    told = (
        "clip",
        "clip_upload",
        "clip_sound_file",
        "clip_start",
        "clip_ending",
        "image_fingerprint",
        "is_own_picture",
    )
    assert [getattr(after, name) for name in told] == [getattr(before, name) for name in told]
    assert default_storage.exists(after.clip.name)
    Generation.objects.update(status="queued")
    assert made().film.fingerprint == first.film.fingerprint


@pytest.mark.long
def test_a_deleted_film_leaves_nothing_of_its_clip(film):
    film = made()
    names = Scene.objects.get(position=1).clip_files()
    assert len(names) == 4
    film.measure_storage()
    film.refresh_from_db()
    assert film.stored_bytes > sum(map(default_storage.size, names))
    film.delete()
    assert not any(map(default_storage.exists, names))
