from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.errors import RenderError
from studio.film.plan import FilmPlan, Narration, Shot
from studio.film.schedule import schedule_film
from studio.film.sound.loudness import SAMPLE_RATE, measure
from studio.film.sound.voice import VOICE_LOUDNESS, VoiceTrack, decode_speech, lay_voice
from tests.studio.film.factories import make_speech, run_ffmpeg, write_wav


def plan_of(*narrations: tuple[Path, float]) -> FilmPlan:
    shots = tuple(
        Shot(picture=Path("picture.png"), narration=Narration(file=file, duration=duration, text="words"))
        for file, duration in narrations
    )
    return FilmPlan(shots=shots, size=(160, 90))


def lay(tmp_path: Path, plan: FilmPlan) -> VoiceTrack:
    schedule = schedule_film(plan)
    count = round(schedule.duration * SAMPLE_RATE)
    return lay_voice(schedule, tmp_path / "voice", count, lambda: None)


def first_heard(samples: np.ndarray) -> int:
    return int(np.flatnonzero(np.abs(samples) > 0.05)[0])


@pytest.mark.parametrize("rate", [16000, 22050, 24000, 44100, 48000])
def test_wav_of_any_rate_keeps_its_length_and_its_sound(tmp_path: Path, rate: int):
    samples = decode_speech(make_speech(tmp_path / "a.wav", 1.0, rate=rate))

    assert len(samples) == pytest.approx(SAMPLE_RATE, abs=16)
    spectrum = np.abs(np.fft.rfft(samples))
    assert spectrum.argmax() == pytest.approx(220, abs=5)


def test_mp3_is_read_too(tmp_path: Path):
    run_ffmpeg(
        "-i", str(make_speech(tmp_path / "a.wav", 2.0, rate=24000)), "-q:a", "4", str(tmp_path / "a.mp3")
    )

    assert len(decode_speech(tmp_path / "a.mp3")) / SAMPLE_RATE == pytest.approx(2.0, abs=0.1)


def test_each_narration_starts_on_its_exact_sample(tmp_path: Path):
    click = np.zeros(SAMPLE_RATE)
    click[0] = click[400:20000:97] = 0.9
    write_wav(tmp_path / "click.wav", click, SAMPLE_RATE)
    plan = plan_of((tmp_path / "click.wav", 1.0), (tmp_path / "click.wav", 1.0))

    track = lay(tmp_path, plan)

    spoken = schedule_film(plan).spoken
    second = round(spoken[1].start * SAMPLE_RATE)
    assert first_heard(track.read(0, SAMPLE_RATE)) == round(spoken[0].start * SAMPLE_RATE)
    assert second - 100 + first_heard(track.read(second - 100, 500)) == second


def test_a_quiet_and_a_loud_narration_are_heard_alike(tmp_path: Path):
    quiet = make_speech(tmp_path / "quiet.wav", 2.0, level=0.1)
    loud = make_speech(tmp_path / "loud.wav", 2.0, level=0.5)
    plan = plan_of((quiet, 2.0), (loud, 2.0))

    track = lay(tmp_path, plan)

    for span in schedule_film(plan).spoken:
        heard = track.read(round(span.start * SAMPLE_RATE), 2 * SAMPLE_RATE)
        assert measure(heard[:, None]) == pytest.approx(VOICE_LOUDNESS, abs=0.3)


def test_beyond_the_end_there_is_silence(tmp_path: Path):
    track = lay(tmp_path, plan_of((make_speech(tmp_path / "a.wav", 1.0), 1.0)))

    assert not track.read(track.sample_count - 10, 100)[10:].any()
    assert not track.read(track.sample_count + 10, 100).any()


@pytest.mark.parametrize("planned", [0.6, 1.5])
def test_a_narration_of_another_length_than_planned_is_refused(tmp_path: Path, planned: float):
    with pytest.raises(RenderError, match="not as long as it should be"):
        lay(tmp_path, plan_of((make_speech(tmp_path / "a.wav", 1.0), planned)))


def test_a_silent_narration_is_refused(tmp_path: Path):
    write_wav(tmp_path / "a.wav", np.zeros(16000), 16000)

    with pytest.raises(RenderError, match="silent"):
        lay(tmp_path, plan_of((tmp_path / "a.wav", 1.0)))


@pytest.mark.parametrize("content", [b"", b"no sound at all", b"RIFF\x00\x00\x00\x00WAVE"])
def test_a_file_that_is_no_sound_is_a_plain_error(tmp_path: Path, content: bytes):
    (tmp_path / "a.wav").write_bytes(content)

    with pytest.raises(RenderError, match=r"^A narration of this film could not be read\.$"):
        decode_speech(tmp_path / "a.wav")
