"""Paint and encode consecutive segments, and keep their poster frames, small pictures and witnesses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from studio.film.check.lights import light_of, pack_lights
from studio.film.check.witnesses import Witness
from studio.film.encode.composition import FilmComposition
from studio.film.encode.encoder import encode_segments
from studio.film.encode.poster import save_frame
from studio.film.encode.segments import Segment
from studio.film.encode.thumbnails import thumbnail_of
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from studio.film.plan import FRAME_RATE
from studio.film.progress import Tick

_RUNS_PER_WORKER = 3
_SHORTEST_RUN, _LONGEST_RUN = 5 * FRAME_RATE, 15 * FRAME_RATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """A segment with its file, small pictures of its key frames, and witnesses of these and of its end.

    If the segment has the middle frame of its shot, the JPEG of that frame without captions comes with it. `lights` has
    the light of all its frames, packed, once it is whole.
    """

    segment: Segment
    file: Path
    posters: list[Path] = field(default_factory=list)
    thumbnails: list[bytes] = field(default_factory=list)
    witnesses: list[Witness] = field(default_factory=list)
    lights: list[bytes] = field(default_factory=list)


class Painter:
    """Paints any part of one film. One painter may be used by several threads at a time."""

    def __init__(
        self,
        composition: FilmComposition,
        folder: Path,
        *,
        threads: int,
        on_frame: Callable[[], None],
        on_segment: Callable[[Painted], None],
    ) -> None:
        """Set up for a film; its segments are written to `folder`.

        `threads` is the number for each encoder; with 1 it works in the painter's own thread. `on_frame` is called
        after each frame, `on_segment` with each segment as soon as it is complete, both in the painter's thread.
        """
        self._composition, self._folder = composition, folder
        self._threads, self._on_frame, self._on_segment = threads, on_frame, on_segment

    def paint(self, segments: Sequence[Segment], tick: Tick) -> None:
        """Paint and encode consecutive segments.

        Raises RenderError if a picture cannot be read or the encoder fails, and whatever the tick raises.
        """
        parts = [
            Painted(segment=segment, file=self._folder / f"{segment.first}.segment") for segment in segments
        ]
        by_file = {painted.file: painted for painted in parts}
        encode_segments(
            self._frames(parts, tick),
            [(painted.file, painted.segment.frame_count) for painted in parts],
            self._composition.size,
            self._threads,
            lambda file: self._on_segment(by_file[file]),
        )

    def _frames(self, parts: Sequence[Painted], tick: Tick) -> Iterator[Frame]:
        """Yield one painted frame after the other, all in the same memory."""
        easel = Easel(self._composition.size)
        for painted in parts:
            segment, lights = painted.segment, []
            for number in range(segment.first, segment.end):
                tick()
                if number == segment.middle:
                    self._composition.paint(number, easel, with_captions=False)
                    painted.posters.append(self._folder / f"{number}.jpg")
                    save_frame(easel.frame, painted.posters[0])
                self._composition.paint(number, easel)
                if number in segment.keys:
                    painted.thumbnails.append(thumbnail_of(easel.frame))
                if self._is_witnessed(segment, number):
                    painted.witnesses.append(Witness.of(number, easel.frame))
                lights.append(light_of(easel.frame))
                if number == segment.end - 1:
                    painted.lights.append(pack_lights(lights))
                yield easel.frame
                self._on_frame()
            self._composition.library.release(segment.shots)

    def _is_witnessed(self, segment: Segment, number: int) -> bool:
        """Return whether a frame may be a witness: a key frame, which is decoded alone, or the end of some segments.

        The end of a short segment takes few frames to decode, and checking the end of the film is worth its cost.
        """
        is_worth_it = len(segment.keys) == 1 or segment.end == self._composition.frame_count
        return number in segment.keys or (number == segment.end - 1 and is_worth_it)


def painted_together(segments: Sequence[Segment], workers: int) -> list[list[Segment]]:
    """Group segments, given in order, into runs of one encoder each.

    A run stays within one shot and its adjacent transitions, or goes on over hard cuts. Starting an encoder takes time, but with few long runs
    some of the `workers` threads idle at the end: so each gets several runs, none too short or too long.
    """
    frames = sum(segment.frame_count for segment in segments) / (_RUNS_PER_WORKER * workers)
    enough = min(_LONGEST_RUN, max(_SHORTEST_RUN, frames))
    runs: list[list[Segment]] = []
    for segment in segments:
        run = runs[-1] if runs else []
        follows = bool(run) and run[-1].end == segment.first
        is_next = follows and (run[-1].shots[-1:] == segment.shots or _is_hard_cut(run[-1], segment))
        if is_next and sum(part.frame_count for part in run) < enough:
            run.append(segment)
        else:
            runs.append([segment])
    return _with_lone_transitions(runs)


def _is_hard_cut(before: Segment, after: Segment) -> bool:
    return len(before.shots) == len(after.shots) == 1


def _with_lone_transitions(runs: list[list[Segment]]) -> list[list[Segment]]:
    """Add transitions whose next shot is not painted to the run before them, to save an encoder of their own."""
    joined: list[list[Segment]] = []
    for run in runs:
        is_lone = all(len(segment.shots) > 1 for segment in run)
        if is_lone and joined and joined[-1][-1].end == run[0].first:
            joined[-1] += run
        else:
            joined.append(run)
    return joined
