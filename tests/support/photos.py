"""Pictures that look like photos of a landscape, by a number: sky, hills, water or meadow, trees, and a camera's noise."""

from __future__ import annotations

import functools
import io

import numpy as np
from PIL import Image


@functools.lru_cache(maxsize=64)
def landscape(number: int, width: int = 1920, height: int = 1280) -> bytes:
    """Return the JPEG of a landscape."""
    random = np.random.default_rng(number)
    full, (width, height) = (width, height), (480, 320)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    up = rows / height
    sky, low = (
        random.integers([60, 110, 170], [150, 180, 240]),
        random.integers([200, 190, 170], [250, 230, 220]),
    )
    picture = sky + (low - sky) * np.clip(up / 0.6, 0, 1)[..., None]
    sun = random.uniform(0.15, 0.85) * width, random.uniform(0.1, 0.35) * height
    glow = np.exp(-(((columns - sun[0]) ** 2 + (rows - sun[1]) ** 2) / (0.06 * width) ** 2))
    picture += glow[..., None] * np.array([70, 60, 30])
    for layer in range(3):
        ridge = (
            0.45
            + 0.12 * layer
            + sum(
                random.uniform(0.01, 0.05)
                * np.sin(columns[0] / width * random.uniform(3, 14) + random.uniform(0, 6))
                for _ in range(4)
            )
        )
        colour = random.integers([30, 60, 30], [90, 120, 80]) * (1.25 - 0.25 * layer)
        land = up > ridge[None, :]
        texture = np.repeat(np.repeat(random.normal(0, 9, (height // 4 + 1, width // 4 + 1)), 4, 0), 4, 1)
        picture[land] = (colour + texture[:height, :width, None])[land]
    noisy = picture + random.integers(-5, 6, (height, width, 1))
    image = Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).resize(full, Image.Resampling.BICUBIC)
    data = io.BytesIO()
    image.save(data, "JPEG", quality=88)
    return data.getvalue()
