"""The film as a MoviePy composition whose clips can also paint straight into planar frames."""

from __future__ import annotations

import wave
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from moviepy import AudioClip, CompositeVideoClip, VideoClip
from numpy.typing import NDArray

from studio.film.branding.colours import rgb_of
from studio.film.branding.logo import Logo
from studio.film.faults import blamed_on
from studio.film.picture.easel import Easel
from studio.film.picture.library import StillLibrary
from studio.film.picture.planes import Frame
from studio.film.plan import FRAME_RATE, Branding, Cue, FilmPlan, frame_at
from studio.film.schedule import Schedule
from studio.film.sound.loudness import SAMPLE_RATE
from studio.film.text.burned.draw import DrawnCaption, draw_caption
from studio.film.text.burned.ink import SPOKEN
from studio.film.text.burned.pops import PoppedCaption
from studio.film.text.burned.progress_line import ProgressLine
from studio.film.text.cards import draw_card
from studio.film.text.languages import reads_leftwards
from studio.film.transitions.blending import Passing, blend, darken
from studio.film.transitions.easing import smooth
from studio.film.transitions.matching import Seen, match

_STILL_LAYER, _LOGO_LAYER, _CAPTION_LAYER, _LINE_LAYER = 0, 1, 2, 3
_DRAWN_CAPTIONS = 8


class _PaintedClip(VideoClip):  # type: ignore[misc]  # MoviePy has no types.
    """A clip that paints over the contents of a planar frame; MoviePy's own calls get the same picture as RGB."""

    def __init__(self, size: tuple[int, int], layer: int) -> None:
        super().__init__()
        self.size, self.fps, self.layer_index = size, FRAME_RATE, layer

    def between(self, first: int, end: int) -> _PaintedClip:
        """Return a copy of the clip on the frames [first, end) of the film."""
        start, stop = first / FRAME_RATE, end / FRAME_RATE
        placed: _PaintedClip = self.with_start(start).with_duration(stop - start)
        # Divide as for the time of a frame, so that rounding cannot move a clip by one frame.
        placed.end = stop
        return placed

    def paint(self, number: int, easel: Easel) -> None:
        """Paint one frame of the clip; `number` counts from its own first frame."""
        raise NotImplementedError

    def frame_function(self, seconds: float) -> NDArray[np.uint8]:
        easel = Easel(self.size)
        self.paint(frame_at(seconds), easel)
        return easel.frame.to_rgb()


class _ShotClip(_PaintedClip):
    """One shot under its camera, with its words if it is a card, and the transition into it."""

    def __init__(
        self,
        size: tuple[int, int],
        index: int,
        schedule: Schedule,
        library: StillLibrary,
        branding: Branding,
        *,
        is_leftwards: bool,
    ) -> None:
        super().__init__(size, _STILL_LAYER)
        self._index, self._span, self._library = index, schedule.shots[index], library
        self._before = schedule.shots[index - 1] if index else None
        self._after = schedule.shots[index + 1] if index + 1 < len(schedule.shots) else None
        self._branding, self._is_leftwards = branding, is_leftwards

    def paint(self, number: int, easel: Easel) -> None:
        span = self._span
        if self._after and self._after.transition == "match" and number >= span.frame_count - span.fade_out:
            # The shot that follows paints both.
            return
        if number >= span.fade_in:
            self._draw(number, easel, easel.frame)
            self._close(number, easel.frame)
            return
        at = Passing.of(number, span.fade_in, is_leftwards=self._is_leftwards)
        if span.transition == "match":
            self._match(number, easel, at)
        else:
            blend(span.transition, easel, partial(self._draw, number, easel), at)

    def _match(self, number: int, easel: Easel, at: Passing) -> None:
        """Paint both shots anew: what lies over them moves on, each for itself."""
        assert self._before
        with blamed_on(self._index, "picture"):
            since = self._span.first_shown - self._before.first_shown
            before = Seen(self._library.still(self._index - 1), number + since, self._before.frame_count)
            after = Seen(self._library.still(self._index), number, self._span.frame_count)
            match(before, after, easel, at.share, number)

    def _close(self, number: int, frame: Frame) -> None:
        """Darken the last frames of a film that goes to black."""
        left = self._span.frame_count - number
        if left <= self._span.closing:
            darken(frame, smooth((left - 0.5) / self._span.closing))

    def _draw(self, number: int, easel: Easel, frame: Frame) -> None:
        count = self._span.frame_count
        with blamed_on(self._index, "picture"):
            self._library.still(self._index).draw(number, count, frame, easel)
            if self._span.card and (words := draw_card(self._span.card, self.size, self._branding)):
                words.blend_onto(frame)


