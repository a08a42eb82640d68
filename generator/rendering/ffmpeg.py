"""Runs the ffmpeg that imageio-ffmpeg brings, so that it never outlives the work it was started for."""

from __future__ import annotations

import logging
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from types import TracebackType

import imageio_ffmpeg

from generator.exceptions import RenderError
from generator.rendering.progress import Tick

logger = logging.getLogger(__name__)

# Seconds without any progress after which an encoder is given up.
STALL_SECONDS = 60.0
_POLL_SECONDS = 0.2
# More bytes in the pipe mean fewer switches between us and ffmpeg; Linux allows anyone one mebibyte.
_PIPE_BYTES = 1 << 20
_F_SETPIPE_SZ = 1031

# Linux kills the child when the thread that started it ends (prctl PR_SET_PDEATHSIG = 1, with SIGKILL = 9). It is asked
# for between fork and exec by a small program of its own, because Python code there is not safe beside threads.
_MORTAL = """
import ctypes, os, sys
ctypes.CDLL(None).prctl(1, 9)
if os.getppid() != int(sys.argv[1]):
    sys.exit(1)
os.execv(sys.argv[2], sys.argv[2:])
"""


class Ffmpeg:
    """A running ffmpeg that reads from a pipe. Leaving the context kills it if it has not finished.

    It must be started, written to and left in one and the same thread.
    """

    def __init__(self, arguments: list[str], tick: Tick) -> None:
        """Start ffmpeg. The tick is called at least every 0.2 s while it keeps us waiting; it may raise."""
        self._tick = tick
        command = [_executable(), "-hide_banner", "-loglevel", "error", "-nostdin", "-y", *arguments]
        if sys.platform == "linux" and sys.executable:
            command = [sys.executable, "-I", "-S", "-c", _MORTAL, str(os.getpid()), *command]
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  # Closed on leaving the context.
        # A group of its own keeps a terminal's Ctrl-C for us, who then end it in order.
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._log,
            start_new_session=True,
        )
        assert self._process.stdin is not None
        self._pipe = self._process.stdin.fileno()
        os.set_blocking(self._pipe, False)
        _widen(self._pipe)

    def __enter__(self) -> Ffmpeg:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._close_pipe()
        self._log.seek(0)
        if told := self._log.read().decode(errors="replace").strip():
            logger.debug("ffmpeg ended with %s: %s", self._process.returncode, told)
        self._log.close()

    def write(self, data: memoryview) -> None:
        """Write all of the data. Raises RenderError if ffmpeg ends or stands still, and what the tick raises."""
        deadline = time.monotonic() + STALL_SECONDS
        poll = select.poll()
        poll.register(self._pipe, select.POLLOUT)
        while data:
            try:
                data = data[os.write(self._pipe, data) :]
                deadline = time.monotonic() + STALL_SECONDS
            except BlockingIOError:
                self._wait_or_give_up(deadline)
                poll.poll(_POLL_SECONDS * 1000)
            except BrokenPipeError as error:
                raise RenderError("The video encoder stopped before the film was done.") from error

    def finish(self) -> None:
        """End the input and wait for ffmpeg to write its file. Raises RenderError if it fails or stands still."""
        self._close_pipe()
        deadline = time.monotonic() + STALL_SECONDS
        while True:
            try:
                if self._process.wait(_POLL_SECONDS) != 0:
                    raise RenderError("The video encoder failed.")
                return
            except subprocess.TimeoutExpired:
                self._wait_or_give_up(deadline)

    def _wait_or_give_up(self, deadline: float) -> None:
        self._tick()
        if time.monotonic() > deadline:
            raise RenderError("The video encoder stood still for too long.")

    def _close_pipe(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()


def _executable() -> str:
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise RenderError("The video encoder is not installed.") from error


def _widen(pipe: int) -> None:
    if sys.platform == "linux":
        import fcntl

        # A refusal (the user's pipes already hold all that is allowed) only costs some speed.
        try:
            fcntl.fcntl(pipe, _F_SETPIPE_SZ, _PIPE_BYTES)
        except OSError:
            logger.debug("The pipe to ffmpeg keeps its size.")
