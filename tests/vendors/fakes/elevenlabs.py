"""ElevenLabs, below `/elevenlabs`: its voices, and speech with the time of each letter."""

from __future__ import annotations

import base64
import functools
import io
from typing import Any

import av

from tests.vendors.fakes.openai import tone
from tests.vendors.server import Answer, Call, in_json

NAME = "elevenlabs"
ELEVEN_KEY = "sk_elevenlabs-test-key-0123456789"
RACHEL, ANTON = "21m00Tcm4TlvDq8ikWAM", "AntonVoice0123456789"
LISTED = {
    "voices": [
        {"voice_id": RACHEL, "name": "Rachel", "labels": {"accent": "american", "language": "en"}},
        {
            "voice_id": ANTON,
            "name": "Anton",
            "labels": {},
            "verified_languages": [{"language": "de", "model_id": "eleven_x"}, {"language": "en"}],
        },
        {"voice_id": "NoLanguage0000000000", "name": "Nobody", "labels": None},
        {"voice_id": "../../etc/passwd", "name": "Bad"},
        {"name": "without an id"},
        7,
    ]
}
# Seconds of silence around the words, and of each letter.
BEFORE, LETTER = 0.5, 0.07


@functools.cache
def mp3(seconds: float, silence: float = BEFORE, loudness: int = 9000) -> bytes:
    data = io.BytesIO()
    with av.open(data, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=44100, layout="mono", bit_rate=128000)
        samples = tone(seconds, 44100, loudness, silence)
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16p", layout="mono")
        frame.sample_rate = 44100
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return data.getvalue()


def alignment(text: str) -> dict[str, Any]:
    return {
        "characters": list(text),
        "character_start_times_seconds": [BEFORE + LETTER * place for place in range(len(text))],
        "character_end_times_seconds": [BEFORE + LETTER * (place + 1) for place in range(len(text))],
    }


def speech(text: str, **changed: Any) -> Answer:
    told = {
        "audio_base64": base64.b64encode(mp3(round(LETTER * len(text), 2))).decode(),
        "alignment": alignment(text),
        "normalized_alignment": alignment(text),
        **changed,
    }
    return in_json(told)


def error(status: int, name: str, message: str = "x") -> Answer:
    return in_json({"detail": {"status": name, "message": message}}, status)


def answer(call: Call) -> Answer:
    if call.headers.get("xi-api-key") != ELEVEN_KEY:
        return error(401, "invalid_api_key", "Invalid API key")
    path = call.path.removeprefix(f"/{NAME}").partition("?")[0]
    if path == "/v1/voices" and call.method == "GET":
        return in_json(LISTED)
    if path not in (f"/v1/text-to-speech/{voice}/with-timestamps" for voice in (RACHEL, ANTON)):
        return error(404, "voice_not_found", "A voice with this id was not found.")
    return speech(call.json()["text"])
