"""Logos and fonts as people send them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import fontpkg
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from generator.models import Brand, User

FONT = Path(fontpkg.path("Hind Siliguri"))


def logo_bytes(colour: tuple[int, int, int] = (255, 0, 0)) -> bytes:
    stored = io.BytesIO()
    Image.new("RGBA", (120, 60), (*colour, 255)).save(stored, "PNG")
    return stored.getvalue()


def logo_file(colour: tuple[int, int, int] = (255, 0, 0)) -> SimpleUploadedFile:
    return SimpleUploadedFile("our logo.png", logo_bytes(colour), "image/png")


def font_upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("Our Font.ttf", FONT.read_bytes(), "font/ttf")


def make_brand(owner: User, *, logo: bool = True, **fields: Any) -> Brand:
    brand = Brand(owner=owner, **fields)
    if logo:
        brand.logo.save("logo.png", ContentFile(logo_bytes()), save=False)
    brand.save()
    brand.measure()
    return brand


def colour_at(brand: Brand) -> tuple[int, ...]:
    """Return the colour of a stored logo's middle."""
    with brand.logo.open("rb") as file, Image.open(file) as image:
        return image.getpixel((image.width // 2, image.height // 2))[:3]
