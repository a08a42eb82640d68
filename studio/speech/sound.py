"""Samples of speech: pitch, silence, loudness, and the finished recording with its word times."""

from __future__ import annotations

import io
import wave
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from studio.contracts import Speech, Word

Samples = npt.NDArray[np.float32]
# Start and end in seconds.
Span = tuple[float, float]

# Level of the spoken parts, in dB of full scale: it leaves 20 dB for peaks, as speech needs.
_SPEECH_LEVEL = -20.0
# Sound this many dB below the loudest 20 ms is silence: below breath and consonants, above the noise of the
# voices.
_SILENCE = -42.0
_FRAME = 0.02
# Seconds kept around the words, so that no consonant is cut; the contract allows 0.15.
_LEAD, _TAIL = 0.04, 0.1
# Above this the peaks are bent, never clipped; full scale is 1.
_KNEE, _CEILING = 0.75, 0.95


def change_pitch(samples: Samples, pitch: float) -> Samples:
    """Raise (above 1) or lower the pitch of one utterance; it gets shorter or longer by the same factor.

    Resamples in the frequency domain, which is exact for a sound that begins and ends in silence.
    """
    if pitch == 1 or not len(samples):
        return samples
    length = round(len(samples) / pitch)
    spectrum = np.fft.rfft(samples)
    kept = min(len(spectrum), length // 2 + 1)
    changed = np.fft.irfft(spectrum[:kept], length) * (length / len(samples))
    return changed.astype(np.float32)


def _frame_levels(samples: Samples, sample_rate: int) -> npt.NDArray[np.float64]:
    """Return the root mean square of each 20 ms; the last frame may be shorter and is padded with silence."""
    size = int(sample_rate * _FRAME)
    padded = np.pad(samples.astype(np.float64), (0, -len(samples) % size))
    return np.asarray(np.sqrt((padded.reshape(-1, size) ** 2).mean(axis=1)))


def _spoken_frames(samples: Samples, sample_rate: int) -> npt.NDArray[np.bool_]:
    levels = _frame_levels(samples, sample_rate)
    return np.asarray(levels > max(levels.max(initial=0) * 10 ** (_SILENCE / 20), 1e-5))


def trim(samples: Samples, sample_rate: int) -> tuple[Samples, float]:
    """Cut the silence around speech; also return how many seconds were cut from its beginning."""
    spoken = np.flatnonzero(_spoken_frames(samples, sample_rate))
    if not len(spoken):
        return samples, 0.0
    size = int(sample_rate * _FRAME)
    first = max(0, int(spoken[0]) * size - int(_LEAD * sample_rate))
    last = min(len(samples), (int(spoken[-1]) + 1) * size + int(_TAIL * sample_rate))
    return samples[first:last], first / sample_rate


def normalise(samples: Samples, sample_rate: int) -> Samples:
    """Scale the spoken parts to one level, so that a film's scenes match; bend peaks below full scale."""
    spoken = _spoken_frames(samples, sample_rate)
    if not spoken.any():
        return samples
    level = float(np.sqrt((_frame_levels(samples, sample_rate)[spoken] ** 2).mean()))
    scaled = samples * np.float32(10 ** (_SPEECH_LEVEL / 20) / level)
    over = np.abs(scaled) > _KNEE
    room = _CEILING - _KNEE
    scaled[over] = np.sign(scaled[over]) * (_KNEE + room * np.tanh((np.abs(scaled[over]) - _KNEE) / room))
    return scaled


def finish(
    samples: Samples, sample_rate: int, written: Sequence[str], spans: Mapping[int, Span], *, model: str
) -> Speech:
    """Trim, level and pack a recording.

    `spans` holds the times, in seconds of `samples`, of the written words that were spoken, by their
    positions.
    """
    trimmed, cut = trim(samples, sample_rate)
    duration = len(trimmed) / sample_rate
    shifted = {position: (start - cut, end - cut) for position, (start, end) in spans.items()}
    return Speech(
        data=_pack(normalise(trimmed, sample_rate), sample_rate),
        duration=duration,
        words=settle(written, shifted, duration),
        model=model,
    )


def settle(written: Sequence[str], spans: Mapping[int, Span], duration: float) -> tuple[Word, ...]:
    """Return each written word with its time, in order and within the duration.

    Words that are not spoken (a dash, a picture, a script that the voice cannot read) share the pause that
    they stand in.
    """
    words: list[Word] = []
    position, clock = 0, 0.0
    while position < len(written):
        following = position
        while following < len(written) and following not in spans:
            following += 1
        stop = min(max(spans[following][0] if following in spans else duration, clock), duration)
        step = (stop - clock) / max(1, following - position)
        for silent in range(position, following):
            words.append(_word(written[silent], clock, clock + step))
            clock += step
        if following < len(written):
            start = max(stop, clock)
            clock = min(max(spans[following][1], start), duration)
            words.append(_word(written[following], start, clock))
        position = following + 1
    return tuple(words)


def _word(text: str, start: float, end: float) -> Word:
    return Word(text=text, start=round(start, 3), end=round(end, 3))


def _pack(samples: Samples, sample_rate: int) -> bytes:
    whole = np.clip(np.round(samples * 32767), -32768, 32767).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(sample_rate)
        recording.writeframes(whole.tobytes())
    return file.getvalue()
