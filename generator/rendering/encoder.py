"""Encodes planar frames and a finished soundtrack into the film's MP4 file."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

from generator.rendering.ffmpeg import Ffmpeg
from generator.rendering.planes import Frame
from generator.rendering.progress import Tick
from generator.rendering.timeline import FRAME_RATE

# Frames between two key frames, the only places at which a film can be entered: two seconds seek well.
KEY_INTERVAL = 2 * FRAME_RATE
MADE_BY = "Made by AI with Video Generator"

_CONSTANT_QUALITY = 20
# The superfast preset with macroblock tree and a short lookahead is cheaper than veryfast and keeps more detail of
# slow camera moves. Scene cuts are not searched for: the film has cross-fades, and key frames at even distances.
_X264_PARAMETERS = f"mbtree=1:b-adapt=0:scenecut=0:rc-lookahead=10:bframes=5:open-gop=0:keyint={KEY_INTERVAL}:min-keyint={KEY_INTERVAL}"
X264 = [
    *["-preset", "superfast", "-profile:v", "high", "-crf", str(_CONSTANT_QUALITY)],
    *["-x264-params", _X264_PARAMETERS],
]
# x264 keeps frames for each thread: on machines of many cores that would cost memory and bring little.
_MOST_THREADS = 4
BT709 = ["-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"]
_AAC = ["-c:a", "aac", "-aac_coder", "fast", "-b:a", "160k", "-ar", "48000", "-ac", "2"]
# MP4 names languages by ISO 639-2/T codes.
_LANGUAGES = {
    "ar": "ara", "bn": "ben", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa",
    "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hu": "hun", "id": "ind", "it": "ita",
    "ja": "jpn", "ko": "kor", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus",
    "sv": "swe", "ta": "tam", "te": "tel", "th": "tha", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie",
    "zh": "zho",
}  # fmt: skip


def encode_film(
    frames: Iterable[Frame],
    sound: Path,
    video: Path,
    *,
    size: tuple[int, int],
    title: str,
    language: str,
    tick: Tick,
    on_frame: Callable[[int], None],
) -> None:
    """Encode frames of (width, height) pixels and a 48 kHz stereo WAV into an MP4 with its index at the front.

    Each frame is taken from `frames`, written, and done with before the next is taken, so one may be used for all.
    `on_frame` is told how many have been written. Raises RenderError, and whatever tick or on_frame raise; ffmpeg
    is gone by then.
    """
    with Ffmpeg(_arguments(sound, video, size, title, language), tick) as ffmpeg:
        for count, frame in enumerate(frames, start=1):
            ffmpeg.write(frame.buffer.data)
            on_frame(count)
        ffmpeg.finish()


def _arguments(sound: Path, video: Path, size: tuple[int, int], title: str, language: str) -> list[str]:
    threads = str(min(_MOST_THREADS, os.cpu_count() or 1))
    shape = ["-s", f"{size[0]}x{size[1]}", "-r", str(FRAME_RATE)]
    return [
        *["-f", "rawvideo", "-pix_fmt", "yuv420p", *BT709, *shape, "-i", "pipe:0"],
        *["-i", str(sound), "-map", "0:v", "-map", "1:a"],
        *["-c:v", "libx264", *X264, "-threads", threads, "-pix_fmt", "yuv420p", *BT709],
        *[*_AAC, "-metadata:s:a:0", f"language={_LANGUAGES.get(language[:2].lower(), 'und')}"],
        *["-metadata", f"title={_one_line(title)}", "-metadata", f"comment={MADE_BY}"],
        *["-metadata", f"description={MADE_BY}", "-movflags", "+faststart", str(video)],
    ]


def _one_line(title: str) -> str:
    """Return a title that is safe as an argument: no control characters, above all no zero byte."""
    return "".join(
        " " if unicodedata.category(character) == "Cc" else character for character in title
    ).strip()
