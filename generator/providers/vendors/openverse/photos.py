"""Photos by Openverse's search: of Flickr, museums, Wikimedia Commons and others, by licence."""

from __future__ import annotations

import threading
import time
from typing import Any, BinaryIO

import requests

from generator.providers.collections.licences import licence_of
from generator.providers.vendors import collecting, http
from studio.contracts import Candidate, Collection, Credit
from studio.errors import ProviderError

# More are refused to those who do not say who they are.
PAGE_SIZE = 20
LICENCES = "cc0,pdm,by,by-sa"
_SHAPES = {"wide": "wide", "tall": "tall", "square": "square"}
# Seconds before its end at which a token is renewed.
_EARLY = 60.0
# Tokens by address and client, with the moment at which each ends.
_tokens: dict[tuple[str, str], tuple[str, float]] = {}
_lock = threading.Lock()


class Openverse(Collection):
    """The search; with a client's id and secret it may be asked more often."""

    service = "Openverse"

    def __init__(
        self, *, base_url: str = "https://api.openverse.org", client: str = "", secret: str = ""
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._client, self._secret = client, secret

    def search(self, *, words: str, shape: str, page: int = 1) -> tuple[Candidate, ...]:
        """Search by licence and shape; see the contract."""
        asked = {
            "q": words[:200],
            "license": LICENCES,
            "aspect_ratio": _SHAPES[shape],
            "mature": "false",
            "page_size": PAGE_SIZE,
            "page": page,
        }
        url = f"{self._base_url}/v1/images/"
        try:
            answer = collecting.ask(self.service, url, asked, auth=self._auth(), judge=self._judge)
        except _TokenEndedError:
            _tokens.pop((self._base_url, self._client), None)
            answer = collecting.ask(self.service, url, asked, auth=self._auth())
        found = map(_candidate, collecting.listed(self.service, answer, "results"))
        return tuple(one for one in found if one)

    def fetch(self, candidate: Candidate, into: BinaryIO) -> None:
        """Fetch the file from the site that holds it; see the contract."""
        collecting.fetch_photo(self.service, candidate, into, self._base_url)

    def _judge(self, response: requests.Response) -> ProviderError | None:
        if response.status_code == 401 and self._client:
            return _TokenEndedError("The token has ended.")
        return None

    def _auth(self) -> http.Bearer | None:
        return http.Bearer(self._token()) if self._client and self._secret else None

    def _token(self) -> str:
        key = (self._base_url, self._client)
        with _lock:
            token, ends = _tokens.get(key, ("", 0.0))
            if token and time.monotonic() < ends:
                return token
            token, seconds = self._new_token()
            _tokens[key] = (token, time.monotonic() + seconds - _EARLY)
            return token

    def _new_token(self) -> tuple[str, float]:
        told = {
            "client_id": self._client,
            "client_secret": self._secret,
            "grant_type": "client_credentials",
        }
        try:
            response = requests.post(
                f"{self._base_url}/v1/auth_tokens/token/",
                data=told,
                auth=collecting.nobody,
                headers={"User-Agent": collecting.USER_AGENT},
                timeout=(http.CONNECT, collecting.FIRST_BYTE),
                allow_redirects=False,
                hooks={"response": http.read_within(collecting.BODY, self.service)},
            )
        except (requests.RequestException, ValueError) as error:
            raise http.transport_failure(self.service, error) from error
        answer = collecting.read_json(self.service, response)
        token = answer.get("access_token") if isinstance(answer, dict) else None
        if not isinstance(token, str) or not token:
            raise collecting.not_understood(self.service)
        return token, http.read_seconds(answer.get("expires_in"), 86400.0) or 0.0


class _TokenEndedError(ProviderError):
    """The token is not accepted any more."""


def _candidate(one: dict[str, Any]) -> Candidate | None:
    """Return a result as a candidate; None if it will not do, whatever was asked for."""
    licence = licence_of(str(one.get("license") or ""), str(one.get("license_version") or ""))
    address, page = collecting.web(one.get("url")), collecting.web(one.get("foreign_landing_url"))
    ending = str(one.get("filetype") or "jpg").lower()
    sensitive = one.get("mature") or one.get("unstable__sensitivity")
    if not (licence and address and page) or sensitive or ending not in collecting.ENDINGS:
        return None
    tags = one.get("tags")
    named = [tag.get("name") for tag in tags if isinstance(tag, dict)] if isinstance(tags, list) else []
    title = collecting.plain(one.get("title"))
    site = collecting.plain(one.get("source") or one.get("provider"), 40).replace("_", " ").title()
    credit = Credit(
        source=f"{site}, by Openverse" if site else "Openverse",
        page=page,
        licence=licence.name,
        title=title,
        author=collecting.plain(one.get("creator"), 120),
        author_page=collecting.web(one.get("creator_url")),
        licence_page=collecting.web(one.get("license_url")) or licence.page,
        address=address,
        must_be_named=licence.must_be_named,
    )
    return Candidate(
        id=str(one.get("id") or page)[:200],
        title=title,
        tags=collecting.words_of(named),
        width=collecting.size(one.get("width")),
        height=collecting.size(one.get("height")),
        thumbnail=collecting.web(one.get("thumbnail")),
        address=address,
        credit=credit,
    )
