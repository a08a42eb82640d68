"""Questions to the service through edge-tts, which has neither a limit for a whole answer nor another address."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

import aiohttp
import edge_tts
from edge_tts import communicate, constants, voices
from edge_tts.exceptions import EdgeTTSException, NoAudioReceived, SkewAdjustmentError, WebSocketError

from generator.providers.vendors import http
from studio.errors import ProviderError, ProviderFailure

SERVICE = "Edge's voice"
# Seconds for all of an answer; then whole seconds to connect, and between two parts of an answer.
SECONDS, CONNECT, SILENCE = 60.0, 5, 15
# Bytes of the longest recording: a quarter of an hour at 48 kbit/s.
MOST_BYTES = 6 * 2**20
_TICKS = 10_000_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """A recording as MP3, and what was said when: text, start and end in seconds."""

    sound: bytes
    words: list[tuple[str, float, float]]


class _ElsewhereError(Exception):
    """The service sends on to another address."""


class _OneAddress(aiohttp.TCPConnector):
    """Connects to one address only, however often the package asks, and can be ended at once."""

    def __init__(self, url: str) -> None:
        super().__init__(force_close=True)
        self._only = self._place(urlsplit(url))
        self.is_late = False

    async def connect(self, req: Any, traces: Any, timeout: Any) -> Any:
        if self._place(urlsplit(str(req.url))) != self._only:
            raise _ElsewhereError
        return await super().connect(req, traces, timeout)

    async def close(self, *, abort_ssl: bool = False) -> None:
        """Stay open: the package closes it after each try, and tries again where its clock was wrong."""

    async def end(self) -> None:
        await super().close(abort_ssl=True)

    def be_late(self) -> None:
        self.is_late = True
        self._ending = asyncio.get_running_loop().create_task(self.end())

    @staticmethod
    def _place(url: Any) -> tuple[Any, ...]:
        return url.hostname, url.port, url.path


def ask_speech(words: str, voice: str, pace: float, base_url: str) -> Told:
    """Return what the service speaks. Raises ProviderError."""
    # The package has its addresses as constants of its modules; a process asks one address.
    address = _address(constants.WSS_URL, base_url, socket=True)
    communicate.WSS_URL = address  # type: ignore[attr-defined]  # Not marked as exported.

    async def ask(connector: _OneAddress) -> Told:
        asked = edge_tts.Communicate(
            words,
            voice,
            rate=f"{round((pace - 1) * 100):+d}%",
            boundary="WordBoundary",
            connector=connector,
            proxy=_proxy(address),
            connect_timeout=CONNECT,
            receive_timeout=SILENCE,
        )
        sound, told = bytearray(), list[tuple[str, float, float]]()
        async for part in asked.stream():
            if part["type"] == "audio":
                sound += part["data"]
            else:
                start = part["offset"] / _TICKS
                told.append((part["text"], start, start + part["duration"] / _TICKS))
            if len(sound) > MOST_BYTES or len(told) > MOST_BYTES:
                raise http.TooMuchError("The recording does not end.")
        # Counted by the package once the service says that it has finished: a connection that ends looks the same else.
        if asked.state["cumulative_audio_bytes"] != len(sound):
            raise aiohttp.ServerDisconnectedError
        return Told(bytes(sound), told)

    return _run(ask, address)


def ask_voices(base_url: str) -> list[Any]:
    """Return the service's list of voices. Raises ProviderError."""
    address = _address(constants.VOICE_LIST, base_url)
    voices.VOICE_LIST = address  # type: ignore[attr-defined]  # Not marked as exported.

    async def ask(connector: _OneAddress) -> list[Any]:
        found: Any = await edge_tts.list_voices(connector=connector, proxy=_proxy(address))
        if not isinstance(found, list):
            raise ValueError("No list.")
        return found

    return _run(ask, address)


def _address(usual: str, base_url: str, *, socket: bool = False) -> str:
    """Return an address of the package, at another host if one is set."""
    if not base_url:
        return usual
    start = base_url.rstrip("/").replace("http", "ws", 1) if socket else base_url.rstrip("/")
    parts = urlsplit(usual)
    return f"{start}{parts.path}?{parts.query}"


def _proxy(address: str) -> str | None:
    """Return the proxy of the machine for an address: the package knows none for sockets."""
    parts = urlsplit(address)
    if not parts.hostname or urllib.request.proxy_bypass(parts.hostname):
        return None
    return urllib.request.getproxies().get("https" if parts.scheme in ("wss", "https") else "http")


def _run(ask: Callable[[_OneAddress], Awaitable[T]], address: str) -> T:
    async def within() -> T:
        connector = _OneAddress(address)
        late = asyncio.get_running_loop().call_later(SECONDS, connector.be_late)
        try:
            return await asyncio.wait_for(ask(connector), SECONDS + 2)
        except Exception as error:
            if connector.is_late:
                raise TimeoutError from error
            raise
        finally:
            late.cancel()
            await connector.end()

    try:
        # In a thread of its own: whoever calls may have an event loop running, and no thread can run two.
        with ThreadPoolExecutor(1) as alone:
            answers: Iterator[T] = alone.map(asyncio.run, [within()])
            return next(answers)
    except Exception as error:
        raise _failure(error) from error


def _failure(error: Exception) -> ProviderError:
    """Return the error for whatever the package and what it is built on raise."""
    if isinstance(error, _ElsewhereError | aiohttp.TooManyRedirects):
        return http.transport_failure(SERVICE, http.RedirectedError())
    if isinstance(error, aiohttp.ClientResponseError):
        return _by_status(error)
    if isinstance(error, SkewAdjustmentError):
        return _changed()
    if isinstance(error, NoAudioReceived):
        # Now and then it says nothing, and speaks when it is asked again.
        return ProviderError(f"{SERVICE} answered without any sound.", ProviderFailure.RETRY)
    if isinstance(error, TimeoutError):
        return ProviderError(f"{SERVICE} did not answer in time.")
    if isinstance(error, http.TooMuchError):
        return http.transport_failure(SERVICE, error)
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.InvalidURL):
        return ProviderError(f"{SERVICE} cannot be reached.")
    if isinstance(error, aiohttp.ClientConnectionError | WebSocketError | ConnectionError):
        return ProviderError(f"{SERVICE} broke off in the middle of its answer.")
    known = (EdgeTTSException, aiohttp.ClientError, ValueError, LookupError, TypeError, json.JSONDecodeError)
    if isinstance(error, known):
        message = f"{SERVICE} answered with something that we cannot read."
        return ProviderError(message, ProviderFailure.BAD_ANSWER)
    return ProviderError(f"{SERVICE} cannot be reached.")


def _by_status(error: aiohttp.ClientResponseError) -> ProviderError:
    status = error.status
    if 300 <= status < 400:
        return http.transport_failure(SERVICE, http.RedirectedError())
    if status in (401, 403, 404, 405, 410, 426):
        return _changed()
    # What is no answer of the web at all has the status that a server would give to such a question.
    if status < 300 or error.__cause__ is not None:
        message = f"{SERVICE} answered with something that we cannot read."
        return ProviderError(message, ProviderFailure.BAD_ANSWER)
    wait = http.read_seconds(error.headers.get("Retry-After") if error.headers else None)
    return http.status_failure(SERVICE, status, wait)


def _changed() -> ProviderError:
    message = f"{SERVICE} no longer answers to us: the service has changed."
    return ProviderError(message, ProviderFailure.GONE)
