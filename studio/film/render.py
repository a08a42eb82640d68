"""Renders a film: sound, pictures, captions, poster, and the check that comes before anyone sees it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from studio.film.check.probe import check_film
from studio.film.encode.joining import join_film
from studio.film.encode.poster import best_frame
from studio.film.encode.segments import SegmentStore
from studio.film.encode.sprites import tile_sprites
from studio.film.encode.stock import Stock
from studio.film.plan import FRAME_RATE, Film, FilmPlan, Report
from studio.film.production import Production, hands_for
from studio.film.progress import Progress
from studio.film.schedule import schedule_film
from studio.film.text.captions import make_cues, write_srt, write_vtt
from studio.film.text.chapters import write_chapters, write_transcript

VIDEO, POSTER, VTT, SRT = "film.mp4", "poster.jpg", "captions.vtt", "captions.srt"
TRANSCRIPT, CHAPTERS = "transcript.txt", "chapters.vtt"
SPRITES, THUMBNAILS = "sprites.jpg", "thumbnails.vtt"
_NAMES = (VIDEO, POSTER, VTT, SRT, TRANSCRIPT, CHAPTERS, SPRITES, THUMBNAILS)

# How far the progress has come when all pieces are made; the rest is the joining and the check.
_AFTER_PIECES = 0.97


def render_film(
    plan: FilmPlan,
    workdir: Path,
    report: Report,
    segments: SegmentStore | None = None,
    hands: int | None = None,
) -> Film:
    """Render a plan into `workdir`: the files that the returned Film names, nothing else.

    `report` is told the share that is done, from 0 to 1, several times a second, in the thread that called. Whatever
    it raises ends the render: all work stops, the scratch files are removed, and the exception goes on to the caller.
    With a store of `segments`, only what it does not have is painted and encoded, and given to it. `hands` is how
    many segments are made at a time at most; never more than the processor and a bounded memory allow. Raises
    RenderError if something of the plan cannot be read or drawn, and if the finished film is not what was planned.
    """
    progress = Progress(report)
    progress.begin(0.0, _AFTER_PIECES)
    schedule = schedule_film(plan)
    cues = make_cues(schedule, plan.size, plan.captions.letters)
    # What cannot be removed at once goes with the folder around it, and hides no error.
    with tempfile.TemporaryDirectory(prefix="render-", dir=workdir, ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        burned = cues if plan.captions.is_drawn else ()
        stock = Stock(plan, schedule, burned, segments)
        most = hands_for(plan.size)
        production = Production(plan, schedule, burned, stock, scratch)
        witnesses = production.make(progress, min(hands or most, most))
        assert stock.sound is not None
        progress.begin(_AFTER_PIECES, 1.0)
        join_film(
            stock.files,
            stock.sound,
            scratch / VIDEO,
            size=plan.size,
            title=plan.title,
            language=plan.language,
            tick=progress.tick,
            description=plan.description,
            provenance=plan.provenance,
        )
        check_film(
            scratch / VIDEO,
            size=plan.size,
            frame_count=schedule.frame_count,
            witnesses=witnesses,
            spoken=[(span.start, span.end) for span in schedule.spoken if span.narration.file],
            has_music=bool(plan.music or plan.music_file),
            tick=progress.tick,
        )
        shutil.copyfile(best_frame(stock.posters), scratch / POSTER)
        texts = {
            VTT: write_vtt(cues),
            SRT: write_srt(cues),
            TRANSCRIPT: write_transcript(plan.title, schedule),
            CHAPTERS: write_chapters(schedule),
            THUMBNAILS: tile_sprites(
                scratch / VIDEO,
                plan.size,
                schedule.frame_count,
                stock.thumbnails,
                scratch / SPRITES,
                progress.tick,
            ),
        }
        for name, text in texts.items():
            (scratch / name).write_text(text, encoding="utf-8")
        stock.keep_thumbnails(scratch)
        # A report that raises even now must find nothing published.
        progress.finish()
        for name in _NAMES:
            (scratch / name).replace(workdir / name)
    return Film(
        video=workdir / VIDEO,
        poster=workdir / POSTER,
        vtt=workdir / VTT,
        srt=workdir / SRT,
        transcript=workdir / TRANSCRIPT,
        chapters=workdir / CHAPTERS,
        sprites=workdir / SPRITES,
        thumbnails=workdir / THUMBNAILS,
        duration=schedule.duration,
        scenes=tuple(
            (span.start / FRAME_RATE, span.end / FRAME_RATE) for span in schedule.shots if not span.card
        ),
        cues=cues,
        segments=stock.places,
        sound=stock.sound_print,
    )