class _LogoClip(_PaintedClip):
    """The logo over all scenes: it stays where it is through their transitions, and comes and goes with the cards."""

    def __init__(self, plan: FilmPlan, schedule: Schedule) -> None:
        super().__init__(plan.size, _LOGO_LAYER)
        self._pictures, self._spans = [shot.picture for shot in plan.shots], schedule.shots
        scenes = [index for index, span in enumerate(schedule.shots) if span.is_scene]
        self._first, self._last = scenes[0], scenes[-1]
        self._logo = Logo(plan.branding, plan.size, plan.captions, plan.progress_line)
        self._shades: dict[int, str] = {}

    def over_scenes(self) -> _PaintedClip:
        """Return a copy of the clip on the frames in which scenes are seen."""
        return self.between(self._spans[self._first].first_shown, self._spans[self._last].end_shown)

    def paint(self, number: int, easel: Easel) -> None:
        frame = number + self._spans[self._first].first_shown
        seen = [
            index
            for index in range(self._first, self._last + 1)
            if self._spans[index].first_shown <= frame < self._spans[index].end_shown
        ]
        coming = self._spans[seen[-1]]
        share = min(1.0, (frame - coming.first_shown + 0.5) / coming.fade_in) if coming.fade_in else 1.0
        if len(seen) == 1:
            opacity = share if seen[0] == self._first else 1.0
            if seen[0] == self._last and (leaving := coming.end_shown - frame) <= coming.fade_out:
                opacity *= (leaving - 0.5) / coming.fade_out
            self._logo.blend_onto(easel.frame, self._shade(seen[0]), opacity)
            return
        before, after = self._shade(seen[-2]), self._shade(seen[-1])
        self._logo.blend_onto(easel.frame, before)
        if after != before:
            self._logo.blend_onto(easel.frame, after, share)

    def _shade(self, index: int) -> str:
        if index not in self._shades:
            with blamed_on(index, "picture"):
                self._shades[index] = self._logo.shade_over(self._pictures[index])
        return self._shades[index]


class _CaptionClip(_PaintedClip):
    """One burned-in caption."""

    def __init__(
        self, plan: FilmPlan, cue: Cue, draw: Callable[[Cue], DrawnCaption | PoppedCaption | None]
    ) -> None:
        super().__init__(plan.size, _CAPTION_LAYER)
        self._cue, self._draw = cue, draw

    def paint(self, number: int, easel: Easel) -> None:
        with blamed_on(self._cue.shot, "captions"):
            drawn = self._draw(self._cue)
            for lettering in drawn.seen(number) if drawn else ():
                lettering.blend_onto(easel.frame)


class _LineClip(_PaintedClip):
    """The line that grows over the film, from its intro to its outro."""

    def __init__(self, plan: FilmPlan, schedule: Schedule) -> None:
        super().__init__(plan.size, _LINE_LAYER)
        accent = (*rgb_of(plan.branding.accent), 255) if plan.branding.accent else SPOKEN
        self._line = ProgressLine(plan.size, plan.progress_line, accent=accent)
        self._first, self._end = schedule.inner

    def paint(self, number: int, easel: Easel) -> None:
        self._line.draw((number + 1) / (self._end - self._first), easel.frame)


