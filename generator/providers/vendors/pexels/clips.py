"""Clips of Pexels."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from generator.providers.vendors import collecting
from generator.providers.vendors.pexels.photos import LICENCE, LICENCE_PAGE, PAGE_SIZE, SHAPES, KeyAlone
from studio.contracts import Candidate, ClipFile, Collection, Credit

_TYPES = ("video/mp4", "video/quicktime")


class PexelsClips(Collection):
    """The search for clips. It cannot be asked for a length."""

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
        answer = collecting.ask(self.service, f"{self._base_url}/v1/videos/search", asked, auth=self._auth)
        found = map(_candidate, collecting.listed(self.service, answer, "videos"))
        return tuple(one for one in found if one)

    def fetch(self, candidate: Candidate, into: BinaryIO) -> None:
        """Fetch the file from the host that the answer named; see the contract."""
        collecting.fetch_clip(self.service, candidate, into, self._base_url)


def _candidate(one: dict[str, Any]) -> Candidate | None:
    page, files = collecting.web(one.get("url")), _files(one.get("video_files"))
    length = collecting.seconds(one.get("duration"))
    if not (page and files and length):
        return None
    # A clip has no other words than the name of its page.
    slug = re.sub(r"-?\d+/?$", "", page.rstrip("/").rpartition("/")[2])
    told = one.get("user")
    user: dict[str, Any] = told if isinstance(told, dict) else {}
    title = slug.replace("-", " ").strip().capitalize()[: collecting.LONGEST_TITLE]
    credit = Credit(
        source="Pexels",
        page=page,
        licence=LICENCE,
        licence_page=LICENCE_PAGE,
        title=title,
        author=collecting.plain(user.get("name"), 120),
        author_page=collecting.web(user.get("url")),
        address=files[0].address,
    )
    return Candidate(
        id=str(one.get("id") or page)[:200],
        title=title,
        tags=collecting.words_of(slug.split("-")),
        width=files[0].width,
        height=files[0].height,
        thumbnail=collecting.web(one.get("image")),
        address=files[0].address,
        credit=credit,
        seconds=length,
        files=files,
    )


def _files(listed: Any) -> tuple[ClipFile, ...]:
    """Return the files of a clip; one of them is a list of streams, which is none."""
    return tuple(
        ClipFile(
            address=address,
            width=collecting.size(file.get("width")),
            height=collecting.size(file.get("height")),
            size=collecting.count(file.get("size")),
        )
        for file in (listed if isinstance(listed, list) else ())
        if isinstance(file, dict)
        and file.get("file_type") in _TYPES
        and (address := collecting.web(file.get("link")))
    )
