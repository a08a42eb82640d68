"""Paints and encodes segments that follow each other, and keeps what is wanted of their frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.rendering.composition import FilmComposition
from generator.rendering.easel import Easel
from generator.rendering.encoder import encode_segments
from generator.rendering.planes import Frame
from generator.rendering.poster import save_frame
from generator.rendering.probe import Witness
from generator.rendering.progress import Tick
from generator.rendering.segments import Segment
from generator.rendering.thumbnails import thumbnail_of
from generator.rendering.timeline import FRAME_RATE

_RUNS_PER_HAND = 3
_SHORTEST_RUN, _LONGEST_RUN = 5 * FRAME_RATE, 15 * FRAME_RATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """Files of segments, JPEGs of their middle frames without captions, small pictures of their key frames, and how
    some frames were drawn.
    """

    segments: dict[Segment, Path] = field(default_factory=dict)
    posters: dict[Segment, Path] = field(default_factory=dict)
    thumbnails: dict[Segment, list[bytes]] = field(default_factory=dict)
    witnesses: list[Witness] = field(default_factory=list)


class Painter:
    """Paints any stretch of one film. One painter may be used by several threads at a time."""

    def __init__(
        self,
        composition: FilmComposition,
        folder: Path,
        *,
        threads: int,
        on_frame: Callable[[], None],
    ) -> None:
        """Take the film and the folder for its pieces.

        `threads` is how many each encoder uses; with one it works in the painter's own. `on_frame` is called, in
        the painter's thread, after each frame.
        """
        self._composition, self._folder = composition, folder
        self._threads, self._on_frame = threads, on_frame

    def paint(self, segments: Sequence[Segment], tick: Tick) -> Painted:
        """Paint and encode segments that follow each other.

        Raises RenderError if a picture cannot be read or the encoder fails, and whatever the tick raises.
        """
        targets = {segment: self._folder / f"{segment.first}.segment" for segment in segments}
        painted = Painted(segments=targets)
        encode_segments(
            self._frames(segments, painted, tick),
            [(file, segment.frame_count) for segment, file in targets.items()],
            self._composition.size,
            self._threads,
        )
        return painted

    def _frames(self, segments: Sequence[Segment], painted: Painted, tick: Tick) -> Iterator[Frame]:
        """Paint one frame after the other, all in the same memory."""
        easel = Easel(self._composition.size)
        for segment in segments:
            for number in range(segment.first, segment.end):
                tick()
                if number == segment.middle:
                    self._composition.paint(number, easel, with_captions=False)
                    painted.posters[segment] = self._folder / f"{number}.jpg"
                    save_frame(easel.frame, painted.posters[segment])
                self._composition.paint(number, easel)
                if number in segment.keys:
                    painted.thumbnails.setdefault(segment, []).append(thumbnail_of(easel.frame))
                if number == segment.first:
                    painted.witnesses.append(Witness.of(number, easel.frame))
                yield easel.frame
                self._on_frame()
            self._composition.library.release(segment.shots)


def painted_together(segments: Sequence[Segment], hands: int) -> list[list[Segment]]:
    """Group segments, given in order, into runs for one encoder each.

    A run stays within one shot and the transitions beside it. Each encoder costs time to start, and a few long runs
    leave some hands idle at the end: so there are some runs for each of the `hands`, none too short or too long.
    """
    frames = sum(segment.frame_count for segment in segments) / (_RUNS_PER_HAND * hands)
    enough = min(_LONGEST_RUN, max(_SHORTEST_RUN, frames))
    runs: list[list[Segment]] = []
    for segment in segments:
        run = runs[-1] if runs else []
        is_next = bool(run) and run[-1].end == segment.first and run[-1].shots[-1:] == segment.shots
        if is_next and sum(part.frame_count for part in run) < enough:
            run.append(segment)
        else:
            runs.append([segment])
    return _with_lone_transitions(runs)


def _with_lone_transitions(runs: list[list[Segment]]) -> list[list[Segment]]:
    """Add transitions whose following shot is not to be painted to the runs before them: an encoder costs more."""
    joined: list[list[Segment]] = []
    for run in runs:
        is_lone = all(len(segment.shots) > 1 for segment in run)
        if is_lone and joined and joined[-1][-1].end == run[0].first:
            joined[-1] += run
        else:
            joined.append(run)
    return joined
