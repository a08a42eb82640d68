"""The work item of the benchmark: five pictures, five narrations and the plan of a film, the same each time."""

from __future__ import annotations

import wave
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.film.plan import FilmPlan, Narration, Shot, SpokenWord
from studio.film.sound.loudness import SAMPLE_RATE
from studio.film.sound.music import compose_loop

MUSIC = "music.wav"
_PICTURE, _OTHER_PICTURE, _OTHER_SPEECH = "picture{}.jpg", "other.jpg", "other.wav"
# The scene that an edit changes, and the seconds by which its new speech is longer.
_EDITED, _MORE_SPEECH = 2, 0.7
# (width, height) of the pictures for a film of 1280x720: all cover a 16:9 frame, some with room for the camera at the
# sides or above. A larger film has larger ones, as in the product, which asks for pictures in the size of the film.
_PICTURE_SIZES = ((1536, 1024), (1600, 1120), (1920, 1080), (2048, 1280), (1792, 1024))
_TEXTS = (
    "Every evening the keeper of the lighthouse climbs two hundred steps, polishes the great lens, and waits for "
    "the fishing boats to come home across the dark water, one by one.",
    "Far below, the tide turns over the smooth stones, and the gulls that were quarrelling all afternoon settle "
    "along the harbour wall to sleep until the first boat leaves again.",
    "When the fog comes in, nothing is left of the village but the bells, a smell of wood smoke, and the long "
    "white arm of the lamp that feels its way slowly over the roofs.",
    "Once, on a night in March, the lamp went out, and forty neighbours stood upon the rocks with lanterns, "
    "singing as loudly as they could, so that nobody would be lost.",
    "They still tell the story to their children, who want to hear the song, and the keeper, who is old now, "
    "always says that it was the worst singing that ever saved a ship.",
)
# Films of these lengths in seconds have five scenes; others have scenes of about so many seconds each, whose texts and
# pictures come again and again.
_FIVE_SCENES, _SCENE = (12.5, 75.0), 12.0
# Seconds of quiet that the schedule adds before and after all narrations, and between two.
_QUIET, _BREATH = 1.3, 0.4
_RATE = 24000
# Radii of the discs in a picture for such a film, in pixels.
_SMALLEST, _LARGEST = 16.0, 500.0


def make_material(folder: Path, seconds: float, film: tuple[int, int]) -> None:
    """Write the pictures and the narrations of a film of (width, height) pixels and about `seconds` into a folder."""
    scale = film[1] / 720
    for index, size in enumerate(_PICTURE_SIZES):
        _write_picture(folder / _PICTURE.format(index), size, scale, index)
        make_speech(folder / f"speech{index}.wav", _spoken_seconds(seconds), pitch=110 + 12 * index)
    _write_picture(folder / _OTHER_PICTURE, _PICTURE_SIZES[_EDITED], scale, 99)
    make_speech(folder / _OTHER_SPEECH, _spoken_seconds(seconds) + _MORE_SPEECH, pitch=130)
    make_sound(folder / MUSIC, seconds)


