"""One recording of several scenes, made by other voices than those it is cut by, and where it should be cut."""

from __future__ import annotations

import io
import zlib

import numpy as np

from studio.film.sound.voice import decode_speech
from studio.film.uploads.recordings.aligning import RATE, cut
from studio.film.uploads.recordings.cutting import _small
from studio.speech import EmbeddedSpeech
from studio.speech.espeak import EspeakSpeech
from tests.studio.corpora.corpus import Row, read_corpus

# Seconds by which a cut may lie outside of the pause in which it should be.
NEAR = 0.3
Truth = list[tuple[float, float] | None]


def spoken(scene: str, language: str) -> np.ndarray:
    """Return what the recording is compared with."""
    voice = "robot-en-us" if language == "en" else ""
    said = EspeakSpeech().speak(text=scene, language=language, voice=voice)
    return _small(decode_speech(io.BytesIO(said.data)))


def read_aloud(scenes: list[str], language: str, how: str) -> tuple[np.ndarray, Truth]:
    """Return a recording, and for each scene but the last the pause after it; None after one that was left out."""
    rng = np.random.default_rng(zlib.crc32(scenes[0].encode()))
    skipped = int(how.split()[1]) - 1 if how.startswith("skips") else -1
    pieces, truth, at = [np.zeros(RATE // 2)], Truth(), 0.5
    for number, scene in enumerate(scenes):
        if number == skipped:
            truth.append(None)
            continue
        sound = _voice(scene, language, 1.25 if how == "fast" else 1.0)
        pause = 0.12 if how == "no pauses" else float(rng.uniform(0.3, 1.3))
        pieces += [sound, np.zeros(round(pause * RATE))]
        truth.append((at + len(sound) / RATE, at + len(sound) / RATE + pause))
        at = truth[-1][1]
    whole = np.concatenate(pieces)
    time = np.arange(len(whole)) / RATE
    if how == "noise":
        whole = whole + rng.normal(0, 0.01, len(whole))
    if how == "hum":
        whole = whole + 0.03 * np.sin(2 * np.pi * 50 * time) + 0.015 * np.sin(2 * np.pi * 150 * time)
    return whole.astype(np.float32), truth


def _voice(scene: str, language: str, pace: float) -> np.ndarray:
    """Return a scene in another voice: the neural one, or one with a smaller head that speaks higher."""
    said = EmbeddedSpeech().speak(text=scene, language=language, voice="joe-deep", pace=pace)
    samples = _small(decode_speech(io.BytesIO(said.data)))
    if language == "en":
        return samples
    places = np.arange(0, len(samples) - 1, 1.18)
    return np.interp(places, np.arange(len(samples)), samples)


def judge_cuts(name: str) -> tuple[float, list[str]]:
    """Return the share of the cuts of a corpus that are right, and what is wrong."""
    right, count, wrong = 0, 0, []
    for row in read_corpus(name):
        found = _judged(row)
        right, count = right + sum(not one for one in found), count + len(found)
        wrong += [f"{row[2]} {row[0][:40]} -> {one}" for one in found if one]
    return right / count, wrong


def _judged(row: Row) -> list[str]:
    """Return what is wrong about each cut of a row, and about each scene that was left out; "" for what is right."""
    scenes, language, how = row[0].split(" / "), row[1], row[2]
    recording, truth = read_aloud(scenes, language, how)
    cuts = cut(recording, [spoken(scene, language) for scene in scenes])
    found = []
    for number, (one, pause) in enumerate(zip(cuts, truth, strict=True)):
        if pause is None:
            found.append(f"scene {number + 1} counts as spoken" if one.is_heard else "")
        elif number + 1 < len(cuts):
            away = max(pause[0] - one.end, one.end - pause[1], 0.0)
            missed = "" if one.is_heard else f"scene {number + 1} is not found"
            found.append(missed or (f"cut {number + 1} is {away:.2f} s away" if away > NEAR else ""))
    return found
