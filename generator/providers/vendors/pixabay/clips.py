"""Clips of Pixabay."""

from __future__ import annotations

from typing import Any, BinaryIO

from generator.providers.vendors import collecting
from generator.providers.vendors.pixabay.photos import (
    LICENCE,
    LICENCE_PAGE,
    LONGEST_QUERY,
    PAGE_SIZE,
    author_of,
    judge,
)
from studio.contracts import Candidate, ClipFile, Collection, Credit

# The names of the sizes in which a clip can be had, the largest first; what it does not have has an empty address.
_SIZES = ("large", "medium", "small", "tiny")


class PixabayClips(Collection):
    """The search for clips; it cannot be asked for a shape. Its key is a part of the address, as with photos."""

    service = "Pixabay"
    licences = (LICENCE,)

    def __init__(self, *, key: str, base_url: str = "https://pixabay.com") -> None:
        self._key = key
        self._base_url = base_url.rstrip("/")

    def search(self, *, words: str, shape: str, page: int = 1) -> tuple[Candidate, ...]:
        """Search by words; see the contract."""
        asked = {
            "key": self._key,
            "q": words[:LONGEST_QUERY],
            "lang": "en",
            "video_type": "film",
            "safesearch": "true",
            "per_page": PAGE_SIZE,
            "page": page,
        }
        answer = collecting.ask(self.service, f"{self._base_url}/api/videos/", asked, judge=judge)
        found = map(_candidate, collecting.listed(self.service, answer, "hits"))
        return tuple(one for one in found if one)

    def fetch(self, candidate: Candidate, into: BinaryIO) -> None:
        """Fetch the file from the host that the answer named; see the contract."""
        collecting.fetch_clip(self.service, candidate, into, self._base_url)


def _candidate(one: dict[str, Any]) -> Candidate | None:
    page, length = collecting.web(one.get("pageURL")), collecting.seconds(one.get("duration"))
    told = one.get("videos")
    videos: dict[str, Any] = told if isinstance(told, dict) else {}
    files = _files(videos)
    if not (page and files and length) or one.get("type", "film") != "film":
        return None
    tags = collecting.words_of(str(one.get("tags") or "").split(","))
    author, author_page = author_of(one)
    credit = Credit(
        source="Pixabay",
        page=page,
        licence=LICENCE,
        licence_page=LICENCE_PAGE,
        title=", ".join(tags[:3]),
        author=author,
        author_page=author_page,
        address=files[0].address,
    )
    small = videos.get("tiny")
    return Candidate(
        id=str(one.get("id") or page)[:200],
        title=credit.title,
        tags=tags,
        width=files[0].width,
        height=files[0].height,
        thumbnail=collecting.web(small.get("thumbnail")) if isinstance(small, dict) else "",
        address=files[0].address,
        credit=credit,
        seconds=length,
        files=files,
    )


def _files(videos: dict[str, Any]) -> tuple[ClipFile, ...]:
    return tuple(
        ClipFile(
            address=address,
            width=collecting.size(file.get("width")),
            height=collecting.size(file.get("height")),
            size=collecting.count(file.get("size")),
        )
        for name in _SIZES
        if isinstance(file := videos.get(name), dict) and (address := collecting.web(file.get("url")))
    )
