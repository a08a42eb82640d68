"""How each service answers when it is well: as recorded from the clients' own sources and the vendors' documents."""

from __future__ import annotations

import base64
import functools
import io
import json
import re
import urllib.parse
from typing import Any

import av
import numpy as np
from PIL import Image

from tests.vendors.server import GEMINI, GTTS, HUGGING_FACE, Answer, Call, in_json
from tests.vendors.written import written

KEY, TOKEN = "AQ.test-key-of-gemini", "hf_test-token-of-hugging-face"
STOP = 1
TAKES_PER_LETTER = 0.07


def google_error(status: int, name: str, message: str, *details: dict[str, Any], **options: Any) -> Answer:
    error = {"code": status, "message": message, "status": name, "details": list(details)}
    return in_json({"error": error}, status, **options)


def reason(name: str) -> dict[str, Any]:
    return {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": name, "domain": "googleapis.com"}


def quota(name: str, delay: str = "") -> Answer:
    details: list[dict[str, Any]] = [
        {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [{"quotaId": name}]}
    ]
    if delay:
        details.append({"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay})
    return google_error(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", *details)


def says(text: str, finish: int = STOP) -> Answer:
    """Return a Gemini answer with one candidate; enums are numbers, as the clients ask for them."""
    parts = [{"text": text}] if text else []
    candidate = {"content": {"parts": parts, "role": "model"}, "finishReason": finish, "index": 0}
    usage = {"promptTokenCount": 90, "candidatesTokenCount": 50, "totalTokenCount": 140}
    return in_json({"candidates": [candidate], "usageMetadata": usage, "modelVersion": "gemini-test"})


def gemini(call: Call) -> Answer:
    if call.headers.get("x-goog-api-key") != KEY:
        return google_error(400, "INVALID_ARGUMENT", "API key not valid.", reason("API_KEY_INVALID"))
    asked = call.json()
    wanted = asked["generationConfig"]["responseSchema"]["properties"]
    if "objects" in wanted:
        objects = [
            {"label": "Dog", "box_2d": [100, 200, 900, 600]},
            {"label": "beach"},
            {"label": "dog", "box_2d": [300, 700, 500, 1200]},
        ]
        return says(json.dumps({"objects": objects, "description": "A dog runs along a beach."}))
    told = asked["contents"][-1]["parts"][0]["text"]
    if answer := written(wanted, asked["systemInstruction"]["parts"][0]["text"], told):
        return says(json.dumps(answer))
    numbers = re.findall(r"^(\d+)\. ", told, re.MULTILINE)
    if "last" in wanted["scenes"]["items"]["properties"]:
        scenes = [{"last": int(number)} for number in numbers]
    else:
        scenes = [{"narration": f"Part {n} tells of the deep sea and of its light."} for n in (1, 2, 3)]
    pictures = [
        {**scene, "prompt": f"A harbour, view {place}", "shows_subject": place % 2 == 0}
        for place, scene in enumerate(scenes)
    ]
    board = {
        "title": "The quiet harbour",
        "language": "en",
        "mood": "Calm",
        "keywords": ["harbour", "boat"],
        "subject": "a small blue boat with a white mast",
        "look": "grey morning light",
        "scenes": pictures,
    }
    return says(json.dumps(board))


def picture(width: int, height: int, seed: int = 0, format: str = "JPEG") -> bytes:
    noise = np.random.default_rng(seed).integers(30, 230, (9, 16, 3), np.uint8)
    data = io.BytesIO()
    Image.fromarray(noise).resize((width, height), Image.Resampling.BICUBIC).save(data, format)
    return data.getvalue()


def black(width: int = 256, height: int = 256) -> Answer:
    data = io.BytesIO()
    Image.new("RGB", (width, height)).save(data, "JPEG")
    return Answer(data.getvalue(), type="image/jpeg")


def hugging_face(call: Call) -> Answer:
    if call.headers.get("authorization") != f"Bearer {TOKEN}":
        return in_json({"error": "Invalid username or password."}, 401)
    asked = call.json()
    if call.path.startswith("/nscale/"):
        width, height = map(int, asked["size"].split("x"))
        return in_json({"data": [{"b64_json": base64.b64encode(picture(width, height)).decode()}]})
    sides = asked["parameters"]
    made = picture(sides["width"], sides["height"], sides["seed"])
    return Answer(made, type="image/jpeg", headers=(("x-request-id", "Root=1-abc"),))


def spoken_text(call: Call) -> str:
    form = urllib.parse.parse_qs(call.body.decode())
    ((name, inner, _, _),) = json.loads(form["f.req"][0])[0]
    assert name == "jQ1olc"
    text: str = json.loads(inner)[0]
    return text


@functools.cache
def mp3(seconds: float, loudness: int = 9000) -> bytes:
    """Return a tone as the service sends speech: 24 kHz, mono, 32 kbit/s."""
    time = np.arange(round(seconds * 24000)) / 24000
    samples = (np.sin(2 * np.pi * 200 * time) * loudness).astype(np.int16)
    data = io.BytesIO()
    with av.open(data, "w", format="mp3", options={"write_xing": "0", "id3v2_version": "0"}) as container:
        stream = container.add_stream("libmp3lame", rate=24000, layout="mono", bit_rate=32000)
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16p", layout="mono")
        frame.sample_rate = 24000
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return data.getvalue()


def recording(sound: bytes) -> Answer:
    """Wrap a sound as the page of Google Translate gets it: a guard line, then chunks with their lengths."""
    inner = json.dumps([base64.b64encode(sound).decode()], separators=(",", ":"))
    chunk = json.dumps([["wrb.fr", "jQ1olc", inner, None, None, None, "generic"]], separators=(",", ":"))
    body = f")]}}'\n\n{len(chunk)}\n{chunk}\n25\n" + '[["e",4,null,null,140]]\n'
    return Answer(body.encode(), type="application/json; charset=utf-8")


def gtts(call: Call) -> Answer:
    return recording(mp3(round(0.2 + TAKES_PER_LETTER * len(spoken_text(call)), 2)))


GOOD = {GEMINI: gemini, HUGGING_FACE: hugging_face, GTTS: gtts}
