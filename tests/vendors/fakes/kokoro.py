"""A Kokoro-FastAPI server, below `/kokoro`: voices, captioned speech and plain speech, as its own routes answer."""

from __future__ import annotations

import base64
import re
from typing import Any

from tests.vendors.fakes.openai import tone, wav
from tests.vendors.server import Answer, Call, in_json

NAME = "kokoro"
KOKORO_KEY = "kokoro-test-key-0123456789"
NAMES = ["af_alloy", "af_heart", "am_adam", "bf_emma", "ef_dora", "ff_siwis", "hf_alpha", "if_sara", "jf_alpha", "pf_dora", "zf_xiaobei"]  # fmt: skip
# Seconds of silence before the first word and behind the last, of each word, and between two.
BEFORE, WORD, BETWEEN = 0.4, 0.35, 0.05
READ = {"1,109": "one thousand one hundred nine", "Dr.": "doctor", "didn't": "did n't"}


def spoken(words: str) -> list[str]:
    """Return the words as the server says them, with the signs that it has times for too."""
    read = " ".join(READ.get(word, word) for word in words.split())
    return re.findall(r"[\w'-]+|[^\w\s]", read)


def seconds_of(words: str, pace: float = 1.0) -> float:
    return (WORD + BETWEEN) * len(spoken(words)) / pace


def timestamps(words: str, pace: float = 1.0) -> list[dict[str, Any]]:
    step = (WORD + BETWEEN) / pace
    return [
        {
            "word": word,
            "start_time": BEFORE + place * step,
            "end_time": BEFORE + place * step + WORD / pace,
        }
        for place, word in enumerate(spoken(words))
    ]


def sound(words: str, pace: float = 1.0) -> bytes:
    return wav(tone(seconds_of(words, pace), silence=BEFORE))


def captioned(call: Call, **changed: Any) -> Answer:
    asked = call.json()
    told = {
        "audio": base64.b64encode(sound(asked["input"], asked["speed"])).decode(),
        "audio_format": "audio/wav",
        "timestamps": timestamps(asked["input"], asked["speed"]),
        **changed,
    }
    return in_json(told)


def missing(name: str) -> Answer:
    message = f"Voice '{name}' not found. Available voices: {', '.join(NAMES)}"
    return in_json({"detail": {"error": "validation_error", "message": message}}, 400)


def answer(call: Call) -> Answer:
    if call.headers.get("authorization") not in (f"Bearer {KOKORO_KEY}", None):
        return in_json({"detail": "Invalid API key"}, 401)
    path = call.path.removeprefix(f"/{NAME}")
    if path == "/v1/audio/voices" and call.method == "GET":
        return in_json({"voices": [{"id": name, "name": name} for name in NAMES]})
    if path not in ("/dev/captioned_speech", "/v1/audio/speech"):
        return in_json({"detail": "Not Found"}, 404)
    asked = call.json()
    if asked["voice"] not in NAMES:
        return missing(asked["voice"])
    if path == "/dev/captioned_speech":
        return captioned(call)
    return Answer(sound(asked["input"], asked["speed"]), type="audio/wav")
