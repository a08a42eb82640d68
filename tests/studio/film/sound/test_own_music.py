"""Music that an owner brought along."""

from __future__ import annotations

import io
import subprocess
import tracemalloc
import wave
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from generator.exceptions import RunStoppedError
from studio.film.sound import own_music
from studio.film.sound.loudness import SAMPLE_RATE, measure
from studio.film.sound.music import BED_LOUDNESS
from studio.film.sound.own_music import MusicTrack, load_music, measure_music
from studio.film.uploads.sound_files import MusicError

CODECS = {"mp3": "libmp3lame", "wav": "pcm_s16le", "ogg": "libvorbis", "m4a": "aac"}


def make(target: Path, seconds: float = 5, volume: float = 0.5, source: str = "sine=frequency=330") -> Path:
    codec = CODECS[target.suffix[1:]]
    tone = ["-f", "lavfi", "-i", f"{source}:sample_rate=44100:duration={seconds}", "-af", f"volume={volume}"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *tone, "-c:a", codec, str(target)]
    subprocess.run(command, check=True, timeout=60)
    return target


def load(file: Path, sample_count: int) -> MusicTrack:
    return load_music(file, sample_count, file.with_suffix(".bed"), lambda: None)


@pytest.mark.parametrize("kind", CODECS)
def test_each_kind_is_measured_and_brought_to_the_loudness_of_a_bed(tmp_path, kind):
    file = make(tmp_path / f"song.{kind}")
    assert measure_music(file) == pytest.approx(5, abs=0.15)
    bed = load(file, 3 * SAMPLE_RATE).read(0, 3 * SAMPLE_RATE)
    assert bed.shape == (3 * SAMPLE_RATE, 2)
    assert bed.dtype == np.float32
    assert measure(bed) == pytest.approx(BED_LOUDNESS, abs=0.3)


def test_a_quiet_piece_is_lifted_and_a_loud_one_lowered(tmp_path):
    beds = [load(make(tmp_path / f"{volume}.wav", volume=volume), 2 * SAMPLE_RATE) for volume in (0.06, 6)]
    assert [measure(bed.read(0, bed.length)) for bed in beds] == pytest.approx([BED_LOUDNESS] * 2, abs=0.3)


def test_a_short_piece_goes_round_without_a_seam(tmp_path):
    piece = make(tmp_path / "song.wav", seconds=6, source="anoisesrc=color=brown:seed=3")
    bed = load(piece, 60 * SAMPLE_RATE)
    assert 2 * SAMPLE_RATE < bed.length < 6 * SAMPLE_RATE
    around = bed.read(bed.length - SAMPLE_RATE, 2 * SAMPLE_RATE)
    steps = np.abs(np.diff(around, axis=0)).max(axis=1)
    # Where the end meets the beginning the sound moves no more than anywhere else, and is as loud.
    assert steps[SAMPLE_RATE - 2 : SAMPLE_RATE + 2].max() <= np.quantile(steps, 0.999)
    loudness = [measure(part) for part in np.split(around, 4)]
    assert max(loudness) - min(loudness) < 4


def test_silence_at_the_beginning_is_left_out(tmp_path):
    with wave.open(str(tmp_path / "late.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        tone = np.sin(np.arange(5 * 16000) / 8) * 9000
        file.writeframes(np.concatenate([np.zeros(4 * 16000), tone]).astype("<i2").tobytes())
    bed = load(tmp_path / "late.wav", SAMPLE_RATE).read(0, SAMPLE_RATE // 10)
    assert np.abs(bed).max() > 0.02


def test_only_as_much_is_decoded_as_is_heard(tmp_path, monkeypatch):
    decoded = []
    decode = own_music._decode

    def counted(*arguments):
        for block in decode(*arguments):
            decoded.append(block.shape[1])
            yield block

    monkeypatch.setattr(own_music, "_decode", counted)
    load(make(tmp_path / "song.mp3", seconds=60), 5 * SAMPLE_RATE)
    assert sum(decoded) < 8 * SAMPLE_RATE


def test_a_bed_is_the_same_in_one_piece_and_in_many(tmp_path):
    bed = load(make(tmp_path / "song.wav", seconds=4, source="anoisesrc=color=pink:seed=5"), 20 * SAMPLE_RATE)
    whole = bed.read(100, 9 * SAMPLE_RATE)
    parts = [bed.read(100 + first, 4800) for first in range(0, 9 * SAMPLE_RATE, 4800)]
    assert np.array_equal(whole, np.concatenate(parts))
    assert np.array_equal(whole[: SAMPLE_RATE // 2], whole[bed.length : bed.length + SAMPLE_RATE // 2])


def test_a_long_piece_takes_no_more_memory_than_a_short_one(tmp_path):
    def peak(seconds: int) -> int:
        file = make(tmp_path / f"{seconds}.mp3", seconds=seconds)
        tracemalloc.start()
        try:
            load(file, seconds * SAMPLE_RATE).read(0, SAMPLE_RATE)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(120) < 1.2 * peak(20)


def test_whoever_no_longer_wants_a_bed_does_not_wait_for_it(tmp_path):
    ticks = []

    def tick() -> None:
        ticks.append(1)
        if len(ticks) == 3:
            raise RunStoppedError

    with pytest.raises(RunStoppedError):
        load_music(make(tmp_path / "song.mp3"), 9 * SAMPLE_RATE, tmp_path / "bed", tick)


def odd_rate() -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(1)
        file.writeframes(bytes(20_000))
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"ID3" + bytes(5000), "damaged or holds no sound"),
        (b"OggS\x00" + bytes(500), "damaged or holds no sound"),
        (b"\x00\x00\x00\x18ftypM4A " + bytes(500), "damaged or holds no sound"),
        (odd_rate(), "damaged or holds no sound"),
        (b"#EXTM3U\n#EXTINF:10,\nfile:///etc/hostname\n", "not a sound file"),
    ],
    ids=["zeros as MP3", "zeros as OGG", "no track", "one sample a second", "a play-list"],
)
def test_what_cannot_be_played_is_refused_with_a_sentence(tmp_path, data: bytes, sentence: str):
    file = tmp_path / "song"
    file.write_bytes(data)
    for use in (measure_music, lambda file: load(file, SAMPLE_RATE)):
        with pytest.raises(MusicError, match=sentence):
            use(file)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"seconds": 1}, "shorter than 3 seconds"),
        ({"volume": 0}, "silent"),
        ({"seconds": 9}, "longer than 10 minutes"),
    ],
    ids=["short", "silent", "long"],
)
def test_what_makes_no_bed_is_refused_with_a_sentence(tmp_path, monkeypatch, options, sentence: str):
    monkeypatch.setattr(own_music, "MAX_SECONDS", 8)
    with pytest.raises(MusicError, match=sentence):
        measure_music(make(tmp_path / "song.mp3", **options))


def test_ten_minutes_are_the_most():
    assert own_music.MAX_SECONDS == 600
