"""Decoding of strangers' sound files: only as the format that their first bytes show, and nothing in them but sound."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from studio.errors import StudioError

# Accepted sample rates in Hz: beyond them a few bytes can claim to be a second of sound, or millions to be none.
RATES = range(8_000, 192_001)
# Floating-point files can exceed full scale, and some are scaled by 32,768. Samples beyond twice that, or NaN, are not
# sound; a single one would spread to all of the film's sound.
_LOUDEST = 65_536.0
# A file is decoded only as the format that its first bytes showed: a file that FFmpeg took for a playlist could make
# it open other files and addresses.
DEMUXERS = {
    **{"MP3": "mp3", "WAV": "wav", "OGG": "ogg", "M4A": "mov"},
    **{"WebM": "matroska", "FLAC": "flac", "AAC": "aac"},
}

Samples = NDArray[np.float32]


def decode_sound(file: Path, kind: str, rate: int, layout: str, damaged: StudioError) -> Iterator[Samples]:
    """Yield the sound of a file of a kind in blocks of shape (channels, samples), full scale 1.0.

    Raises `damaged` for whatever a decoder refuses.
    """
    resampler = av.AudioResampler(format="fltp", layout=layout, rate=rate)
    with _opened(file, kind, damaged) as container:
        for frame in container.decode(audio=0):
            if frame.sample_rate not in RATES:
                raise damaged
            for piece in resampler.resample(_sound_of(frame)):
                yield np.asarray(piece.to_ndarray(), np.float32)
        for piece in resampler.resample(None):
            yield np.asarray(piece.to_ndarray(), np.float32)


def _sound_of(frame: av.AudioFrame) -> av.AudioFrame:
    """Return a decoded frame with NaN and infinities replaced by silence and values limited to _LOUDEST."""
    samples = frame.to_ndarray()
    # Comparisons with NaN are false, so frames with NaN go on to be mended.
    if samples.dtype.kind != "f" or not samples.size or bool(np.abs(samples).max() <= _LOUDEST):
        return frame
    kept = np.clip(np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0), -_LOUDEST, _LOUDEST)
    sound = av.AudioFrame.from_ndarray(kept, format=frame.format.name, layout=frame.layout.name)
    sound.sample_rate, sound.pts, sound.time_base = frame.sample_rate, frame.pts, frame.time_base
    return sound


@cache
def _sound_alone() -> dict[str, str]:
    """Return options that keep FFmpeg from decoding anything in a file but its sound.

    It otherwise decodes the cover too, as soon as a file is opened, and that can be a picture of gigabytes.
    """
    decoders = []
    for name in sorted(av.codecs_available):
        try:
            decoders += [name] if av.Codec(name, "r").type == "audio" else []
        except ValueError:
            # An encoder only.
            continue
    return {"codec_whitelist": ",".join(decoders)}


@contextmanager
def _opened(file: Path, kind: str, damaged: StudioError) -> Iterator[Any]:
    with file.open("rb") as opened:
        try:
            with av.open(opened, format=DEMUXERS[kind], options=_sound_alone()) as container:
                yield container
        except StudioError:
            raise
        # Decoders raise many kinds of errors for hostile bytes, and all mean the same to the file's owner.
        except Exception as error:
            raise damaged from error
