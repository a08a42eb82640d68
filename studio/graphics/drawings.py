"""Drawings of the art set, as tiles show them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from studio.graphics.sheet.bitmaps import Bitmap
from studio.graphics.sheet.sheet import Drawing
from studio.painter.figures.art import open_art

# Pixels of a drawing's side: enough for the largest tile of a film at 1080p.
_SIDE = 400
_GAMMA = 2.2


def art_drawing(assets: Path | str | None) -> Drawing:
    """Return what draws a drawing of the art in an assets folder by its name; nothing is drawn without art."""

    @lru_cache(maxsize=32)
    def draw(name: str) -> Bitmap | None:
        art = open_art(assets)
        if art is None or name not in art.names:
            return None
        values = art.icon(name, _SIDE)
        cover = values[..., 3:]
        ink = np.clip(values[..., :3] / np.maximum(cover, 1e-4), 0, 1) ** (1 / _GAMMA)
        return np.round(np.concatenate([ink, cover], -1) * 255).astype(np.uint8)

    return draw
