"""Music that follows its film: where its parts begin, how it rises, and on what it ends."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from studio.film.plan import FilmPlan, Narration, Shot
from studio.film.schedule import schedule_film
from studio.film.sound.loudness import SAMPLE_RATE, Sound, measure
from studio.film.sound.moods import PLANS
from studio.film.sound.score import compose_score, lay_out, turn_of
from studio.film.sound.synthesis import LOOP_RATE

SECONDS, TURN = 22, 12.0


def bed_of(mood: str, seed: int = 30, seconds: int = SECONDS, turn: float | None = TURN) -> Sound:
    frame = None if turn is None else round(turn * 30)
    return compose_score(mood, seed, seconds * 30, frame).read(0, seconds * SAMPLE_RATE)


def notes_of(sound: Sound) -> np.ndarray:
    """The share of each of the twelve notes in the power of a sound, from C on."""
    line = sound.mean(axis=1)
    power = np.abs(np.fft.rfft(line * np.hanning(len(line)))) ** 2
    pitches = np.fft.rfftfreq(len(line), 1 / SAMPLE_RATE)
    heard = (pitches > 110) & (pitches < 2500)
    shares = np.zeros(12)
    np.add.at(shares, np.rint(69 + 12 * np.log2(pitches[heard] / 440)).astype(int) % 12, power[heard])
    return shares / shares.sum()


@pytest.fixture(scope="module")
def beds() -> dict[str, Sound]:
    return {mood: bed_of(mood) for mood in PLANS}


@pytest.mark.parametrize("mood", PLANS)
class TestEachMood:
    def test_it_ends_in_silence_with_the_last_frame_and_not_before(self, beds: dict[str, Sound], mood: str):
        bed = beds[mood]
        assert np.abs(bed[-24:]).max() < 1e-3
        # The last chord is there until it dies away within the last second.
        assert np.sqrt(np.mean(np.square(bed[-84000:-60000]))) > 0.02

    def test_it_ends_on_the_chord_of_its_key_with_nothing_that_rubs(self, beds: dict[str, Sound], mood: str):
        shares = notes_of(beds[mood][-80000:-30000])
        third = 3 if PLANS[mood].is_minor else 4
        chords = [shares[[key, (key + third) % 12, (key + 7) % 12]].sum() for key in range(12)]
        near = {(PLANS[mood].key + change) % 12 for change in range(-2, 3)}
        assert max(chords) > 0.75
        assert int(np.argmax(chords)) in near

    def test_it_neither_clips_nor_clicks(self, beds: dict[str, Sound], mood: str):
        bed = beds[mood]
        assert np.abs(bed).max() < 0.9
        assert np.abs(np.diff(bed, axis=0)).max() < 0.15

    def test_it_rises_where_the_film_turns(self, beds: dict[str, Sound], mood: str):
        bed, turn = beds[mood], round(TURN * SAMPLE_RATE)
        assert measure(bed[turn : turn + 192000]) > measure(bed[turn - 192000 : turn]) + 0.5

    def test_its_arrangements_differ(self, mood: str):
        arrangements = PLANS[mood].arrangements
        assert len({(one.lead, one.figure) for one in arrangements}) == 3


def test_the_seed_chooses_the_arrangement_and_each_sounds_otherwise():
    beds = [bed_of("mellow", seed) for seed in (30, 31, 32)]
    loudness = [np.sqrt(np.mean(np.square(bed.mean(axis=1)).reshape(-1, 480), axis=1)) for bed in beds]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert np.corrcoef(loudness[one], loudness[other])[0, 1] < 0.9


def test_the_same_film_has_the_same_bed():
    first = bed_of("calm", 5)
    compose_score.cache_clear()
    assert np.array_equal(first, bed_of("calm", 5))


@pytest.mark.parametrize("seconds", [1, 2, 4, 7])
def test_the_shortest_film_has_its_last_chord(seconds: int):
    bed = bed_of("energetic", 3, seconds, None)
    assert len(bed) == seconds * SAMPLE_RATE
    assert measure(bed) > -30
    assert np.abs(bed[-24:]).max() < 1e-3


def test_it_is_read_in_pieces_as_it_is_at_once():
    score = compose_score("tech", 4, SECONDS * 30, None)
    whole = score.read(0, SECONDS * SAMPLE_RATE)
    pieces = [score.read(first, 47999) for first in range(0, len(whole), 47999)]
    assert np.allclose(np.concatenate(pieces)[: len(whole)], whole, atol=1e-6)
    assert not pieces[-1][len(whole) % 47999 :].any()


def test_a_long_film_costs_no_more_memory_than_a_short_one():
    score = compose_score("calm", 4, 25 * 60 * 30, 27000)
    assert sum(part.loop.nbytes for part in score.parts) < 20e6


@pytest.mark.parametrize("tempo", sorted({plan.tempo for plan in PLANS.values()}))
@pytest.mark.parametrize("turn", [0.51, 0.6, 0.7, 0.8])
@pytest.mark.parametrize("seconds", [25, 60, 200])
def test_a_bar_begins_where_the_film_turns_in_the_moods_own_time(tempo: int, turn: float, seconds: int):
    length = seconds * LOOP_RATE
    form = lay_out(length, round(turn * length), tempo)
    own = LOOP_RATE * 60 / tempo * 4
    if form.turn != round(turn * length):
        # There was no room left for a bar of it and the end.
        assert length * (1 - turn) < 2 * own + 2 * LOOP_RATE
        return
    assert form.home == form.turn + form.bars_after * form.bar
    assert abs(form.bar / own - 1) < 0.075
    assert 1.7 < (form.end - form.home) / LOOP_RATE < 5.7
    assert 0 <= form.turn - form.bars_before * form.bar < form.bar


def plan_of(*seconds: float) -> FilmPlan:
    narrations = [Narration(file=None, duration=length, text="words") for length in seconds]
    shots = tuple(Shot(picture=Path("picture.png"), narration=one) for one in narrations)
    return FilmPlan(shots=shots, size=(160, 90), transition="cut")


def test_a_film_turns_where_a_scene_begins_after_the_middle():
    schedule = schedule_film(plan_of(4, 4, 4, 4, 4))
    assert turn_of(schedule) == schedule.shots[3].start


def test_a_film_of_one_scene_or_with_a_card_at_its_end_only_does_not_turn():
    assert turn_of(schedule_film(plan_of(9))) is None
    plan = plan_of(9)
    card = Shot(picture=Path("picture.png"), card="Thank you for watching this film to its end")
    assert turn_of(schedule_film(replace(plan, shots=(*plan.shots, card)))) is None


@pytest.mark.parametrize(
    ("mood", "frames", "turn"), [("playful", 238, 121), ("mellow", 445, None), ("epic", 680, 370)]
)
def test_there_is_no_gap_where_one_part_takes_over_from_another(mood: str, frames: int, turn: int | None):
    score = compose_score(mood, 31, frames, turn)
    bed = score.read(0, frames * SAMPLE_RATE // 30)
    assert len(score.parts) > 1
    for part, following in pairwise(score.parts):
        assert part.end == following.start
        near = bed[part.end - 7200 : part.end + 7200].reshape(-1, 480, 2)
        levels = np.sqrt(np.mean(np.square(near), axis=(1, 2)))
        assert levels.min() > 0.1 * np.median(levels)
