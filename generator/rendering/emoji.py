"""Draws emoji from art files: the fonts of captions have none."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image

# What stands for a font family where there is a drawing.
EMOJI = "emoji"
# The side of a drawing and the width that it takes, as shares of the font size.
_SIDE, _WIDTH = 1.12, 1.22
_DRAWINGS = 64

# Zip files of SVGs by name, "red-apple"; the first that has a name serves.
_files: list[Path] = []

# Unicode's names of characters differ from the names of emoji (CLDR): by words that say no more, or altogether.
_PREFIXES = re.compile(
    r"^(?:white-heavy|black|white-medium|white|heavy-black|heavy|large|medium|old|european|happy)-"
)
_SUFFIXES = re.compile(r"-(?:symbol|sign|face|building|buildings|piece|ornament|stick|with-rays)$")
_OTHER_NAMES = {
    "❤": "red-heart", "♥": "red-heart", "👍": "thumbs-up", "👎": "thumbs-down", "🙏": "folded-hands",
    "👏": "clapping-hands", "🙌": "raising-hands", "👌": "ok-hand", "🤞": "crossed-fingers", "💪": "flexed-biceps",
    "😃": "grinning-face-with-big-eyes", "😄": "grinning-face-with-smiling-eyes", "😆": "grinning-squinting-face",
    "😅": "grinning-face-with-sweat", "🥰": "smiling-face-with-hearts", "😍": "smiling-face-with-heart-eyes",
    "🤩": "star-struck", "😘": "face-blowing-a-kiss", "😋": "face-savoring-food", "😜": "winking-face-with-tongue",
    "🤪": "zany-face", "🤫": "shushing-face", "🤯": "exploding-head", "🥳": "partying-face", "🥺": "pleading-face",
    "🥵": "hot-face", "🥶": "cold-face", "🤠": "cowboy-hat-face", "😵": "face-with-crossed-out-eyes",
    "👉": "backhand-index-pointing-right", "👈": "backhand-index-pointing-left", "☝": "index-pointing-up",
    "👆": "backhand-index-pointing-up", "👇": "backhand-index-pointing-down", "🎁": "wrapped-gift",
    "☀": "sun", "⭐": "star", "⚡": "high-voltage", "🌤": "sun-behind-small-cloud", "🌪": "tornado",
    "🌍": "globe-showing-europe-africa", "🌎": "globe-showing-americas", "🌏": "globe-showing-asia-australia",
    "🍕": "pizza", "🌽": "ear-of-corn", "🌾": "sheaf-of-rice", "🍆": "eggplant", "🥝": "kiwi-fruit", "🏰": "castle",
    "🚂": "locomotive", "🏍": "motorcycle", "🎯": "bullseye", "🎾": "tennis", "🏀": "basketball", "🎣": "fishing-pole",
    "🏃": "person-running", "🚶": "person-walking", "💃": "woman-dancing", "🚴": "person-biking",
    "🏄": "person-surfing", "🏊": "person-swimming", "🤷": "person-shrugging", "🤦": "person-facepalming",
    "👓": "glasses", "🎒": "backpack", "👟": "running-shoe", "💡": "light-bulb", "💻": "laptop", "🥁": "drum",
    "🔍": "magnifying-glass-tilted-left", "🔎": "magnifying-glass-tilted-right", "📈": "chart-increasing",
    "📉": "chart-decreasing", "📢": "loudspeaker", "📣": "megaphone", "✂": "scissors", "🔒": "locked",
    "🔓": "unlocked", "🛒": "shopping-cart", "✅": "check-mark-button", "❗": "red-exclamation-mark",
    "❓": "red-question-mark", "➡": "right-arrow", "⬅": "left-arrow", "⬆": "up-arrow", "⬇": "down-arrow",
    "♻": "recycling-symbol", "🌇": "sunset", "🐑": "ewe", "🕊": "dove", "🌬": "wind-face", "🖼": "framed-picture",
    "🥇": "1st-place-medal", "🥈": "2nd-place-medal", "🥉": "3rd-place-medal", "💯": "hundred-points",
    "🎶": "musical-notes", "💨": "dashing-away", "💦": "sweat-droplets", "💤": "zzz", "🦄": "unicorn",
}  # fmt: skip
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_JOINER = "\u200d"
# What turns a character into its emoji, or tells nothing of it: selectors, joiners, marks of sex.
_SILENT = frozenset("\ufe0e\ufe0f\u200d\u2640\u2642\u20e3")


def add_drawings(files: list[Path]) -> None:
    """Take emoji from zip files of SVGs, in this process from now on; the first that has a drawing serves."""
    if _files != files:
        _files[:] = files
        _archives.cache_clear()
        _drawing.cache_clear()
        emoji_name.cache_clear()


def emoji_files() -> tuple[Path, ...]:
    """Return the files that drawings are taken from."""
    return tuple(_files)


def emoji_width(font_size: int) -> float:
    """Return the pixels that an emoji takes in a line of this font size."""
    return _WIDTH * font_size


def draw_emoji(cluster: str, font_size: int) -> Image.Image:
    """Return the drawing of an emoji that has a name, as large as letters of this size. It is shared: do not draw on it."""
    name = emoji_name(cluster)
    assert name is not None
    return _drawing(name, max(4, round(_SIDE * font_size)))


@cache
def emoji_name(cluster: str) -> str | None:
    """Return the name of the drawing for a character with its joiners and marks; None if there is none.

    A sequence that has no drawing of its own, as most people of certain professions, is drawn as its first part.
    """
    if not _files or cluster.isascii():
        return None
    signs = [sign for sign in cluster if sign not in _SILENT and ord(sign) not in _SKIN_TONES]
    if not signs or signs[0].isalnum():
        return None
    return next((name for name in _candidates(signs[0]) if name in _archives()), None)


def is_emoji_tail(character: str) -> bool:
    """Tell if a character never stands for itself, but changes the emoji before it."""
    return ord(character) in _SKIN_TONES


def _candidates(sign: str) -> Iterator[str]:
    if sign in _OTHER_NAMES:
        yield _OTHER_NAMES[sign]
    if unicodedata.category(sign) != "So":
        return
    name = re.sub("[^a-z0-9]+", "-", unicodedata.name(sign, "").lower().replace("'", ""))
    shorter = _SUFFIXES.sub("", name)
    yield from (name, shorter, _PREFIXES.sub("", name), _PREFIXES.sub("", shorter))


@cache
def _archives() -> dict[str, zipfile.ZipFile]:
    """Return the file of each drawing, opened in memory: forked processes would share an open file's place."""
    found: dict[str, zipfile.ZipFile] = {}
    for file in _files:
        archive = zipfile.ZipFile(io.BytesIO(file.read_bytes()))
        found = dict.fromkeys(archive.namelist(), archive) | found
    return found


@lru_cache(maxsize=_DRAWINGS)
def _drawing(name: str, side: int) -> Image.Image:
    import resvg_py

    svg = _archives()[name].read(name).decode()
    encoded = resvg_py.svg_to_bytes(svg_string=svg, width=side, height=side, skip_system_fonts=True)
    with Image.open(io.BytesIO(bytes(encoded))) as drawing:
        return drawing.convert("RGBA")
