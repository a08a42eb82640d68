"""Decoding of untrusted files in a child process: a decoder's C code cannot be interrupted, but a process can."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from studio.errors import StudioError
from studio.film.plan import Report
from studio.film.uploads.clips.kinds import ClipError
from studio.film.uploads.font_files import FontError
from studio.film.uploads.logos import LogoError
from studio.film.uploads.pictures import PictureError, count_pixels
from studio.film.uploads.recordings.kinds import RecordingError
from studio.film.uploads.sound_files import MusicError
from studio.film.uploads.turns import turn
from studio.text.documents.values import DocumentError

CHILD = Path(__file__).with_name("decoding_child.py")
# Factor on the wall-clock limit for a film's files: its owner does not wait before the page, and the machine may be
# busy. The limit on processor time is the same as for drafts.
FILM_SHARE = 3.0
# Seconds between two checks, while waiting, whether the run goes on.
_TICK = 0.1
# The environment variables that the child gets: keys are left out, in case a file takes over a decoder.
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
# Threads of decoders and of the numerical library would reserve memory without using it.
_SPARING = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}

PICTURE_TAKES_TOO_LONG = (
    "This picture takes too long to read. Please save it again as a plain JPEG or PNG, or make it smaller."
)
MUSIC_TAKES_TOO_LONG = "This sound file takes too long to read. Please save it again as a plain MP3 or WAV."
PICTURE_BREAKS = "This picture cannot be read. Please save it again as a plain JPEG or PNG."
MUSIC_BREAKS = "This sound file cannot be read. Please save it again as a plain MP3 or WAV."
RECORDING_TAKES_TOO_LONG = (
    "This recording takes too long to read. Please save it again as a plain MP3 or WAV."
)
RECORDING_BREAKS = "This recording cannot be read. Please save it again as a plain MP3 or WAV."
CLIP_TAKES_TOO_LONG = (
    "This clip takes too long to read. Please save it again as MP4 with H.264, or choose a shorter part."
)
# The ending of the file with pictures from the whole clip, beside a house clip.
FILMSTRIP = ".filmstrip.jpg"
CLIP_BREAKS = "This clip cannot be read. Please save it again as MP4 with H.264."
LOGO_TAKES_TOO_LONG = "This logo takes too long to draw. Please save it as a plain PNG."
LOGO_BREAKS = "This logo cannot be read. Please save it as a plain PNG."
FONT_TAKES_TOO_LONG = "This font takes too long to read. Please use a smaller one."
FONT_BREAKS = "This font cannot be read. Please use another one."
DOCUMENT_TAKES_TOO_LONG = (
    "This document takes too long to read. Please send a part of it, or paste its words."
)
DOCUMENT_BREAKS = (
    "This document needs too much memory to be read. Please send a part of it, or paste its words."
)
# Bytes for a process with a clip: decoders keep up to seventeen frames, and one of 4K in 10 bits has 28 MB.
CLIP_MEMORY = 1536 * 1024**2
# And with a document: the largest that is taken needs half of that. Its owner waits before the page.
DOCUMENT_MEMORY = 1024**3
DOCUMENT_SHARE = 1.5
# What other files than pictures may take, by their errors.
MEMORIES: dict[type[StudioError], int] = {ClipError: CLIP_MEMORY, DocumentError: DOCUMENT_MEMORY}
# Factor on the wall-clock limit for a clip: its processor time alone is minutes, and a run may not stand still longer.
CLIP_SHARE = 2.0


# Called with the processor seconds spent on the file so far, 0.0 if the system does not say.
Alive = Callable[[float], None]


class DecodingError(Exception):
    """The child process failed for a reason that may pass and is not due to the file."""


def stop_decoding_with_run(report: Report) -> Alive:
    """Return a callback that ends the work once the run has ended."""
    return lambda spent: report(0.0)


def clean_picture(source: Path, target: Path, alive: Alive, *, share: float = FILM_SHARE) -> None:
    """Run `clean_picture` of `studio.film.uploads.pictures` with at most GENERATOR_LOOK_SECONDS of processor time.

    `share` is the factor by which wall-clock time may exceed that. `alive` is called often and raises to end the work.
    Raises PictureError, and DecodingError.
    """
    order = {"work": "clean_picture", "source": str(source), "target": str(target)}
    # Wait here, so that other pictures do not use up the time of this one.
    with turn(count_pixels(source), lambda: alive(0.0)):
        _decode(order, PictureError, (PICTURE_TAKES_TOO_LONG, PICTURE_BREAKS), share, alive)


def make_miniatures(files: Sequence[tuple[Path, Path]], alive: Alive) -> list[bool]:
    """Run `write_miniature` of `studio.film.uploads.miniatures` for pairs of source and target, for whoever waits.

    Return of each whether it was made. Raises PictureError where one of them breaks the decoder, and DecodingError.
    """
    order = {"work": "make_miniatures", "files": [(str(source), str(target)) for source, target in files]}
    return list(_decode(order, PictureError, (PICTURE_TAKES_TOO_LONG, PICTURE_BREAKS), 1.0, alive))


def clean_logo(source: Path, target: Path, alive: Alive) -> None:
    """Run `clean_logo` of `studio.film.uploads.logos` for whoever waits before a page. Raises LogoError, DecodingError."""
    order = {"work": "clean_logo", "source": str(source), "target": str(target)}
    _decode(order, LogoError, (LOGO_TAKES_TOO_LONG, LOGO_BREAKS), 1.0, alive)


def clean_font(source: Path, target: Path, alive: Alive) -> str:
    """Run `clean_font` of `studio.film.uploads.font_files` for whoever waits before a page; return the font's name.

    Raises FontError, and DecodingError.
    """
    order = {"work": "clean_font", "source": str(source), "target": str(target)}
    return str(_decode(order, FontError, (FONT_TAKES_TOO_LONG, FONT_BREAKS), 1.0, alive))


def measure_music(source: Path, alive: Alive) -> float:
    """Run `measure_music` of `studio.film.sound.own_music` with at most GENERATOR_LOOK_SECONDS of processor time.

    `alive` is called often and raises to end the work. Raises MusicError, and DecodingError.
    """
    order = {"work": "measure_music", "source": str(source)}
    says = (MUSIC_TAKES_TOO_LONG, MUSIC_BREAKS)
    return float(_decode(order, MusicError, says, FILM_SHARE, alive))


def read_clip(source: Path, alive: Alive) -> dict[str, Any]:
    """Run `read_facts` of `studio.film.uploads.clips` for whoever waits before a page; return its facts by name.

    Raises ClipError, and DecodingError.
    """
    order = {"work": "read_facts", "source": str(source), "longest": settings.GENERATOR_MAX_CLIP_SECONDS}
    return dict(_decode(order, ClipError, (CLIP_TAKES_TOO_LONG, CLIP_BREAKS), 1.0, alive))


def read_recording(source: Path, longest: float, alive: Alive) -> float:
    """Run `read_recording` of `studio.film.uploads.recordings` for whoever waits before a page; return its seconds.

    Raises RecordingError, and DecodingError.
    """
    order = {"work": "read_recording", "source": str(source), "longest": longest}
    says = (RECORDING_TAKES_TOO_LONG, RECORDING_BREAKS)
    return float(_decode(order, RecordingError, says, 1.0, alive))


def make_recording(
    source: Path, target: Path, words: list[str], part: tuple[float, float | None], alive: Alive
) -> dict[str, Any]:
    """Run `make_recording` of `studio.film.uploads.recordings`; return "seconds", "words" with their times, and "start".

    Raises RecordingError, and DecodingError.
    """
    order = {
        "work": "make_recording",
        "source": str(source),
        "target": str(target),
        "words": words,
        "part": part,
    }
    says = (RECORDING_TAKES_TOO_LONG, RECORDING_BREAKS)
    return dict(_decode(order, RecordingError, says, FILM_SHARE, alive))


def part_recording(
    source: Path, words: list[str], places: list[int], part: tuple[float, float | None], alive: Alive
) -> list[float]:
    """Run `part_recording` of `studio.film.uploads.recordings` for whoever waits before a page.

    Raises RecordingError, and DecodingError.
    """
    order = {"work": "part_recording", "source": str(source), "words": words, "places": places, "part": part}
    says = (RECORDING_TAKES_TOO_LONG, RECORDING_BREAKS)
    return list(_decode(order, RecordingError, says, FILM_SHARE, alive))


def cut_narration(
    source: Path, target: Path, spoken: list[str], weights: list[float], alive: Alive
) -> dict[str, Any]:
    """Run `cut_narration` of `studio.film.uploads.recordings` for whoever waits; return "seconds" and "cuts".

    Raises RecordingError, and DecodingError.
    """
    order = {
        "work": "cut_narration",
        "source": str(source),
        "target": str(target),
        "spoken": spoken,
        "weights": weights,
    }
    says, work = (RECORDING_TAKES_TOO_LONG, RECORDING_BREAKS), 2 * settings.GENERATOR_LOOK_SECONDS
    return dict(_decode(order, RecordingError, says, FILM_SHARE, alive, work=work))


def read_document(source: Path, most: int, pictures: Path, alive: Alive) -> dict[str, Any]:
    """Run `read_document` of `studio.text.documents` for whoever waits before a page; return its "text" and "notes".

    `most` is how many characters may be spoken. Its "pictures", each with a "number" and a "name", are put into a folder
    as files that are called by their numbers, and are not judged yet. Raises DocumentError, and DecodingError.
    """
    order = {"work": "read_document", "source": str(source), "most": most, "pictures": str(pictures)}
    says = (DOCUMENT_TAKES_TOO_LONG, DOCUMENT_BREAKS)
    return dict(_decode(order, DocumentError, says, DOCUMENT_SHARE, alive))


def take_still(source: Path, target: Path, alive: Alive, *, share: float = FILM_SHARE) -> None:
    """Run `write_still` of `studio.film.uploads.clips` for whoever waits before a page.

    `share` is as with `clean_picture`. Raises ClipError, and DecodingError.
    """
    order = {
        "work": "take_still",
        "source": str(source),
        "target": str(target),
        "longest": settings.GENERATOR_MAX_CLIP_SECONDS,
    }
    _decode(order, ClipError, (CLIP_TAKES_TOO_LONG, CLIP_BREAKS), share, alive)


def make_house_clip(
    source: Path,
    target: Path,
    film: tuple[int, int],
    part: tuple[float, float | None],
    alive: Alive,
    *,
    fills: bool = False,
) -> dict[str, Any]:
    """Run `make_house_clip` of `studio.film.uploads.clips` with at most GENERATOR_CLIP_SECONDS of processor time.

    Beside `target` are written a picture (.jpg) of its first frame, its sound (.wav) and its filmstrip (FILMSTRIP). `part` has
    its first and last second. Return "seconds", "is_heard", whether there is any sound, and "has_filmstrip". `alive` is called often and raises to end
    the work. Raises ClipError, and DecodingError.
    """
    order = {
        "work": "make_house_clip",
        "source": str(source),
        "target": str(target),
        "filmstrip": str(target.with_suffix(FILMSTRIP)),
        "film": film,
        "part": part,
        "fills": fills,
        "longest": settings.GENERATOR_MAX_CLIP_SECONDS,
    }
    says, work = (CLIP_TAKES_TOO_LONG, CLIP_BREAKS), settings.GENERATOR_CLIP_SECONDS
    return dict(_decode(order, ClipError, says, CLIP_SHARE, alive, work=work))


def _decode(
    order: dict[str, Any],
    error: type[StudioError],
    says: tuple[str, str],
    share: float,
    alive: Alive,
    *,
    work: int | None = None,
) -> Any:
    """Return the child's answer; `says` has the messages for a file that takes too long or breaks the decoder.

    `work` has the seconds of processor time, by default those for what somebody waits for.
    """
    work = work or settings.GENERATOR_LOOK_SECONDS
    seconds = share * work
    bounds: dict[str, Any] = {"seconds": seconds, "processor": work, "parent": os.getpid()}
    if error in MEMORIES:
        bounds["memory"] = MEMORIES[error]
    line = json.dumps({**order, **bounds}).encode() + b"\n"
    until = time.monotonic() + seconds
    # -P: modules beside the child's file must not hide those of the standard library.
    command = [sys.executable, "-P", str(CHILD)]
    environment = {name: os.environ[name] for name in _INHERITED if name in os.environ} | _SPARING
    # The kernel ends the child with the thread that started it, which waits here until the child has ended.
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as child:
        try:
            answer = _wait(child, line, until, alive)
        finally:
            child.kill()
    return _told(answer, child.returncode, error, says)


def _told(answer: bytes | None, code: int, error: type[StudioError], says: tuple[str, str]) -> Any:
    """Return the value that a child has told before it ended with a code; raise what went wrong instead."""
    takes_too_long, breaks = says
    if answer is None or code in (-signal.SIGALRM, -signal.SIGXCPU):
        raise error(takes_too_long)
    if code == -signal.SIGKILL or code > 0:
        raise DecodingError(f"The process that decodes ended with {code}.")
    told = json.loads(answer) if code == 0 else {"broken": "a crash"}
    if "broken" in told:
        raise error(breaks)
    if "refusal" in told:
        raise error(told["refusal"])
    if "fault" in told:
        raise DecodingError(f"The process that decodes met {told['fault']}.")
    return told["value"]


def _wait(child: subprocess.Popen[bytes], line: bytes, until: float, alive: Alive) -> bytes | None:
    """Return the child's output once it has ended, or None if it has not ended in time."""
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
    # User and system time, in ticks; fields[0] is the third field of the line, the first one after the name.
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
