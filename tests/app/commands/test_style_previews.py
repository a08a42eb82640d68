"""The little pictures of the styles: each is there and small, and the command paints them anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from PIL import Image

from generator.management.commands.style_previews import PREVIEW
from generator.models import Generation

FOLDER = Path(settings.BASE_DIR) / "static" / "img" / "styles"


@pytest.mark.parametrize("style", Generation.Style.values)
def test_every_style_has_a_small_preview(style: str):
    file = FOLDER / f"{style}.webp"
    with Image.open(file) as preview:
        assert preview.size == PREVIEW
    assert file.stat().st_size < 16_000


def test_a_preview_is_painted_anew(tmp_path, capsys):
    call_command("style_previews", "pixel", folder=tmp_path)
    with Image.open(tmp_path / "pixel.webp") as preview:
        assert preview.size == PREVIEW
        assert len(preview.getcolors(PREVIEW[0] * PREVIEW[1])) > 40
    assert capsys.readouterr().out.startswith("pixel.webp: ")
