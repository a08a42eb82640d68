"""Photos of Wikimedia Commons, through the API of MediaWiki."""

from __future__ import annotations

from typing import Any, BinaryIO, ClassVar

import requests

from generator.providers.collections.licences import is_forbidden, read_licence
from generator.providers.vendors import collecting, http
from studio.contracts import Candidate, Collection, Credit
from studio.errors import ProviderError, ProviderFailure

PAGE_SIZE = 30
# One of the few widths in which copies are kept; others are refused.
WIDTH = 1920
# Seconds that its databases may lag behind before it answers that it is too busy.
MAX_LAG = 5
_TYPES = ("image/jpeg", "image/png", "image/webp")
_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".webm", ".ogv", ".mp4", ".mpg", ".mpeg")
_SHAPES = {"wide": 1.0, "tall": -1.0, "square": 0.0}
_BUSY = frozenset(("maxlag", "ratelimited", "readonly", "internal_api_error_DBQueryError"))


class Commons(Collection):
    """The search of files. Wikimedia asks whoever sends programs there to say how they are reached."""

    service = "Wikimedia Commons"
    # What is searched for, and what is asked of each file that is found.
    files = "bitmap"
    facts: ClassVar[dict[str, Any]] = {
        "prop": "imageinfo",
        "iiprop": "url|size|mime|extmetadata|mediatype",
        "iiurlwidth": WIDTH,
        "iiextmetadatalanguage": "en",
    }

    def __init__(self, *, contact: str, base_url: str = "https://commons.wikimedia.org") -> None:
        if not contact.strip() or not contact.isprintable():
            message = "Wikimedia Commons is to be told how this site is reached, by COMMONS_CONTACT."
            raise ProviderError(message, ProviderFailure.CONFIG)
        self._agent = f"VideoGenerator/1.0 (self-hosted; {contact.strip()})"
        self._base_url = base_url.rstrip("/")

    def search(self, *, words: str, shape: str, page: int = 1) -> tuple[Candidate, ...]:
        """Search for files with all words; if there are none, with any of them. See the contract."""
        found = self._ask(words, page)
        if not found and " " in words.strip():
            found = self._ask(" OR ".join(words.split()), page)
        candidates = [one for one in map(self._candidate, found) if one]
        # It cannot be asked for a shape: those that have it come first.
        return tuple(sorted(candidates, key=lambda one: not _has_shape(one, shape)))

    def fetch(self, candidate: Candidate, into: BinaryIO) -> None:
        """Fetch the copy of a file that the answer named; see the contract."""
        collecting.fetch_photo(self.service, candidate, into, self._base_url)

    def _candidate(self, page: dict[str, Any]) -> Candidate | None:
        """Return a page of a file as a candidate; None if it will not do."""
        info, told = facts_of(page, "imageinfo")
        address = collecting.web(info.get("thumburl"))
        credit = credit_of(page, info, told, address)
        if credit is None or info.get("mime") not in _TYPES:
            return None
        return Candidate(
            id=str(page.get("pageid") or credit.page)[:200],
            title=credit.title,
            tags=tags_of(told),
            width=collecting.size(info.get("thumbwidth")),
            height=collecting.size(info.get("thumbheight")),
            thumbnail=address,
            address=address,
            credit=credit,
        )

    def _ask(self, words: str, page: int) -> list[dict[str, Any]]:
        asked = {
            "action": "query",
            "format": "json",
            "formatversion": 2,
            "generator": "search",
            "gsrnamespace": 6,
            "gsrsearch": f"filetype:{self.files} {words[:200]}",
            "gsrlimit": PAGE_SIZE,
            "gsroffset": (page - 1) * PAGE_SIZE,
            "maxlag": MAX_LAG,
            **self.facts,
        }
        url = f"{self._base_url}/w/api.php"
        answer = collecting.ask(self.service, url, asked, agent=self._agent, judge=_judge)
        if isinstance(answer, dict) and "query" not in answer and "error" not in answer:
            # How it says that there is nothing.
            return []
        pages = collecting.listed(self.service, answer, "query", "pages")
        return sorted(pages, key=lambda one: collecting.size(one.get("index")) or 10_000)


def _judge(response: requests.Response) -> ProviderError | None:
    """Return what is wrong with an answer that has an error in its JSON, also with status 200."""
    try:
        error = response.json()["error"]
        code = str(error["code"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    if code in _BUSY:
        wait = http.retry_after(response)
        message = f"{Commons.service} is overloaded at the moment."
        return ProviderError(message, ProviderFailure.BUSY, wait=wait)
    message = f"{Commons.service} cannot take what it was given."
    return ProviderError(message, ProviderFailure.INPUT)


def _has_shape(one: Candidate, shape: str) -> bool:
    if not one.height:
        return False
    ratio, wanted = one.width / one.height, _SHAPES[shape]
    return 0.85 < ratio < 1.18 if not wanted else (ratio > 1.18 if wanted > 0 else ratio < 0.85)


def facts_of(page: dict[str, Any], prop: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what is told of the file of a page, and what its page says of the work, in plain words."""
    infos = page.get(prop)
    info = infos[0] if isinstance(infos, list) and infos and isinstance(infos[0], dict) else {}
    raw = info.get("extmetadata")
    return info, {name: _value(entry) for name, entry in raw.items()} if isinstance(raw, dict) else {}


def credit_of(
    page: dict[str, Any], info: dict[str, Any], told: dict[str, str], address: str
) -> Credit | None:
    """Return the credit of a file; None if it may not be shown and changed by anybody."""
    licence = read_licence(told.get("LicenseShortName", ""), _https(told.get("LicenseUrl", "")))
    described = collecting.web(info.get("descriptionurl"))
    if not (licence and address and described):
        return None
    # Rights of people shown, trade marks, signs that are forbidden in places: nobody is there to judge.
    if told.get("Restrictions") or is_forbidden(told.get("UsageTerms", "")):
        return None
    title = told.get("ObjectName") or collecting.plain(str(page.get("title", ""))).removeprefix("File:")
    title = title.rpartition(".")[0] if title.lower().endswith(_ENDINGS) else title
    return Credit(
        source=Commons.service,
        page=described,
        licence=licence.name,
        title=title[: collecting.LONGEST_TITLE],
        author=(told.get("Attribution") or told.get("Artist", ""))[:120],
        licence_page=_https(told.get("LicenseUrl", "")) or licence.page,
        address=address,
        must_be_named=licence.must_be_named,
    )


def tags_of(told: dict[str, str]) -> tuple[str, ...]:
    return collecting.words_of([*told.get("Categories", "").split("|"), told.get("ImageDescription", "")])


def _value(entry: Any) -> str:
    return collecting.plain(entry.get("value"), 400) if isinstance(entry, dict) else ""


def _https(address: str) -> str:
    """Return the page of a licence; some are written without a scheme or with the old one."""
    if address.startswith("//"):
        return f"https:{address}"
    return collecting.web(address.replace("http://creativecommons", "https://creativecommons"))
