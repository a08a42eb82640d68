"""The division of a film into segments, and fingerprints by which equal segments are found again."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Protocol

from studio.film.encode.encoder import ENCODING, KEY_INTERVAL
from studio.film.faults import blamed_on
from studio.film.layers.layers import fullness
from studio.film.layers.values import Fall
from studio.film.picture.canvases import lies_on_ground
from studio.film.picture.strips import is_strip, turn_along
from studio.film.plan import FRAME_RATE, WORD_BY_WORD, CaptionAppearance, Cue, FilmPlan, Shot, frame_at
from studio.film.schedule import Schedule, ShotSpan, breathed
from studio.film.sound.effects.placing import place_effects
from studio.film.sound.score import turn_of
from studio.film.sound.soundtrack import music_span
from studio.film.text.fonts import added_sources
from studio.film.text.languages import reads_leftwards
from studio.text.lines.clusters import is_tone

# Raise this after any change to how things are drawn or mixed, so that nothing made before it is reused.
RENDER_VERSION = 5
# The same for shots of more than a picture under a camera.
STAGING = 2
# The same for shots in which it rains.
RAIN = 2
# Longer shots are cut at a key frame, which costs nothing: several painters can share a shot, and less is painted
# again when only a caption has changed.
_LONGEST = 2 * KEY_INTERVAL
# Transitions that go in reading direction.
_SIDEWAYS = ("push", "whip")
# Frames of the second half of a shot that are tried as its middle frame.
_POSTER_STEPS = 8


class SegmentStore(Protocol):
    """A store that keeps encoded segments and other products for the next render, by fingerprint.

    A fingerprint is a string of 64 hexadecimal digits. Both methods are called in the thread that renders.
    """

    def get(self, fingerprint: str) -> Path | None:
        """Return the file stored under this fingerprint, which stays until the render ends, or None."""

    def put(self, fingerprint: str, file: Path) -> None:
        """Store a copy of a file: the file itself is removed when the render ends."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Frames [first, end) of a film, and the shots seen in them: two in a transition, else one.

    `middle` is the frame half way through the shot if it lies in this segment: it may become the poster. Cards have
    none, nor have intro and outro, nor have shots that go on with a scene.
    """

    first: int
    end: int
    shots: tuple[int, ...]
    middle: int | None = None

    @property
    def frame_count(self) -> int:
        return self.end - self.first

    @property
    def keys(self) -> range:
        """The frame numbers of its key frames."""
        return range(self.first, self.end, KEY_INTERVAL)


def cut_segments(schedule: Schedule, shots: Sequence[Shot] = ()) -> tuple[Segment, ...]:
    """Return the segments of a film in order: for each shot the transition into it, then the shot itself.

    A transition is a segment of its own, so that a change of one shot leaves nearly all of its neighbours as it was.
    `shots` are those of the schedule: what comes over a picture later is then seen in its middle frame.
    """
    segments = []
    spans = schedule.shots
    for index, span in enumerate(spans):
        first = span.first_shown + span.fade_in
        end = spans[index + 1].first_shown if index + 1 < len(spans) else span.end
        if span.fade_in:
            segments.append(Segment(span.first_shown, first, (index - 1, index)))
        pieces = -(-(end - first) // _LONGEST)
        keys = -(-(end - first) // KEY_INTERVAL)
        starts = [first + keys * piece // pieces * KEY_INTERVAL for piece in range(pieces)]
        middle = -1
        if span.is_scene and not span.goes_on:
            middle = _middle(span, shots[index] if shots else None)
        segments += [
            Segment(start, stop, (index,), middle if start <= middle < stop else None)
            for start, stop in zip(starts, [*starts[1:], end], strict=True)
        ]
    return tuple(segments)


def _middle(span: ShotSpan, shot: Shot | None) -> int:
    """Return the frame half way through a shot, or a later one that shows more of what comes over its picture.

    While somebody's name is seen, it says of a film's poster whom it is about: another frame is taken, if need be an
    earlier one.
    """
    halfway = (span.start + span.end) // 2
    if shot is None or not shot.over:
        return halfway
    last = span.end - 1 - span.closing
    frames = [halfway + (last - halfway) * step // _POSTER_STEPS for step in range(_POSTER_STEPS)]
    if shot.names:
        first = span.first_shown + span.fade_in
        frames += [
            halfway - (halfway - first) * step // _POSTER_STEPS for step in range(1, _POSTER_STEPS + 1)
        ]
    own = [layer for layer in shot.over if layer not in shot.names]

    def worth(frame: int) -> tuple[float, float]:
        seconds = (frame - span.first_shown) / FRAME_RATE
        return -fullness(shot.names, seconds), fullness(own, seconds)

    return max(frames, key=worth)


def picture_sums(plan: FilmPlan) -> tuple[str, ...]:
    """Return a checksum of each shot's picture together with its focus areas and all else that it shows."""
    return tuple(_picture_sum(plan, index, shot) for index, shot in enumerate(plan.shots))


