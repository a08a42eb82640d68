"""The pictures of a document: which are worth a scene, and the marks by which the text names them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from studio.text.documents.values import DocumentPicture, ReadDocument

# More are not taken from one document, nor bytes of them, nor from one slide.
MOST_PICTURES, MOST_BYTES, MOST_ON_A_SLIDE = 40, 60 * 1024**2, 4
MOST_BYTES_EACH = 20 * 1024**2
# What can be decoded here, by the ending that the packages give to it.
_KINDS: Final = frozenset(("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff"))
# Pixels of the longer and the shorter side that a picture has at least: icons and lines have fewer.
_LONG, _SHORT = 240, 120
# The share of a page that it covers at least, and that what comes again on several pages does as furniture.
_LEAST_SHARE, _SMALL_SHARE, _WHOLE_SHARE = 0.03, 0.12, 0.9
# What comes again on so many pages, and on this share of all, is none of them's own.
_AGAIN, _AGAIN_SHARE = 3, 0.4
_MARK: Final = re.compile(r"picture (\d{1,3}) of your document", re.IGNORECASE)
_LINE: Final = re.compile(r"^\[Picture: picture (\d{1,3}) of your document\]$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture as it stands on a page; `share` is how much of the page it covers, `crop` what is cut off its sides."""

    data: bytes
    ending: str
    pixels: tuple[int, int]
    share: float
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)

    @property
    def key(self) -> str:
        return hashlib.sha1(self.data, usedforsecurity=False).hexdigest()


def mark_of(number: int) -> str:
    """Return the line of a text that names a picture of its document."""
    return f"[Picture: picture {number} of your document]"


def number_in(prompt: str) -> int | None:
    """Return the number of the picture that a prompt names, as a note about a picture has become one."""
    found = _MARK.search(prompt)
    return int(found[1]) if found else None


def numbers_in(text: str) -> list[int]:
    """Return the numbers of the pictures that a text names, in their order."""
    return list(dict.fromkeys(int(number) for number in _LINE.findall(text)))


def with_marks(text: str, numbers: Mapping[int, int]) -> str:
    """Give pictures other numbers; marks of those that have none are left out."""

    def told(found: re.Match[str]) -> str:
        number = numbers.get(int(found[1]))
        return mark_of(number) if number is not None else ""

    return re.sub(r"\n{3,}", "\n\n", _LINE.sub(told, text)).strip()


def only_known(text: str, numbers: Collection[int]) -> str:
    """Leave out the marks of pictures that there are not."""
    if all(number in numbers for number in numbers_in(text)):
        return text
    return with_marks(text, {number: number for number in numbers})


def worth_showing(pages: Sequence[Sequence[Shown]]) -> list[list[Shown]]:
    """Return the pictures of each page that are its own: no icons, no logos, no ground that all pages have."""
    count = Counter(key for page in pages for key in {shown.key for shown in page})

    def is_furniture(shown: Shown) -> bool:
        again = count[shown.key]
        return again >= _AGAIN and (again >= _AGAIN_SHARE * len(pages) or shown.share < _SMALL_SHARE)

    kept = []
    for page in pages:
        own = [shown for shown in page if _is_large(shown) and not is_furniture(shown)]
        # Before a picture, another one that fills the page is its ground.
        content = [shown for shown in own if shown.share < _WHOLE_SHARE]
        kept.append(_without_twins(content or own))
    return kept


def _is_large(shown: Shown) -> bool:
    long, short = max(shown.pixels), min(shown.pixels)
    fits = shown.ending.lower().lstrip(".") in _KINDS and len(shown.data) <= MOST_BYTES_EACH
    return fits and long >= _LONG and short >= _SHORT and shown.share >= _LEAST_SHARE


def _without_twins(page: list[Shown]) -> list[Shown]:
    return list({(shown.key, shown.crop): shown for shown in page}.values())


class Gathered:
    """The pictures that the text of a document names, numbered as they come."""

    def __init__(self) -> None:
        self.pictures: list[DocumentPicture] = []
        self._bytes = 0
        self.left_out = 0

    def mark(self, shown: Shown, name: str) -> str:
        """Return the mark of one more picture; empty if there are too many."""
        if len(self.pictures) >= MOST_PICTURES or self._bytes + len(shown.data) > MOST_BYTES:
            self.left_out += 1
            return ""
        self._bytes += len(shown.data)
        number = len(self.pictures) + 1
        self.pictures.append(DocumentPicture(number=number, data=shown.data, crop=shown.crop, name=name))
        return mark_of(number)


def pictures_left(read: ReadDocument) -> tuple[DocumentPicture, ...]:
    """Return the pictures that the text still names."""
    named = numbers_in(read.text)
    return tuple(picture for picture in read.pictures if picture.number in named)
