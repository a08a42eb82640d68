"""Captions drawn for tests."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.film.picture.planes import Frame
from studio.film.plan import UNBRANDED, Branding, CaptionAppearance, Cue, SpokenWord, frame_at
from studio.film.text.burned.draw import draw_caption

SECOND_LINES = {
    "Latin": "The harbour wakes\nbefore the sun is up",
    "Arabic": "يستيقظ الميناء\nقبل شروق الشمس",
    "Devanagari": "सूरज निकलने से\nपहले बंदरगाह",
    "Thai": "ท่าเรือ ตื่นก่อน\nพระอาทิตย์ ขึ้น",
}


def cue_of(text: str, seconds: float = 0.5) -> Cue:
    """Return a cue whose words are said one after the other, each for so long."""
    words = tuple(
        SpokenWord(text=word, start=place * seconds, end=(place + 1) * seconds)
        for place, word in enumerate(text.split())
    )
    return Cue(start=0, end=len(words) * seconds, text=text, words=words)


def painted(
    cue: Cue,
    size: tuple[int, int],
    seconds: float,
    light: int = 128,
    progress_line: str = "none",
    branding: Branding = UNBRANDED,
    **appearance: object,
) -> NDArray[np.uint8]:
    """Return the RGB picture of a caption over an even grey at a time."""
    frame = Frame.blank(size)
    frame.y[:] = round(16 + light * 219 / 255)
    frame.u[:] = frame.v[:] = 128
    drawn = draw_caption(cue, size, CaptionAppearance(**appearance), progress_line, branding)
    assert drawn is not None
    for lettering in drawn.seen(frame_at(seconds)):
        lettering.blend_onto(frame)
    return frame.to_rgb()


def touched(picture: NDArray[np.uint8], light: int = 128) -> NDArray[np.bool_]:
    """Return which pixels of a picture over an even grey a caption has changed."""
    return np.asarray(np.abs(picture.astype(int) - light).max(axis=2) > 12)


def luminance(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return the relative luminance of each pixel (WCAG 2.2)."""
    shares = picture / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(first: float, second: float) -> float:
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
