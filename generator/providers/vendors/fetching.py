"""Files from addresses that a service has named: a result, a photo, a clip. They get no key, and nothing inside is asked."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterable
from typing import Any, BinaryIO
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter

from generator.providers.vendors import http
from studio.errors import ProviderError, ProviderFailure

# Seconds for an answer to begin.
FIRST_BYTE = 30.0
# Collections send on to the hosts that hold their files.
MOST_REDIRECTS = 4
# Sites block the user agents of programs that do not say who they are.
USER_AGENT = "VideoGenerator/1.0 (self-hosted; fetches one file for one film)"
# Addresses of version 6 that stand for one of version 4 in their last 32 bits (NAT64, IPv4-compatible).
_TRANSLATED = [ipaddress.ip_network(network) for network in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")]


class InsideError(Exception):
    """The address is not one of the public internet."""


def fetch(
    url: str,
    into: BinaryIO,
    *,
    service: str,
    seconds: float,
    most: int = http.MOST_BYTES,
    types: Iterable[str] = (),
    inside: str = "",
    auth: requests.auth.AuthBase | None = None,
) -> str:
    """Write the file at an address into `into`, and return the address at which it was found.

    It may take `seconds` and have `most` bytes; `types` are the beginnings that its media type may have, any if empty.
    Redirects are followed. Each host that is connected to has to be a public one, whatever its name says, but for that
    of `inside`: the address of a service that the operator has set up. That one alone gets the key of `auth`, if its
    files are kept for those who have it. Raises ProviderError.
    """
    until = time.monotonic() + seconds
    with _session(inside) as session:
        try:
            for _ in range(MOST_REDIRECTS + 1):
                key = auth if auth and _origin(url) == _origin(inside) else http.send_no_key
                with _get(session, url, key) as response:
                    if response.is_redirect:
                        url = urljoin(url, response.headers["Location"])
                        continue
                    _check(response, service, tuple(types))
                    _write(response, into, until, most)
                    return url
        except InsideError as error:
            message = f"{service} named an address that is not of the public internet."
            raise ProviderError(message, ProviderFailure.BAD_ANSWER) from error
        except urllib3.exceptions.HTTPError as error:
            raise ProviderError(f"{service} broke off in the middle of its answer.") from error
        except (requests.RequestException, ValueError) as error:
            raise http.transport_failure(service, error) from error
    raise ProviderError(f"{service} sends from one address to the next.", ProviderFailure.BAD_ANSWER)


def _session(inside: str) -> requests.Session:
    """Return a session that reaches public hosts only, and the one at the address `inside`."""
    session = requests.Session()
    # Neither cookies nor the machine's .netrc: a host that is named by an answer gets nothing of ours.
    session.auth = http.send_no_key
    session.mount("http://", _PublicAdapter())
    session.mount("https://", _PublicAdapter())
    if inside:
        # By origin, with the slash: the longest beginning of an address decides.
        session.mount(_origin(inside), HTTPAdapter())
    return session


def _origin(url: str) -> str:
    return "{0.scheme}://{0.netloc}/".format(urlsplit(url))


def _get(session: requests.Session, url: str, auth: Any) -> requests.Response:
    if urlsplit(url).scheme not in ("http", "https") or urlsplit(url).username is not None:
        raise InsideError("Not an address of the web.")
    return session.get(
        url,
        auth=auth,
        headers={"User-Agent": USER_AGENT},
        timeout=(http.CONNECT, FIRST_BYTE),
        allow_redirects=False,
        stream=True,
    )


def _check(response: requests.Response, service: str, types: tuple[str, ...]) -> None:
    if response.status_code in (404, 410):
        raise ProviderError(f"{service} no longer has this file.", ProviderFailure.INPUT)
    if response.status_code != 200:
        raise http.status_failure(service, response.status_code, http.retry_after(response))
    kind = response.headers.get("Content-Type", "").lower()
    if types and not kind.startswith(types):
        raise ProviderError(f"{service} sent something else than it had named.", ProviderFailure.BAD_ANSWER)


def _write(response: requests.Response, into: BinaryIO, until: float, most: int) -> None:
    size = 0
    while piece := response.raw.read1(http.PIECE, decode_content=True):
        size += len(piece)
        if size > most:
            raise http.TooMuchError("The file is too long.")
        if time.monotonic() > until:
            raise requests.ReadTimeout("The file dripped.")
        into.write(piece)
    promised = response.headers.get("Content-Length", "")
    if promised.isdecimal() and "Content-Encoding" not in response.headers and size < int(promised):
        raise requests.exceptions.ChunkedEncodingError("The file broke off.")


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public internet, also where it stands for one of version 4."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if any(found in network for network in _TRANSLATED):
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        for inner in (found.ipv4_mapped, found.sixtofour, *(found.teredo or ())):
            if inner is not None and not is_public(str(inner)):
                return False
        if found.ipv4_mapped is not None:
            return True
    return found.is_global and not found.is_multicast


def _checked(connection: socket.socket) -> socket.socket:
    """Return a connection to a public host. Looked at once it stands: a name may lead elsewhere a moment later."""
    if not is_public(str(connection.getpeername()[0])):
        connection.close()
        raise InsideError("Not an address of the public internet.")
    return connection


class _PublicConnection(urllib3.connection.HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _checked(super()._new_conn())


class _PublicTlsConnection(urllib3.connection.HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _checked(super()._new_conn())


class _PublicPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _PublicConnection


class _PublicTlsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _PublicTlsConnection


class _PublicAdapter(HTTPAdapter):
    """Connects to public hosts only. A proxy of the machine's, which is of its operator, may be anywhere."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _PublicPool, "https": _PublicTlsPool}
