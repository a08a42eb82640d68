from __future__ import annotations

import numpy as np
import pytest

from studio.film.photo.grading import grade

PICTURE = np.random.default_rng(3).integers(0, 256, (90, 160, 3), np.uint8)


@pytest.mark.parametrize("style", ["plain", "dramatic", "vintage", "anime", "unknown"])
def test_a_grading_is_seen_and_light(style: str):
    change = np.abs(grade(PICTURE, style, 1.0).astype(int) - PICTURE)

    assert 1 < change.mean() < 30


def test_no_strength_is_no_change():
    assert np.array_equal(grade(PICTURE, "plain", 0.0), PICTURE)


def test_vintage_is_paler_and_warmer_and_anime_more_colourful():
    vintage, anime = (grade(PICTURE, style, 1.0).astype(float) for style in ("vintage", "anime"))

    assert vintage.std(2).mean() < 0.8 * PICTURE.std(2).mean() < anime.std(2).mean()
    assert vintage[:, :, 0].mean() > vintage[:, :, 2].mean() + 5
