from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.exceptions import RenderError
from generator.rendering import ffmpeg
from generator.rendering.ffmpeg import Ffmpeg

RAW = ["-f", "rawvideo", "-pix_fmt", "gray", "-s", "64x64", "-r", "30", "-i", "pipe:0"]
FRAME = memoryview(bytes(64 * 64))


def pass_on(target: Path) -> list[str]:
    return [*RAW, "-f", "rawvideo", str(target)]


def is_alive(pid: int) -> bool:
    """Tell if a process runs; one that is dead but not yet collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_for_end(process: Ffmpeg) -> None:
    deadline = time.monotonic() + 10
    while process._process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)


def test_it_hands_over_all_the_bytes(tmp_path: Path):
    with Ffmpeg(pass_on(tmp_path / "out.raw"), lambda: None) as process:
        for value in range(50):
            process.write(memoryview(bytes([value]) * 4096))
        process.finish()

    assert (tmp_path / "out.raw").read_bytes() == b"".join(bytes([value]) * 4096 for value in range(50))


def test_leaving_early_kills_it_at_once(tmp_path: Path):
    with Ffmpeg(pass_on(tmp_path / "out.raw"), lambda: None) as process:
        process.write(FRAME)
        started = time.monotonic()

    assert time.monotonic() - started < 1
    assert not is_alive(process._process.pid)


def test_an_ffmpeg_that_fails_is_a_plain_error_and_its_words_stay_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG, "generator.rendering.ffmpeg")

    with Ffmpeg([*RAW, "-c:v", "nosuchcodec", str(tmp_path / "out.mp4")], lambda: None) as process:
        # It reads some of its input before it looks at its options.
        process.write(memoryview(bytes(1 << 19)))
        wait_for_end(process)
        with pytest.raises(RenderError) as caught:
            process.write(FRAME)

    assert str(caught.value).startswith("The video encoder")
    assert "nosuchcodec" not in str(caught.value)
    assert "nosuchcodec" in caplog.text


@pytest.mark.skipif(sys.platform != "linux", reason="Processes are stopped and looked at through /proc.")
def test_an_ffmpeg_that_stands_still_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ffmpeg, "STALL_SECONDS", 0.5)
    ticks = []

    with Ffmpeg(pass_on(tmp_path / "out.raw"), lambda: ticks.append(1)) as process:
        process.write(FRAME)
        os.killpg(process._process.pid, signal.SIGSTOP)
        # More than any pipe holds, so that writing must wait.
        with pytest.raises(RenderError, match="stood still"):
            process.write(memoryview(bytes(8 << 20)))

    assert len(ticks) >= 2
    assert not is_alive(process._process.pid)


def test_waiting_for_the_end_ticks_and_may_be_stopped(tmp_path: Path):
    def stop() -> None:
        raise InterruptedError

    # An endless input of its own keeps this ffmpeg busy after ours has ended.
    arguments = [*RAW, "-re", "-f", "lavfi", "-i", "anullsrc", "-map", "1:a", "-f", "null", "-"]
    with pytest.raises(InterruptedError), Ffmpeg(arguments, stop) as process:
        process.finish()

    assert not is_alive(process._process.pid)


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux ties a child to the life of its parent.")
def test_it_dies_with_a_killed_parent(tmp_path: Path):
    program = (
        "import sys, time\n"
        "from generator.rendering.ffmpeg import Ffmpeg\n"
        f"process = Ffmpeg({pass_on(tmp_path / 'out.raw')!r}, lambda: None)\n"
        "process.write(memoryview(bytes(4096)))\n"
        "time.sleep(0.3)\n"
        "print(process._process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=Path.cwd()) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_alive(child)
        parent.kill()
        parent.wait()

    deadline = time.monotonic() + 2
    while is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_alive(child)


def test_a_missing_encoder_is_a_plain_error(monkeypatch: pytest.MonkeyPatch):
    def missing() -> str:
        raise RuntimeError("No ffmpeg exe could be found.")

    monkeypatch.setattr(ffmpeg.imageio_ffmpeg, "get_ffmpeg_exe", missing)

    with pytest.raises(RenderError, match="not installed"):
        Ffmpeg(RAW, lambda: None)
