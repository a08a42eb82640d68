"""Film plans as JSON files: to keep one, to attach one to a bug report, to render one without the site."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from studio.errors import RenderError
from studio.film.layers.values_file import pack_layers, pack_over, unpack_layers, unpack_over
from studio.film.plan import (
    Area,
    Branding,
    CaptionAppearance,
    ClipSound,
    Cutaway,
    FilmPlan,
    Narration,
    Shot,
    Sound,
    SpokenWord,
)

# Raise this if an older file could be misread; adding a field with a default needs no new version.
VERSION = 1

_NOT_A_PLAN = "This file is not a film plan that this version can read."


def write_plan(plan: FilmPlan, file: Path) -> None:
    """Write a plan as JSON (UTF-8). Paths inside the file's folder are written relative to it."""
    folder = file.parent.resolve()

    def plain(value: Any) -> Any:
        if not isinstance(value, Path):
            raise TypeError(type(value).__name__)
        path = value.resolve()
        return str(path.relative_to(folder) if path.is_relative_to(folder) else path)

    content = {"version": VERSION, **asdict(plan)}
    for written, shot in zip(content["shots"], plan.shots, strict=True):
        written |= pack_layers(shot) | {"names": pack_over(shot.names)}
        for other, cutaway in zip(written["cutaways"], shot.cutaways, strict=True):
            other |= pack_layers(cutaway)
    file.write_text(json.dumps(content, default=plain, ensure_ascii=False, indent=1), encoding="utf-8")


def read_plan(file: Path) -> FilmPlan:
    """Read what `write_plan` wrote. Raises RenderError for anything else, OSError if the file cannot be read."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        if content.pop("version") != VERSION:
            raise RenderError(_NOT_A_PLAN)
        return _plan(content, lambda path: file.parent.resolve() / path)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RenderError(_NOT_A_PLAN) from error


def _plan(content: dict[str, Any], locate: Callable[[str], Path]) -> FilmPlan:
    """Build the plan. Raises TypeError for a field that is unknown, or that is missing and has no default."""
    width, height = content.pop("size")
    music = content.pop("music_file", None)
    fonts = {name: locate(font) for name, font in content.pop("fonts", {}).items()}
    return FilmPlan(
        shots=tuple(_shot(shot, locate) for shot in content.pop("shots")),
        size=(int(width), int(height)),
        captions=CaptionAppearance(**content.pop("captions", {})),
        music_file=locate(music) if music else None,
        fonts=fonts,
        drawings=tuple(map(locate, content.pop("drawings", ()))),
        branding=_branding(content.pop("branding", {}), locate),
        **content,
    )


def _branding(content: dict[str, Any], locate: Callable[[str], Path]) -> Branding:
    logo, font = content.pop("logo", None), content.pop("font_file", None)
    return Branding(logo=locate(logo) if logo else None, font_file=locate(font) if font else None, **content)


def _shot(content: dict[str, Any], locate: Callable[[str], Path]) -> Shot:
    narration, sound = content.pop("narration", None), content.pop("clip_sound", None)
    return Shot(
        clip_sound=ClipSound(file=locate(sound.pop("file")), **sound) if sound else None,
        narration=_narration(narration, locate) if narration else None,
        cutaways=tuple(_cutaway(cutaway, locate) for cutaway in content.pop("cutaways", ())),
        sounds=tuple(Sound(**sound) for sound in content.pop("sounds", ())),
        names=unpack_over(content.pop("names", ()), locate),
        **_seen(content, locate),
        **content,
    )


def _cutaway(content: dict[str, Any], locate: Callable[[str], Path]) -> Cutaway:
    return Cutaway(**_seen(content, locate), **content)


def _seen(content: dict[str, Any], locate: Callable[[str], Path]) -> dict[str, Any]:
    """Take what a shot or a cutaway shows out of its content, and return it as values."""
    areas = tuple(Area(**area) for area in content.pop("focus", ()))
    words = tuple(map(int, content.pop("words_shown", ())))
    picture = locate(content.pop("picture"))
    return {"picture": picture, "focus": areas, "words_shown": words, **unpack_layers(content, locate)}


def _narration(content: dict[str, Any], locate: Callable[[str], Path]) -> Narration:
    words = tuple(
        SpokenWord(**{**word, "phrases": tuple(map(tuple, word.get("phrases", ())))})
        for word in content.pop("words", ())
    )
    file = content.pop("file")
    return Narration(file=locate(file) if file else None, words=words, **content)
