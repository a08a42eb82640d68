"""What the collections have in common: what is asked for, and where a file lies."""

from __future__ import annotations

import functools
import io
import zlib
from urllib.parse import parse_qs, urlsplit

import av
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


# How many clips differ, and the sizes in which the fakes have them, the largest first.
CLIPS = 3
SIZES = ((1920, 1080), (640, 360), (320, 180))


def clip_file(call: Call, seconds: int = 12) -> Answer:
    """Return the clip of an address, whose name says how wide it is."""
    name = urlsplit(call.path).path.rpartition("/")[2]
    width = next((width for width, _ in SIZES if f"-{width}." in name), SIZES[-1][0])
    # What is large is not decoded by any test.
    number = zlib.crc32(name.split("-")[0].encode()) % CLIPS
    return Answer(clip(number, min(width, 640), seconds), type="video/mp4")


def ready_clips(*widths: int) -> None:
    """Make the clips before they are asked for: nobody waits for a service for long in tests."""
    for number in range(CLIPS):
        for width in widths:
            clip(number, width, 12)


def is_clip_file(call: Call) -> bool:
    return is_file(call) and ".mp4" in call.path


def clip_name(words: str, number: int, width: int) -> str:
    return f"{zlib.crc32(f'{words} {number}'.encode())}-{number}-{width}.mp4"


@functools.lru_cache(maxsize=64)
def clip(number: int, width: int = 320, seconds: int = 12) -> bytes:
    """Return an MP4 in which a camera goes over a landscape, from left to right, with a tone."""
    height, rate = width * 9 // 16, 10
    ground = np.asarray(Image.open(io.BytesIO(landscape(number, width * 2, height * 2))))
    into = io.BytesIO()
    with av.open(into, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=rate, options={"preset": "ultrafast", "g": "10"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.thread_count = 1
        sound = container.add_stream("aac", rate=16_000, layout="mono")
        for place in range(rate * seconds):
            left = place * width // (rate * seconds)
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(ground[:height, left : left + width]))
            container.mux(stream.encode(frame))
        tone = (8000 * np.sin(np.arange(16_000 * seconds) * 2 * np.pi * 220 / 16_000)).astype(np.int16)
        heard = av.AudioFrame.from_ndarray(tone[None], format="s16", layout="mono")
        heard.sample_rate = 16_000
        for part in av.AudioResampler("fltp", "mono", 16_000, frame_size=1024).resample(heard):
            container.mux(sound.encode(part))
        container.mux(stream.encode(None))
        container.mux(sound.encode(None))
    return into.getvalue()


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
