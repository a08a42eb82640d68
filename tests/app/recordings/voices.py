"""Recordings as browsers and people send them: tones with pauses, coded in all kinds of files."""

from __future__ import annotations

import io
import wave

import av
import numpy as np

RATE = 48_000
# Container, codec and layout of what browsers record, and people upload.
KINDS = {
    "chrome.webm": ("webm", "libopus"),
    "safari.mp4": ("mp4", "aac"),
    "phone.m4a": ("ipod", "aac"),
    "tape.mp3": ("mp3", "libmp3lame"),
    "studio.flac": ("flac", "flac"),
    "firefox.ogg": ("ogg", "libopus"),
    "old.aac": ("adts", "aac"),
}


def spoken(
    *parts: tuple[float, float], level: float = 0.2, pitch: float = 330.0, hum: float = 0.0
) -> np.ndarray:
    """Return sound in parts of (seconds of a tone that swells like syllables, seconds of pause after it)."""
    pieces = [np.zeros(RATE // 2)]
    for sounding, pause in parts:
        time = np.arange(round(sounding * RATE)) / RATE
        swell = 0.6 + 0.4 * np.sin(2 * np.pi * 4 * time)
        tone = sum(np.sin(2 * np.pi * pitch * number * time) / number for number in (1, 2, 3))
        pieces += [level * swell * tone / 1.8, np.zeros(round(pause * RATE))]
    whole = np.concatenate([*pieces, np.zeros(RATE // 2)])
    time = np.arange(len(whole)) / RATE
    noise = np.random.default_rng(1).normal(0, 1e-4, len(whole))
    return (
        whole + noise + hum * np.sin(2 * np.pi * 50 * time) + hum / 2 * np.sin(2 * np.pi * 150 * time)
    ).astype(np.float32)


def as_wav(samples: np.ndarray) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return file.getvalue()


def coded(name: str, samples: np.ndarray) -> bytes:
    """Return samples as a file of one of KINDS."""
    form, codec = KINDS[name]
    file = io.BytesIO()
    with av.open(file, "w", format=form) as container:
        stream = container.add_stream(codec, rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[None].astype(np.float32), format="flt", layout="mono")
        frame.sample_rate = RATE
        resampler = av.AudioResampler(
            stream.codec_context.format, "mono", RATE, frame_size=stream.codec_context.frame_size or 1024
        )
        for piece in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return file.getvalue()
