from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import av
import numpy as np
import pytest

from studio.errors import RenderError
from studio.film.encode import encoder as encoder_module
from studio.film.encode.encoder import KEY_INTERVAL, Encoder, encode_segments
from studio.film.encode.packets import is_whole_segment, read_packets
from studio.film.picture.planes import Frame, planes_of_rgb

SIZE = (160, 90)
GREY = (90, 90, 90)


def flat_frames(
    count: int, colour: tuple[int, int, int] = GREY, size: tuple[int, int] = SIZE
) -> Iterator[Frame]:
    frame = Frame.blank(size)
    for plane, value in zip(frame.planes, planes_of_rgb(np.full((1, 1, 3), colour, np.uint8)), strict=True):
        plane[:] = np.rint(value[0, 0])
    for _ in range(count):
        yield frame


def stepped_frames(count: int) -> Iterator[Frame]:
    """Yield frames of which each is a little lighter than the one before, all in the same memory."""
    frame = Frame.blank(SIZE)
    for number in range(count):
        frame.y[:] = 20 + number
        yield frame


def frames_of(file: Path, size: tuple[int, int] = SIZE) -> list[av.VideoFrame]:
    """Decode a segment by itself."""
    decoder = av.CodecContext.create("h264", "r")
    with closing(Encoder(size, 1)) as encoder:
        decoder.extradata = encoder.parameters
    frames = []
    for coded in read_packets(file):
        packet = av.Packet(coded.data)
        packet.pts, packet.dts = coded.shown, coded.decoded
        frames += decoder.decode(packet)
    return frames + decoder.decode(None)


def lights_of(file: Path) -> list[int]:
    return [int(np.median(frame.to_ndarray()[:90])) for frame in frames_of(file)]


@pytest.mark.parametrize(
    "colour", [(200, 30, 60), (20, 180, 90), (40, 60, 220), (250, 250, 250), (120, 120, 120)]
)
def test_a_colour_survives_a_standard_decoder(tmp_path: Path, colour: tuple[int, int, int]):
    encode_segments(flat_frames(10, colour), [(tmp_path / "a", 10)], SIZE)

    frames = frames_of(tmp_path / "a")
    # The reference decoder is told nothing: it must find the matrix and the range in the file's own tags.
    shown = frames[5].to_ndarray(format="rgb24")[45, 80].astype(int).tolist()
    assert shown == pytest.approx(colour, abs=3)


def test_frames_go_in_order_into_the_segments_they_belong_to(tmp_path: Path):
    files = [tmp_path / f"{index}" for index in range(3)]
    counts = (40, 1, 30)

    encode_segments(stepped_frames(71), list(zip(files, counts, strict=True)), SIZE)

    lights = [lights_of(file) for file in files]
    assert tuple(len(part) for part in lights) == counts
    assert np.concatenate(lights).tolist() == pytest.approx([20 + number for number in range(71)], abs=1)


@pytest.mark.parametrize("size", [(160, 90), (90, 160), (64, 36), (130, 94)])
def test_every_row_and_column_is_where_it_was_painted(tmp_path: Path, size: tuple[int, int]):
    frame = Frame.blank(size)
    frame.y[:] = np.linspace(30, 220, size[0])[None] * 0.5 + np.linspace(30, 220, size[1])[:, None] * 0.5
    frame.u[:], frame.v[:] = (
        np.linspace(90, 160, size[0] // 2)[None],
        np.linspace(160, 90, size[1] // 2)[:, None],
    )
    encode_segments(iter([frame] * 3), [(tmp_path / "a", 3)], size)

    decoded = frames_of(tmp_path / "a", size)[0].to_ndarray()
    painted = frame.buffer.reshape(-1, size[0]).astype(int)
    assert np.abs(decoded.astype(int) - painted).mean() < 1.5


def test_each_segment_starts_at_nought_with_a_key_frame_and_decodes_alone(tmp_path: Path):
    files = [tmp_path / f"{index}" for index in range(2)]
    encode_segments(stepped_frames(50), [(file, 25) for file in files], SIZE)

    for file in files:
        packets = list(read_packets(file))
        assert packets[0].is_key
        assert packets[0].shown == 0
        assert sorted(packet.shown for packet in packets) == list(range(25))
        assert [packet.decoded for packet in packets] == list(
            range(packets[0].decoded, packets[0].decoded + 25)
        )
        assert len(frames_of(file)) == 25


def test_key_frames_come_at_even_distances_from_the_start_of_a_segment(tmp_path: Path):
    files = [tmp_path / "short", tmp_path / "long"]
    encode_segments(flat_frames(220), [(files[0], 20), (files[1], 200)], SIZE)

    keys = [packet.shown for packet in read_packets(files[1]) if packet.is_key]
    assert keys == [0, KEY_INTERVAL, 2 * KEY_INTERVAL]


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("moving", [True, False])
def test_all_segments_of_a_size_need_the_same_parameters(tmp_path: Path, moving: bool, threads: int):
    frames = stepped_frames(40) if moving else flat_frames(3)
    count = 40 if moving else 3
    encode_segments(frames, [(tmp_path / "a", count)], SIZE, threads)

    with closing(Encoder(SIZE, 1)) as encoder, closing(Encoder((128, 72), 1)) as other:
        assert is_whole_segment(tmp_path / "a", count, encoder.parameters)
        assert encoder.parameters != other.parameters


def test_the_encoders_memory_goes_with_it_and_waits_for_no_collector(tmp_path: Path):
    def live_containers() -> int:
        return sum(isinstance(found, av.container.OutputContainer) for found in gc.get_objects())

    gc.collect()
    gc.disable()
    try:
        before = live_containers()
        encode_segments(flat_frames(5), [(tmp_path / "a", 5)], SIZE)
        assert live_containers() <= before
    finally:
        gc.enable()


def test_what_taking_a_frame_raises_is_raised(tmp_path: Path):
    def broken() -> Iterator[Frame]:
        yield from flat_frames(3)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        encode_segments(broken(), [(tmp_path / "a", 5)], SIZE)


def test_an_encoder_that_refuses_is_a_plain_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(encoder_module.X264, "profile", "nonsense")

    with pytest.raises(RenderError, match=r"^The video encoder failed\.$"):
        encode_segments(flat_frames(3), [(tmp_path / "a", 3)], SIZE)
