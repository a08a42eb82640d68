"""The finished pieces of a film: those of this render, and those that a store kept from an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from studio.film.check.lights import Lights, lights_of, pack_lights, unpack_lights
from studio.film.encode.encoder import Encoder
from studio.film.encode.joining import is_whole_sound
from studio.film.encode.kept import read_kept, write_kept
from studio.film.encode.packets import is_whole_segment
from studio.film.encode.painting import Painted
from studio.film.encode.segments import (
    Segment,
    SegmentStore,
    cut_segments,
    lights_fingerprint,
    picture_sums,
    poster_fingerprint,
    segment_fingerprint,
    sound_fingerprint,
    thumbnails_fingerprint,
)
from studio.film.plan import Cue, FilmPlan
from studio.film.schedule import Schedule


class Stock:
    """All segments of a film in order, with the files that exist for them and their middle frames, and its `sound`."""

    def __init__(
        self, plan: FilmPlan, schedule: Schedule, burned: tuple[Cue, ...], store: SegmentStore | None
    ) -> None:
        """Look up the film's pieces in the store; `burned` are the captions drawn into the pictures."""
        self._size = plan.size
        self.segments = cut_segments(schedule, plan.shots)
        self._files: dict[Segment, Path] = {}
        self._posters: dict[Segment, Path] = {}
        self._thumbnails: dict[Segment, list[bytes]] = {}
        self._lights: dict[Segment, list[bytes]] = {}
        self._has_new = False
        self._prints: dict[Segment, str] = {}
        self.sound: Path | None = None
        self.sound_print = ""
        self._store = store
        if store is None:
            return
        self.sound_print = sound_fingerprint(plan, schedule)
        sound = store.get(self.sound_print)
        if sound is not None and is_whole_sound(sound, schedule.duration):
            self.sound = sound
        sums = picture_sums(plan)
        self._prints = {
            segment: segment_fingerprint(plan, schedule, burned, sums, segment) for segment in self.segments
        }
        self._poster_prints = {
            segment: poster_fingerprint(plan, schedule, sums, segment)
            for segment in self.segments
            if segment.middle is not None
        }
        self._thumbnails_print, self._lights_print = thumbnails_fingerprint(plan), lights_fingerprint(plan)
        self._look(store)

    @property
    def missing(self) -> list[Segment]:
        return [segment for segment in self.segments if segment not in self._files]

    @property
    def files(self) -> list[tuple[Path, int]]:
        """The files of all segments in order, each with its number of frames."""
        return [(self._files[segment], segment.frame_count) for segment in self.segments]

    @property
    def posters(self) -> list[Path]:
        """A frame of each shot, in order."""
        return [self._posters[segment] for segment in self.segments if segment.middle is not None]

    @property
    def thumbnails(self) -> dict[int, bytes | None]:
        """The small picture of each key frame of the film, by frame number, or None if there is none."""
        return {
            number: picture
            for segment in self.segments
            for number, picture in zip(
                segment.keys, self._thumbnails.get(segment, [None] * len(segment.keys)), strict=True
            )
        }

    @property
    def places(self) -> dict[str, tuple[int, int]]:
        """The first frame and the number of frames of each segment, by fingerprint; empty without a store."""
        return {
            fingerprint: (segment.first, segment.frame_count) for segment, fingerprint in self._prints.items()
        }

    def add(self, painted: Painted) -> None:
        """Take a new segment, and give the store a copy."""
        segment = painted.segment
        self._files[segment], self._thumbnails[segment] = painted.file, painted.thumbnails
        self._lights[segment] = painted.lights
        self._posters.update((segment, file) for file in painted.posters)
        self._has_new = True
        if self._store is None:
            return
        self._store.put(self._prints[segment], painted.file)
        for file in painted.posters:
            self._store.put(self._poster_prints[segment], file)

    def add_sound(self, file: Path) -> None:
        """Take the encoded sound, and give the store a copy."""
        self.sound = file
        if self._store is not None:
            self._store.put(self.sound_print, file)

    def lights(self, film: Path) -> Iterator[Lights]:
        """Yield the light of each segment in order; of those for which none was kept, it is read from the film's file.

        Raises RenderError if that cannot be read.
        """
        for segment in self.segments:
            kept = self._lights.get(segment)
            lights = unpack_lights(kept[0], self._size, segment.frame_count) if kept else None
            if lights is None:
                lights = lights_of(film, segment.first, segment.frame_count)
                self._lights[segment], self._has_new = [pack_lights(list(lights))], True
            yield lights

    def keep_small(self, scratch: Path) -> None:
        """Store all small pictures in one file and all lights in another, written in the folder `scratch`.

        If none of them is new, those of before stay.
        """
        if self._store is None or not self._has_new:
            return
        for name, fingerprint, found in (
            ("thumbnails", self._thumbnails_print, self._thumbnails),
            ("lights", self._lights_print, self._lights),
        ):
            file = scratch / name
            write_kept(file, {self._prints[segment]: parts for segment, parts in found.items()})
            self._store.put(fingerprint, file)

    def _look(self, store: SegmentStore) -> None:
        with closing(Encoder(self._size, threads=1)) as encoder:
            parameters = encoder.parameters
        thumbnails, lights = (
            read_kept(kept) if (kept := store.get(name)) is not None else {}
            for name in (self._thumbnails_print, self._lights_print)
        )
        for segment in self.segments:
            file = store.get(self._prints[segment])
            poster = store.get(self._poster_prints[segment]) if segment.middle is not None else None
            if file is None or (segment.middle is not None and poster is None):
                continue
            if is_whole_segment(file, segment.frame_count, parameters):
                self._files[segment] = file
                self._lights[segment] = lights.get(self._prints[segment], [])
                found = thumbnails.get(self._prints[segment], [])
                if len(found) == len(segment.keys):
                    self._thumbnails[segment] = found
                if poster is not None:
                    self._posters[segment] = poster