def _picture_sum(plan: FilmPlan, index: int, shot: Shot) -> str:
    with blamed_on(index, "picture"):
        picture = hashlib.sha256(shot.picture.read_bytes()).hexdigest()
        # Segments of before showed strips whole, rushed along them or began in their midst, and cut what lies on a
        # plain ground; those of others are still right.
        pictures = [one.picture for one in plan.shots]
        along = is_strip(shot.picture, plan.size)
        how: list[object] = ["strip from an end", turn_along(pictures, index, plan.size)] if along else []
        how += ["ground"] if lies_on_ground(shot.picture, plan.size) else []
        return _digest("picture", picture, list(map(astuple, shot.focus)), *how, *_staged(shot))


def _staged(shot: Shot) -> list[object]:
    """Return what stands for all that a shot shows beside its picture; nothing for a picture alone."""
    if shot.is_plain:
        return []
    return [_values(part) for part in (shot.clip, shot.ground, shot.layers, shot.over, shot.move)]


def _values(part: object) -> object:
    """Return a value as JSON can say it: its type and fields, and a checksum for a file."""
    if isinstance(part, Path):
        with part.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    if isinstance(part, tuple):
        return [_values(one) for one in part]
    if dataclasses.is_dataclass(part):
        fields = dataclasses.fields(part)
        return [type(part).__name__, *(_values(getattr(part, field.name)) for field in fields)]
    return part


def segment_fingerprint(
    plan: FilmPlan, schedule: Schedule, cues: tuple[Cue, ...], sums: tuple[str, ...], segment: Segment
) -> str:
    """Return a fingerprint of all that a segment shows, independent of its place in the film.

    `cues` are the burned-in captions.
    """
    shown = [
        _shown_cue(cue, plan.captions, segment)
        for cue in cues
        if frame_at(cue.start) < segment.end and frame_at(cue.end) > segment.first
    ]
    shots = [_shown_shot(plan, schedule, sums[index], index, segment.first) for index in segment.shots]
    transition = schedule.shots[segment.shots[-1]].transition if len(segment.shots) > 1 else ""
    if transition in _SIDEWAYS and reads_leftwards(plan.language):
        transition += " leftwards"
    chosen = (plan.size, plan.seed, plan.camera, transition)
    # Fonts that are fetched later may have letters that could not be drawn before.
    has_words = bool(shown) or any(schedule.shots[index].card for index in segment.shots)
    letters = added_sources() if has_words else []
    last = schedule.shots[segment.shots[-1]]
    how: list[object] = ["closing", last.closing] if segment.end > last.end - last.closing else []
    # A line that grows over the whole film is another one wherever the film has another length.
    first, end = schedule.inner
    if plan.progress_line != "none" and first <= segment.first < end:
        accent = [plan.branding.accent] if plan.branding.accent else []
        how += ["line", [plan.progress_line, segment.first - first, end - first, *accent]]
    how += _brand(plan, schedule, segment, has_words=has_words)
    return _digest("segment", ENCODING, chosen, segment.frame_count, shots, shown, letters, *how)


def poster_fingerprint(plan: FilmPlan, schedule: Schedule, sums: tuple[str, ...], segment: Segment) -> str:
    """Return a fingerprint of the middle frame of a segment, without captions."""
    shot = _shown_shot(plan, schedule, sums[segment.shots[0]], segment.shots[0], segment.middle or 0)
    brand = _brand(plan, schedule, segment, has_words=False)
    return _digest("poster", plan.size, plan.seed, plan.camera, shot, *brand)


def _brand(plan: FilmPlan, schedule: Schedule, segment: Segment, *, has_words: bool) -> list[object]:
    """Return what stands for all that a segment has of a brand; nothing in films without one."""
    branding, shown = plan.branding, list[object]()
    if has_words and (branding.has_colours or branding.font or branding.font_file):
        colours = (branding.letters, branding.plate, branding.accent)
        shown += ["letters", colours, branding.font, _values(branding.font_file)]
    if branding.logo and any(schedule.shots[index].is_scene for index in segment.shots):
        # Captions have it stand elsewhere.
        around = (branding.corner, branding.logo_size, plan.captions.position, plan.captions.is_drawn)
        line = [plan.progress_line] if plan.progress_line != "none" else []
        shown += ["logo", _values(branding.logo), around, plan.captions.letters, *line]
    return shown


