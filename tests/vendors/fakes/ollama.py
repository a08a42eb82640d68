"""Ollama, below `/ollama`: one model is there, and the figures of its answers are those of a question that was read whole."""

from __future__ import annotations

import json
from typing import Any

from tests.vendors.fakes.openai import answer_to, asked_of
from tests.vendors.server import Answer, Call, in_json

NAME = "ollama"


def says(content: str, reason: str = "stop", **more: Any) -> Answer:
    message = {"role": "assistant", "content": content}
    figures = {"prompt_eval_count": 1500, "eval_count": 300, "total_duration": 5_000_000}
    return in_json({"model": "m", "message": message, "done": True, "done_reason": reason, **figures, **more})


def answer(call: Call) -> Answer:
    path = call.path.removeprefix(f"/{NAME}")
    if path == "/api/tags" and call.method == "GET":
        return in_json({"models": [{"name": "gemma4:12b", "size": 8_000_000_000}]})
    if path != "/api/chat":
        return Answer(b"404 page not found", 404, "text/plain")
    instruction, question = asked_of(call)
    found = answer_to(question, json.dumps(call.json().get("format")) + instruction)
    return says(json.dumps(found), prompt_eval_count=(len(instruction) + len(question)) // 4)
