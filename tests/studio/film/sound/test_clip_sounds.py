"""What is heard of clips: when, how loud beside the narrator, and as a voice of its own."""

from __future__ import annotations

import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio.film.encode.segments import sound_fingerprint
from studio.film.faults import ShotError
from studio.film.layers.values import Clip
from studio.film.plan import ClipSound, FilmPlan, Narration, Shot
from studio.film.schedule import schedule_film
from studio.film.sound.loudness import SAMPLE_RATE
from tests.studio.film.factories import make_speech
from tests.studio.film.sound.test_soundtrack import level, mix

HUM = 1500.0


def hum(file: Path, seconds: float, pitch: float = HUM, loud: float = 0.05) -> Path:
    """Write a clip's sound."""
    samples = loud * np.sin(2 * np.pi * pitch * np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE)
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(SAMPLE_RATE)
        sound.writeframes(np.rint(np.stack([samples, samples], 1) * 32767).astype("<i2").tobytes())
    return file


def share_of(sound: np.ndarray, pitch: float) -> float:
    """Return how strong a pitch is in a stretch, in decibels."""
    mono = sound.mean(axis=1)
    at = np.exp(-2j * np.pi * pitch * np.arange(len(mono)) / SAMPLE_RATE) * np.hanning(len(mono))
    return float(20 * np.log10(np.abs((mono * at).sum()) / len(mono) * 4 + 1e-9))


def film(folder: Path, sound: ClipSound | None, ending: str = "hold", transition: str = "cut") -> FilmPlan:
    shots = []
    for index in range(3):
        speech = make_speech(folder / f"speech{index}.wav", 3.0, pitch=220)
        shots.append(
            Shot(picture=Path("picture.png"), narration=Narration(file=speech, duration=3.0, text="words"))
        )
    clip = Clip(file=Path("clip.mp4"), ending=ending)
    shots[1] = replace(shots[1], clip=clip, clip_sound=sound)
    return FilmPlan(shots=tuple(shots), size=(160, 90), music="", seed=4, transition=transition)


@pytest.mark.parametrize("transition", ["cut", "fade"])
def test_a_clip_is_heard_under_the_narrator_while_it_is_seen(tmp_path, transition: str):
    sound, schedule = mix(
        tmp_path, film(tmp_path, ClipSound(file=hum(tmp_path / "hum.wav", 9.0)), "hold", transition)
    )
    span = schedule.shots[1]
    first, end = (frame * SAMPLE_RATE // 30 for frame in (span.first_shown, span.end_shown))
    middle = sound[first + 24_000 : end - 24_000]
    assert share_of(middle, HUM) > -40
    assert share_of(sound[: first - 100], HUM) < share_of(middle, HUM) - 30
    assert share_of(sound[end + 100 :], HUM) < share_of(middle, HUM) - 30
    # Well below the voice, however loud the file is.
    assert 6 < level(middle) - share_of(middle, HUM) < 20


@pytest.mark.parametrize("loud", [0.5, 0.02])
def test_a_loud_clip_and_a_quiet_one_are_heard_alike(tmp_path, loud: float):
    plan = film(tmp_path, ClipSound(file=hum(tmp_path / "hum.wav", 9.0, loud=loud)))
    sound, schedule = mix(tmp_path, plan)
    first = schedule.shots[1].start * SAMPLE_RATE // 30
    assert share_of(sound[first + 24_000 : first + 72_000], HUM) == pytest.approx(-29, abs=1.5)


def test_a_short_clip_is_heard_once_or_begins_anew_as_its_pictures_do(tmp_path):
    short = ClipSound(file=hum(tmp_path / "hum.wav", 1.2))
    heard = {}
    for ending in ("hold", "swing", "loop"):
        sound, schedule = mix(tmp_path, film(tmp_path, short, ending))
        first = schedule.shots[1].start * SAMPLE_RATE // 30
        heard[ending] = [share_of(sound[first + at : first + at + 24_000], HUM) for at in (12_000, 96_000)]
    assert heard["hold"][0] > heard["hold"][1] + 25
    assert heard["swing"][0] > heard["swing"][1] + 25
    assert heard["loop"][1] == pytest.approx(heard["loop"][0], abs=4)


def test_a_clip_can_be_the_voice_of_its_scene(tmp_path):
    plan = film(tmp_path, ClipSound(file=hum(tmp_path / "hum.wav", 3.4, 440.0), is_voice=True))
    narration = Narration(file=None, duration=3.0, text="words")
    shots = (plan.shots[0], replace(plan.shots[1], narration=narration), plan.shots[2])
    sound, schedule = mix(tmp_path, replace(plan, shots=shots))
    spans = [(span.start * SAMPLE_RATE // 30, span.end * SAMPLE_RATE // 30) for span in schedule.shots]
    # From the first frame on, so that lips fit.
    assert share_of(sound[spans[1][0] + 960 : spans[1][0] + 9_600], 440.0) > -30
    voices = [level(sound[first + 24_000 : end - 48_000]) for first, end in spans[:2]]
    assert voices[1] == pytest.approx(voices[0], abs=4)


def test_a_silent_clip_changes_nothing(tmp_path):
    silent = ClipSound(file=hum(tmp_path / "hum.wav", 3.0, loud=0.0))
    with_clip, _ = mix(tmp_path, film(tmp_path, silent))
    without, _ = mix(tmp_path, film(tmp_path, None))
    assert np.array_equal(with_clip, without)


def test_a_clip_whose_sound_cannot_be_read_is_blamed_on_its_scene(tmp_path):
    (tmp_path / "hum.wav").write_bytes(b"no sound")
    with pytest.raises(ShotError) as fault:
        mix(tmp_path, film(tmp_path, ClipSound(file=tmp_path / "hum.wav")))
    assert fault.value.shot == 1


def test_only_sounds_of_films_with_clips_that_are_heard_have_another_fingerprint(tmp_path, monkeypatch):
    (tmp_path / "clip.mp4").write_bytes(b"clip")
    monkeypatch.chdir(tmp_path)
    prints = set()
    sounds = [
        None,
        ClipSound(file=hum(tmp_path / "a.wav", 1.0)),
        ClipSound(file=hum(tmp_path / "b.wav", 2.0)),
    ]
    for sound in [*sounds, ClipSound(file=tmp_path / "b.wav", is_voice=True)]:
        plan = film(tmp_path, sound)
        prints.add(sound_fingerprint(plan, schedule_film(plan)))
    assert len(prints) == 4
