"""The process of `kept.py`: it speaks what it is asked to, one request after the other.

Reads lines of JSON from standard input: {"text", "language", "voice", "pace",
"voices_dir"}, or {"ready"} to have the English voice
loaded. Writes for each a line of JSON, {"size", "duration", "model"} or {"size": 0, "refusal", "kind"}, then `size` bytes of
WAV. Ends with its input, or when nobody has asked for as many seconds as its argument says.
"""

from __future__ import annotations

import json
import os
import select
import sys
from pathlib import Path
from typing import Any


def answer(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return the head of an answer and the bytes that follow it."""
    from studio.errors import ProviderError
    from studio.speech import EmbeddedSpeech

    if "ready" in request:
        request = {"text": "Ready.", "language": "en"}
    folder = request.pop("voices_dir", "")
    # One thread: on a machine that makes films at the same time two would wait for each other. What is loaded stays.
    provider = EmbeddedSpeech(threads=1, seconds=10, voices_dir=Path(folder) if folder else None)
    try:
        speech = provider.speak(**request)
    except ProviderError as error:
        return {"refusal": str(error), "kind": error.kind.value}, b""
    return {"duration": speech.duration, "model": speech.model}, speech.data


def main() -> None:
    idle = float(sys.argv[1])
    # Whatever else writes to standard output must not stand between the answers.
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.path.insert(0, str(Path(__file__).parents[2]))
    while select.select([sys.stdin], [], [], idle)[0]:
        line = sys.stdin.buffer.readline()
        if not line:
            return
        head, data = answer(json.loads(line))
        output.write(json.dumps({**head, "size": len(data)}).encode() + b"\n" + data)
        output.flush()


if __name__ == "__main__":
    main()