def thumbnails_fingerprint(plan: FilmPlan) -> str:
    """Return the key under which the small pictures of a film's last render are stored, whatever its segments were."""
    return _digest("thumbnails", plan.size)


def lights_fingerprint(plan: FilmPlan) -> str:
    """Return the key under which the lights of a film's last render are stored, whatever its segments were."""
    return _digest("lights", plan.size)


def sound_fingerprint(plan: FilmPlan, schedule: Schedule) -> str:
    """Return a fingerprint of all that is heard in a film."""
    spoken = [
        (_sum_of(span.narration.file, span.shot), round(span.start * 1000))
        for span in schedule.spoken
        if span.narration.file
    ]
    own = hashlib.sha256(plan.music_file.read_bytes()).hexdigest() if plan.music_file else ""
    # Sounds of films without clips are still right.
    clips = [
        (
            _values(shot.clip_sound),
            shot.clip and shot.clip.ending,
            span.first_shown,
            span.end_shown,
            span.fade_in,
            *([shot.bookend] if shot.bookend else []),
        )
        for shot, span in zip(plan.shots, schedule.shots, strict=True)
        if shot.clip_sound
    ]
    how: list[object] = [clips] if clips else []
    # Sounds of before had none of these, and are still right.
    if plan.music_volume != 1.0 and (plan.music or own):
        how += ["volume", plan.music_volume]
    if plan.is_scored and plan.music and not own:
        how += ["scored", turn_of(schedule, music_span(plan, schedule))]
    if placed := place_effects(plan, schedule):
        how += ["effects", list(map(astuple, placed))]
    return _digest("sound", ENCODING, schedule.frame_count, plan.music, own, plan.seed, spoken, *how)


def _sum_of(speech: Path, shot: int) -> str:
    with blamed_on(shot, "speech"):
        return hashlib.sha256(speech.read_bytes()).hexdigest()


def _shown_shot(
    plan: FilmPlan, schedule: Schedule, picture: str, index: int, first: int
) -> tuple[object, ...]:
    """Return the shot's picture, card, move and length, and how many frames into it `first` lies."""
    span = schedule.shots[index]
    length, place = span.frame_count, first - span.first_shown
    view, since = plan.shots[index].view, breathed(plan, schedule, index)
    how = [
        *_tones(span.card),
        *(["view", view] if view else []),
        *(["breathed", since] if since else []),
        *(["camera", camera] if (camera := plan.shots[index].camera) else []),
        *([] if plan.shots[index].is_plain else ["staged", STAGING]),
        # As heavy as it falls now: two halves of a shot must not differ.
        *(
            ["rain", RAIN]
            if any(isinstance(one, Fall) and one.kind == "rain" for one in plan.shots[index].layers)
            else []
        ),
    ]
    return (picture, span.card, plan.turn(index), length, span.fade_in, place, *how)


def _shown_cue(cue: Cue, appearance: CaptionAppearance, segment: Segment) -> tuple[object, ...]:
    """Return a cue's appearance, text and frames, counted from the segment's first; word by word those of its words too.

    Frames outside the segment are left out: a cue often lasts into the next transition, and when it begins or ends
    beyond the segment does not change what the segment shows.
    """
    times = [cue.start, cue.end]
    texts = [cue.text]
    if appearance.style in WORD_BY_WORD:
        times += [time for word in cue.words for time in (word.start, word.end)]
        texts += [word.text for word in cue.words]
    frames = [min(max(frame_at(time) - segment.first, -1), segment.frame_count) for time in times]
    # How words pop in depends on when they came, and which come together on when the others do.
    popped = [frame_at(time) - segment.first for time in times] if appearance.style == "pop" else None
    return (appearance.told, texts, popped or frames, *_tones(cue.text))


def _tones(text: str) -> list[str]:
    """Return what tells words with skin tones from those that segments of before show in yellow."""
    return ["tones"] if any(map(is_tone, text)) else []


def _digest(*shown: object) -> str:
    return hashlib.sha256(json.dumps([RENDER_VERSION, *shown], ensure_ascii=False).encode()).hexdigest()
