"""Where one recording of all scenes is cut: scored, with a part that nothing was tuned for."""

from __future__ import annotations

import numpy as np
import pytest

from studio.film.uploads.recordings.aligning import RATE, cut, cut_by_length
from tests.studio.film.uploads.recordings.reading_aloud import judge_cuts, read_aloud, spoken

# Measured: see tests/bench/corpora.
FLOORS = {"narrations": 0.9, "narrations_unseen": 0.85}


@pytest.mark.long
@pytest.mark.parametrize("name", FLOORS)
def test_cuts_are_where_scenes_follow_each_other(name):
    share, wrong = judge_cuts(name)
    assert share >= FLOORS[name], wrong


def test_a_recording_of_two_scenes_is_cut_between_them():
    scenes = ["The lamp is old, and nobody cleans it.", "Far out a ship turns to the north."]
    recording, truth = read_aloud(scenes, "en", "plain")
    first, second = cut(recording, [spoken(scene, "en") for scene in scenes])
    assert truth[0][0] - 0.3 < first.end < truth[0][1] + 0.3
    assert first.end == second.start
    assert first.is_heard
    assert second.is_heard


def test_silence_is_nobody():
    silence = np.zeros(3 * RATE, np.float32)
    assert len(cut(silence, [np.ones(RATE, np.float32), np.ones(RATE, np.float32)])) == 2


def test_where_no_machine_speaks_the_language_lengths_and_pauses_tell():
    tone = 0.3 * np.sin(np.arange(RATE) * 2 * np.pi * 300 / RATE)
    pause = np.zeros(RATE // 2)
    recording = np.concatenate([pause, tone, tone, pause, tone, pause]).astype(np.float32)
    first, second = cut_by_length(recording, [9.0, 5.0])
    assert 2.5 < first.end < 3.0
    assert second.is_heard
