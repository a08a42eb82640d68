"""Clips that were made to deceive, or that are broken, are refused with a sentence."""

from __future__ import annotations

import io
import struct
from contextlib import suppress
from pathlib import Path

import av
import numpy as np
import pytest

from studio.film.uploads.clips.house import make_house_clip
from studio.film.uploads.clips.kinds import ClipError, clip_demuxer, inspect_clip, is_clip
from studio.film.uploads.clips.opening import read_facts
from studio.film.uploads.clips.sound import take_sound
from tests.studio.film.uploads.clips.clip_files import even, write_clip

LONGEST = 600.0
VP9 = {"codec": "libvpx-vp9", "deadline": "realtime", "cpu-used": "8", "b": "2M"}


class Pipe(io.BytesIO):
    """Where nothing can be written twice: a browser's recorder writes so, and names no length."""

    def seekable(self) -> bool:
        return False

    seek = None  # type: ignore[assignment]


def sound_alone(file: Path) -> Path:
    with av.open(str(file), "w", format="mp4") as out:
        stream = out.add_stream("aac", rate=48_000)
        frame = av.AudioFrame.from_ndarray(np.zeros((2, 1024), np.float32), "fltp", "stereo")
        frame.sample_rate, frame.pts = 48_000, 0
        out.mux([*stream.encode(frame), *stream.encode(None)])
    return file


def with_cover(file: Path) -> Path:
    """Return a song with a picture on it, which FFmpeg calls a stream of video."""
    with av.open(str(file), "w", format="mp4") as out:
        cover = out.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = 64, 64, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        stream = out.add_stream("aac", rate=48_000)
        frame = av.AudioFrame.from_ndarray(np.zeros((2, 1024), np.float32), "fltp", "stereo")
        frame.sample_rate, frame.pts = 48_000, 0
        still = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), "rgb24").reformat(
            format="yuvj420p"
        )
        out.mux([*cover.encode(still), *cover.encode(None), *stream.encode(frame), *stream.encode(None)])
    return file


def with_many_streams(file: Path) -> Path:
    with av.open(str(file), "w", format="matroska") as out:
        streams = [out.add_stream("mjpeg", rate=10) for _ in range(30)]
        for stream in streams:
            stream.width, stream.height, stream.pix_fmt = 64, 64, "yuvj420p"
        still = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), "rgb24").reformat(
            format="yuvj420p"
        )
        for stream in streams:
            still.pts = 0
            out.mux([*stream.encode(still), *stream.encode(None)])
    return file


def changed(file: Path, box: bytes, offset: int, value: bytes) -> Path:
    """Write `value` into a box, `offset` bytes after its name of four."""
    data = bytearray(file.read_bytes())
    place = data.index(box) + 4 + offset
    data[place : place + len(value)] = value
    file.write_bytes(data)
    return file


