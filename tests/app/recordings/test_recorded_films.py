"""A scene in its owner's own voice: it is heard in the film, as long and as loud as it should be, and never fails one."""

from __future__ import annotations

import av
import numpy as np
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from generator.models import Generation, Scene
from studio.film.sound.loudness import measure
from tests.app.pages.editing.conftest import run
from tests.app.recordings.voices import KINDS, as_wav, coded, spoken
from tests.support.stand_ins import log

pytestmark = pytest.mark.django_db(transaction=True)
VOICE = ((0.8, 0.6), (1.2, 0.0))


def recording(name: str = "voice.wav", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, as_wav(spoken(*VOICE)) if data is None else data)


def sound_of(film: Generation) -> np.ndarray:
    with film.film.video.open() as file, av.open(file) as container:
        resampler = av.AudioResampler("fltp", "mono", 48_000)
        pieces = [
            piece.to_ndarray()[0]
            for frame in container.decode(audio=0)
            for piece in resampler.resample(frame)
        ]
    return np.concatenate(pieces)


def scene(number: int = 1) -> Scene:
    return Scene.objects.get(position=number - 1)


def test_a_recording_is_heard_in_the_film_and_rules_its_scene(made, send):
    log.reset()
    response = send(made, **{"scenes-1-new_recording_file": recording(), "music": ""})
    assert response.status_code == 302
    film = run(made)
    told = scene(2)
    # Half a second of silence at both ends is cut but for a breath.
    assert 2.6 < told.speech_duration < 3.0
    assert told.speech_provider == "own voice"
    assert "own voice" in film.made_with
    assert film.film.scenes[1]["recording"] == told.recording.name
    heard, start = sound_of(film), told.start
    part = heard[round(start * 48_000) : round((start + 3.2) * 48_000)]
    spectrum = np.abs(np.fft.rfft(part))
    pitch = np.fft.rfftfreq(len(part), 1 / 48_000)
    assert abs(pitch[spectrum.argmax()] - 330) < 5
    # Its tones and its pause, one after the other as they were recorded.
    film_says, wanted = (
        np.abs(one)[: len(one) // 1200 * 1200].reshape(-1, 1200).mean(axis=1)
        for one in (part, spoken(*VOICE))
    )
    wanted = wanted[18:62]
    assert max(np.corrcoef(film_says[at : at + 44], wanted)[0, 1] for at in range(len(film_says) - 44)) > 0.9
    part = part[: round(told.speech_duration * 48_000)]
    # As loud as the narrator of the other scenes.
    first = scene(1)
    narrator = heard[round(first.start * 48_000) : round((first.start + first.speech_duration) * 48_000)]
    assert abs(measure(part[:, None]) - measure(narrator[:, None])) < 1.5
    assert all("own voice" not in other.speech_provider for other in made.scenes.exclude(pk=told.pk))


def test_captions_are_timed_over_what_is_spoken_and_not_over_the_pause(stored, send, speak):
    send(
        stored,
        **{
            "scenes-1-narration": "One two three, four five six seven eight nine.",
            "scenes-1-new_recording_file": recording(data=as_wav(spoken((0.9, 1.5), (1.8, 0.0)))),
        },
    )
    speak(stored)
    words = {word: (start, end) for word, start, end in scene(2).speech_words}
    assert list(words) == ["One", "two", "three,", "four", "five", "six", "seven", "eight", "nine."]
    assert words["three,"][1] == pytest.approx(1.02, abs=0.08)
    assert words["four"][0] == pytest.approx(2.52, abs=0.08)
    assert words["nine."][1] == pytest.approx(4.32, abs=0.08)


@pytest.mark.parametrize("name", KINDS)
def test_whatever_browsers_record_and_people_have_is_taken(stored, send, name):
    response = send(stored, **{"scenes-1-new_recording_file": recording(name, coded(name, spoken(*VOICE)))})
    assert response.status_code == 302, response.content.decode()
    assert scene(2).recording


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "This file is empty"),
        (b"<html>no sound</html>", "not a recording we can read"),
        (as_wav(np.zeros(96_000, np.float32)), "silent"),
        (as_wav(spoken((0.05, 0)))[:44], "damaged or holds no sound"),
        (b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 40, "damaged or holds no sound"),
        (b"fLaC" + b"\xff" * 4000, "damaged or holds no sound"),
        (b"RIFF\xff\xff\xff\xffWAVEfmt " + b"\x00" * 400, "damaged or holds no sound"),
    ],
)
def test_what_is_no_recording_is_refused_at_its_field_and_nothing_is_lost(stored, send, data, says):
    response = send(
        stored,
        **{"scenes-1-new_recording_file": recording("voice.webm", data), "scenes-1-narration": "New words."},
    )
    assert response.status_code == 200
    text = response.content.decode()
    assert says in text
    assert "New words." in text
    assert not scene(2).recording


