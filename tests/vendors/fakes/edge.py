"""The voices of Microsoft's browser, below `/edge`: a list, and speech on a web socket."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from html import unescape
from typing import Any

from tests.vendors.protocols import mp3
from tests.vendors.server import Answer, Call, in_json
from tests.vendors.sockets import CLOSE, Talk

NAME = "edge"
LISTED = [
    {"ShortName": "de-DE-KatjaNeural", "Locale": "de-DE", "Gender": "Female"},
    {"ShortName": "de-DE-ConradNeural", "Locale": "de-DE", "Gender": "Male"},
    {"ShortName": "en-US-EmmaMultilingualNeural", "Locale": "en-US", "Gender": "Female"},
    {"ShortName": "is-IS-GudrunNeural", "Locale": "is-IS", "Gender": "Female"},
    {"ShortName": "../../secret", "Locale": "en-US"},
    {"Locale": "en-US"},
]
# Seconds before the first word, of each word, and between two.
BEFORE, WORD, BETWEEN = 0.1, 0.35, 0.05
TICKS = 10_000_000
# What was asked on the socket: settings and texts, in turn.
asked: list[str] = []


def words_of(ssml: str) -> str:
    found = re.search(r"<prosody[^>]*>(.*)</prosody>", ssml, re.DOTALL)
    assert found
    return unescape(found.group(1))


def rate_of(ssml: str) -> float:
    found = re.search(r"rate='([+-]\d+)%'", ssml)
    assert found
    return 1 + int(found.group(1)) / 100


def spoken(words: str) -> list[str]:
    """Return the words as the service names them: as they are written, without the signs around them."""
    return [plain for word in words.split() if (plain := word.strip(".,;:!?—…\"'“”"))]


def boundary(text: str, start: float, lasts: float) -> str:
    data = {
        "Offset": int(start * TICKS),
        "Duration": int(lasts * TICKS),
        "text": {"Text": text, "Length": len(text)},
    }
    told = {"Metadata": [{"Type": "WordBoundary", "Data": data}]}
    return message("audio.metadata", json.dumps(told))


def message(path: str, body: str = "{}") -> str:
    return f"X-RequestId:1\r\nContent-Type:application/json\r\nPath:{path}\r\n\r\n{body}"


def sounding(data: bytes, kind: str = "Content-Type:audio/mpeg\r\n", path: str = "audio") -> bytes:
    head = f"X-RequestId:1\r\n{kind}Path:{path}\r\n".encode()
    return len(head).to_bytes(2, "big") + head + data


def answering(make: Callable[[str], Iterable[str | bytes | None]]) -> Answer:
    """Return an answer on a socket: messages made of the question; None ends the connection without a word."""

    def talk(socket: Talk) -> None:
        asked.append(socket.hear())
        asked.append(socket.hear())
        for one in make(asked[-1]):
            if one is None:
                return
            socket.say(one)
        socket.send(CLOSE, b"\x03\xe8")

    return Answer(talk=talk)


def speech(ssml: str) -> Iterable[str | bytes | None]:
    words, rate = spoken(words_of(ssml)), rate_of(ssml)
    step = (WORD + BETWEEN) / rate
    sound = mp3(round(BEFORE + step * len(words), 2))
    yield message("turn.start")
    for place in range(0, len(sound), 2000):
        yield sounding(sound[place : place + 2000])
    for place, word in enumerate(words):
        yield boundary(word, BEFORE + place * step, WORD / rate)
    yield sounding(b"", kind="")
    yield message("turn.end")


def answer(call: Call) -> Answer:
    path = call.path.removeprefix(f"/{NAME}").partition("?")[0]
    if path.endswith("/voices/list"):
        return in_json(LISTED)
    if path.endswith("/edge/v1") and "Sec-MS-GEC=" in call.path:
        return answering(speech)
    return in_json({}, 404)


def read(changed: Any) -> Answer:
    """Return speech of which each message goes through a function first."""
    return answering(lambda ssml: (changed(one) for one in speech(ssml)))
