"""Measures a finished film as it is in its file: how loud it is, and whether pictures and sound change together."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from studio.film.plan import FRAME_RATE
from studio.film.schedule import BREATH, Schedule, ShotSpan
from studio.film.sound.loudness import SAMPLE_RATE
from studio.film.sound.voice import decode_speech

_THUMBNAIL = (64, 36)
_TURN = 1 << 19


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Loudness in LUFS, true peak in dBTP, and the largest difference of picture and sound at a cut, in frames."""

    loudness: float
    peak: float
    apart: float


def judge(film: Path, schedule: Schedule) -> Finished:
    """Measure a film that was rendered after this schedule."""
    loudness, peak = _loudness(film)
    heard = decode_speech(film)
    cuts = [
        _seen(film, span) - _spoken(heard, spoken.narration.file, spoken.start) + BREATH / 2
        for span, spoken in zip(schedule.shots[1:], schedule.spoken[1:], strict=True)
    ]
    # A film of one scene has no cut.
    return Finished(loudness=loudness, peak=peak, apart=max(map(abs, cuts), default=0.0) * FRAME_RATE)


def _loudness(film: Path) -> tuple[float, float]:
    """Have another program than ours measure the sound that comes out of the file (EBU R 128, true peak)."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-i", str(film), "-vn"]
    measure = ["-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]
    said = subprocess.run([*command, *measure], capture_output=True, text=True, check=True).stderr
    values = [re.findall(rf"{name}:\s+(-?[\d.]+)", said)[-1] for name in ("I", "Peak")]
    return float(values[0]), float(values[1])


def _seen(film: Path, span: ShotSpan) -> float:
    """Return the second at which a cross-fade is half way: where a frame is as near to the end as to the beginning."""
    first, end = span.first_shown - 1, span.first_shown + span.fade_in
    times, frames = [], []
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        container.seek(round(first / FRAME_RATE / (stream.time_base or 1)), stream=stream)
        for frame in container.decode(stream):
            if frame.time > (end + 0.5) / FRAME_RATE:
                break
            if frame.time > (first - 0.5) / FRAME_RATE:
                times.append(frame.time)
                luma = frame.to_ndarray()[: frame.height]
                frames.append(cv2.resize(luma, _THUMBNAIL, interpolation=cv2.INTER_AREA).astype(float))
    way = frames[-1] - frames[0]
    shares = [float(np.sum((frame - frames[0]) * way) / np.sum(way * way)) for frame in frames]
    return float(np.interp(0.5, np.maximum.accumulate(shares), times))


def _spoken(heard: NDArray[np.float32], speech: Path, about: float) -> float:
    """Return the second at which a narration begins: where the film's sound is most like it."""
    said = decode_speech(speech)[: _TURN // 2]
    first = max(0, round((about - 1) * SAMPLE_RATE))
    there = heard[first : first + len(said) + 2 * SAMPLE_RATE]
    likeness = np.fft.irfft(np.fft.rfft(there, 2 * _TURN) * np.conj(np.fft.rfft(said, 2 * _TURN)))
    return float((first + np.argmax(likeness[: 2 * SAMPLE_RATE])) / SAMPLE_RATE)
