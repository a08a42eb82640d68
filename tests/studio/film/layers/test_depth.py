"""No camera sees beyond the edge of a picture, at any depth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from studio.film.layers.placing import ShotFrame
from studio.film.picture.camera import CropBox, plan_move
from studio.film.plan import FRAME_SIZES

FOCI = ((0.1, 0.4, 0.4, 0.8), (0.6, 0.3, 0.9, 0.8))


def beyond(frame: ShotFrame, depth: float, size: tuple[int, int], extent: tuple[float, float]) -> float:
    view = frame.seen_at(depth)
    low = view.top + view.width * size[1] / size[0]
    return max(-view.left, view.left + view.width - extent[0], -view.top, low - extent[1])


@pytest.mark.parametrize("size", FRAME_SIZES.values(), ids=FRAME_SIZES)
@pytest.mark.parametrize("camera", ["subtle", "mixed", "dramatic"])
def test_what_is_far_is_seen_within_the_picture_as_what_is_near(size: tuple[int, int], camera: str):
    for turn in range(8):
        for wide in (1.0, 1.11):
            for share in FOCI:
                focus = CropBox(*(part * size[place % 2] for place, part in enumerate(share)))
                move = plan_move(
                    (float(size[0]), float(size[1])), size, 14.0, is_framed=False, seed=3, turn=turn,
                    camera=camera, focus=focus, kept=focus,
                )  # fmt: skip
                aside = (wide - 1) / 2 * size[0]
                move = replace(move, start=move.start.moved(aside), end=move.end.moved(aside))
                for progress in np.linspace(0, 1, 9):
                    frame = ShotFrame(0, 1, move.at(float(progress)), move.at(0.5))
                    for depth in (0.0, 0.55, 1.0):
                        assert beyond(frame, depth, size, (size[0] * wide, float(size[1]))) < 1e-6
