"""What the page says is made again, held against what a run really makes again, setting by setting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from generator.forms.settings.edit import Edit
from generator.models import Cutaway, Generation, Piece, Scene
from tests.app.pages.editing.conftest import as_query, run, sent_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

SAMPLE = settings.BASE_DIR / "static" / "sound" / "music" / "tender.m4a"
# Each setting with another value, one after the other.
CHANGES: tuple[dict[str, Any], ...] = (
    {"title": "Another title"},
    {"description": "A description of it."},
    {"music_volume": 40},
    {"music": "epic"},
    {"effects": None},
    {"caption_position": "top"},
    {"caption_letters": "large"},
    {"caption_words": "three"},
    {"caption_stroke": "thick"},
    {"caption_capitals": "on"},
    {"caption_style": "outline"},
    {"camera": "none"},
    {"transition": "fade"},
    {"cutting": "lively"},
    {"cutting": "scenes"},
    {"title_card": "on"},
    {"title": "A third title"},
    {"title_card_text": "Words of its own"},
    {"title": "A fourth title"},
    {"end_card_text": "The end"},
    {"credits_card": "on"},
    {"lower_thirds": None},
    {"palette": "tech"},
    {"shows": "pictures"},
    {"palette": "calm"},
    {"pictures": "mixed"},
    {"progress_line": "bottom"},
    {"accent_colour": "#ff0000", "own_colours": "on"},
    {"font": "Heebo"},
    {"less_motion": "on"},
    {"camera": "dramatic"},
    {"quality": "480p"},
    {"quality": "1080p"},
    {"quality": "720p"},
    {"style": "oil"},
    {"size": "9:16"},
    {"pace": "1.3"},
    {"chosen_language": "de"},
    {"voice": "none"},
    {"caption_style": "none", "voice": ""},
    {"caption_position": "bottom"},
    {"music": ""},
    {"music_volume": 100},
)


@dataclass(frozen=True)
class Products:
    """What a film is made of, by the names of the files and the fingerprints of the pieces."""

    pictures: frozenset[str]
    speeches: frozenset[str]
    segments: frozenset[str]
    sound: frozenset[str]

    @classmethod
    def of(cls, film: Generation) -> Products:
        scenes = Scene.objects.filter(generation=film)
        cutaways = Cutaway.objects.filter(scene__generation=film)
        pieces = Piece.objects.filter(generation=film, film=film.film)
        spoken = [
            f"{scene.pk} {scene.speech.name} {scene.speech_words}" for scene in scenes if scene.narration
        ]
        return cls(
            pictures=frozenset(row.image.name for row in (*scenes, *cutaways)),
            speeches=frozenset(spoken),
            segments=frozenset(piece.fingerprint for piece in pieces if piece.frame_count),
            sound=frozenset(
                piece.fingerprint for piece in pieces if not piece.frame_count and piece.first == 0
            ),
        )


def faults(told: Any, before: Products, after: Products) -> list[str]:
    """Say where what was told is not what was made."""
    pictures, speeches = after.pictures - before.pictures, after.speeches - before.speeches
    drawn = after.segments - before.segments
    share = len(drawn) / max(1, len(after.segments))
    found = []
    if len(pictures) != told.pictures and not (told.may_cut and len(pictures) > told.pictures):
        found.append(f"{len(pictures)} pictures, not {told.pictures}")
    if len(speeches) != told.narrations:
        found.append(f"{len(speeches)} narrations, not {told.narrations}")
    if told.pictures or told.narrations:
        # The stand-ins paint and speak alike in all styles and languages: the same is not drawn again.
        return found
    fits = {"": not drawn, "all": share > 0.5, "some": share < 1, "cards": share < 0.5}[told.drawn]
    if not fits:
        found.append(f"{len(drawn)} of {len(after.segments)} segments, not {told.drawn or 'none'}")
    if (after.sound != before.sound) != told.is_mixed:
        found.append(f"sound {'made' if after.sound != before.sound else 'kept'}, not as told")
    return found


def test_each_setting_makes_again_what_the_page_says_and_nothing_else(made, send):
    wrong, film = {}, made
    for number, change in enumerate(CHANGES):
        # As many changes a minute are taken of nobody.
        cache.clear()
        before, version = Products.of(film), film.film.number
        edit = Edit(film, as_query(sent_for(film, **change)), {})
        assert edit.is_valid(), (change, edit.settings.errors)
        told = edit.remade
        assert send(film, **change).status_code == 302, change
        film.refresh_from_db()
        if told.has_run != (film.status == Generation.Status.QUEUED):
            wrong[number, str(change)] = [
                f"{film.status}, though a run was {'told' if told.has_run else 'not told'}"
            ]
        if film.status == Generation.Status.QUEUED:
            film = run(film)
        found = faults(told, before, Products.of(film))
        # What was made before is shown again.
        if (film.film.number != version) != told.has_run:
            found.append("no other film than before")
        if found:
            wrong[number, str(change)] = [*found, told.in_words]
    assert not wrong, "\n".join(f"{change}: {told}" for change, told in wrong.items())


def test_another_sound_file_makes_the_sound_anew(made, send):
    before = Products.of(made)
    file = SimpleUploadedFile("tune.m4a", SAMPLE.read_bytes(), "audio/mp4")
    assert send(made, music="own", music_file=file).status_code == 302
    after = Products.of(run(made))
    assert (after.pictures, after.speeches, after.segments) == (
        before.pictures,
        before.speeches,
        before.segments,
    )
    assert after.sound != before.sound
