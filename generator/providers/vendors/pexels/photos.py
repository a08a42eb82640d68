"""Photos of Pexels."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

import requests

from generator.providers.vendors import collecting
from studio.contracts import Candidate, Collection, Credit

PAGE_SIZE = 30
LICENCE, LICENCE_PAGE = "Pexels licence", "https://www.pexels.com/license/"
SHAPES = {"wide": "landscape", "tall": "portrait", "square": "square"}
# The box in which the size "large2x" fits: 940 by 650 pixels, twice as dense.
_BOX = (1880, 1300)


class KeyAlone(requests.auth.AuthBase):
    """The key as the header is wanted here, without "Bearer"."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = self._key
        return request


class Pexels(Collection):
    """The search. The key goes to the API alone, not to the hosts of the files."""

    service = "Pexels"
    licences = (LICENCE,)

    def __init__(self, *, key: str, base_url: str = "https://api.pexels.com") -> None:
        self._auth = KeyAlone(key)
        self._base_url = base_url.rstrip("/")

    def search(self, *, words: str, shape: str, page: int = 1) -> tuple[Candidate, ...]:
        """Search by words and shape; see the contract."""
        asked = {
            "query": words[:200],
            "orientation": SHAPES[shape],
            "locale": "en-US",
            "per_page": PAGE_SIZE,
            "page": page,
        }
        answer = collecting.ask(self.service, f"{self._base_url}/v1/search", asked, auth=self._auth)
        found = map(_candidate, collecting.listed(self.service, answer, "photos"))
        return tuple(one for one in found if one)

    def fetch(self, candidate: Candidate, into: BinaryIO) -> None:
        """Fetch the file from the host that the answer named; see the contract."""
        collecting.fetch_photo(self.service, candidate, into, self._base_url)


def _candidate(one: dict[str, Any]) -> Candidate | None:
    src = one.get("src")
    files: dict[str, Any] = src if isinstance(src, dict) else {}
    page = collecting.web(one.get("url"))
    width, height = collecting.size(one.get("width")), collecting.size(one.get("height"))
    address = collecting.web(files.get("large2x"))
    if address and width and height:
        scale = min(1.0, _BOX[0] / width, _BOX[1] / height)
        width, height = round(width * scale), round(height * scale)
    address = address or collecting.web(files.get("original"))
    if not (page and address):
        return None
    title = collecting.plain(one.get("alt"))
    # The page's own name tells what is seen where there is no other word for it.
    slug = re.sub(r"-?\d+/?$", "", page.rstrip("/").rpartition("/")[2])
    credit = Credit(
        source="Pexels",
        page=page,
        licence=LICENCE,
        licence_page=LICENCE_PAGE,
        title=title,
        author=collecting.plain(one.get("photographer"), 120),
        author_page=collecting.web(one.get("photographer_url")),
        address=address,
    )
    return Candidate(
        id=str(one.get("id") or page)[:200],
        title=title,
        tags=collecting.words_of(slug.split("-")),
        width=width,
        height=height,
        thumbnail=collecting.web(files.get("medium")),
        address=address,
        credit=credit,
    )
