"""The sound of a clip: as long as its part, where its pictures are, and silent where there is none."""

from __future__ import annotations

import wave

import numpy as np
import pytest

from studio.film.uploads.clips.sound import RATE, take_sound
from tests.studio.film.uploads.clips.clip_files import even, write_clip

PITCH = 440.0


def samples_of(file) -> np.ndarray:
    with wave.open(str(file)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (2, 2, RATE)
        return np.frombuffer(sound.readframes(sound.getnframes()), "<i2").reshape(-1, 2)


@pytest.mark.parametrize("name", ["clip.mp4", "clip.webm"])
@pytest.mark.parametrize(("start", "seconds"), [(0.0, 1.5), (0.7, 0.9), (1.5, 2.0)])
def test_the_sound_of_a_part_is_exactly_as_long(tmp_path, name: str, start: float, seconds: float):
    codec = "libvpx-vp9" if name.endswith("webm") else "libx264"
    source = write_clip(
        tmp_path / name, even(10), tone=PITCH, codec=codec, **{"cpu-used": "8", "deadline": "realtime"}
    )
    assert take_sound(source, tmp_path / "sound.wav", start, seconds)
    samples = samples_of(tmp_path / "sound.wav")
    assert len(samples) == round(seconds * RATE)
    heard = samples[RATE // 4 : RATE // 4 + RATE // 10, 0].astype(float)
    pitch = np.abs(np.fft.rfft(heard * np.hanning(len(heard)))).argmax() * 10
    assert pitch == pytest.approx(PITCH, abs=10)
    # Beyond the clip's end there is nothing.
    end = round((2.1 - start) * RATE)
    assert not samples[end:].any()


def test_a_clip_without_sound_is_silent_for_as_long(tmp_path):
    source = write_clip(tmp_path / "clip.mp4", even(10))
    assert not take_sound(source, tmp_path / "sound.wav", 0.0, 1.0)
    assert not samples_of(tmp_path / "sound.wav").any()
