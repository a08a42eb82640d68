"""`manage.py music_samples`: play some seconds of each mood's music, for the page on which music is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from studio.film.plan import FRAME_RATE
from studio.film.sound.loudness import SAMPLE_RATE
from studio.film.sound.music import MOODS
from studio.film.sound.score import compose_score

SEED, SECONDS, FADE, BITS = 7, 10, 0.8, 48_000


class Command(BaseCommand):
    help = "Writes a sample of each mood's music. Needed only when the music changes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "static" / "sound" / "music")

    def handle(self, *args: Any, **options: Any) -> None:
        options["folder"].mkdir(parents=True, exist_ok=True)
        for mood in MOODS:
            file = options["folder"] / f"{mood}.m4a"
            self._write(mood, file)
            self.stdout.write(f"{file.name}: {file.stat().st_size:,} bytes")

    def _write(self, mood: str, file: Path) -> None:
        bed = compose_score(mood, SEED, 4 * SECONDS * FRAME_RATE, None)
        count = SECONDS * SAMPLE_RATE
        # From within the music, where all of the band plays.
        sound = bed.read(count, count)
        ramp = np.minimum(np.arange(count), np.arange(count)[::-1]) / (FADE * SAMPLE_RATE)
        whole = sound * np.clip(ramp, 0, 1)[:, None]
        with av.open(str(file), "w", format="mp4") as container:
            stream = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
            stream.bit_rate = BITS
            for first in range(0, count, 1024):
                block = np.ascontiguousarray(whole[first : first + 1024].T, np.float32)
                frame = av.AudioFrame.from_ndarray(block, "fltp", "stereo")
                frame.sample_rate, frame.pts = SAMPLE_RATE, first
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
