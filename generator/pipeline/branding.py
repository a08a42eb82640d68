"""The brand of a film as the renderer takes it."""

from __future__ import annotations

import logging
from pathlib import Path

from generator.models import Brand, Generation
from generator.pipeline.bookends import bookend_of
from generator.pipeline.jobs import bring_here
from studio.film.layers.values import Clip
from studio.film.plan import UNBRANDED, Branding, ClipSound, Shot

logger = logging.getLogger(__name__)


def branding_of(generation: Generation, workdir: Path) -> Branding:
    """Return a film's branding; its files are fetched to `workdir`. No film fails for a file that is gone."""
    brand = generation.brand
    if brand is None or brand.is_empty:
        return UNBRANDED
    is_own = brand.font == Brand.OWN_FONT
    return Branding(
        logo=_fetched(brand, "logo", workdir / "logo.png"),
        corner=brand.logo_corner,
        logo_size=brand.logo_size,
        letters=brand.letters_colour,
        plate=brand.plate_colour,
        accent=brand.accent_colour,
        font="" if is_own else brand.font,
        font_file=_fetched(brand, "font_file", workdir / "own-font") if is_own else None,
    )


def bookend_shot(generation: Generation, place: str, workdir: Path) -> Shot | None:
    """Return a film's intro or outro, with its files in `workdir`; None if it has none that could be made."""
    made = bookend_of(generation, place)
    if made is None or not made.picture:
        return None
    try:
        picture = bring_here(made.picture, workdir / f"{place}.jpg")
        clip = Clip(file=bring_here(made.clip, workdir / f"{place}.mp4")) if made.clip else None
        sound = ClipSound(file=bring_here(made.sound, workdir / f"{place}.wav")) if made.sound else None
    except FileNotFoundError:
        logger.exception("A film goes without the %s of brand %s", place, made.brand_id)
        return None
    return Shot(picture=picture, clip=clip, clip_sound=sound, bookend=made.seconds, move="still")


def _fetched(brand: Brand, name: str, target: Path) -> Path | None:
    stored = getattr(brand, name)
    try:
        return bring_here(stored, target) if stored else None
    except FileNotFoundError:
        logger.exception("A film goes without the %s of brand %s", name, brand.pk)
        return None
