from __future__ import annotations

import wave
from pathlib import Path

import av
import numpy as np
import pytest

from studio.errors import RenderError
from studio.film.encode.encoder import encode_segments
from studio.film.encode.joining import encode_sound, is_whole_sound, join_film
from studio.film.picture.planes import Frame
from tests.studio.film.encode.test_encoder import SIZE

COUNTS = (25, 6, 1, 28)
CLICK = 48000


def ignore() -> None:
    """A tick that nobody hears."""


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Two seconds of silence with one click in the middle."""
    samples = np.zeros((96000, 2))
    samples[CLICK : CLICK + 48] = 20000
    with wave.open(str(tmp_path / "sound.wav"), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(48000)
        out.writeframes(samples.astype("<i2").tobytes())
    encode_sound(tmp_path / "sound.wav", tmp_path / "sound.mp4", ignore)
    return tmp_path / "sound.mp4"


@pytest.fixture
def segments(tmp_path: Path) -> list[tuple[Path, int]]:
    """The segments of two runs of the encoder, as two painters make them."""
    targets = [(tmp_path / f"{index}.segment", count) for index, count in enumerate(COUNTS)]
    frames = [Frame.blank(SIZE) for _ in range(60)]
    for number, frame in enumerate(frames):
        frame.y[:] = 20 + number
    encode_segments(iter(frames[:31]), targets[:2], SIZE)
    encode_segments(iter(frames[31:]), targets[2:], SIZE)
    return targets


def lights_of(film: Path) -> list[int]:
    with av.open(str(film)) as container:
        return [int(np.median(frame.to_ndarray()[:90])) for frame in container.decode(video=0)]


def join(folder: Path, segments: list[tuple[Path, int]], sound: Path, **changes: str) -> Path:
    names = {"title": "A film", "language": "de", **changes}
    join_film(segments, sound, folder / "film.mp4", size=SIZE, tick=ignore, **names)
    return folder / "film.mp4"


def test_every_frame_is_there_once_at_its_time(tmp_path: Path, segments: list[tuple[Path, int]], sound: Path):
    film = join(tmp_path, segments, sound)

    assert lights_of(film) == pytest.approx([20 + number for number in range(60)], abs=1)
    with av.open(str(film)) as container:
        times = [frame.time * 30 for frame in container.decode(video=0)]
    assert times == pytest.approx(list(range(60)), abs=1e-3)


def test_decoding_times_rise_so_that_any_player_can_stream_it(
    tmp_path: Path, segments: list[tuple[Path, int]], sound: Path
):
    with av.open(str(join(tmp_path, segments, sound))) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]

    assert np.diff([packet.dts for packet in packets]).min() > 0
    assert all(packet.pts >= packet.dts for packet in packets)


def test_the_sound_stays_on_its_sample(tmp_path: Path, segments: list[tuple[Path, int]], sound: Path):
    with av.open(str(join(tmp_path, segments, sound))) as container:
        frames = list(container.decode(audio=0))
    start = round(frames[0].time * 48000)
    heard = np.concatenate([np.abs(frame.to_ndarray()).max(axis=0) for frame in frames])

    assert start + int(np.argmax(heard > 0.2)) == pytest.approx(CLICK, abs=48)
    assert start + len(heard) == pytest.approx(96000, abs=1024)


def test_the_file_says_what_it_is_and_who_made_it(
    tmp_path: Path, segments: list[tuple[Path, int]], sound: Path
):
    film = join(tmp_path, segments, sound, title="Fox & hen \x00\nhere")

    with av.open(str(film)) as container:
        metadata = container.metadata
        language = container.streams.audio[0].metadata["language"]
    assert metadata["title"] == "Fox & hen   here"
    assert metadata["comment"] == metadata["description"] == "Made by AI with Video Generator"
    assert language == "deu"


def test_the_file_says_what_it_is_about_and_what_made_its_parts(
    tmp_path: Path, segments: list[tuple[Path, int]], sound: Path
):
    film = join(tmp_path, segments, sound, description="A fox\nmeets a hen.", provenance="Pictures by FLUX.")

    with av.open(str(film)) as container:
        assert container.metadata["description"] == "A fox meets a hen."
        assert container.metadata["comment"] == "Made by AI with Video Generator. Pictures by FLUX."
        assert "copyright" not in container.metadata


@pytest.mark.parametrize("language", ["", "tlh", "x"])
def test_an_unknown_language_is_undetermined(
    tmp_path: Path, segments: list[tuple[Path, int]], sound: Path, language: str
):
    with av.open(str(join(tmp_path, segments, sound, language=language))) as container:
        assert container.streams.audio[0].metadata["language"] == "und"


def test_pieces_that_are_missing_or_broken_are_a_plain_error(
    tmp_path: Path, segments: list[tuple[Path, int]], sound: Path
):
    sound.write_bytes(b"broken")

    with pytest.raises(RenderError, match=r"^The pieces of the film could not be joined\.$"):
        join(tmp_path, segments, sound)


def test_whole_sound_is_told_from_all_else(tmp_path: Path, sound: Path):
    (tmp_path / "cut.mp4").write_bytes(sound.read_bytes()[:-300])

    assert is_whole_sound(sound, 2.0)
    assert not is_whole_sound(sound, 2.2)
    assert not is_whole_sound(tmp_path / "cut.mp4", 2.0)
    assert not is_whole_sound(tmp_path / "nowhere.mp4", 2.0)


def test_encoding_the_sound_can_be_stopped(tmp_path: Path, sound: Path):
    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        encode_sound(sound.with_suffix(".wav"), tmp_path / "again.mp4", stop)
