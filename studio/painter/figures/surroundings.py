"""Colours of a painting around the place of a figure."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array
from studio.painter.core.view import Painting
from studio.painter.figures.staging import Spot


def bounced_light(painting: Painting, box: Spot) -> Array:
    """Return the linear light, (3,), that the ground under a figure reflects."""
    view = painting.view
    row = int(min(box.foot + 2, view.height - 1))
    left, right = (int(np.clip(side, 0, view.width - 1)) for side in box.sides)
    part = painting.pixels[row - 2 : row + 1, left : right + 1]
    return np.asarray(part.reshape(-1, 3).mean(0), np.float32)


def air_behind(painting: Painting, box: Spot) -> Array:
    """Return the colour of the air behind a figure, in the form of `bounced_light`."""
    view = painting.view
    left, right = (int(np.clip(side, 0, view.width - 1)) for side in box.sides)
    top = int(np.clip(box.foot - box.tall, 0, view.height - 2))
    part = painting.pixels[top : int(box.foot) : 6, left : right + 1 : 6]
    return np.asarray(np.median(part.reshape(-1, 3), 0), np.float32)
