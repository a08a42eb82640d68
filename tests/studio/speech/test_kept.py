"""The process that has the voices loaded for pages: it is one, it waits, and whatever becomes of it, the next words are heard."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.errors import ProviderError, ProviderFailure
from studio.speech import kept
from studio.speech.kept import KeptSpeech
from studio.speech.samples import sample_of
from studio.speech.voices import VOICES


@pytest.fixture(autouse=True)
def process(monkeypatch) -> Iterator[kept._Process]:
    mine = kept._Process()
    monkeypatch.setattr(kept, "_process", mine)
    yield mine
    mine._end()


def say(text: str = "Guten Morgen.", language: str = "de") -> bytes:
    return KeptSpeech().speak(text=text, language=language).data


def test_one_process_speaks_all(process):
    assert say()[:4] == b"RIFF"
    first = process._child
    assert say("Bonjour.", "fr") != say("Guten Tag.")
    assert process._child is first


def test_english_is_heard_without_the_voice_in_this_process():
    told = "import sys; from studio.speech.kept import KeptSpeech; print(len(KeptSpeech().speak(text='Hello.', language='en').data) > 9000, 'onnxruntime' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, timeout=120, check=True
    )
    assert answer.stdout.split() == ["True", "False"]


def test_a_refusal_comes_through_with_its_kind(process):
    with pytest.raises(ProviderError) as caught:
        say("...")
    assert caught.value.kind is ProviderFailure.REFUSED
    assert say()


def test_after_a_crash_the_next_words_are_heard(process):
    say()
    process._child.kill()
    assert say()


def test_one_that_has_ended_idle_is_started_again(process, monkeypatch):
    monkeypatch.setattr(kept, "IDLE", 0.2)
    say()
    process._child.wait(timeout=20)
    assert say()


def test_one_that_hangs_is_ended_in_time(process, monkeypatch, tmp_path):
    child = tmp_path / "child.py"
    child.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(kept, "CHILD", child)
    monkeypatch.setattr(kept, "LONGEST", 1.0)
    begun = time.monotonic()
    with pytest.raises(ProviderError) as caught:
        say()
    assert caught.value.kind is ProviderFailure.RETRY
    assert time.monotonic() - begun < 5


def test_who_waits_too_long_is_told_that_others_listen(process, monkeypatch):
    monkeypatch.setattr(kept, "LONGEST", 0.2)
    process._lock.acquire()
    threading.Timer(1.0, process._lock.release).start()
    with pytest.raises(ProviderError) as caught:
        say()
    assert caught.value.kind is ProviderFailure.BUSY
    time.sleep(1.0)


def test_it_ends_with_its_parent():
    told = "from studio.speech import kept; kept.KeptSpeech().speak(text='Hallo.', language='de'); print(kept._process._child.pid, flush=True); import os; os._exit(9)"
    answer = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, timeout=60, check=False
    )
    pid = int(answer.stdout)
    until = time.monotonic() + 20
    while time.monotonic() < until and _runs(pid):
        time.sleep(0.1)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        with Path(f"/proc/{pid}/stat").open() as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_each_language_has_a_sample_of_its_own_to_speak():
    samples = {voice.language: sample_of(voice.language) for voice in VOICES}
    assert all(
        10 <= len(words) <= 90 for words in samples.values() if words not in ("Ido", "Guarani", "Aragonese")
    )
    assert len(samples) - len(set(samples.values())) <= 2, "Bosnian and Croatian say the same"
