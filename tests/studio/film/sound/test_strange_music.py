"""Sound files whose numbers or headers are none that a recorder writes."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import av
import numpy as np
import pytest

from studio.film.sound.loudness import SAMPLE_RATE, measure
from studio.film.sound.music import BED_LOUDNESS
from studio.film.sound.own_music import load_music, measure_music
from studio.film.uploads.sound_files import MusicError
from tests.studio.film.uploads.picture_files import png_chunk

TONE = np.repeat(0.3 * np.sin(2 * np.pi * 220 * np.arange(5 * SAMPLE_RATE) / SAMPLE_RATE), 2)
FLOATS, WHOLE = 3, 1


def wav(samples: np.ndarray, **told: int) -> bytes:
    """Return a stereo WAV of these numbers, whose head tells the truth unless asked otherwise."""
    kind = FLOATS if samples.dtype.kind == "f" else WHOLE
    bits = 8 * samples.itemsize
    fields = {
        "channels": 2,
        "rate": SAMPLE_RATE,
        "bits": bits,
        "length": samples.nbytes,
        "block": bits // 4,
        "kind": kind,
    }
    fields |= told
    head = struct.pack(
        "<HHIIHH", fields["kind"], fields["channels"], fields["rate"],
        fields["rate"] * fields["block"] % 2**32, fields["block"], fields["bits"],
    )  # fmt: skip
    body = b"fmt " + struct.pack("<I", len(head)) + head + b"data" + struct.pack("<I", fields["length"])
    return b"RIFF" + struct.pack("<I", 4 + len(body) + samples.nbytes) + b"WAVE" + body + samples.tobytes()


def bed_of(data: bytes, tmp_path: Path) -> np.ndarray:
    file = tmp_path / "music"
    file.write_bytes(data)
    assert measure_music(file) == pytest.approx(5, abs=0.1)
    return load_music(file, 4 * SAMPLE_RATE, tmp_path / "bed", lambda: None).read(0, 4 * SAMPLE_RATE)


def with_some(value: float, kind: type = np.float32) -> np.ndarray:
    samples = TONE.astype(kind)
    samples[np.random.default_rng(1).random(len(samples)) < 0.001] = value
    return samples


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_is_silence_and_the_music_around_it_stays(value, tmp_path):
    for kind in (np.float32, np.float64):
        bed = bed_of(wav(with_some(value, kind)), tmp_path)
        assert np.isfinite(bed).all()
        assert measure(bed) == pytest.approx(BED_LOUDNESS, abs=0.5)


@pytest.mark.parametrize("factor", [32_768, 1e30, 1e300])
def test_music_far_beyond_full_scale_is_brought_to_the_loudness_of_a_bed(factor, tmp_path):
    kind = np.float64 if factor > 1e38 else np.float32
    bed = bed_of(wav((TONE * factor).astype(kind)), tmp_path)
    assert np.abs(bed).max() < 1
    assert measure(bed) == pytest.approx(BED_LOUDNESS, abs=0.5)


def test_single_numbers_far_beyond_full_scale_do_not_spread(tmp_path):
    for value in (3e38, -3e38, 1e20):
        assert np.isfinite(bed_of(wav(with_some(value)), tmp_path)).all()


def test_a_file_of_nothing_but_no_numbers_is_silent(tmp_path):
    file = tmp_path / "music"
    file.write_bytes(wav(np.full(10 * SAMPLE_RATE, np.nan, np.float32)))
    with pytest.raises(MusicError, match="silent"):
        measure_music(file)


LIES = [
    {"channels": 0}, {"channels": 65_535}, {"channels": 255}, {"rate": 0}, {"rate": 1}, {"rate": 2**32 - 1},
    {"bits": 0}, {"bits": 65_535}, {"block": 0}, {"block": 65_535}, {"length": 0}, {"length": 2**32 - 1},
    {"length": 999}, {"kind": 0xFFFE}, {"kind": 0x55}, {"kind": 2}, {"kind": 0xFFFF},
]  # fmt: skip


def test_a_head_that_lies_ends_in_music_or_a_sentence(tmp_path):
    pcm = (TONE * 20_000).astype("<i2")
    file = tmp_path / "music"
    for lie in LIES:
        file.write_bytes(wav(pcm, **lie))
        for use in (
            measure_music,
            lambda file: load_music(file, SAMPLE_RATE, tmp_path / "bed", lambda: None),
        ):
            try:
                use(file)
            except MusicError as error:
                assert str(error).endswith(".")  # noqa: PT017  # Some of these lies do no harm.


# In a process of its own: the most memory that this one ever had says nothing about one file.
_LISTENING = """
import sys
from pathlib import Path
from studio.film.sound.own_music import measure_music
measure_music(Path(sys.argv[1]))
# The kernel hands the peak of who starts a process on to it, so that of the memory itself is read.
print(int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) // 1024)
"""


def test_the_cover_of_a_piece_is_not_decoded(tmp_path):
    side = 6_000
    packer = zlib.compressobj(1)
    rows = b"".join(packer.compress(bytes(1 + 8 * side)) for _ in range(side)) + packer.flush()
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 16, 6, 0, 0, 0))
    cover = b"\x89PNG\r\n\x1a\n" + head + png_chunk(b"IDAT", rows) + png_chunk(b"IEND", b"")
    frame = b"\0image/png\0\x03\0" + cover
    told = b"APIC" + _seven_bits(len(frame)) + b"\0\0" + frame
    file = tmp_path / "music"
    file.write_bytes(b"ID3\x04\0\0" + _seven_bits(len(told)) + told + _mp3())
    run = subprocess.run(
        [sys.executable, "-c", _LISTENING, file], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(run.stdout) < 250


def _seven_bits(number: int) -> bytes:
    return bytes(number >> shift & 127 for shift in (21, 14, 7, 0))


def _mp3() -> bytes:
    packed = io.BytesIO()
    with av.open(packed, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=44_100, layout="stereo")
        sound = av.AudioFrame.from_ndarray(
            TONE.reshape(-1, 2).T[:, : 4 * 44_100].astype(np.float32).copy(), format="fltp", layout="stereo"
        )
        sound.sample_rate = 44_100
        for packet in (*stream.encode(sound), *stream.encode(None)):
            container.mux(packet)
    return packed.getvalue()
