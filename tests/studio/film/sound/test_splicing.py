"""Several voices in one recording."""

from __future__ import annotations

import io
import wave

import numpy as np
import pytest

from studio.film.sound.loudness import SAMPLE_RATE, measure
from studio.film.sound.splicing import splice
from tests.studio.film.factories import make_speech


def heard(data: bytes) -> np.ndarray:
    with wave.open(io.BytesIO(data)) as sound:
        assert (sound.getframerate(), sound.getnchannels()) == (SAMPLE_RATE, 1)
        return np.frombuffer(sound.readframes(sound.getnframes()), "<i2").astype(np.float32) / 32768


def test_voices_of_other_rates_and_levels_are_joined_as_loud_as_each_other(tmp_path):
    loud = make_speech(tmp_path / "a.wav", 1.0, rate=16000, level=0.5).read_bytes()
    quiet = make_speech(tmp_path / "b.wav", 2.0, rate=24000, level=0.1).read_bytes()
    spliced = splice([(loud, 0.3), (1.5, 0.3), (quiet, 0.0)])
    samples = heard(spliced.data)
    assert len(samples) / SAMPLE_RATE == pytest.approx(spliced.duration) == pytest.approx(5.1, abs=0.02)
    (first, last), gap, (start, end) = (
        tuple(round(second * SAMPLE_RATE) for second in span) for span in spliced.spans
    )
    assert measure(samples[first:last, None]) == pytest.approx(measure(samples[start:end, None]), abs=0.5)
    assert not samples[last : gap[0]].any()
    assert not samples[gap[0] : gap[1]].any()
    assert end == len(samples)


def test_one_voice_keeps_its_loudness_from_line_to_line_however_short_a_line_is(tmp_path):
    line = make_speech(tmp_path / "a.wav", 2.0, rate=24000, level=0.4).read_bytes()
    # Less than the 0.4 s over which loudness is measured.
    word = make_speech(tmp_path / "b.wav", 0.3, rate=24000, level=0.4).read_bytes()
    spliced = splice([(line, 0.45), (word, 2.0)], ["joe", "joe"])
    samples = heard(spliced.data)
    spans = [slice(*(round(second * SAMPLE_RATE) for second in span)) for span in spliced.spans]
    loud = [float(np.sqrt(np.mean(samples[span] ** 2))) for span in spans]
    assert loud[1] == pytest.approx(loud[0], rel=0.1)
    assert not samples[spans[1].stop :].any()
    assert len(samples) - spans[1].stop == 2 * SAMPLE_RATE


def test_the_pitch_of_a_voice_is_kept(tmp_path):
    voice = make_speech(tmp_path / "a.wav", 2.0, rate=22050, pitch=200).read_bytes()
    samples = heard(splice([(voice, 0.1), (voice, 0.0)]).data)[: 2 * SAMPLE_RATE]
    spectrum = np.abs(np.fft.rfft(samples))
    assert np.argmax(spectrum) / 2 == pytest.approx(200, abs=2)
