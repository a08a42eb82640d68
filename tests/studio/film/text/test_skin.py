"""An emoji with a skin tone is drawn in that tone; nothing else of its drawing changes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.film.encode.segments import _shown_cue, cut_segments
from studio.film.plan import CaptionAppearance, Cue, FilmPlan, Narration, Shot
from studio.film.schedule import schedule_film
from studio.film.text.burned.draw import draw_caption
from studio.film.text.captions import make_cues, write_srt, write_vtt
from studio.film.text.emoji import add_drawings, draw_emoji
from studio.film.text.skin import tone_of, with_tone

TONES = ("\U0001f3fb", "\U0001f3fc", "\U0001f3fd", "\U0001f3fe", "\U0001f3ff")
YELLOW, SHADOW, GLOSS = (255, 202, 46), (243, 165, 42), (255, 241, 102)
# Hair, lips, a shirt, teeth, eyes.
OTHERS = ((84, 51, 40), (168, 30, 60), (60, 120, 220), (255, 255, 255), (20, 20, 20), (108, 42, 196))
HAND = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#ffca2e" d="M0 0h8v8H0z"/></svg>'
)


@pytest.fixture(autouse=True)
def hand(tmp_path: Path):
    file = tmp_path / "drawings.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("thumbs-up", HAND)
    add_drawings([file])
    yield
    add_drawings([])


def pixel(colour: tuple[int, int, int], tone: str, opacity: int = 255) -> tuple[int, ...]:
    return with_tone(Image.new("RGBA", (1, 1), (*colour, opacity)), tone).getpixel((0, 0))


def lightness(colour: tuple[int, ...]) -> float:
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]


def test_five_tones_are_drawn_each_darker_than_the_one_before():
    drawn = [draw_emoji(f"👍{tone}", 40).getpixel((20, 20)) for tone in TONES]
    lights = [lightness(colour) for colour in drawn]

    assert lights == sorted(lights, reverse=True)
    assert len(set(drawn)) == 5
    assert all(red > green > blue for red, green, blue, _ in drawn)
    assert min(np.abs(np.diff(lights))) > 15


def test_an_emoji_without_a_tone_stays_yellow():
    assert draw_emoji("👍", 40).getpixel((20, 20)) == (*YELLOW, 255)


@pytest.mark.parametrize("tone", TONES)
def test_light_and_shadow_stay(tone: str):
    gloss, plain, shadow = (lightness(pixel(colour, tone)) for colour in (GLOSS, YELLOW, SHADOW))

    assert gloss > plain > shadow


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("colour", OTHERS)
def test_what_is_no_skin_keeps_its_colour(tone: str, colour: tuple[int, int, int]):
    assert pixel(colour, tone) == (*colour, 255)


def test_opacity_stays():
    assert pixel(YELLOW, TONES[2], 77)[3] == 77


def test_the_first_tone_counts():
    assert tone_of("🧑🏽\u200d🤝\u200d🧑🏿") == TONES[2]
    assert tone_of("🧑") == ""


def test_a_caption_shows_the_tone_and_the_files_keep_it():
    narration = Narration(file=Path("a.wav"), duration=2.0, text="Well done 👍🏿!")
    plan = FilmPlan(shots=(Shot(picture=Path("a.png"), narration=narration),), size=(640, 360))
    cues = make_cues(schedule_film(plan), plan.size)

    assert "👍🏿" in write_vtt(cues)
    assert "👍🏿" in write_srt(cues)
    toned, plain = (
        draw_caption(Cue(start=0, end=1, text=text), (640, 360), CaptionAppearance())
        for text in ("👍🏿", "👍")
    )
    assert toned is not None
    assert plain is not None
    assert toned.whole.ink[0].max() < plain.whole.ink[0].max()


def test_only_captions_with_a_tone_are_painted_anew():
    narration = Narration(file=Path("a.wav"), duration=2.0, text="Well done!")
    plan = FilmPlan(shots=(Shot(picture=Path("a.png"), narration=narration),), size=(640, 360))
    segment = cut_segments(schedule_film(plan))[0]
    plain, toned = (
        _shown_cue(Cue(start=0, end=1, text=text), CaptionAppearance(), segment) for text in ("👍", "👍🏿")
    )

    assert len(plain) == 3
    assert len(toned) == 4
