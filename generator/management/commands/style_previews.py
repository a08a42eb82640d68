"""`manage.py style_previews`: paint the previews of the styles for the form."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from PIL import Image

from studio.contracts import STYLES
from studio.painter import EmbeddedIllustrator

PROMPT = "A sailing boat and a lighthouse on a rocky coast in the morning"
SEED, VARIANT = 7, 2
# A part of twice a preview's size is cut out of the painting, so that strokes and dots are visible on a small card.
PAINTING = (960, 540)
PART = (140, 78, 780, 438)
PREVIEW = (320, 180)


class Command(BaseCommand):
    help = "Paints one scene in each style, for the cards of the form. Needed only when the illustrator changes, after `manage.py setup`."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("styles", nargs="*", help="the styles to paint; by default all")
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "static" / "img" / "styles")

    def handle(self, *args: Any, **options: Any) -> None:
        illustrator = EmbeddedIllustrator(assets_dir=settings.DATA_DIR / "assets")
        for style in options["styles"] or STYLES:
            picture = illustrator.illustrate(
                prompt=PROMPT, style=style, width=PAINTING[0], height=PAINTING[1], seed=SEED, variant=VARIANT
            )
            file = options["folder"] / f"{style}.webp"
            with Image.open(BytesIO(picture.data)) as painting:
                painting.crop(PART).resize(PREVIEW, Image.Resampling.BOX).save(file, quality=82, method=6)
            self.stdout.write(f"{file.name}: {file.stat().st_size:,} bytes")
