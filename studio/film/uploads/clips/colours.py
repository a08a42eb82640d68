"""The frames of a clip as frames of the house: upright, with square pixels, in BT.709 of limited range."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation

from studio.film.picture.planes import Plane
from studio.film.uploads.clips.opening import rotation_of
from studio.film.uploads.clips.tables import needs_table, write_table

# Codes of ITU-T H.273, table 4: unknown, those of BT.601, and of BT.2020.
_UNKNOWN, _FCC, _BT601, _SMPTE240, _BT2020 = 2, 4, (5, 6), 7, (9, 10)
_FULL_RANGE = 2
# Frames of fewer lines that say nothing of their colours mean BT.601, larger ones BT.709: so players read them.
_HD_LINES = 720
_MATRICES = {
    _FCC: Colorspace.FCC,
    **dict.fromkeys(_BT601, Colorspace.ITU601),
    _SMPTE240: Colorspace.SMPTE240M,
    **dict.fromkeys(_BT2020, Colorspace.BT2020),
}
# The same for filters.
_NAMES = {
    Colorspace.FCC: "fcc",
    Colorspace.ITU601: "bt601",
    Colorspace.SMPTE240M: "smpte240m",
    Colorspace.BT2020: "bt2020",
}
_SAMPLING = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.BITEXACT


class HouseColours:
    """Brings frames of one clip into the house's form. What differs from frame to frame is seen anew in each."""

    def __init__(self, size: tuple[int, int], folder: Path) -> None:
        """Make frames of (width, height) pixels, upright; tables for colours are written to `folder`."""
        self._size, self._folder = size, folder
        self._graphs: dict[tuple[object, ...], Graph] = {}

    def planes(self, frame: VideoFrame) -> tuple[Plane, ...]:
        """Return Y, U and V of a frame."""
        rotation = rotation_of(frame)
        size = self._size[::-1] if rotation in (90, 270) else self._size
        curve, primaries = int(frame.color_trc or 0), int(frame.color_primaries or 0)
        if frame.interlaced_frame or needs_table(curve, primaries):
            made = self._filtered(frame, size, curve, primaries)
        else:
            made = _plain(frame, size)
        planes = _planes_of(made)
        return tuple(np.rot90(plane, rotation // 90) for plane in planes) if rotation else planes

    def _filtered(self, frame: VideoFrame, size: tuple[int, int], curve: int, primaries: int) -> VideoFrame:
        """Return a frame of two fields, or of other primaries and curves, as the house has them."""
        key = (frame.width, frame.height, frame.format.name, size, frame.interlaced_frame, curve, primaries)
        if key not in self._graphs:
            # One that changes with each frame must not fill the memory with graphs.
            self._graphs = {key: self._graph(frame, size, curve, primaries)}
        graph = self._graphs[key]
        graph.vpush(frame)
        return graph.vpull()

    def _graph(self, frame: VideoFrame, size: tuple[int, int], curve: int, primaries: int) -> Graph:
        graph = Graph()
        steps = [
            graph.add_buffer(
                width=frame.width, height=frame.height, format=frame.format, time_base=Fraction(1, 90_000)
            )
        ]
        if frame.interlaced_frame:
            # One field alone: no frame needs the next one, and nothing is torn.
            steps.append(graph.add("field", "top"))
        matrix = _NAMES.get(_matrix_of(frame), "bt709")
        reach = "full" if int(frame.color_range) == _FULL_RANGE else "limited"
        how = f"w={size[0]}:h={size[1]}:flags=bicubic+accurate_rnd+bitexact+full_chroma_int"
        if needs_table(curve, primaries):
            table = self._folder / f"{curve}-{primaries}.cube"
            write_table(table, curve, primaries)
            steps += [
                graph.add("scale", f"{how}:in_color_matrix={matrix}:in_range={reach}"),
                graph.add("format", "gbrp10le"),
                graph.add("lut3d", f"file={table}:interp=tetrahedral"),
                graph.add("scale", "out_color_matrix=bt709:out_range=limited:flags=bicubic+accurate_rnd"),
            ]
        else:
            matrices = f"in_color_matrix={matrix}:out_color_matrix=bt709"
            steps.append(graph.add("scale", f"{how}:{matrices}:in_range={reach}:out_range=limited"))
        steps += [graph.add("format", "yuv420p"), graph.add("buffersink")]
        for one, other in pairwise(steps):
            one.link_to(other)
        graph.configure()
        return graph


def _plain(frame: VideoFrame, size: tuple[int, int]) -> VideoFrame:
    return frame.reformat(
        *size,
        format="yuv420p",
        src_colorspace=_matrix_of(frame),
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.JPEG if int(frame.color_range) == _FULL_RANGE else ColorRange.MPEG,
        dst_color_range=ColorRange.MPEG,
        interpolation=_SAMPLING,
        threads=1,
    )


def _matrix_of(frame: VideoFrame) -> Colorspace:
    matrix = int(frame.colorspace)
    if matrix == _UNKNOWN and frame.height < _HD_LINES:
        return Colorspace.ITU601
    return _MATRICES.get(matrix, Colorspace.ITU709)


def _planes_of(frame: VideoFrame) -> tuple[Plane, ...]:
    """Return the planes of a frame in 4:2:0: views of its memory."""
    found = []
    for plane in frame.planes:
        rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
        found.append(rows[: plane.height, : plane.width])
    return tuple(found)
