"""Hugging Face's router with the firms behind it that name files and jobs, its list of models, and the files."""

from __future__ import annotations

import base64
import json
from urllib.parse import urlsplit

from tests.vendors.protocols import TOKEN, picture
from tests.vendors.server import Answer, Call, in_json

MODEL = "owner/name"
NAMES = {
    "fal-ai": "fal-ai/owner/name",
    "together": "owner/name-at-together",
    "replicate": "owner/name-at-replicate",
    "wavespeed": "wavespeed-ai/owner-name",
}


def answer(call: Call) -> Answer:
    path = urlsplit(call.path).path.removeprefix("/painters")
    if path.startswith("/files/"):
        # An address for anybody: a key would be told to whoever holds the files.
        return Answer(b"", 400) if "authorization" in call.headers else _file(path)
    if path.startswith("/hub/api/models/"):
        return listed() if "authorization" not in call.headers else Answer(b"", 400)
    if call.headers.get("authorization") != f"Bearer {TOKEN}":
        return in_json({"error": "Invalid username or password."}, 401)
    firm = path.split("/")[1]
    if firm == "together":
        asked = call.json()
        made = picture(asked.get("width", 512), asked.get("height", 512), asked.get("seed", 0))
        return in_json({"data": [{"b64_json": base64.b64encode(made).decode()}]})
    return FIRMS[firm](call, path)


def listed(task: str = "text-to-image", **names: str) -> Answer:
    """Return the list's answer about a model, whose names at routes may be others."""
    rows = {
        route: {"providerId": name, "status": "live", "task": task}
        for route, name in {**NAMES, **names}.items()
    }
    return in_json({"id": MODEL, "inferenceProviderMapping": rows})


def file_at(call: Call, name: str = "made.jpg") -> str:
    return f"http://{call.headers['host']}/painters/files/{name}"


def _file(path: str) -> Answer:
    return Answer(picture(1344, 768, seed=len(path)), type="image/jpeg")


def _fal(call: Call, path: str) -> Answer:
    return in_json({"images": [{"url": file_at(call), "content_type": "image/jpeg"}], "seed": 1})


def _replicate(call: Call, path: str) -> Answer:
    return in_json({"id": "r1", "status": "succeeded", "output": [file_at(call)]}, 201)


def _wavespeed(call: Call, path: str) -> Answer:
    host = "https://api.wavespeed.example"
    job = {"id": "w1", "urls": {"get": f"{host}/api/v3/predictions/w1/result"}, "outputs": []}
    if call.method == "POST":
        return in_json({"code": 200, "data": {**job, "status": "created"}})
    return in_json({"data": {**job, "status": "completed", "outputs": [file_at(call)]}})


FIRMS = {"fal-ai": _fal, "replicate": _replicate, "wavespeed": _wavespeed}


def is_bare(call: Call) -> bool:
    """Return whether a request for a picture has its words and no details."""
    return not {"seed", "image_size", "size", "width"} & set(
        json.dumps(call.json()).replace('"', " ").split()
    )
