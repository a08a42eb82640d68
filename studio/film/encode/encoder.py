"""The x264 encoder: planar frames into H.264 segments that start with a key frame and can be joined as they are."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import av
from av.packet import Packet
from av.video.frame import PictureType
from av.video.stream import VideoStream

from studio.errors import RenderError
from studio.film.encode.packets import CodedFrame, write_packets
from studio.film.picture.planes import Frame
from studio.film.plan import FRAME_RATE

# Most frames between two key frames, the only places that a player can seek to: three seconds seek well.
KEY_INTERVAL = 3 * FRAME_RATE

# The superfast preset with macroblock tree and a lookahead of one group of B-frames is cheaper than veryfast, smaller
# and keeps more detail of slow camera moves. Without a B-frame pyramid fewer frames are buffered, at no loss.
# Scene cuts are not searched for: segments say where key frames must be. Plain areas get fewer bits than by x264's
# default: files are a tenth smaller at the same VMAF, and skies stay within half a level. "Stitchable" keeps x264
# from adapting stream headers to the content, so that they are the same in every segment.
_CONSTANT_QUALITY = 20.0
_PARAMETERS = (
    "mbtree=1:aq-strength=0.5:b-adapt=0:scenecut=0:rc-lookahead=6:bframes=5:b-pyramid=none:open-gop=0:stitchable=1"
    f":keyint={KEY_INTERVAL}:min-keyint={KEY_INTERVAL}"
)
X264 = {
    "preset": "superfast",
    "profile": "high",
    "crf": str(_CONSTANT_QUALITY),
    "x264-params": _PARAMETERS,
    "forced-idr": "1",
}
# Everything that decides how frames are coded, library versions included: only segments with the same encoding are
# joined.
ENCODING = repr((X264, sorted(av.library_versions.items())))
# ITU-T H.273: the code of BT.709 in all three colour descriptions; FFmpeg's code of the limited range.
_BT709, _LIMITED = 1, 1
_TIME_BASE = Fraction(1, FRAME_RATE)


def encode_segments(
    frames: Iterable[Frame],
    targets: Sequence[tuple[Path, int]],
    size: tuple[int, int],
    threads: int = 1,
    on_file: Callable[[Path], None] = lambda file: None,
) -> None:
    """Encode frames of (width, height) pixels into consecutive segment files of the given numbers of frames each.

    Each frame is encoded before the next one is taken, so `frames` may yield the same object every time. `on_file` is
    called with each file as soon as it is complete. Raises RenderError if the encoder fails, and whatever `frames`
    raises.
    """
    starts = {sum(count for _, count in targets[:index]) for index in range(len(targets))}
    try:
        with closing(Encoder(size, threads)) as encoder:
            sorter = _Sorter(encoder.parameters, targets, on_file)
            for number, frame in enumerate(frames):
                sorter.take(encoder.encode(frame, number, is_key=number in starts))
            sorter.take(encoder.finish())
    except av.FFmpegError as error:
        raise RenderError("The video encoder failed.") from error


class Encoder:
    """One run of x264. Its stream belongs to a container that is never written to and only describes the stream.

    `parameters` are the sequence and picture parameter sets, the same for all segments of one frame size.
    """

    def __init__(self, size: tuple[int, int], threads: int) -> None:
        self._container = av.open(io.BytesIO(), "w", format="mp4")
        self.stream: VideoStream = self._container.add_stream("libx264", rate=FRAME_RATE)
        self.stream.width, self.stream.height, self.stream.pix_fmt = *size, "yuv420p"
        context = self.stream.codec_context
        context.time_base, context.thread_count, context.thread_type = _TIME_BASE, threads, "AUTO"
        context.color_range = _LIMITED
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.options = dict(X264)
        self._container.start_encoding()
        self.parameters = bytes(context.extradata or b"")
        self._wrapped: tuple[Frame, av.VideoFrame] | None = None

    def encode(self, frame: Frame, number: int, *, is_key: bool) -> list[Packet[VideoStream]]:
        wrapped = self._wrap(frame)
        wrapped.pts, wrapped.time_base = number, _TIME_BASE
        wrapped.pict_type = PictureType.I if is_key else PictureType.NONE
        return self.stream.codec_context.encode(wrapped)

    def _wrap(self, frame: Frame) -> av.VideoFrame:
        """Return the frame for the encoder: the same memory, wrapped once, if PyAV can do that."""
        if self._wrapped is None or self._wrapped[0] is not frame:
            rows = frame.buffer.reshape(-1, frame.size[0])
            # PyAV wraps only heights that are a multiple of four rows; others are copied.
            if frame.size[1] % 4:
                return av.VideoFrame.from_ndarray(rows, "yuv420p")
            self._wrapped = (frame, av.VideoFrame.from_numpy_buffer(rows, "yuv420p"))
        return self._wrapped[1]

    def finish(self) -> list[Packet[VideoStream]]:
        return self.stream.codec_context.encode(None)

    def close(self) -> None:
        """Break the reference cycle of container and stream, else x264's memory would wait for garbage collection."""
        self._container.close()


class _Sorter:
    """Sorts packets, which come in decoding order, into the files of their segments."""

    def __init__(
        self, parameters: bytes, targets: Sequence[tuple[Path, int]], on_file: Callable[[Path], None]
    ) -> None:
        self._parameters, self._targets, self._on_file = parameters, list(targets), on_file
        self._first = 0
        self._frames: list[CodedFrame] = []

    def take(self, packets: list[Packet[VideoStream]]) -> None:
        for packet in packets:
            assert packet.pts is not None
            assert packet.dts is not None
            shown, decoded = packet.pts - self._first, packet.dts - self._first
            self._frames.append(CodedFrame(shown, decoded, packet.is_keyframe, bytes(packet)))
            target, frame_count = self._targets[0]
            if len(self._frames) == frame_count:
                write_packets(target, self._parameters, self._frames)
                self._targets, self._frames, self._first = self._targets[1:], [], self._first + frame_count
                self._on_file(target)
