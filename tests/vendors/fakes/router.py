"""Hugging Face's router and hub, with fal, Together and WaveSpeed behind it, as they make clips."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.vendors.offers import clip
from tests.vendors.protocols import TOKEN
from tests.vendors.server import Answer, Call, in_json

# What the hub says of the models: the providers' own names for them.
MODELS = {
    "fal-ai": ("Wan-AI/Wan2.2-I2V", "fal-ai/wan/v2.2/image-to-video"),
    "together": ("Wan-AI/Wan2.2-I2V", "Wan-AI/wan2.2-i2v-a14b"),
    "wavespeed": ("Wan-AI/Wan2.2-I2V", "wavespeed-ai/wan-2.2/i2v-480p"),
}
FILES = {"fal-ai": "fal.mp4", "together": "together.mp4", "wavespeed": "wavespeed.mp4"}


@dataclass
class Router:
    """What was asked for, and how it goes. `held` jobs do not end; `failed` says why they do badly."""

    jobs: dict[str, int] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    held: bool = False
    failed: str = ""
    # Where it says that jobs are asked for, and clips lie; what it says otherwise of a job that is done.
    elsewhere: str = ""
    file: Answer | None = None
    done: dict[str, Any] = field(default_factory=dict)
    task: str = "image-to-video"
    status: str = "live"

    def reset(self) -> None:
        for name, value in vars(Router()).items():
            setattr(self, name, value)

    def answer(self, call: Call) -> Answer:
        path = urlsplit(call.path).path.removeprefix("/router")
        if path.startswith("/files/"):
            assert "authorization" not in call.headers
            return self.file or Answer(clip(1, 320, 5), type="video/mp4")
        if path.startswith("/api/models/"):
            assert "authorization" not in call.headers
            mapping = {
                name: {"providerId": theirs, "status": self.status, "task": self.task}
                for name, (model, theirs) in MODELS.items()
                if path == f"/api/models/{model}"
            }
            return in_json({"id": path, "inferenceProviderMapping": mapping})
        if call.headers.get("authorization") != f"Bearer {TOKEN}":
            return in_json({"error": "Invalid username or password."}, 401)
        if call.method == "POST":
            return self.begin(call, path)
        return self.look(call, path)

    def begin(self, call: Call, path: str) -> Answer:
        number = f"job-{len(self.jobs) + 1}"
        self.jobs[number] = 2
        self.asked.append(call.json())
        host = self.elsewhere
        if path == f"/fal-ai/{MODELS['fal-ai'][1]}":
            url = f"{host or 'https://queue.fal.run'}/fal-ai/wan/requests/{number}"
            told = {
                "status": "IN_QUEUE",
                "request_id": number,
                "response_url": url,
                "status_url": f"{url}/status",
            }
            return in_json(told)
        if path == f"/wavespeed/api/v3/{MODELS['wavespeed'][1]}":
            url = f"{host or 'https://api.wavespeed.ai'}/api/v3/predictions/{number}/result"
            return in_json({"code": 200, "data": {"id": number, "status": "created", "urls": {"get": url}}})
        assert path == "/together/v2/videos"
        assert call.json()["model"] == MODELS["together"][1]
        return in_json({"id": number, "object": "video", "status": "queued"})

    def look(self, call: Call, path: str) -> Answer:
        found = re.search(r"job-\d+", path)
        assert found
        assert found[0] in self.jobs
        name = path.split("/")[1]
        if not self.held and not path.endswith("/requests/" + found[0]):
            self.jobs[found[0]] -= 1
        is_done = self.jobs[found[0]] <= 0
        url = f"http://{call.headers['host']}/router/files/{FILES[name]}"
        return in_json(self.told(name, path, url, is_done=is_done))

    def told(self, name: str, path: str, url: str, *, is_done: bool) -> dict[str, Any]:
        if name == "fal-ai":
            if path.endswith("/status"):
                ended = {"status": "COMPLETED", **({"error": self.failed} if self.failed else {})}
                return ended if is_done else {"status": "IN_PROGRESS"}
            return self.done or {"video": {"url": url, "content_type": "video/mp4"}, "seed": 3}
        if name == "wavespeed":
            state = ("failed" if self.failed else "completed") if is_done else "processing"
            data = {"status": state, "outputs": [url] if state == "completed" else [], "error": self.failed}
            return {"code": 200, "data": {**data, **self.done}}
        state = ("failed" if self.failed else "completed") if is_done else "in_progress"
        return {"id": "x", "status": state, "error": self.failed, "outputs": {"video_url": url}, **self.done}


router = Router()
answer = router.answer
