"""The built-in voices in a process of their own that is kept for a while: for pages, where one hears a few words at once.

A process that serves pages stays small, and is not slowed down by whoever listens; loading the English voice takes more
than a second, so the process waits for the next words.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from studio.contracts import Speech, SpeechProvider, check_pace
from studio.errors import ProviderError, ProviderFailure
from studio.speech import EmbeddedSpeech

CHILD = Path(__file__).with_name("kept_child.py")
# Seconds without a request after which the process ends; then those that one request may take, waiting included.
IDLE, LONGEST = 180, 12.0
_BUSY = "Others are listening just now. Please try again in a moment."
_BROKEN = "The built-in voice stopped before it had finished. Please try again."
# What the process is told of its surroundings: no keys.
_INHERITED = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR", "HOME", "PYTHONWARNINGS")
_SPARING = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


class KeptSpeech(SpeechProvider):
    """Speaks as EmbeddedSpeech does, by the one process that is kept for all instances.

    Of its options only the folder of fetched voices counts.
    """

    def __init__(self, *, voices_dir: Path | None = None, **options: Any) -> None:
        self._seconds = LONGEST
        self._folder = voices_dir

    def speaks(self, *, language: str, voice: str = "") -> bool:
        return EmbeddedSpeech(voices_dir=self._folder).speaks(language=language, voice=voice)

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        """Speak a text. Raises ProviderError: as EmbeddedSpeech does, and RETRY where it takes too long."""
        check_pace(pace)
        folder = str(self._folder) if self._folder else ""
        return _process.ask(
            {"text": text, "language": language, "voice": voice, "pace": pace, "voices_dir": folder},
            seconds=self._seconds,
        )


def get_ready() -> None:
    """Start the process and have it load the English voice. This takes some seconds, and raises nothing."""
    _process.warm()


class _Process:
    """The process, started when it is first asked; one request at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, request: dict[str, Any], *, seconds: float) -> Speech:
        until = time.monotonic() + seconds
        if not self._lock.acquire(timeout=seconds):
            raise ProviderError(_BUSY, ProviderFailure.BUSY)
        try:
            # One that was idle may be ending at this moment.
            for _ in range(2):
                answer = self._answer(request, until)
                if answer is not None:
                    return answer
                self._end()
                if time.monotonic() >= until:
                    break
        finally:
            self._lock.release()
        raise ProviderError(_BROKEN, ProviderFailure.RETRY)

    def warm(self) -> None:
        """Have the voice loaded, unless the process has been asked before: then it is."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            if not self._is_running():
                self._exchange(self._running(), {"ready": True}, time.monotonic() + LONGEST)
        except OSError:
            self._end()
        finally:
            self._lock.release()

    def _answer(self, request: dict[str, Any], until: float) -> Speech | None:
        """Return the speech, or None if the process has ended. Raises ProviderError."""
        try:
            told = self._exchange(self._running(), request, until)
        except OSError:
            return None
        if told is None:
            return None
        head, data = told
        if "refusal" in head:
            raise ProviderError(head["refusal"], ProviderFailure(head["kind"]))
        return Speech(data=data, duration=head["duration"], words=(), model=head["model"])

    def _exchange(
        self, child: subprocess.Popen[bytes], request: dict[str, Any], until: float
    ) -> tuple[dict[str, Any], bytes] | None:
        assert child.stdin is not None
        assert child.stdout is not None
        watch = threading.Timer(max(0.1, until - time.monotonic()), child.kill)
        watch.start()
        try:
            child.stdin.write(json.dumps(request).encode() + b"\n")
            child.stdin.flush()
            line = child.stdout.readline()
            if not line.endswith(b"\n"):
                return None
            head = json.loads(line)
            data = child.stdout.read(head["size"])
            return (head, data) if len(data) == head["size"] else None
        finally:
            watch.cancel()

    def _is_running(self) -> bool:
        # A process that was forked from ours has our pipes: it must not read the answers.
        return self._child is not None and self._owner == os.getpid() and self._child.poll() is None

    def _running(self) -> subprocess.Popen[bytes]:
        if not self._is_running():
            self._end()
            environment = {name: os.environ[name] for name in _INHERITED if name in os.environ}
            # -P: modules beside the child's file must not hide those of the standard library.
            self._child = subprocess.Popen(
                [sys.executable, "-P", str(CHILD), str(IDLE)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment | _SPARING,
            )
            self._owner = os.getpid()
        assert self._child is not None
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:
                pass
        child.wait()


_process = _Process()
# Its input closes with this process anyway; here it is waited for.
atexit.register(_process._end)
