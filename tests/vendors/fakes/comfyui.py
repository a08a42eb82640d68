"""ComfyUI as it answers when it is well: a queue, of which one job runs at a time, behind a proxy that asks for a key."""

from __future__ import annotations

import json
import re
import threading
import urllib.parse
import uuid
from dataclasses import dataclass, field
from typing import Any

from tests.vendors.offers import clip
from tests.vendors.protocols import picture
from tests.vendors.server import Answer, Call, in_json

SECRET = "comfyui-key-of-the-proxy"
HEADERS = {"X-Api-Key": SECRET}


@dataclass
class Job:
    """One graph: who sent it, and how many more looks at it until it is done."""

    graph: dict[str, Any]
    client: str
    looks: int
    state: str = "queued"

    def listed(self, number: str) -> list[Any]:
        return [1, number, self.graph, {"client_id": self.client}, ["9"]]


@dataclass
class Comfy:
    """What the server has to do and has done. `held` jobs do not end; an old server chooses the numbers itself."""

    jobs: dict[str, Job] = field(default_factory=dict)
    looks: int = 1
    held: bool = False
    is_old: bool = False
    # What the history says of an ended job, in the place of a saved picture.
    entry: dict[str, Any] = field(default_factory=dict)
    view: Answer | None = None
    interrupted: list[Any] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    came: threading.Event = field(default_factory=threading.Event)
    # Pictures that were sent, by their names.
    uploads: dict[str, bytes] = field(default_factory=dict)

    def reset(self) -> None:
        fresh = Comfy()
        for name, value in vars(fresh).items():
            setattr(self, name, value)

    def answer(self, call: Call) -> Answer:
        if call.headers.get("x-api-key") != SECRET:
            return in_json({"error": "no key"}, 401)
        whole = urllib.parse.urlsplit(call.path)
        path = whole.path.removeprefix("/comfyui")
        if (call.method, path) == ("POST", "/prompt"):
            return self.take(call.json())
        if (call.method, path) == ("POST", "/queue"):
            self.deleted += call.json()["delete"]
            self.jobs = {number: job for number, job in self.jobs.items() if number not in self.deleted}
            return in_json({})
        if (call.method, path) == ("POST", "/interrupt"):
            self.interrupted.append(call.json()["prompt_id"])
            return in_json({})
        if (call.method, path) == ("POST", "/upload/image"):
            return self.load(call)
        if path == "/queue":
            running, waiting = self.queue()
            return in_json({"queue_running": running, "queue_pending": waiting})
        if path == "/history":
            return in_json(
                {number: self.told(job, number) for number, job in self.jobs.items() if job.state == "done"}
            )
        if path.startswith("/history/"):
            return self.look(path.removeprefix("/history/"))
        if path == "/view":
            return self.view or self.show(dict(urllib.parse.parse_qsl(whole.query)))
        return Answer(b"404: Not Found", 404, "text/plain")

    def take(self, asked: dict[str, Any]) -> Answer:
        number = uuid.uuid4().hex if self.is_old else asked["prompt_id"]
        assert number not in self.jobs, "A job was sent twice."
        self.jobs[number] = Job(asked["prompt"], asked["client_id"], self.looks)
        self.came.set()
        return in_json({"prompt_id": number, "number": len(self.jobs), "node_errors": {}})

    def load(self, call: Call) -> Answer:
        name = re.search(rb'filename="([\w.-]+)"', call.body)
        sent = re.search(rb"image/jpeg\r\n\r\n(.*?)\r\n--", call.body, re.DOTALL)
        assert name
        assert sent
        self.uploads[name[1].decode()] = sent[1]
        return in_json({"name": name[1].decode(), "subfolder": "", "type": "input"})

    def queue(self) -> tuple[list[Any], list[Any]]:
        listed = [job.listed(number) for number, job in self.jobs.items() if job.state == "queued"]
        return listed[:1], listed[1:]

    def look(self, number: str) -> Answer:
        job = self.jobs.get(number)
        if job is None:
            return in_json({})
        if job.state == "queued" and not self.held:
            job.looks -= 1
            job.state = "queued" if job.looks > 0 else "done"
        return in_json({number: self.told(job, number)} if job.state == "done" else {})

    def told(self, job: Job, number: str) -> dict[str, Any]:
        moves = any(node["class_type"] == "LoadImage" for node in job.graph.values())
        ending = "mp4" if moves else "png"
        saved = {"filename": f"{number}.{ending}", "subfolder": "films", "type": "output"}
        usual = {
            "outputs": {"12": {"images": [{**saved, "type": "temp"}]}, "9": {"images": [saved]}},
            "status": {"status_str": "success", "completed": True, "messages": []},
        }
        return {"prompt": job.listed(number), **usual, **self.entry}

    def show(self, asked: dict[str, str]) -> Answer:
        job = self.jobs.get(asked["filename"].rpartition(".")[0])
        if job is None or (asked["subfolder"], asked["type"]) != ("films", "output"):
            return Answer(b"", 404)
        if asked["filename"].endswith(".mp4"):
            loaded = [
                node["inputs"]["image"] for node in job.graph.values() if node["class_type"] == "LoadImage"
            ]
            assert set(loaded) & set(self.uploads)
            return Answer(clip(1, 320, 5), type="video/mp4")
        seeds = [
            value
            for node in job.graph.values()
            for key, value in node["inputs"].items()
            if key in ("seed", "noise_seed", "value") and isinstance(value, int)
        ]
        return Answer(picture(640, 384, seeds[0]), type="image/jpeg")


server = Comfy()
answer = server.answer


def refused(kind: str, name: str, node: str = "CheckpointLoaderSimple") -> Answer:
    """Return how a graph is refused of which an input is wrong."""
    error = {"type": kind, "message": "wrong", "details": f"{name}: x", "extra_info": {"input_name": name}}
    errors = {"4": {"errors": [error], "dependent_outputs": ["9"], "class_type": node}}
    told = {"type": "prompt_outputs_failed_validation", "message": "Prompt outputs failed validation"}
    return in_json({"error": told, "node_errors": errors}, 400)


def failed(name: str, **told: Any) -> dict[str, Any]:
    """Return what the history has of a job that failed."""
    messages = [["execution_start", {}], [name, told]]
    return {"outputs": {}, "status": {"status_str": "error", "completed": False, "messages": messages}}


def graph_of(call: Call) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(call.body)["prompt"]
    return found
