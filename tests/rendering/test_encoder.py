from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from generator.rendering.encoder import KEY_INTERVAL, encode_film
from generator.rendering.planes import Frame, planes_of_rgb

SIZE = (160, 90)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    file = tmp_path / "sound.wav"
    with wave.open(str(file), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(48000)
        tone = np.sin(np.arange(48000 * 3) / 20) * 9000
        out.writeframes(np.repeat(tone, 2).astype("<i2").tobytes())
    return file


def flat_frames(colour: tuple[int, int, int], count: int) -> Iterator[Frame]:
    frame = Frame.blank(SIZE)
    for plane, value in zip(frame.planes, planes_of_rgb(np.full((1, 1, 3), colour, np.uint8)), strict=True):
        plane[:] = np.rint(value[0, 0])
    for _ in range(count):
        yield frame


def encode(folder: Path, sound: Path, frames: Iterator[Frame], **changes: str) -> Path:
    names = {"title": "A film", "language": "de", **changes}
    encode_film(
        frames, sound, folder / "film.mp4", size=SIZE, tick=lambda: None, on_frame=lambda count: None, **names
    )
    return folder / "film.mp4"


@pytest.mark.parametrize(
    "colour", [(200, 30, 60), (20, 180, 90), (40, 60, 220), (250, 250, 250), (120, 120, 120)]
)
def test_a_colour_survives_a_standard_decoder(tmp_path: Path, sound: Path, colour: tuple[int, int, int]):
    video = encode(tmp_path, sound, flat_frames(colour, 10))

    with av.open(str(video)) as container:
        frames = list(container.decode(video=0))
    # The reference decoder is told nothing: it must find the matrix and the range in the file's own tags.
    shown = frames[5].to_ndarray(format="rgb24")[45, 80].astype(int).tolist()
    assert shown == pytest.approx(colour, abs=3)


def test_the_file_says_what_it_is_and_who_made_it(tmp_path: Path, sound: Path):
    video = encode(tmp_path, sound, flat_frames((90, 90, 90), 90), title="Fox & hen \x00\nhere")

    with av.open(str(video)) as container:
        metadata = container.metadata
        language = container.streams.audio[0].metadata["language"]
    assert metadata["title"] == "Fox & hen   here"
    assert metadata["comment"] == metadata["description"] == "Made by AI with Video Generator"
    assert language == "deu"


@pytest.mark.parametrize("language", ["", "tlh", "x"])
def test_an_unknown_language_is_undetermined(tmp_path: Path, sound: Path, language: str):
    video = encode(tmp_path, sound, flat_frames((90, 90, 90), 5), language=language)

    with av.open(str(video)) as container:
        assert container.streams.audio[0].metadata["language"] == "und"


def test_key_frames_come_every_two_seconds_and_frames_are_evenly_spaced(tmp_path: Path, sound: Path):
    video = encode(tmp_path, sound, flat_frames((90, 90, 90), 90))

    with av.open(str(video)) as container:
        stream = container.streams.video[0]
        packets = [packet for packet in container.demux(stream) if packet.size]
        step = 1 / 30 / stream.time_base
    times = sorted(packet.pts for packet in packets)
    assert np.diff(times) == pytest.approx(float(step), abs=0.01)
    keys = sorted(
        round(float(packet.pts * packet.time_base) * 30) for packet in packets if packet.is_keyframe
    )
    assert keys == [0, KEY_INTERVAL]


def test_every_written_frame_is_counted(tmp_path: Path, sound: Path):
    counts: list[int] = []
    encode_film(
        flat_frames((90, 90, 90), 12),
        sound,
        tmp_path / "film.mp4",
        size=SIZE,
        title="",
        language="en",
        tick=lambda: None,
        on_frame=counts.append,
    )

    assert counts == list(range(1, 13))
