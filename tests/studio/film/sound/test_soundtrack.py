from __future__ import annotations

import re
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio.errors import RenderError
from studio.film.plan import FilmPlan, Narration, Shot
from studio.film.schedule import Schedule, schedule_film
from studio.film.sound.loudness import SAMPLE_RATE
from studio.film.sound.soundtrack import mix_soundtrack
from tests.studio.film.factories import make_speech, read_wav, run_ffmpeg, write_wav


def plan_of(folder: Path, *seconds: float, music: str = "", pitch: float = 220) -> FilmPlan:
    shots = []
    for index, length in enumerate(seconds):
        file = make_speech(folder / f"speech{index}.wav", length, pitch=pitch)
        shots.append(
            Shot(picture=Path("picture.png"), narration=Narration(file=file, duration=length, text="words"))
        )
    return FilmPlan(shots=tuple(shots), size=(160, 90), music=music, seed=4)


def mix(folder: Path, plan: FilmPlan) -> tuple[np.ndarray, Schedule]:
    schedule = schedule_film(plan)
    mix_soundtrack(plan, schedule, folder / "sound.wav", lambda: None)
    return read_wav(folder / "sound.wav"), schedule


def loudness_and_peak(file: Path) -> tuple[float, float]:
    said = run_ffmpeg("-i", str(file), "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-")
    loudness, peak = (
        re.findall(pattern, said)[-1] for pattern in (r"I:\s+(\S+) LUFS", r"Peak:\s+(\S+) dBFS")
    )
    return float(loudness), float(peak)


def level(sound: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.square(sound))) + 1e-9))


@pytest.mark.parametrize("music", ["", "calm", "tech"])
@pytest.mark.parametrize("seconds", [(0.5,), (4.0, 3.0)], ids=["one word", "two scenes"])
def test_every_film_is_equally_loud_and_never_too_loud_after_coding(
    tmp_path: Path, music: str, seconds: tuple[float, ...]
):
    mix(tmp_path, plan_of(tmp_path, *seconds, music=music))
    coded = tmp_path / "sound.m4a"
    run_ffmpeg(
        "-i", str(tmp_path / "sound.wav"), "-c:a", "aac", "-aac_coder", "fast", "-b:a", "160k", str(coded)
    )

    loudness, peak = loudness_and_peak(coded)
    assert loudness == pytest.approx(-14, abs=0.5)
    assert peak <= -1.5


def test_a_film_of_one_syllable_is_as_loud_as_any(tmp_path: Path):
    plan = plan_of(tmp_path, 0.4)
    times, syllable = np.arange(800) / 16000, np.zeros(6400)
    # A low voice: each stroke of the vocal cords rings and fades before the next one comes.
    for first in range(0, 2720, 145):
        stroke = np.exp(-300 * times) * np.sin(2 * np.pi * 600 * times)
        syllable[1600 + first : 2400 + first] += 0.5 * np.sin(np.pi * first / 2720) * stroke
    write_wav(plan.shots[0].narration.file, syllable, 16000)
    mix(tmp_path, plan)

    loudness, peak = loudness_and_peak(tmp_path / "sound.wav")
    assert loudness == pytest.approx(-14, abs=0.5)
    assert peak <= -2


def test_the_sound_is_as_long_as_the_film_to_the_sample(tmp_path: Path):
    sound, schedule = mix(tmp_path, plan_of(tmp_path, 3.21, 2.87))

    assert sound.shape == (schedule.frame_count * 1600, 2)


def test_the_voice_is_heard_when_the_schedule_says_and_not_before(tmp_path: Path):
    sound, schedule = mix(tmp_path, plan_of(tmp_path, 3.0, 3.0))
    heard = np.abs(sound).max(axis=1) > 0.01

    for span in schedule.spoken:
        start, end = round(span.start * SAMPLE_RATE), round(span.end * SAMPLE_RATE)
        assert not heard[start - 4800 : start - 24].any()
        assert heard[start : start + 2400].any()
        assert heard[end - 4800 : end].any()
    assert not heard[round(schedule.spoken[-1].end * SAMPLE_RATE) + 480 :].any()


def test_the_bed_is_well_below_the_voice(tmp_path: Path):
    sound, schedule = mix(tmp_path, plan_of(tmp_path, 4.0, music="dramatic"))
    (span,) = schedule.spoken
    voice = sound[round((span.start + 1) * SAMPLE_RATE) : round((span.end - 0.5) * SAMPLE_RATE)]
    after = sound[round((span.end + 0.3) * SAMPLE_RATE) : round((span.end + 0.6) * SAMPLE_RATE)]

    assert -60 < level(after) < level(voice) - 10


