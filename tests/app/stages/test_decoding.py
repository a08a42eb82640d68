"""Strangers' files are decoded in a process that ends: in time, with its worker, and whatever the file does to it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from django.conf import settings as django_settings
from PIL import Image

from generator.exceptions import RunStoppedError
from generator.pipeline import decoding
from studio.film.uploads.pictures import PictureError
from studio.film.uploads.sound_files import MusicError
from tests.app.stages.conftest import decoders, photo

STAND_IN = Path(__file__).parents[2] / "support" / "decoding_stand_in.py"


def go_on(spent: float) -> None:
    """Never stop."""


@pytest.fixture
def upload(tmp_path, monkeypatch):
    """Make a picture that asks for something, and have it decoded by a process that obeys."""
    monkeypatch.setattr(decoding, "CHILD", STAND_IN)

    def make(asks: str) -> Path:
        path = tmp_path / "upload"
        path.write_bytes(photo(comment=asks.encode()))
        return path

    return make


def test_a_picture_is_cleaned(tmp_path):
    source, target = tmp_path / "upload", tmp_path / "cleaned.jpg"
    source.write_bytes(photo(800, 600))
    decoding.clean_picture(source, target, go_on)
    with Image.open(target) as cleaned:
        assert (cleaned.format, cleaned.size) == ("JPEG", (800, 600))
    assert decoders() == []


def test_a_picture_that_is_refused_is_refused_with_the_same_words(tmp_path):
    (tmp_path / "upload").write_bytes(photo()[:4000])
    with pytest.raises(PictureError, match="damaged or incomplete"):
        decoding.clean_picture(tmp_path / "upload", tmp_path / "cleaned.jpg", go_on)


@pytest.mark.parametrize(("work", "share"), [(2, 0.5), (1, 30.0)], ids=["of the clock", "of the processor"])
def test_a_picture_that_costs_hours_is_refused_in_time(upload, settings, tmp_path, work, share):
    settings.GENERATOR_LOOK_SECONDS = work
    began = time.monotonic()
    with pytest.raises(PictureError, match=r"^This picture takes too long to read\. Please [^.]+\.$"):
        decoding.clean_picture(upload("costs hours"), tmp_path / "cleaned.jpg", go_on, share=share)
    assert time.monotonic() - began < (work * share + 2 if share < 1 else 20)
    assert decoders() == []


def test_music_that_costs_hours_is_refused_in_time(upload, settings):
    settings.GENERATOR_LOOK_SECONDS = 1
    with pytest.raises(MusicError, match=r"^This sound file takes too long to read\. Please [^.]+\.$"):
        decoding.measure_music(upload("costs hours"), go_on)
    assert decoders() == []


@pytest.mark.skipif(sys.platform != "linux", reason="Read from /proc.")
def test_who_waits_hears_how_long_the_processor_has_worked_on_it(upload, settings, tmp_path):
    settings.GENERATOR_LOOK_SECONDS = 1
    heard: list[float] = []
    began = time.monotonic()
    with pytest.raises(PictureError):
        decoding.clean_picture(upload("costs hours"), tmp_path / "cleaned.jpg", heard.append)
    assert heard == sorted(heard)
    assert 0.1 < heard[-1] < time.monotonic() - began + 0.1


def test_decoding_ends_when_nobody_waits_any_more(upload, tmp_path):
    told_at = time.monotonic() + 0.5

    def stop(spent: float) -> None:
        if time.monotonic() > told_at:
            raise RunStoppedError

    with pytest.raises(RunStoppedError):
        decoding.clean_picture(upload("costs hours"), tmp_path / "cleaned.jpg", stop)
    assert time.monotonic() - told_at < 1
    assert decoders() == []


@pytest.mark.parametrize("asks", ["breaks the decoder", "takes all memory"])
def test_what_breaks_the_decoder_is_refused_and_nothing_else_breaks(upload, tmp_path, asks):
    with pytest.raises(PictureError, match=r"^This picture cannot be read\. Please [^.]+\.$"):
        decoding.clean_picture(upload(asks), tmp_path / "cleaned.jpg", go_on)
    with pytest.raises(MusicError, match=r"^This sound file cannot be read\. Please [^.]+\.$"):
        decoding.measure_music(upload(asks), go_on)


@pytest.mark.parametrize("asks", ["fills the disk", "is killed"])
def test_what_is_not_the_pictures_fault_is_no_word_to_its_owner(upload, tmp_path, asks):
    with pytest.raises(decoding.DecodingError):
        decoding.clean_picture(upload(asks), tmp_path / "cleaned.jpg", go_on)


def test_a_decoder_finds_no_keys(upload, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a-key-that-nobody-may-read")
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:password@host/name")
    with pytest.raises(PictureError) as told:
        decoding.clean_picture(upload("asks for keys"), tmp_path / "cleaned.jpg", go_on)
    assert "PATH=" in str(told.value)
    assert "a-key" not in str(told.value)
    assert "password" not in str(told.value)


DECODE = """
import sys
from pathlib import Path
from django.conf import settings
settings.configure(GENERATOR_LOOK_SECONDS=60)
from generator.pipeline import decoding
decoding.CHILD = Path(sys.argv[1])
decoding.clean_picture(Path(sys.argv[2]), Path(sys.argv[2] + ".jpg"), lambda spent: None)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="The kernel of Linux sees to it.")
def test_a_decoder_dies_with_its_worker(upload):
    words = [sys.executable, "-c", DECODE, str(STAND_IN), str(upload("costs hours"))]
    with subprocess.Popen(
        words, cwd=django_settings.BASE_DIR, env={**os.environ, "PYTHONPATH": "."}
    ) as worker:
        try:
            found = wait_for_children(psutil.Process(worker.pid))
            # It has had time to begin, and still works.
            time.sleep(0.5)
            assert all(child.is_running() for child in found)
        finally:
            worker.kill()
    gone, alive = psutil.wait_procs(found, timeout=5)
    assert (len(gone), alive) == (1, [])


def test_a_decoder_whose_worker_was_gone_before_it_began_does_nothing(upload):
    order = f'{{"work": "clean_picture", "source": "{upload("costs hours")}", "target": "", "seconds": 60, "processor": 60, "parent": 1}}'
    child = subprocess.run(
        [sys.executable, "-P", str(STAND_IN)],
        input=order.encode(),
        capture_output=True,
        timeout=20,
        check=True,
    )
    assert child.stdout == b""


def wait_for_children(process: psutil.Process) -> list[psutil.Process]:
    until = time.monotonic() + 30
    while not (found := process.children()):
        assert time.monotonic() < until
        time.sleep(0.05)
    return found


def test_a_decoder_whose_worker_stands_still_ends_by_itself(upload, tmp_path):
    order = f'{{"work": "clean_picture", "source": "{upload("costs hours")}", "target": "", "seconds": -4, "processor": 60, "parent": {os.getpid()}}}\n'
    with subprocess.Popen(
        [sys.executable, "-P", str(STAND_IN)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        answer, _ = child.communicate(order.encode(), timeout=20)
    assert (answer, child.returncode) == (b"", -14)
