"""Photos of Pixabay."""

from __future__ import annotations

from typing import Any, BinaryIO

import requests

from generator.providers.vendors import collecting, http
from studio.contracts import Candidate, Collection, Credit
from studio.errors import ProviderError, ProviderFailure

PAGE_SIZE, LONGEST_QUERY = 30, 100
LICENCE, LICENCE_PAGE = "Pixabay content licence", "https://pixabay.com/service/license-summary/"
_SHAPES = {"wide": "horizontal", "tall": "vertical", "square": "all"}
# The longer side of the file that everybody may have.
_LONGER = 1280


class Pixabay(Collection):
    """The search. Its key is a part of the address, which is therefore neither logged nor told."""

    service = "Pixabay"
    licences = (LICENCE,)

    def __init__(self, *, key: str, base_url: str = "https://pixabay.com") -> None:
        self._key = key
        self._base_url = base_url.rstrip("/")

    def search(self, *, words: str, shape: str, page: int = 1) -> tuple[Candidate, ...]:
        """Search by words and shape; see the contract."""
        asked = {
            "key": self._key,
            "q": words[:LONGEST_QUERY],
            "lang": "en",
            "image_type": "photo",
            "orientation": _SHAPES[shape],
            "safesearch": "true",
            "per_page": PAGE_SIZE,
            "page": page,
        }
        answer = collecting.ask(self.service, f"{self._base_url}/api/", asked, judge=judge)
        found = map(_candidate, collecting.listed(self.service, answer, "hits"))
        return tuple(one for one in found if one)

    def fetch(self, candidate: Candidate, into: BinaryIO) -> None:
        """Fetch the file from the host that the answer named; see the contract."""
        collecting.fetch_photo(self.service, candidate, into, self._base_url)


def author_of(one: dict[str, Any]) -> tuple[str, str]:
    """Return who made a work, and their page if its address can be told."""
    author, number = collecting.plain(one.get("user"), 120), one.get("user_id")
    has_page = author.isalnum() and isinstance(number, int)
    return author, f"https://pixabay.com/users/{author}-{number}/" if has_page else ""


def judge(response: requests.Response) -> ProviderError | None:
    """Return what is wrong with an answer whose status says it differently from other services."""
    if response.status_code == 400 and "api key" in response.text[:500].lower():
        return http.status_failure(Pixabay.service, 401)
    if response.status_code == 429:
        wait = http.retry_after(response)
        if wait is None:
            wait = http.read_seconds(response.headers.get("X-RateLimit-Reset"))
        message = f"{Pixabay.service} is asked too often at the moment."
        return ProviderError(message, ProviderFailure.BUSY, wait=wait)
    return None


def _candidate(one: dict[str, Any]) -> Candidate | None:
    page, address = collecting.web(one.get("pageURL")), collecting.web(one.get("largeImageURL"))
    if not (page and address) or one.get("type", "photo") != "photo":
        return None
    width, height = collecting.size(one.get("imageWidth")), collecting.size(one.get("imageHeight"))
    if width and height:
        scale = min(1.0, _LONGER / max(width, height))
        width, height = round(width * scale), round(height * scale)
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
        address=address,
    )
    return Candidate(
        id=str(one.get("id") or page)[:200],
        title=credit.title,
        tags=tags,
        width=width,
        height=height,
        thumbnail=collecting.web(one.get("previewURL")),
        address=address,
        credit=credit,
    )