HOSTILE = {
    "too large": (lambda file: write_clip(file, [0.0, 0.1], (4160, 64)), "larger than 4096"),
    "too small": (lambda file: write_clip(file, even(10), (48, 32)), "too small"),
    "a ribbon": (lambda file: write_clip(file, even(10), (1024, 64)), "long and narrow"),
    "one picture": (lambda file: write_clip(file, [0.0]), "too short"),
    "sound alone": (sound_alone, "no moving pictures"),
    "a song with a cover": (with_cover, "no moving pictures"),
    "many streams": (with_many_streams, "more parts"),
    "another codec": (lambda file: write_clip(file, even(10), codec="ffv1"), "coded in a way"),
    "longer than it may be": (lambda file: write_clip(file, [0.0, 700.0, 700.1]), "longer than 10 minutes"),
    "nothing but a head": (lambda file: file.write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(40)), "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_clip_is_refused_in_a_sentence(tmp_path, name: str):
    make, says = HOSTILE[name]
    file = tmp_path / ("clip.mkv" if name in ("another codec", "many streams") else "clip.mp4")
    make(file)
    with pytest.raises(ClipError, match=says) as refusal:
        read_facts(file, LONGEST)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_clip_that_breaks_off_is_refused_or_ends_early(tmp_path, share: float):
    whole = write_clip(tmp_path / "clip.mp4", even(30)).read_bytes()
    file = tmp_path / "part.mp4"
    file.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(ClipError, match="damaged"):
        make_house_clip(file, tmp_path / "house.mp4", tmp_path / "poster.jpg", (320, 180))


@pytest.mark.parametrize("seed", range(6))
def test_noise_in_a_clip_breaks_nothing(tmp_path, seed: int):
    data = bytearray(write_clip(tmp_path / "clip.mkv", even(30), tone=440.0).read_bytes())
    random = np.random.default_rng(seed)
    for place in random.integers(64, len(data), 200):
        data[place] = random.integers(0, 256)
    file, target = tmp_path / "noise.mkv", tmp_path / "house.mp4"
    file.write_bytes(data)
    with suppress(ClipError):
        made = make_house_clip(file, target, tmp_path / "poster.jpg", (320, 180))
        take_sound(file, tmp_path / "sound.wav", 0.0, made.seconds)


def test_a_clip_that_claims_hours_is_refused(tmp_path):
    # The duration of Matroska, a double of eight bytes.
    claims = changed(write_clip(tmp_path / "clip.mkv", even(10)), b"\x44\x89\x88", -1, struct.pack(">d", 1e9))
    with pytest.raises(ClipError, match="longer than"):
        read_facts(claims, LONGEST)


def test_a_clip_of_millions_of_pictures_that_nobody_sees_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr("studio.film.uploads.clips.house._MOST_SKIPPED", 100)
    file = write_clip(tmp_path / "clip.mp4", [number / 3000 for number in range(1200)], (64, 64))
    with pytest.raises(ClipError, match="too many pictures a second"):
        make_house_clip(file, tmp_path / "house.mp4", tmp_path / "poster.jpg", (64, 64))


def test_a_playlist_is_no_clip_whatever_it_is_called(tmp_path):
    file = tmp_path / "clip.mp4"
    file.write_bytes(b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n")
    with pytest.raises(ClipError, match="not a clip"):
        read_facts(file, LONGEST)


def test_what_a_browser_recorded_names_no_length_and_can_be_used(tmp_path):
    whole = write_clip(tmp_path / "whole.webm", even(15), **VP9)
    file, pipe = tmp_path / "recorded.webm", Pipe()
    with av.open(str(whole)) as source, av.open(pipe, "w", format="webm") as out:
        stream = out.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
    file.write_bytes(pipe.getvalue())
    with av.open(str(file)) as container:
        assert container.duration is None
    assert read_facts(file, LONGEST).seconds == pytest.approx(2.0, abs=0.15)
    with pytest.raises(ClipError, match="longer than 1 minute"):
        read_facts(write_clip(tmp_path / "long.mkv", [0.0, 61.0, 61.1]), 60.0)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x00\x00\x00\x20ftypisom", "mov"),
        (b"\x00\x00\x00\x14ftypqt  ", "mov"),
        (b"\x00\x00\x00\x08wide\x00\x00", "mov"),
        (b"\x1a\x45\xdf\xa3\x01\x00", "matroska"),
        (b"\x00\x00\x00\x20ftypheic", ""),
        (b"\x00\x00\x00\x20ftypavif", ""),
        (b"\x00\x00\x00\x20ftypM4A ", ""),
        (b"\xff\xd8\xff\xe0", ""),
        (b"", ""),
    ],
)
def test_a_clip_is_told_by_its_first_bytes(head: bytes, kind: str):
    assert clip_demuxer(head) == kind
    assert is_clip(io.BytesIO(head)) == bool(kind)


def test_a_video_of_another_kind_is_called_no_clip_and_not_no_picture():
    file = io.BytesIO(b"RIFF\x00\x00\x00\x00AVI LIST" + bytes(60))
    assert is_clip(file)
    with pytest.raises(ClipError, match="MP4, MOV, WebM or MKV"):
        inspect_clip(file, 80, 1000)
    with pytest.raises(ClipError, match="larger than 1 MB"):
        inspect_clip(file, 2_000_000, 1024**2)
    with pytest.raises(ClipError, match="empty"):
        inspect_clip(io.BytesIO(), 0, 1024**2)
