"""A service that speaks OpenAI's protocol, below `/openai/v1`: everything that it can, and with a key."""

from __future__ import annotations

import base64
import functools
import io
import json
import re
import wave
from typing import Any

import numpy as np

from tests.vendors.protocols import picture
from tests.vendors.server import Answer, Call, in_json

NAME = "openai"
OPENAI_KEY = "sk-test-key-of-openai-0123456789"
USED = {"prompt_tokens": 1200, "completion_tokens": 300, "total_tokens": 1500}
SEEN = {"objects": [{"label": "Dog"}, {"label": "beach"}], "description": "A dog runs along a beach."}


def error(status: int, message: str, **more: Any) -> Answer:
    told = {"message": message, "type": "invalid_request_error", "param": None, "code": None, **more}
    return in_json({"error": told}, status)


def says(content: Any, reason: str = "stop", **message: Any) -> Answer:
    """Return a chat's answer with these words."""
    told = {"role": "assistant", "content": content, **message}
    choice = {"index": 0, "message": told, "finish_reason": reason}
    return in_json({"id": "chatcmpl-1", "object": "chat.completion", "choices": [choice], "usage": USED})


def storyboard(question: str, *, is_planned: bool) -> dict[str, Any]:
    """Return a good answer to what is asked about a text, or about a topic."""
    numbers = re.findall(r"^(\d+)\. ", question, re.MULTILINE)
    scenes: list[dict[str, Any]] = [{"last": int(number)} for number in numbers]
    if not is_planned:
        scenes = [{"narration": f"Part {n} tells of the deep sea and of its light."} for n in (1, 2, 3)]
    shown = [
        {**one, "prompt": f"A harbour, view {n}", "shows_subject": n % 2 == 0} for n, one in enumerate(scenes)
    ]
    return {
        "title": "The quiet harbour",
        "language": "en",
        "mood": "calm",
        "keywords": ["harbour", "boat"],
        "subject": "a small blue boat with a white mast",
        "look": "grey morning light",
        "scenes": shown,
    }


def answer_to(question: str, properties: str) -> dict[str, Any]:
    """Return a good answer, as an object, to a question with a schema in which these properties are named."""
    return SEEN if '"objects"' in properties else storyboard(question, is_planned='"last"' in properties)


def asked_of(call: Call) -> tuple[str, str]:
    """Return the instruction and the words of the question of a chat."""
    instruction, question = (message["content"] for message in call.json()["messages"])
    if isinstance(question, list):
        question = next(part["text"] for part in question if part["type"] == "text")
    return instruction, question


def chat(call: Call) -> Answer:
    asked = call.json()
    if "modalities" in asked:
        shown = f"data:image/png;base64,{painted(1344, 768)}"
        return says("", images=[{"type": "image_url", "image_url": {"url": shown}}])
    instruction, question = asked_of(call)
    return says(json.dumps(answer_to(question, json.dumps(asked.get("response_format")) + instruction)))


@functools.cache
def painted(width: int, height: int, seed: int = 1) -> str:
    """Return a picture of this shape in base64. It is smaller than it should be: films are made while others wait."""
    shrunk = max(1, min(width, height) // 256)
    return base64.b64encode(picture(width // shrunk, height // shrunk, seed, "PNG")).decode()


def images(call: Call) -> Answer:
    asked = call.json()
    width, height = map(int, asked["size"].split("x")) if "size" in asked else (1024, 1024)
    return in_json({"created": 1, "data": [{"b64_json": painted(width, height, len(asked["prompt"]))}]})


def tone(seconds: float, rate: int = 24000, loudness: int = 9000, silence: float = 0.0) -> np.ndarray:
    """Return a tone with silence around it, as 16-bit samples."""
    time = np.arange(round(seconds * rate)) / rate
    quiet = np.zeros(round(silence * rate), np.int16)
    return np.concatenate([quiet, (np.sin(2 * np.pi * 200 * time) * loudness).astype(np.int16), quiet])


def wav(samples: np.ndarray, rate: int = 24000) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(rate)
        recording.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()


def seconds_of(words: str) -> float:
    return 0.3 + 0.06 * len(words)


def speech(call: Call) -> Answer:
    return Answer(wav(tone(seconds_of(call.json()["input"]), silence=0.4)), type="audio/wav")


ROUTES = {
    "/chat/completions": chat,
    "/images/generations": images,
    "/images": images,
    "/audio/speech": speech,
}


def answer(call: Call) -> Answer:
    if call.headers.get("authorization") != f"Bearer {OPENAI_KEY}":
        return error(
            401, "Incorrect API key provided: sk-test. You can find your API key at https://example.org."
        )
    path = call.path.removeprefix(f"/{NAME}/v1")
    if path == "/models" and call.method == "GET":
        return in_json({"object": "list", "data": [{"id": "writer-1", "object": "model"}, {"id": "seer-1"}]})
    return ROUTES[path](call) if path in ROUTES else in_json({"detail": "Not Found"}, 404)