def test_the_owners_own_music_is_the_bed_where_there_is_a_file(tmp_path: Path):
    song = tmp_path / "song.wav"
    run_ffmpeg("-f", "lavfi", "-i", "sine=frequency=1900:duration=5", str(song))
    plan = replace(plan_of(tmp_path, 6.0), music_file=song)
    sound, schedule = mix(tmp_path, plan)
    (span,) = schedule.spoken
    after = sound[round((span.end + 0.2) * SAMPLE_RATE) :][: SAMPLE_RATE // 2, 0]
    loudest = np.argmax(np.abs(np.fft.rfft(after))) * SAMPLE_RATE / len(after)

    # The film is longer than the piece, which goes round.
    assert loudest == pytest.approx(1900, abs=4)
    assert -60 < level(after) < -25


def test_stressed_syllables_do_not_press_the_bed_down(tmp_path: Path):
    plan = plan_of(tmp_path, 6.0)
    (narration,) = (shot.narration for shot in plan.shots)
    speech = read_wav(narration.file)[:, 0] * 0.15
    for first in range(8000, len(speech), 12800):
        speech[first : first + 1000] *= 6
    write_wav(narration.file, speech, 16000)
    song = tmp_path / "song.wav"
    run_ffmpeg("-f", "lavfi", "-i", "sine=frequency=7000:sample_rate=48000:duration=9", str(song))
    sound, schedule = mix(tmp_path, replace(plan, music_file=song))
    (span,) = schedule.spoken
    voiced = sound[round((span.start + 1) * SAMPLE_RATE) : round((span.end - 1) * SAMPLE_RATE), 0]
    tone = voiced * np.exp(-2j * np.pi * 7000 / SAMPLE_RATE * np.arange(len(voiced)))
    window = np.hanning(1200)
    levels = 20 * np.log10(np.abs(np.convolve(tone, window / window.sum(), "valid")[::240]))

    assert np.abs(sound[:, 0]).max() > 0.5
    assert np.ptp(levels) < 3


def test_the_bed_is_faded_at_both_ends(tmp_path: Path):
    sound, _ = mix(tmp_path, plan_of(tmp_path, 4.0, music="uplifting"))

    assert np.abs(sound[:480]).max() < 0.01
    assert np.abs(sound[-480:]).max() < 0.01


def test_the_same_plan_sounds_the_same(tmp_path: Path):
    first, _ = mix(tmp_path, plan_of(tmp_path, 1.0, music="calm"))
    second, _ = mix(tmp_path, plan_of(tmp_path, 1.0, music="calm"))

    assert np.array_equal(first, second)


def test_nothing_but_the_sound_is_left_behind(tmp_path: Path):
    plan = plan_of(tmp_path, 1.0)
    (tmp_path / "out").mkdir()
    mix(tmp_path / "out", plan)

    assert [file.name for file in (tmp_path / "out").iterdir()] == ["sound.wav"]


def test_the_sound_is_48_khz_stereo(tmp_path: Path):
    mix(tmp_path, plan_of(tmp_path, 1.0))

    with wave.open(str(tmp_path / "sound.wav"), "rb") as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (48000, 2, 2)


def test_an_unknown_mood_is_refused(tmp_path: Path):
    with pytest.raises(RenderError, match="music"):
        mix(tmp_path, plan_of(tmp_path, 1.0, music="polka"))


def test_a_tick_that_raises_ends_the_mix(tmp_path: Path):
    plan = plan_of(tmp_path, 1.0)

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        mix_soundtrack(plan, schedule_film(plan), tmp_path / "sound.wav", stop)


def test_the_volume_of_the_music_is_heard_between_the_words_and_not_in_them(tmp_path: Path):
    plan = plan_of(tmp_path, 3.0, 3.0, music="calm", pitch=1000)
    levels = []
    for volume in (0.5, 1.0, 2.0):
        sound, _ = mix(tmp_path, replace(plan, music_volume=volume))
        # After the last word the music is alone.
        levels.append(level(sound[round(-0.9 * SAMPLE_RATE) :]))
    assert levels[1] - levels[0] == pytest.approx(6, abs=1.5)
    assert levels[2] - levels[1] == pytest.approx(6, abs=2.0)


def test_music_alone_is_less_loud_by_as_much_as_it_shall_be(tmp_path: Path):
    plan = plan_of(tmp_path, 8.0, music="calm")
    silent = Narration(file=None, duration=8.0, text="words")
    plan = replace(plan, shots=tuple(replace(shot, narration=silent) for shot in plan.shots))
    loud, _ = mix(tmp_path, plan)
    quiet, _ = mix(tmp_path, replace(plan, music_volume=0.5))
    assert level(loud) - level(quiet) == pytest.approx(6, abs=0.7)
