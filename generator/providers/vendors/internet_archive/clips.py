"""Clips of the Internet Archive: a search for items, then what files the best of them have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import quote

from generator.providers.collections.licences import is_forbidden, licence_at
from generator.providers.vendors import collecting
from studio.contracts import Candidate, ClipFile, Collection, Credit
from studio.errors import ProviderError, ProviderFailure

PAGE_SIZE = 20
# Of so many items it is asked what files they have: the search itself tells neither length nor size.
MOST_LOOKED_INTO = 5
# Longer ones are whole films, of which nobody knows where they show what.
LONGEST = 600.0
_ITEM = re.compile(r"[\w.-]{1,100}")
_FIELDS = ("identifier", "title", "creator", "licenseurl", "subject", "description")
# Licences that it is asked for; what it answers is judged again.
_FREE = (
    "licenseurl:(*creativecommons.org/publicdomain/* OR *creativecommons.org/licenses/publicdomain* OR "
    "*creativecommons.org/licenses/by/* OR *creativecommons.org/licenses/by-sa/*)"
)
_ENDINGS = (".mp4", ".webm", ".mov", ".m4v")


class InternetArchive(Collection):
    """The search for items of moving pictures. It needs no key."""

    service = "Internet Archive"

    def __init__(self, *, base_url: str = "https://archive.org") -> None:
        self._base_url = base_url.rstrip("/")

    def search(self, *, words: str, shape: str, page: int = 1) -> tuple[Candidate, ...]:
        """Search by words in titles and subjects; it cannot be asked for a shape. See the contract."""
        # Whatever means something in its language of questions is left out.
        plain = " ".join(re.findall(r"\w+", words))[:200]
        if not plain:
            return ()
        every = " AND ".join(f"(title:{word} OR subject:{word})" for word in plain.split())
        asked = {
            "q": f"mediatype:movies AND {_FREE} AND {every}",
            "fl[]": _FIELDS,
            "sort[]": "downloads desc",
            "rows": PAGE_SIZE,
            "page": page,
            "output": "json",
        }
        answer = collecting.ask(self.service, f"{self._base_url}/advancedsearch.php", asked)
        items = collecting.listed(self.service, answer, "response", "docs")
        free = [one for one in items if _credit(one, self._base_url)]
        found = (self._candidate(one) for one in free[:MOST_LOOKED_INTO])
        return tuple(one for one in found if one)

    def fetch(self, candidate: Candidate, into: BinaryIO) -> None:
        """Fetch the file, from the host to which its address leads on; see the contract."""
        collecting.fetch_clip(self.service, candidate, into, self._base_url)

    def _candidate(self, item: dict[str, Any]) -> Candidate | None:
        """Return an item as the file of it that is a clip, with its copies; None if it has none that will do."""
        name = str(item["identifier"])
        try:
            answer = collecting.ask(self.service, f"{self._base_url}/metadata/{name}", {})
        except ProviderError as error:
            if error.kind not in (ProviderFailure.BAD_ANSWER, ProviderFailure.INPUT, ProviderFailure.CONFIG):
                raise
            # Items are taken away, and some answers are odd: the others may do.
            return None
        told = answer.get("files") if isinstance(answer, dict) else None
        files = list(_files(told, f"{self._base_url}/download/{name}"))
        credit = _credit(item, self._base_url)
        if not files or credit is None:
            return None
        # An item may have many clips; the copies of one of them last as long as it does.
        length = files[0][0]
        copies = tuple(file for seconds, file in files if abs(seconds - length) < 1)
        return Candidate(
            id=name,
            title=credit.title,
            tags=collecting.words_of(_each(item.get("subject"))),
            width=copies[0].width,
            height=copies[0].height,
            thumbnail=f"{self._base_url}/services/img/{name}",
            address=copies[0].address,
            credit=credit,
            seconds=length,
            files=copies,
        )


def _files(listed: Any, folder: str) -> Iterator[tuple[float, ClipFile]]:
    """Yield the files of an item that are clips, with their seconds."""
    for file in listed if isinstance(listed, list) else ():
        if not isinstance(file, dict):
            continue
        name = file.get("name")
        length = collecting.seconds(file.get("length"))
        width, height = collecting.pixels(file.get("width")), collecting.pixels(file.get("height"))
        if not isinstance(name, str) or not name.lower().endswith(_ENDINGS) or file.get("private"):
            continue
        if 0 < length <= LONGEST and width and height:
            address = f"{folder}/{quote(name)}"
            yield (
                length,
                ClipFile(
                    address=address, width=width, height=height, size=collecting.count(file.get("size"))
                ),
            )


def _credit(item: dict[str, Any], base_url: str) -> Credit | None:
    """Return the credit of an item; None if its licence will not do, or if it is not one."""
    name, page = item.get("identifier"), _first(item.get("licenseurl"))
    licence = licence_at(page)
    if not isinstance(name, str) or not _ITEM.fullmatch(name) or licence is None:
        return None
    # Some say in words that they are not as free as their licence says.
    if any(is_forbidden(collecting.plain(text, 2000)) for text in _each(item.get("description"))):
        return None
    return Credit(
        source=InternetArchive.service,
        page=f"{base_url}/details/{name}",
        licence=licence.name,
        title=collecting.plain(_first(item.get("title"))),
        author=collecting.plain(", ".join(_each(item.get("creator"))), 120),
        licence_page=licence.page,
        must_be_named=licence.must_be_named,
    )


def _each(value: Any) -> list[str]:
    """Return a field as a list: it is one only where there are several."""
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str)]


def _first(value: Any) -> str:
    return next(iter(_each(value)), "")
