"""A whole way: a film is made, its music and captions are changed on the page, and the file has both."""

from __future__ import annotations

import av
import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from generator.models import Generation, Scene
from tests.app.pages.editing.conftest import run

pytestmark = pytest.mark.django_db(transaction=True)
Status = Generation.Status


def frames_of(film: Generation) -> np.ndarray:
    """Decode the film's luma: shape (frames, height, width)."""
    with film.film.video.open() as file, av.open(file) as container:
        return np.stack([frame.to_ndarray()[:90] for frame in container.decode(video=0)]).astype(float)


def sound_of(film: Generation) -> np.ndarray:
    with film.film.video.open() as file, av.open(file) as container:
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)


def test_music_and_captions_are_changed_and_nothing_else(made, send):
    pictures = list(made.scenes.values_list("image", "speech"))
    frames, sound = frames_of(made), sound_of(made)
    send(made, music="epic", music_volume=200, caption_position="top")
    run(made)
    assert list(made.scenes.values_list("image", "speech")) == pictures
    after, louder = frames_of(made), sound_of(made)
    assert after.shape == frames.shape
    # Captions stood in the lower third, and stand in the upper one; what is between them stays.
    changed = np.abs(after - frames).mean(axis=(0, 2))
    assert min(changed[5:25].mean(), changed[65:85].mean()) > 3 * changed[35:55].mean()
    assert np.abs(louder - sound[:, : louder.shape[1]]).mean() > 1e-3
    assert (made.film.settings["music"], made.film.settings["music_volume"]) == ("epic", 200)


@pytest.mark.long
def test_louder_music_is_louder_beside_the_voice(made, send):
    send(made, music_volume=10, effects=None)
    quiet = sound_of(run(made))
    send(made, music_volume=200, effects=None)
    loud = sound_of(run(made))
    # The stand-in's voice is a tone at 220 Hz: what else is heard is music.
    spectra = [np.abs(np.fft.rfft(sound.mean(axis=0))) for sound in (quiet, loud)]
    bins = np.fft.rfftfreq(quiet.shape[1], 1 / 48000)
    away = (bins > 600) & (bins < 4000)
    voice = (bins > 215) & (bins < 225)
    ratios = [spectrum[away].sum() / spectrum[voice].sum() for spectrum in spectra]
    assert ratios[1] > 1.8 * ratios[0]


@pytest.mark.long
def test_going_back_brings_settings_music_and_brand_back(as_alice: Client, made, send):
    before = made.settings_in_force
    send(made, music="epic", voice="none", style="oil", accent_colour="#ff0000", own_colours="on", pace="1.3")
    made.refresh_from_db()
    assert made.brand
    as_alice.post(reverse("cancel", args=[made.pk]))
    as_alice.post(reverse("discard", args=[made.pk]))
    made.refresh_from_db()
    assert (made.status, made.settings_in_force, made.brand) == (Status.SUCCEEDED, before, None)
    # All is as the film has it: another change makes nothing of it anew.
    names = set(Scene.objects.values_list("image", "speech"))
    send(made, music_volume=150)
    run(made)
    assert set(Scene.objects.values_list("image", "speech")) == names


def test_music_of_ones_own_stays_for_the_film_that_has_it_and_goes_with_it(as_alice, made, send, settings):
    settings.GENERATOR_FILMS_KEPT = 2
    sample = (settings.BASE_DIR / "static" / "sound" / "music" / "tender.m4a").read_bytes()
    send(made, music="own", music_file=SimpleUploadedFile("one.m4a", sample))
    first = run(made).music_file.name
    heard = as_alice.get(reverse("own_music", args=[made.pk]))
    assert (heard["Content-Type"], heard.getvalue() == sample) == ("audio/mp4", True)
    send(made, music="own", music_file=SimpleUploadedFile("two.m4a", sample))
    second = run(made).music_file.name
    storage = made.music_file.storage
    assert first != second
    assert storage.exists(first)
    send(made, camera="none")
    run(made)
    assert not storage.exists(first)
    assert storage.exists(second)
