"""The rendering of a film: sound, pictures, captions, poster, and a check before anything is published."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studio.film.check.probe import check_film
from studio.film.check.witnesses import Witness
from studio.film.cuts import CutFilm, cut_scenes
from studio.film.encode.joining import join_film
from studio.film.encode.poster import best_frame
from studio.film.encode.segments import SegmentStore
from studio.film.encode.sprites import tile_sprites
from studio.film.encode.stock import Stock
from studio.film.faults import ShotError
from studio.film.plan import FRAME_RATE, Cue, FilmPlan, Flash, RenderedFilm, Report
from studio.film.production import Production, hands_for
from studio.film.progress import Progress, Tick
from studio.film.schedule import Schedule, schedule_film
from studio.film.text.burned.cues import cues_to_draw
from studio.film.text.captions import burned_cues, make_cues, write_srt, write_vtt
from studio.film.text.chapters import write_chapters, write_transcript
from studio.film.text.emoji import add_drawings
from studio.film.text.fonts import add_font, choose_font

VIDEO, POSTER, CAPTIONS, SUBTITLES = "film.mp4", "poster.jpg", "captions.vtt", "captions.srt"
TRANSCRIPT, CHAPTERS = "transcript.txt", "chapters.vtt"
SPRITES, THUMBNAILS = "sprites.jpg", "thumbnails.vtt"
# Only of a film that shows works of other people.
CREDITS = "credits.txt"
# The fields of a RenderedFilm that are files, with their names.
_PRODUCTS = {
    "video": VIDEO,
    "poster": POSTER,
    "captions": CAPTIONS,
    "subtitles": SUBTITLES,
    "transcript": TRANSCRIPT,
    "chapters": CHAPTERS,
    "sprites": SPRITES,
    "thumbnails": THUMBNAILS,
}

# Progress when all pieces are made; the rest is joining and the check.
_AFTER_PIECES = 0.97


def render_film(
    plan: FilmPlan,
    workdir: Path,
    report: Report,
    segments: SegmentStore | None = None,
    workers: int | None = None,
) -> RenderedFilm:
    """Render a plan into `workdir`: the files that the result names, nothing else.

    `report` is called with the share that is done, from 0 to 1, several times a second, in the caller's thread.
    Whatever it raises ends the render: all work stops, the scratch files are removed, and the exception goes on to
    the caller. With a store of `segments`, only those that it lacks are painted and encoded, and then added to it.
    `workers` limits how many segments are made at a time, which processors and memory limit too. Raises RenderError if
    a part of the plan cannot be read or drawn, or if the finished film does not match the plan.
    """
    take_letters(plan)
    progress = Progress(report)
    progress.begin(0.0, _AFTER_PIECES)
    schedule = schedule_film(plan)
    cues = make_cues(schedule, plan.size, plan.captions.letters)
    # Words and sound are those of the scenes, however often the picture changes within them.
    cut = cut_scenes(plan, schedule)
    # Files that cannot be removed now go with the work folder; the failure must not hide another error.
    with tempfile.TemporaryDirectory(prefix="render-", dir=workdir, ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        with _blamed_on_scenes(cut):
            burned = burned_cues(cues_to_draw(cues, plan, schedule), plan)
            stock, witnesses = _make_pieces(cut, burned, scratch, progress, segments, workers)
        progress.begin(_AFTER_PIECES, 1.0)
        flashes = _join(plan, schedule, stock, witnesses, scratch / VIDEO, progress.tick)
        _write_extras(plan, schedule, stock, cues, scratch, progress.tick)
        stock.keep_small(scratch)
        # Before the files are moved: if this last report raises, nothing must be published.
        progress.finish()
        for name in _PRODUCTS.values():
            (scratch / name).replace(workdir / name)
    if plan.credits:
        (workdir / CREDITS).write_text(plan.credits, encoding="utf-8")
    return _rendered(workdir, plan, schedule, cues, stock, flashes)


def _rendered(
    workdir: Path,
    plan: FilmPlan,
    schedule: Schedule,
    cues: tuple[Cue, ...],
    stock: Stock,
    flashes: tuple[Flash, ...],
) -> RenderedFilm:
    """Return what was made, once all files are in `workdir`."""
    return RenderedFilm(
        **{field: workdir / name for field, name in _PRODUCTS.items()},
        duration=schedule.duration,
        scenes=_times_of_scenes(schedule),
        cues=cues,
        credits=workdir / CREDITS if plan.credits else None,
        segments=stock.places,
        sound=stock.sound_print,
        flashes=flashes,
    )


def _times_of_scenes(schedule: Schedule) -> tuple[tuple[float, float], ...]:
    """Return when each scene is seen, in seconds; cards are no scenes, nor are intro and outro."""
    return tuple((span.start / FRAME_RATE, span.end / FRAME_RATE) for span in schedule.shots if span.is_scene)


def _make_pieces(
    cut: CutFilm,
    burned: tuple[Cue, ...],
    scratch: Path,
    progress: Progress,
    segments: SegmentStore | None,
    workers: int | None,
) -> tuple[Stock, tuple[Witness, ...]]:
    """Make what the store of segments lacks, and return all pieces of the film, with witnesses of the new ones.

    `burned` are the captions that are drawn into the pictures.
    """
    stock = Stock(cut.plan, cut.schedule, burned, segments)
    most = hands_for(cut.plan.size)
    production = Production(cut.plan, cut.schedule, burned, stock, scratch)
    return stock, production.make(progress, min(workers or most, most))


@contextmanager
def _blamed_on_scenes(cut: CutFilm) -> Iterator[None]:
    """Name in an error the shot of the plan whose picture is at fault, and not the one that was cut out of it."""
    try:
        yield
    except ShotError as error:
        if error.part == "picture":
            error.shot = cut.origins[error.shot]
        raise


def take_letters(plan: FilmPlan) -> None:
    """Have this process draw letters and emoji as a plan says: also before its graphics are laid out."""
    for family, file in plan.fonts.items():
        add_font(family, file)
    choose_font(plan.branding.font, plan.branding.font_file)
    if plan.drawings:
        add_drawings(list(plan.drawings))


def _join(
    plan: FilmPlan,
    schedule: Schedule,
    stock: Stock,
    witnesses: tuple[Witness, ...],
    video: Path,
    tick: Tick,
) -> tuple[Flash, ...]:
    """Join the pieces into the film's file, check that it matches plan and witnesses, and return where it flashes."""
    assert stock.sound is not None
    join_film(
        stock.files,
        stock.sound,
        video,
        size=plan.size,
        title=plan.title,
        language=plan.language,
        tick=tick,
        description=plan.description,
        provenance=plan.provenance,
        credits=plan.credits,
    )
    probe = check_film(
        video,
        size=plan.size,
        frame_count=schedule.frame_count,
        witnesses=witnesses,
        spoken=[(span.start, span.end) for span in schedule.spoken if span.narration.file],
        has_music=bool(plan.music or plan.music_file),
        lights=stock.lights(video),
        tick=tick,
    )
    return probe.flashes


def _write_extras(
    plan: FilmPlan, schedule: Schedule, stock: Stock, cues: tuple[Cue, ...], folder: Path, tick: Tick
) -> None:
    """Write poster, captions, transcript, chapters, and the small pictures for the seek bar."""
    shutil.copyfile(best_frame(stock.posters), folder / POSTER)
    thumbnails = tile_sprites(
        folder / VIDEO, plan.size, schedule.frame_count, stock.thumbnails, folder / SPRITES, tick
    )
    texts = {
        CAPTIONS: write_vtt(cues),
        SUBTITLES: write_srt(cues),
        TRANSCRIPT: write_transcript(plan.title, schedule),
        CHAPTERS: write_chapters(schedule),
        THUMBNAILS: thumbnails,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
