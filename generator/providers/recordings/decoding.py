"""A recording of a service as samples, whatever its header says of how long it is."""

from __future__ import annotations

import io
import struct

import numpy as np
import numpy.typing as npt

from studio.errors import ProviderError, ProviderFailure

Samples = npt.NDArray[np.int16]

# Seconds after which a recording is taken for one that does not end.
LONGEST = 900.0
# Of full scale 32768: a recording that never reaches this is silent.
AUDIBLE = 200
# What a server that writes while it speaks puts for a length that it does not know yet.
_UNKNOWN = (0, 0x7FFFFFFF, 0xFFFFFFFF)


def decode(data: bytes, rate: int, service: str) -> Samples:
    """Decode WAV, MP3, FLAC, Opus or AAC to 16-bit mono samples at `rate` Hz.

    Raises ProviderError, kind BAD_ANSWER, if it is broken, silent, or does not end.
    """
    # Imported on first use: web processes name the providers but never decode.
    import av

    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
    pieces: list[Samples] = []
    length = 0.0
    try:
        with av.open(io.BytesIO(with_whole_length(data)), "r") as container:
            for frame in container.decode(audio=0):
                pieces += [piece.to_ndarray()[0] for piece in resampler.resample(frame)]
                length = _within(length + frame.samples / max(1, frame.sample_rate), service)
            pieces += [piece.to_ndarray()[0] for piece in resampler.resample(None)]
    except (av.FFmpegError, ValueError, IndexError) as error:
        raise not_speech(service) from error
    return audible(np.concatenate(pieces) if pieces else np.zeros(0, np.int16), service)


def read_raw(data: bytes, rate: int, service: str) -> Samples:
    """Return bare 16-bit mono samples, little end first, as services send "pcm". Raises ProviderError."""
    _within(len(data) / 2 / rate, service)
    return audible(np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.int16), service)


def audible(samples: Samples, service: str) -> Samples:
    if not samples.size:
        raise not_speech(service)
    if np.abs(samples.astype(np.int32)).max() < AUDIBLE:
        raise ProviderError(f"{service} sent a silent recording.", ProviderFailure.BAD_ANSWER)
    return samples


def with_whole_length(data: bytes) -> bytes:
    """Return a WAV file whose header says how many samples there are; anything else as it is.

    A server that speaks while it sends writes the header first: with no length, or with that of its first sentence.
    """
    if data[:4] not in (b"RIFF", b"RF64") or data[8:12] != b"WAVE":
        return data
    place = 12
    while place + 8 <= len(data):
        name, size = data[place : place + 4], struct.unpack_from("<I", data, place + 4)[0]
        start = place + 8
        if name == b"data":
            rest = len(data) - start
            if size in _UNKNOWN or size > rest or not _is_chunk(data, start + size + size % 2):
                return b"RIFF" + data[4:place] + b"data" + struct.pack("<I", rest) + data[start:]
            return data
        place = start + size + size % 2
    return data


def _is_chunk(data: bytes, place: int) -> bool:
    """Return whether nothing, or another chunk that fits into the file, begins at a place."""
    if place >= len(data):
        return True
    name = data[place : place + 4]
    if place + 8 > len(data) or not all(32 <= sign < 127 for sign in name):
        return False
    return place + 8 + int(struct.unpack_from("<I", data, place + 4)[0]) <= len(data)


def _within(seconds: float, service: str) -> float:
    if seconds > LONGEST:
        raise ProviderError(f"{service} sent a recording that does not end.", ProviderFailure.BAD_ANSWER)
    return seconds


def not_speech(service: str) -> ProviderError:
    return ProviderError(f"{service} answered with something that is not speech.", ProviderFailure.BAD_ANSWER)
