"""What the collections have in common: what is asked for, and where a file lies."""

from __future__ import annotations

import functools
import io
import zlib
from urllib.parse import parse_qs, urlsplit

import numpy as np
from PIL import Image

from tests.vendors.server import Answer, Call

# A word of which no collection has anything.
NOTHING = "quokka"


def asked(call: Call) -> dict[str, str]:
    """Return the parameters of a call."""
    return {name: values[0] for name, values in parse_qs(urlsplit(call.path).query).items()}


def base(call: Call) -> str:
    """Return the address of the fake that was called."""
    return f"http://{call.headers['host']}/{call.service}"


def is_file(call: Call) -> bool:
    return "/files/" in call.path


def file(call: Call, width: int = 960, height: int = 640) -> Answer:
    """Return the photo of an address: another name, another photo."""
    name = urlsplit(call.path).path.rpartition("/")[2]
    return Answer(landscape(zlib.crc32(name.encode()) % 12, width, height), type="image/jpeg")


def name_of(words: str, number: int) -> str:
    return f"{zlib.crc32(words.encode())}-{number}.jpg"


@functools.lru_cache(maxsize=64)
def landscape(number: int, width: int = 1920, height: int = 1280) -> bytes:
    """Return a JPEG that looks like the photo of a landscape: sky, hills, a sun, and a camera's noise."""
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
