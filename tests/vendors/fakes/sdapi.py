"""Stable Diffusion WebUI as it answers when it is well: A1111 and Forge, started with --api and a login."""

from __future__ import annotations

import base64
import json

from tests.vendors.protocols import picture
from tests.vendors.server import Answer, Call, in_json

USER, PASSWORD = "painter", "sdapi-pass:word-of-tests"
LOADED = "sd_xl_base_1.0"
_LOGIN = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


def answer(call: Call) -> Answer:
    if call.headers.get("authorization") != f"Basic {_LOGIN}":
        return in_json({"detail": "Incorrect username or password"}, 401)
    if not call.path.endswith("/sdapi/v1/txt2img"):
        return in_json({"detail": "Not Found"}, 404)
    asked = call.json()
    info = {"seed": asked["seed"], "sd_model_name": LOADED, "prompt": asked["prompt"]}
    made = picture(asked["width"], asked["height"], asked["seed"])
    return painted(made, json.dumps(info))


def painted(data: bytes, info: str = "") -> Answer:
    """Return an answer with a picture; without `info` as sd.cpp gives it."""
    return in_json({"images": [base64.b64encode(data).decode()], "parameters": {}, "info": info})
