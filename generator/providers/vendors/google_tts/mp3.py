"""Untrusted MP3: checked frame by frame for completeness, and decoded."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt

from studio.errors import ProviderError, ProviderFailure

Samples = npt.NDArray[np.int16]

# The tables of ISO/IEC 11172-3 and 13818-3, layer III: kbit/s by bitrate index, and Hz by sample-rate index. Version
# bits are 3 for MPEG 1, 2 for MPEG 2, 0 for MPEG 2.5.
_KBITS = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_LAYER_3 = 1


def count_frames(data: bytes) -> int:
    """Return the number of frames, which must fill the file from the first byte to the last.

    Raises ProviderError, kind BAD_ANSWER, if anything else lies between them or the last is cut off.
    """
    place = _after_tag(data)
    frames = 0
    while place < len(data):
        size = _frame_size(data[place : place + 4])
        if not size or place + size > len(data):
            raise ProviderError(
                "The voice broke off in the middle of its recording.", ProviderFailure.BAD_ANSWER
            )
        place += size
        frames += 1
    return frames


def _after_tag(data: bytes) -> int:
    """Return the offset after an ID3v2 tag, whose length has four times seven bits."""
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    high, middle, low, lowest = data[6:10]
    return 10 + (high << 21 | middle << 14 | low << 7 | lowest)


def _frame_size(header: bytes) -> int:
    """Return the length in bytes of a layer III frame with this four-byte header, or 0 if it is not one."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return 0
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    bitrate, rate, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if layer != _LAYER_3 or version == 1 or rate == 3 or bitrate in (0, 15):
        return 0
    kbits = _KBITS[3 if version == 3 else 2][bitrate]
    return (144 if version == 3 else 72) * kbits * 1000 // _RATES[version][rate] + padding


def decode(data: bytes, rate: int) -> Samples:
    """Decode to 16-bit mono samples at `rate` Hz. Raises ProviderError, kind BAD_ANSWER."""
    # Imported on first use: web processes name the provider but never decode.
    import av

    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
    pieces: list[Samples] = []
    try:
        with av.open(io.BytesIO(data), "r", format="mp3") as container:
            for frame in container.decode(audio=0):
                pieces += [piece.to_ndarray()[0] for piece in resampler.resample(frame)]
            pieces += [piece.to_ndarray()[0] for piece in resampler.resample(None)]
    except (av.FFmpegError, ValueError, IndexError) as error:
        raise ProviderError("The voice sent a broken recording.", ProviderFailure.BAD_ANSWER) from error
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)
