"""Pictures, speech and plans for tests of the renderer: small, made on the spot, the same each time."""

from __future__ import annotations

import subprocess
import wave
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from studio.film.plan import FilmPlan, Narration, Shot, SpokenWord

TINY = (160, 90)


def make_picture(file: Path, size: tuple[int, int] = (192, 108), *, seed: int = 1, light: int = 128) -> Path:
    """Write soft clouds of colour around a grey level, with enough structure to tell pictures apart."""
    chance = np.random.default_rng(seed)
    coarse = Image.fromarray(chance.integers(0, 256, (9, 16, 3), np.uint8)).resize(
        size, Image.Resampling.BICUBIC
    )
    pixels = np.clip(np.asarray(coarse, np.float32) * 0.6 + light - 77, 0, 255)
    Image.fromarray(pixels.astype(np.uint8)).save(file)
    return file


def make_flat_picture(file: Path, colour: tuple[int, int, int], size: tuple[int, int] = (192, 108)) -> Path:
    Image.new("RGB", size, colour).save(file)
    return file


def make_speech(
    file: Path, seconds: float = 1.0, *, rate: int = 16000, level: float = 0.3, pitch: float = 220
) -> Path:
    """Write a voice-like sound: overtones of one pitch in syllables of a quarter of a second."""
    times = np.arange(round(seconds * rate)) / rate
    voice = sum(np.sin(2 * np.pi * pitch * part * times) / part for part in range(1, 6))
    syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * times)
    write_wav(file, level * voice * syllables / 2, rate)
    return file


def write_wav(file: Path, samples: NDArray[np.floating], rate: int) -> None:
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def read_wav(file: Path) -> NDArray[np.float64]:
    with wave.open(str(file), "rb") as sound:
        values = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
        return values.reshape(-1, sound.getnchannels()) / 32768


def make_narration(
    folder: Path,
    text: str = "A red fox walks home.",
    seconds: float = 1.5,
    *,
    name: str = "speech.wav",
    words: bool = False,
) -> Narration:
    file = make_speech(folder / name, seconds)
    parts = text.split()
    share = seconds / len(parts)
    timed = [
        SpokenWord(text=part, start=index * share, end=(index + 0.9) * share)
        for index, part in enumerate(parts)
    ]
    return Narration(file=file, duration=seconds, text=text, words=tuple(timed) if words else ())


def make_shots(folder: Path, *narrations: Narration | None) -> tuple[Shot, ...]:
    """Return one shot, with a picture of its own, for each narration (or None to share the one before)."""
    return tuple(
        Shot(picture=make_picture(folder / f"picture{index}.png", seed=index), narration=narration)
        for index, narration in enumerate(narrations)
    )


def make_plan(folder: Path, **changes: object) -> FilmPlan:
    """Return the plan of a tiny film without music, of one shot unless `shots` are given."""
    shots = changes.pop("shots", None) or make_shots(folder, make_narration(folder))
    values: dict[str, object] = {"shots": shots, "size": TINY, "music": "", "title": "The fox", **changes}
    return FilmPlan(**values)


def run_ffmpeg(*arguments: str) -> str:
    """Run ffmpeg to its end and return what it printed."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-y", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


def decode_frames(video: Path, every: int = 1) -> NDArray[np.uint8]:
    """Return the luma of every n-th frame: shape (frames, height, width)."""
    with av.open(str(video)) as container:
        frames = [
            frame.to_ndarray()
            for number, frame in enumerate(container.decode(video=0))
            if number % every == 0
        ]
    return np.stack(frames)[:, : frames[0].shape[0] * 2 // 3]


def shows_the_same(one: Path, other: Path) -> bool:
    """Tell whether two films have the same sound to the bit and the same frames but for what the encoder decides by
    chance: which segments it codes in one go."""
    frames, others = decode_frames(one).astype(int), decode_frames(other).astype(int)
    return (
        sound_of(one) == sound_of(other)
        and frames.shape == others.shape
        and abs(frames - others).mean() < 0.5
    )


def sound_of(film: Path) -> list[bytes]:
    with av.open(str(film)) as container:
        return [bytes(packet) for packet in container.demux(audio=0) if packet.size]