def test_a_long_one_is_refused(stored, send, monkeypatch):
    monkeypatch.setattr("generator.forms.scenes.recording.RecordingFile.most_seconds", 2.0)
    response = send(stored, **{"scenes-1-new_recording_file": recording()})
    assert "longer than" in response.content.decode()


def test_a_scene_without_words_takes_none(stored, send):
    response = send(stored, **{"scenes-1-new_recording_file": recording(), "scenes-1-narration": ""})
    assert "Please write what is said in this scene" in response.content.decode()


@pytest.mark.long
def test_words_are_changed_and_the_recording_stays(as_alice, stored, send, speak):
    send(stored, **{"scenes-1-new_recording_file": recording()})
    speak(stored)
    before = scene(2)
    send(stored, **{"scenes-1-narration": "Other words than those, and many more."})
    page = as_alice.get(stored.get_absolute_url()).content.decode()
    assert "Your recording of scene 2 stays as it is." in page
    speak(stored)
    after = scene(2)
    assert after.speech_duration == before.speech_duration
    assert [word for word, *_ in after.speech_words] == [
        "Other",
        "words",
        "than",
        "those,",
        "and",
        "many",
        "more.",
    ]


def test_another_voice_of_the_film_leaves_it_alone(stored, send, speak):
    send(stored, **{"scenes-1-new_recording_file": recording()})
    speak(stored)
    before = scene(2).speech.name
    send(stored, pace="1.3")
    speak(stored)
    assert scene(2).speech.name == before


@pytest.mark.long
def test_the_voice_comes_back_and_going_back_to_the_version_brings_the_recording(as_alice, made, send):
    send(made, **{"scenes-1-new_recording_file": recording()})
    run(made)
    recorded = scene(2)
    send(made, **{"scenes-1-by_voice": "on"})
    run(made)
    again = scene(2)
    assert not again.recording
    assert again.speech_provider != "own voice"
    assert default_storage.exists(recorded.recording.name)
    as_alice.post(reverse("restore", args=[made.pk, 2]))
    back = scene(2)
    assert (back.recording.name, back.speech.name) == (recorded.recording.name, recorded.speech.name)
    assert (
        b"".join(as_alice.get(reverse("scene_recording", args=[made.pk, 2])).streaming_content)[:4] == b"RIFF"
    )


def test_one_that_cannot_be_read_any_more_gives_way_to_the_voice_with_a_note(as_alice, stored, send, speak):
    send(stored, **{"scenes-1-new_recording_file": recording()})
    file = scene(2).recording
    default_storage.delete(file.name)
    default_storage.save(file.name, ContentFile(b"\x1a\x45\xdf\xa3 and nothing else"))
    speak(stored)
    told = scene(2)
    assert told.speech
    assert not told.recording
    assert "damaged" in told.recording_error
    page = as_alice.get(reverse("storyboard", args=[stored.pk])).content.decode()
    assert "Your recording is not heard, a voice speaks instead" in page


def test_one_that_is_gone_gives_way_too(stored, send, speak):
    send(stored, **{"scenes-1-new_recording_file": recording()})
    default_storage.delete(scene(2).recording.name)
    speak(stored)
    assert scene(2).recording_error == "The recording is not stored any more."


@pytest.mark.long
def test_copies_and_siblings_have_it_and_its_file_goes_with_the_last(as_alice, made, send):
    send(made, **{"scenes-1-new_recording_file": recording()})
    run(made)
    name = scene(2).recording.name
    as_alice.post(reverse("another_shape", args=[made.pk]), {"size": "9:16"})
    sibling = Generation.objects.exclude(pk=made.pk).get()
    assert sibling.scenes.get(position=1).recording.name == name
    Generation.objects.get(pk=made.pk).delete()
    assert default_storage.exists(name)
    sibling.delete()
    assert not default_storage.exists(name)