class _Ground(_PaintedClip):
    """A placeholder below all shots, which cover it entirely."""

    def paint(self, number: int, easel: Easel) -> None:
        """Do nothing: the shots above cover the frame."""


class FilmComposition(CompositeVideoClip):  # type: ignore[misc]  # MoviePy has no types.
    """The film's clips on a time line. Frames can be painted in any order and by several threads at a time."""

    def __init__(
        self, plan: FilmPlan, schedule: Schedule, cues: tuple[Cue, ...], library: StillLibrary
    ) -> None:
        self.library = library
        is_leftwards = reads_leftwards(plan.language)
        clips: list[_PaintedClip] = [
            _ShotClip(plan.size, index, schedule, library, plan.branding, is_leftwards=is_leftwards).between(
                span.first_shown, span.end_shown
            )
            for index, span in enumerate(schedule.shots)
        ]
        if plan.branding.logo:
            clips.append(_LogoClip(plan, schedule).over_scenes())

        # Each painter needs one caption at a time.
        @lru_cache(maxsize=_DRAWN_CAPTIONS)
        def draw(cue: Cue) -> DrawnCaption | PoppedCaption | None:
            return draw_caption(cue, plan.size, plan.captions, plan.progress_line, plan.branding)

        clips += [
            _CaptionClip(plan, cue, draw).between(frame_at(cue.start), frame_at(cue.end)) for cue in cues
        ]
        if plan.progress_line != "none":
            clips.append(_LineClip(plan, schedule).between(*schedule.inner))
        # MoviePy's default background would be a picture of 64-bit numbers that no frame ever shows.
        super().__init__([_Ground(plan.size, _STILL_LAYER), *clips], size=plan.size, use_bgclip=True)
        self.duration = self.end = schedule.duration
        self.frame_count = schedule.frame_count
        # The frames at which a clip begins or ends: between two of them the set of clips is the same, so that
        # MoviePy need not be asked again.
        self._changes = sorted({frame_at(time) for clip in clips for time in (clip.start, clip.end)})
        self._playing: dict[int, list[_PaintedClip]] = {}

    def paint(self, number: int, easel: Easel, *, with_captions: bool = True) -> None:
        """Paint frame `number` of the film, covering the easel's whole frame.

        Raises RenderError if a picture cannot be read.
        """
        for clip in self._playing_at(number):
            if with_captions or clip.layer_index < _CAPTION_LAYER:
                clip.paint(number - frame_at(clip.start), easel)

    def _playing_at(self, number: int) -> list[_PaintedClip]:
        since = self._changes[bisect_right(self._changes, number) - 1]
        if since not in self._playing:
            self._playing[since] = self.playing_clips(since / FRAME_RATE)
        return self._playing[since]

    def frame_function(self, seconds: float) -> NDArray[np.uint8]:
        easel = Easel(self.size)
        self.paint(min(int(seconds * FRAME_RATE + 1e-6), self.frame_count - 1), easel)
        return easel.frame.to_rgb()


class SoundClip(AudioClip):  # type: ignore[misc]  # MoviePy has no types.
    """A 16-bit stereo WAV file as the sound of a composition, read only at the times asked for."""

    def __init__(self, file: Path) -> None:
        with wave.open(str(file), "rb") as sound:
            seconds = sound.getnframes() / SAMPLE_RATE
        super().__init__(duration=seconds, fps=SAMPLE_RATE)
        self.file, self.nchannels = file, 2

    def frame_function(self, seconds: float | NDArray[np.float64]) -> NDArray[np.float64]:
        places = np.rint(np.atleast_1d(seconds) * SAMPLE_RATE).astype(int)
        first, count = int(places.min()), int(places.max() - places.min()) + 1
        with wave.open(str(self.file), "rb") as sound:
            sound.setpos(first)
            values = np.frombuffer(sound.readframes(count), "<i2").reshape(-1, 2) / 32768
        samples = values[np.clip(places - first, 0, len(values) - 1)]
        return np.asarray(samples if np.ndim(seconds) else samples[0])
