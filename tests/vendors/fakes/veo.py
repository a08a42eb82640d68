"""Veo at Gemini's address: a job that lasts, and a file that is handed out for the key and lies elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.vendors.offers import clip
from tests.vendors.protocols import KEY, google_error, reason
from tests.vendors.server import Answer, Call, in_json

MODEL = "veo-3.1-generate-preview"


@dataclass
class Veo:
    """What was asked for, and how it goes. `held` jobs do not end; `ended` says how one does, if not well."""

    jobs: dict[str, int] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    held: bool = False
    ended: dict[str, Any] = field(default_factory=dict)
    file: Answer | None = None

    def reset(self) -> None:
        for name, value in vars(Veo()).items():
            setattr(self, name, value)

    def answer(self, call: Call) -> Answer:
        path = urlsplit(call.path).path.removeprefix("/veo")
        host = f"http://{call.headers['host']}/veo"
        if path.startswith("/stored/"):
            return self.file or Answer(clip(1, 320, 5), type="video/mp4")
        if call.headers.get("x-goog-api-key") != KEY:
            return google_error(400, "INVALID_ARGUMENT", "API key not valid.", reason("API_KEY_INVALID"))
        if path.startswith("/v1beta/files/"):
            return Answer(b"", 302, headers=(("Location", f"{host}/stored/clip.mp4"),))
        if path == f"/v1beta/models/{MODEL}:predictLongRunning":
            name = f"models/{MODEL}/operations/job{len(self.jobs) + 1}"
            self.jobs[name] = 2
            self.asked.append(call.json())
            return in_json({"name": name})
        name = path.removeprefix("/v1beta/")
        assert name in self.jobs
        self.jobs[name] -= not self.held
        if self.jobs[name] > 0:
            return in_json({"name": name})
        video = {"video": {"uri": f"{host}/v1beta/files/abc:download?alt=media"}}
        made = {"response": {"generateVideoResponse": {"generatedSamples": [video]}}}
        return in_json({"name": name, "done": True, **(self.ended or made)})


veo = Veo()
answer = veo.answer
