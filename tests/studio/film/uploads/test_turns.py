"""Large pictures are decoded one at a time on each host."""

from __future__ import annotations

import multiprocessing
import multiprocessing.synchronize
import os
import signal
import subprocess
import sys
import threading
import time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from generator.exceptions import RunStoppedError
from studio.film.uploads import turns
from studio.film.uploads.pictures import clean_picture
from studio.film.uploads.turns import LARGE, turn
from tests.studio.film.uploads.picture_files import encode


@pytest.fixture(autouse=True)
def own_lock(tmp_path, monkeypatch):
    """Keep away from who decodes on this machine meanwhile."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def stop() -> None:
    raise RunStoppedError


def test_a_large_picture_waits_and_a_small_one_does_not():
    ticks: list[int] = []
    inside, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with turn(LARGE + 1, lambda: None):
            inside.set()
            leave.wait(10)

    def tick() -> None:
        ticks.append(1)
        leave.set()

    holder = threading.Thread(target=hold)
    holder.start()
    assert inside.wait(10)
    with turn(LARGE, stop):
        assert not leave.is_set()
    with turn(LARGE + 1, tick):
        assert leave.is_set()
    holder.join()
    assert ticks


def test_who_is_cancelled_while_waiting_stops_at_once(tmp_path):
    large = encode(Image.new("L", (4_000, 4_000), 90))
    with turn(LARGE + 1, lambda: None), pytest.raises(RunStoppedError):
        clean_picture(BytesIO(large), tmp_path / "clean.jpg", tick=stop)
    assert clean_picture(BytesIO(large), tmp_path / "clean.jpg", tick=stop) == (2_560, 2_560)


def test_a_picture_that_fails_frees_the_turn():
    with pytest.raises(ValueError, match="broken"), turn(LARGE + 1, lambda: None):
        raise ValueError("broken")
    with turn(LARGE + 1, stop):
        pass


def _hold(inside: multiprocessing.synchronize.Event) -> None:
    with turn(LARGE + 1, lambda: None):
        inside.set()
        time.sleep(60)


def test_the_turn_of_a_killed_process_is_free_at_once():
    forked = multiprocessing.get_context("fork")
    inside = forked.Event()
    holder = forked.Process(target=_hold, args=(inside,))
    holder.start()
    assert inside.wait(10)
    with pytest.raises(RunStoppedError), turn(LARGE + 1, stop):
        pass
    os.kill(holder.pid, signal.SIGKILL)
    holder.join()
    with turn(LARGE + 1, stop):
        pass


def test_a_child_that_was_forked_meanwhile_does_not_keep_the_turn():
    with turn(LARGE + 1, lambda: None):
        child = multiprocessing.get_context("fork").Process(target=time.sleep, args=(30,))
        child.start()
    try:
        with turn(LARGE + 1, stop):
            pass
    finally:
        child.kill()
        child.join()


def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path):
    turns._lock_file().symlink_to(tmp_path / "elsewhere")
    with turn(LARGE + 1, stop):
        pass
    assert not (tmp_path / "elsewhere").exists()


# A WebP of 7,744 x 7,744 pixels, all of one colour.
_60_MEGAPIXELS = bytes.fromhex(
    "52494646 1e000000 57454250 5650384c 11000000 2f3fde8f 170750c6 6a15b980 8188e87f 0000"
)
# In a process of its own: the most memory that this one ever had says nothing about one picture.
_CLEANING = """
import sys
from pathlib import Path
from studio.film.uploads.pictures import clean_picture
clean_picture(Path(sys.argv[1]), Path(sys.argv[1] + ".jpg"))
# The kernel hands the peak of who starts a process on to it, so that of the memory itself is read.
print(int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) // 1024)
"""


def test_60_megapixels_with_transparency_take_less_than_a_gigabyte(tmp_path: Path):
    file = tmp_path / "upload"
    file.write_bytes(_60_MEGAPIXELS)
    run = subprocess.run(
        [sys.executable, "-c", _CLEANING, file], capture_output=True, text=True, check=True, timeout=120
    )
    assert int(run.stdout) < 800
