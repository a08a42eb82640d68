"""The process in which espeak-ng runs: what becomes of a speech if it crashes, hangs or loses its parent."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studio.errors import ProviderError, ProviderFailure
from studio.speech import espeak
from studio.speech.espeak import EspeakSpeech


@pytest.mark.parametrize("body", ["import os; os.abort()", "print('no json follows', end='')"])
def test_a_crash_of_the_child_is_a_failure_that_may_be_tried_again(monkeypatch, tmp_path, body):
    child = tmp_path / "child.py"
    child.write_text(body)
    monkeypatch.setattr(espeak, "_CHILD", child)
    with pytest.raises(ProviderError) as caught:
        EspeakSpeech().speak(text="Hallo", language="de")
    assert caught.value.kind is ProviderFailure.RETRY


# On a busy machine the child may be gone before its text is written: then its input breaks twice, when it is
# written to and when it is closed.
@pytest.mark.parametrize("words", [1, 40_000])
def test_a_child_that_ended_before_its_text_was_written_is_such_a_failure_too(monkeypatch, tmp_path, words):
    class Ended(subprocess.Popen):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            self.wait()

    child = tmp_path / "child.py"
    child.write_text("")
    monkeypatch.setattr(espeak, "_CHILD", child)
    monkeypatch.setattr(subprocess, "Popen", Ended)
    with pytest.raises(ProviderError) as caught:
        EspeakSpeech().speak(text="Hallo " * words, language="de")
    assert caught.value.kind is ProviderFailure.RETRY


def test_a_child_that_hangs_is_ended_at_its_time_limit(monkeypatch, tmp_path):
    child = tmp_path / "child.py"
    child.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(espeak, "_CHILD", child)
    begun = time.monotonic()
    with pytest.raises(ProviderError):
        EspeakSpeech(seconds=1).speak(text="Hallo", language="de")
    assert time.monotonic() - begun < 10


def test_the_child_dies_with_its_parent(tmp_path):
    # A stand-in for the library that never ends, so that only the parent's death can end the child.
    (tmp_path / "espeakng_loader.py").write_text("import time\ntime.sleep(60)\n")
    request = json.dumps({"text": "x", "voice": "de", "rate": 150, "seconds": 60})
    parent_code = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-P', {str(espeak._CHILD)!r}], stdin=subprocess.PIPE)\n"
        f"child.stdin.write({(request + chr(10)).encode()!r}); child.stdin.flush()\n"
        "print(child.pid, flush=True); time.sleep(60)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", parent_code], stdout=subprocess.PIPE, env=environment
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.3)
        assert is_running(child)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    deadline = time.monotonic() + 5
    while is_running(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(child)


def is_running(process):
    state = Path(f"/proc/{process}/stat")
    if not state.parent.parent.joinpath("self").exists():
        pytest.skip("This system has no /proc.")
    return state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
