"""Clips of Wikimedia Commons: the same search, in the sizes into which it has coded each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, ClassVar

from generator.providers.vendors import collecting
from generator.providers.vendors.wikimedia.photos import Commons, credit_of, facts_of, tags_of
from studio.contracts import Candidate, ClipFile

# Pixels of the width of the picture that stands for a clip.
_SMALL = 330
# Old files are Theora, which is not decoded here; all have been coded as WebM too.
_TYPES = ("video/webm", "video/mp4", "video/quicktime")


class CommonsClips(Commons):
    """The search of files that move."""

    files = "video"
    facts: ClassVar[dict[str, Any]] = {
        "prop": "videoinfo",
        "viprop": "url|size|mime|extmetadata|mediatype|derivatives",
        "viurlwidth": _SMALL,
        "viextmetadatalanguage": "en",
    }

    def fetch(self, candidate: Candidate, into: BinaryIO) -> None:
        """Fetch the file that the answer named; see the contract."""
        collecting.fetch_clip(self.service, candidate, into, self._base_url)

    def _candidate(self, page: dict[str, Any]) -> Candidate | None:
        info, told = facts_of(page, "videoinfo")
        files, length = tuple(_files(info)), collecting.seconds(info.get("duration"))
        credit = credit_of(page, info, told, files[0].address if files else "")
        if credit is None or not length:
            return None
        return Candidate(
            id=str(page.get("pageid") or credit.page)[:200],
            title=credit.title,
            tags=tags_of(told),
            width=files[0].width,
            height=files[0].height,
            thumbnail=collecting.web(info.get("thumburl")),
            address=credit.address,
            credit=credit,
            seconds=length,
            files=files,
        )


def _files(info: dict[str, Any]) -> Iterator[ClipFile]:
    """Yield the file as it was uploaded and its copies, each once."""
    copies = info.get("derivatives")
    told = [
        {**info, "src": info.get("url"), "type": info.get("mime")},
        *(copies if isinstance(copies, list) else ()),
    ]
    seen: set[str] = set()
    for file in told:
        address = collecting.web(file.get("src")) if isinstance(file, dict) else ""
        if not address or address in seen or not str(file.get("type", "")).startswith(_TYPES):
            continue
        seen.add(address)
        yield ClipFile(
            address=address,
            width=collecting.size(file.get("width")),
            height=collecting.size(file.get("height")),
            # Of copies only the bits a second are told.
            size=collecting.count(file.get("size")),
        )