def make_sound(file: Path, seconds: float) -> None:
    """Write music that lasts for a film of so many seconds."""
    loop = compose_loop("calm", 1)
    _write_wav(file, np.tile(loop, (round(seconds * SAMPLE_RATE) // len(loop) + 2, 1)), SAMPLE_RATE)


def load_plan(folder: Path, size: tuple[int, int], seconds: float, edit: str = "") -> FilmPlan:
    """Return the plan of the film over the files that `make_material` wrote.

    With the edit "picture" its third scene has another picture, with "words" other words and other speech.
    """
    duration = _spoken_seconds(seconds)
    shots = []
    for number in range(_scene_count(seconds)):
        index = number % len(_TEXTS)
        text = _TEXTS[index]
        words = text.split()
        # A shorter film says less, at the same pace.
        words = words[: max(3, round(len(words) * min(1.0, duration / 11.4)))]
        speech, length, picture = folder / f"speech{index}.wav", duration, folder / _PICTURE.format(index)
        if number == _EDITED and edit == "picture":
            picture = folder / _OTHER_PICTURE
        if number == _EDITED and edit == "words":
            speech, length, words = folder / _OTHER_SPEECH, duration + _MORE_SPEECH, words[::-1]
        timed = tuple(timed_words(words, length))
        narration = Narration(file=speech, duration=length, text=" ".join(words), words=timed)
        shots.append(Shot(picture=picture, narration=narration))
    return FilmPlan(shots=tuple(shots), size=size, music="calm", seed=1, title="The lighthouse")


def _spoken_seconds(seconds: float) -> float:
    count = _scene_count(seconds)
    return round((seconds - _QUIET - (count - 1) * _BREATH) / count, 2)


def _scene_count(seconds: float) -> int:
    """Return how many scenes a film of this length has: longer films have more of them, not longer ones."""
    shortest, longest = _FIVE_SCENES
    return len(_TEXTS) if shortest <= seconds <= longest else max(1, round(seconds / _SCENE))


def timed_words(words: list[str], duration: float) -> list[SpokenWord]:
    """Return words with times: as long as they have letters."""
    ends = np.cumsum([len(word) + 2 for word in words]) * 1.0
    ends *= duration / ends[-1]
    starts = [0.0, *ends[:-1]]
    return [
        SpokenWord(text=word, start=start, end=float(end))
        for word, start, end in zip(words, starts, ends, strict=True)
    ]


def _write_picture(file: Path, size: tuple[int, int], scale: float, seed: int) -> None:
    cv2.imwrite(str(file), _picture(size, scale, seed)[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 92])


def _picture(size: tuple[int, int], scale: float, seed: int) -> NDArray[np.uint8]:
    """Return an RGB picture whose edges and textures are spread over all scales as in photographs.

    It is `scale` times as wide and high as `size`, as if taken by a camera of that many more pixels.

    It is the dead leaves model (Lee, Mumford, Huang: Occlusion models for natural images, 2001): discs whose radii
    follow a power law of -3 cover each other; here each is shaded, and has a texture of its own.
    """
    chance = np.random.default_rng(seed)
    width, height = (round(side * scale) for side in size)
    pixels = np.full((height, width, 3), 90, np.float32)
    # Colours of one picture are near each other: a light of its own, and little of each colour.
    palette = chance.uniform(45, 200, (9, 1)) + chance.normal(0, 16, (9, 3)) + chance.normal(0, 18, (1, 3))
    grain = cv2.GaussianBlur(chance.standard_normal((height, width), np.float32), (0, 0), 1.2)
    slope = np.linspace(0.75, 1.2, height, dtype=np.float32)[:, None, None]
    for share in chance.random(1800):
        radius = scale * (share * (_SMALLEST**-2 - _LARGEST**-2) + _LARGEST**-2) ** -0.5
        x, y = (int(scale * chance.integers(0, side)) for side in size)
        left, top, right, bottom = (
            max(0, x - int(radius)), max(0, y - int(radius)), min(width, x + int(radius)), min(height, y + int(radius))
        )  # fmt: skip
        if right <= left or bottom <= top:
            continue
        mask = np.zeros((bottom - top, right - left), np.float32)
        cv2.circle(mask, (x - left, y - top), int(radius), 1.0, -1, cv2.LINE_AA)
        colour = palette[chance.integers(0, 9)] + chance.normal(0, 6, 3)
        shade = np.linspace(1.15, 0.8, right - left, dtype=np.float32)[None, :, None]
        leaf = colour.astype(np.float32) * shade + grain[top:bottom, left:right, None] * chance.uniform(0, 30)
        region = pixels[top:bottom, left:right]
        region += (leaf - region) * mask[:, :, None]
    return np.clip(cv2.GaussianBlur(pixels * slope, (0, 0), 1.0), 0, 255).astype(np.uint8)


def make_speech(file: Path, seconds: float, pitch: float) -> None:
    """Write overtones of a falling pitch in syllables: loudness and pauses are those of speech, words are not."""
    times = np.arange(round(seconds * _RATE)) / _RATE
    phase = 2 * np.pi * np.cumsum(pitch * (1 + 0.08 * np.sin(2 * np.pi * 0.7 * times))) / _RATE
    voice = sum(np.sin(phase * part) / part**1.3 for part in range(1, 12))
    syllables = np.clip(np.sin(2 * np.pi * 2.1 * times) + 0.7, 0, 1) * (
        np.sin(2 * np.pi * 0.23 * times) > -0.9
    )
    _write_wav(file, (0.2 * voice * syllables)[:, None], _RATE)


def _write_wav(file: Path, samples: NDArray[np.floating], rate: int) -> None:
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(samples.shape[1])
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
