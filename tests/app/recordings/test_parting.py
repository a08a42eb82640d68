"""Scenes in an own voice that are split, joined, copied and moved: no word is heard twice, and none is lost."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from generator.models import Generation, Scene
from studio.film.sound.voice import decode_speech
from studio.film.uploads.recordings.parting import parted
from studio.speech.espeak import EspeakSpeech
from tests.app.recordings.voices import as_wav

pytestmark = pytest.mark.django_db
FIRST, SECOND = "The boat came home.", "Nobody saw the light."


@pytest.fixture(scope="module")
def read_aloud() -> tuple[bytes, float]:
    """Two sentences in one recording, and the second in the middle of the pause between them."""
    said = [
        decode_speech(io.BytesIO(EspeakSpeech().speak(text=words, language="en", voice="robot-en-us").data))
        for words in (FIRST, SECOND)
    ]
    pause = np.zeros(round(48_000 * 0.6), np.float32)
    whole = np.concatenate([pause, said[0], pause, said[1], pause])
    return as_wav(whole), (0.6 + len(said[0]) / 48_000) + 0.3


@pytest.fixture
def recorded(stored: Generation, read_aloud) -> Generation:
    """The second scene tells both sentences, in its owner's voice."""
    scene = stored.scenes.get(position=1)
    scene.narration = f"{FIRST} {SECOND}"
    scene.recording.save("recording", ContentFile(read_aloud[0]), save=False)
    scene.save()
    return stored


def rest_of(scene: Scene, words: str, index: int = 3, **fields: Any) -> dict[str, Any]:
    values = {
        **{"id": "", "copy_of": scene.pk, "narration": words, "prompt": scene.prompt, "parting": "rest"},
        **{"ORDER": 3, **fields},
    }
    return {f"scenes-{index}-{name}": value for name, value in values.items()} | {
        "scenes-TOTAL_FORMS": index + 1,
        "scenes-2-ORDER": 9,
    }


def told(film: Generation) -> dict[str, Scene]:
    return {scene.narration: scene for scene in film.scenes.all()}


def test_a_split_cuts_the_recording_in_the_pause_between_the_words(recorded, send, read_aloud):
    scene = recorded.scenes.get(position=1)
    response = send(recorded, **{"scenes-1-narration": FIRST, **rest_of(scene, SECOND)})
    assert response.status_code == 302, response.content.decode()
    one, other = told(recorded)[FIRST], told(recorded)[SECOND]
    assert one.recording.name == other.recording.name == scene.recording.name
    assert (one.recording_start, other.recording_end) == (0.0, None)
    assert one.recording_end == other.recording_start == pytest.approx(read_aloud[1], abs=0.25)
    assert not one.speech_fingerprint
    assert default_storage.exists(scene.recording.name)


def test_parts_that_follow_each_other_are_joined_again_and_others_are_not(recorded, send):
    scene = recorded.scenes.get(position=1)
    send(recorded, **{"scenes-1-narration": FIRST, **rest_of(scene, SECOND)})
    one, other = told(recorded)[FIRST], told(recorded)[SECOND]
    Generation.objects.update(status="succeeded")
    join = {"scenes-1-narration": f"{FIRST} {SECOND}", "scenes-2-DELETE": "on"}
    send(recorded, **join, **{"scenes-1-parting": str(other.pk)})
    both = told(recorded)[f"{FIRST} {SECOND}"]
    assert (both.pk, both.recording.name, both.recording_start, both.recording_end) == (
        one.pk,
        scene.recording.name,
        0.0,
        None,
    )
    # What was joined with a scene of another voice is spoken by the voice.
    Generation.objects.update(status="succeeded")
    last = recorded.scenes.get(position=2)
    send(
        recorded,
        **{
            "scenes-1-narration": f"{both.narration} {last.narration}",
            "scenes-2-DELETE": "on",
            "scenes-1-parting": str(last.pk),
        },
    )
    assert not recorded.scenes.get(position=1).recording


@pytest.mark.parametrize(
    ("fields", "lead", "rest"),
    [
        # Moved before the other, left out, corrected by a word, written anew, given back to the voice.
        ({"ORDER": 1}, "first", "second"),
        ({"DELETE": "on"}, "first", None),
        ({"narration": "Nobody saw that light."}, "first", "second"),
        ({"narration": "Three cats and a dog."}, "first", None),
        ({"by_voice": "on"}, "first", None),
    ],
)
def test_whatever_becomes_of_the_rest_no_word_is_heard_twice(recorded, send, read_aloud, fields, lead, rest):
    scene = recorded.scenes.get(position=1)
    sent = {"scenes-1-narration": FIRST, **rest_of(scene, SECOND, **fields)}
    sent["scenes-1-ORDER"] = 2
    sent["scenes-0-ORDER"] = 0
    assert send(recorded, **sent).status_code == 302
    one = told(recorded)[FIRST]
    assert (one.recording_start, one.recording_end) == (0.0, pytest.approx(read_aloud[1], abs=0.25))
    other = told(recorded).get(fields.get("narration", SECOND))
    assert bool(other and other.recording) is bool(rest)
    if rest:
        assert other.recording_start == one.recording_end


def test_a_recording_that_came_with_the_split_is_cut_too(stored, send, read_aloud):
    scene = stored.scenes.get(position=1)
    voice = SimpleUploadedFile("voice.wav", read_aloud[0])
    send(
        stored,
        **{
            "scenes-1-narration": FIRST,
            "scenes-1-new_recording_file": voice,
            **rest_of(scene, SECOND, parting="fresh"),
        },
    )
    one, other = told(stored)[FIRST], told(stored)[SECOND]
    assert one.recording.name == other.recording.name
    assert one.recording_end == other.recording_start == pytest.approx(read_aloud[1], abs=0.25)


def test_one_that_cannot_be_read_gives_way_to_the_voice_in_both(recorded, send):
    scene = recorded.scenes.get(position=1)
    default_storage.delete(scene.recording.name)
    assert send(recorded, **{"scenes-1-narration": FIRST, **rest_of(scene, SECOND)}).status_code == 302
    assert not told(recorded)[FIRST].recording
    assert not told(recorded)[SECOND].recording


def test_copies_have_the_recording_unless_their_words_are_others(recorded, send):
    scene = recorded.scenes.get(position=1)
    send(recorded, **rest_of(scene, scene.narration, parting="", pace="1.3"))
    copies = recorded.scenes.filter(narration=scene.narration)
    assert len({one.recording.name for one in copies if one.recording}) == 2
    Generation.objects.update(status="succeeded")
    send(recorded, **rest_of(scene, "Other words than those.", 4, parting=""), **{"scenes-3-ORDER": 10})
    assert not told(recorded)["Other words than those."].recording


def test_parts_are_found_by_their_words():
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    assert parted(words, [words[:3], words[3:]]) == [(0, 3), (3, 8)]
    assert parted(words, [words[5:], words[:5]]) == [(5, 8), (0, 5)]
    assert parted(words, [words[:2], ["TWO,", "four"], words[4:]])[:2] == [(0, 2), (2, 4)]
    # A word that is written otherwise at the edge stays with the part in which it stands.
    assert parted(words, [["one", "two", "tree"], words[3:]]) == [(0, 3), (3, 8)]
    assert parted(words, [words[:4], ["nothing", "of", "it"]]) == [(0, 4), None]
    assert parted(["again"] * 4, [["again"] * 2, ["again"] * 2]) == [(0, 2), (2, 4)]
