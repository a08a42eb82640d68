"""Has the files of strangers decoded in a process of its own: a decoder's C code hears nobody, but a process can be ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from studio.errors import RenderError
from studio.film.plan import Report
from studio.film.uploads.pictures import PictureError, count_pixels
from studio.film.uploads.sound_files import MusicError
from studio.film.uploads.turns import turn

CHILD = Path(__file__).with_name("decoding_child.py")
# A film's owner does not wait before the page, and the machine may have much to do: its files get so many times longer,
# while the processor may work on them no longer than on those of looks.
FILM_SHARE = 3.0
# How often a wait asks whether the run still lasts, in seconds.
_TICK = 0.1
# What a decoder that a file has taken over must not find: keys stay behind.
_INHERITED = (
    "PATH",
    "LD_LIBRARY_PATH",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "DATA_DIR",
    "PYTHONPATH",
    "PYTHONWARNINGS",
)
# Threads of decoders and of the numerical library reserve memory that nobody uses.
_SPARING = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}

PICTURE_TAKES_TOO_LONG = (
    "This picture takes too long to read. Please save it again as a plain JPEG or PNG, or make it smaller."
)
MUSIC_TAKES_TOO_LONG = "This sound file takes too long to read. Please save it again as a plain MP3 or WAV."
PICTURE_BREAKS = "This picture cannot be read. Please save it again as a plain JPEG or PNG."
MUSIC_BREAKS = "This sound file cannot be read. Please save it again as a plain MP3 or WAV."


# Told for how many seconds the processor has worked on the file, which is 0.0 where the system does not say.
Alive = Callable[[float], None]


class DecodingError(Exception):
    """The process that decodes could not do its work, for a reason that may pass and is not the file's."""


def go_on_with(report: Report) -> Alive:
    """Return what ends the work once nobody waits for the film any more."""
    return lambda spent: report(0.0)


def clean_picture(source: Path, target: Path, alive: Alive, *, share: float = FILM_SHARE) -> None:
    """Do what rendering's `clean_picture` does, for GENERATOR_LOOK_SECONDS of the processor at most.

    `share` says how many times as many may pass meanwhile. `alive` is called often and raises what shall end the work.
    Raises PictureError, and DecodingError.
    """
    order = {"work": "clean_picture", "source": str(source), "target": str(target)}
    # Waited for here, so that the others' pictures do not use up the time of this one.
    with turn(count_pixels(source), lambda: alive(0.0)):
        _decode(order, PictureError, (PICTURE_TAKES_TOO_LONG, PICTURE_BREAKS), share, alive)


def measure_music(source: Path, alive: Alive) -> float:
    """Do what rendering's `measure_music` does, for GENERATOR_LOOK_SECONDS of the processor at most.

    `alive` is called often and raises what shall end the work. Raises MusicError, and DecodingError.
    """
    order = {"work": "measure_music", "source": str(source)}
    says = (MUSIC_TAKES_TOO_LONG, MUSIC_BREAKS)
    return float(_decode(order, MusicError, says, FILM_SHARE, alive))


def _decode(
    order: dict[str, str],
    error: type[RenderError],
    says: tuple[str, str],
    share: float,
    alive: Alive,
) -> Any:
    """Return the child's answer; `says` tells the owner that the file takes too long, and that it breaks the decoder."""
    takes_too_long, breaks = says
    work, seconds = settings.GENERATOR_LOOK_SECONDS, share * settings.GENERATOR_LOOK_SECONDS
    bounds = {"seconds": seconds, "processor": work, "parent": os.getpid()}
    line = json.dumps({**order, **bounds}).encode() + b"\n"
    until = time.monotonic() + seconds
    # -P: modules beside the child's file must not hide those of the standard library.
    command = [sys.executable, "-P", str(CHILD)]
    environment = {name: os.environ[name] for name in _INHERITED if name in os.environ} | _SPARING
    # The kernel ends the child with the thread that has started it, which waits here until the child has ended.
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as child:
        try:
            answer = _wait(child, line, until, alive)
        finally:
            child.kill()
    if answer is None or child.returncode in (-signal.SIGALRM, -signal.SIGXCPU):
        raise error(takes_too_long)
    if child.returncode == -signal.SIGKILL or child.returncode > 0:
        raise DecodingError(f"The process that decodes ended with {child.returncode}.")
    told = json.loads(answer) if child.returncode == 0 else {"broken": "a crash"}
    if "broken" in told:
        raise error(breaks)
    if "refusal" in told:
        raise error(told["refusal"])
    if "fault" in told:
        raise DecodingError(f"The process that decodes met {told['fault']}.")
    return told["value"]


def _wait(child: subprocess.Popen[bytes], line: bytes, until: float, alive: Alive) -> bytes | None:
    """Return what the child has written when it ends, or None where it has not ended in time."""
    asked: bytes | None = line
    while time.monotonic() < until:
        try:
            return child.communicate(asked, timeout=_TICK)[0]
        except subprocess.TimeoutExpired:
            asked = None
        alive(_spent(child.pid))
    return None


def _spent(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    # The times in the program and in the kernel, in ticks; the third field of all is the first behind the name.
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
