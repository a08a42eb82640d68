"""OpenRouter's videos: what its models can, jobs that last, and files for the key alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.vendors.fakes.openai import OPENAI_KEY
from tests.vendors.offers import clip
from tests.vendors.server import Answer, Call, in_json

MODEL = "google/veo-3.1"
CAN = {"id": MODEL, "supported_durations": [4, 6, 8], "supported_aspect_ratios": ["16:9", "9:16", "1:1"]}


@dataclass
class Videos:
    """What was asked for, and how it goes. `held` jobs do not end; `ended` says how one does, if not well."""

    jobs: dict[str, int] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    held: bool = False
    ended: dict[str, Any] = field(default_factory=dict)
    file: Answer | None = None
    models: Any = field(default_factory=lambda: [CAN])

    def answer(self, call: Call) -> Answer:
        if call.headers.get("authorization") != f"Bearer {OPENAI_KEY}":
            return in_json({"error": {"message": "No auth credentials found", "code": 401}}, 401)
        path = urlsplit(call.path).path.removeprefix("/openai/v1")
        if path == "/videos/models":
            return Answer(b"", 404) if self.models is None else in_json({"data": self.models})
        if (call.method, path) == ("POST", "/videos"):
            number = f"job-{len(self.jobs) + 1}"
            self.jobs[number] = 2
            self.asked.append(call.json())
            url = f"http://169.254.169.254/videos/{number}"
            return in_json({"id": number, "polling_url": url, "status": "pending"}, 202)
        number = path.split("/")[2]
        assert number in self.jobs
        if path.endswith("/content"):
            return self.file or Answer(clip(1, 320, 5), type="video/mp4")
        self.jobs[number] -= not self.held
        done = self.ended or {"status": "completed"}
        return in_json({"id": number, "status": "in_progress", **(done if self.jobs[number] <= 0 else {})})
