"""Small real files for tests of the pages: a photo, a film that plays, its captions."""

from __future__ import annotations

import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import imageio_ffmpeg
from PIL import Image, ImageDraw

CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:03.000\nEvery evening\n\n00:03.000 --> 00:06.000\nThe great lens\n"
CHAPTERS = b"WEBVTT\n\n00:00.000 --> 00:03.000\nEvery evening\n\n00:03.000 --> 00:06.000\nThe great lens\n"
TRANSCRIPT = b"The lighthouse keeper\n\nEvery evening\n"
THUMBNAILS = (
    b"WEBVTT\n\n00:00.000 --> 00:03.000\nsprites.jpg#xywh=0,0,32,32\n\n"
    b"00:03.000 --> 00:06.000\nsprites.jpg#xywh=32,0,32,32\n"
)
SUBTITLES = b"1\n00:00:00,000 --> 00:00:03,000\nEvery evening\n"


@cache
def photo(size: tuple[int, int] = (320, 240), kind: str = "JPEG") -> bytes:
    """Draw a sun over hills."""
    image = Image.new("RGB", size, (120, 170, 220))
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.ellipse((width * 0.6, height * 0.2, width * 0.75, height * 0.4), fill=(255, 240, 190))
    draw.polygon(
        [(0, height), (0, height * 0.7), (width * 0.5, height * 0.5), (width, height)], fill=(60, 110, 80)
    )
    data = BytesIO()
    image.save(data, kind)
    return data.getvalue()


@cache
def film(seconds: int = 6) -> bytes:
    """Encode a test picture with a tone: H.264 and AAC, the index first."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "film.mp4"
        picture = ["-f", "lavfi", "-i", f"testsrc2=size=320x180:rate=30:duration={seconds}"]
        sound = ["-f", "lavfi", "-i", f"sine=frequency=220:duration={seconds}"]
        codec = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "30", "-pix_fmt", "yuv420p", "-c:a", "aac"]
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *picture, *sound, *codec]
        subprocess.run([*command, "-movflags", "+faststart", str(target)], check=True, timeout=60)
        return target.read_bytes()
