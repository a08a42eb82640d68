"""Effects in whole films: when they are heard, how loud they are, and that they leave the rest as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio.errors import RenderError
from studio.film.cuts import cut_scenes
from studio.film.plan import FilmPlan, Shot, Sound
from studio.film.schedule import schedule_film
from studio.film.sound.effects.placing import place_effects
from studio.film.sound.effects.track import EffectsTrack
from studio.film.sound.loudness import SAMPLE_RATE, loudest, measure
from tests.studio.film.sound.test_soundtrack import level, loudness_and_peak, mix, plan_of

RAIN = Sound(kind="rain")


def with_sounds(plan: FilmPlan, *sounds: tuple[Sound, ...], **changes) -> FilmPlan:
    shots = tuple(replace(shot, sounds=own) for shot, own in zip(plan.shots, sounds, strict=True))
    return replace(plan, shots=shots, effects=True, transition="cut", **changes)


def placed_in(plan: FilmPlan) -> list[tuple[str, float, float]]:
    return [(one.kind, one.start, one.end) for one in place_effects(plan, schedule_film(plan))]


def test_rain_in_two_scenes_is_one_rain_from_the_first_frame_to_the_last(tmp_path: Path):
    plan = with_sounds(plan_of(tmp_path, 3.0, 3.0), (RAIN,), (RAIN,))
    assert placed_in(plan) == [("rain", 0.0, round(schedule_film(plan).duration, 3))]
    assert placed_in(replace(plan, effects=False)) == []


def test_a_sound_belongs_to_its_scene_and_ends_with_it(tmp_path: Path):
    plan = with_sounds(plan_of(tmp_path, 3.0, 3.0, 3.0), (), (RAIN, Sound(kind="tick", start=1.5)), ())
    middle = schedule_film(plan).shots[1]
    assert placed_in(plan) == [
        ("rain", round(middle.start / 30, 3), round(middle.end / 30, 3)),
        ("tick", round(middle.start / 30 + 1.5, 3), round(middle.start / 30 + 1.5, 3)),
    ]


def test_a_slide_from_scene_to_scene_is_heard_at_its_middle(tmp_path: Path):
    plan = replace(with_sounds(plan_of(tmp_path, 3.0, 3.0), (), ()), transition="slide")
    ((kind, start, _),) = placed_in(plan)
    assert kind == "whoosh"
    assert 0 < schedule_film(plan).shots[1].start / 30 - start < 0.5


def test_a_scene_that_is_cut_sounds_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    plan = with_sounds(plan_of(tmp_path, 12.0), (RAIN, Sound(kind="tick", start=9.0)), cutting="lively")
    narration = replace(plan.shots[0].narration, text="One two three four, five six seven eight. " * 4)
    plan = replace(plan, shots=(replace(plan.shots[0], narration=narration),))
    monkeypatch.setattr("studio.film.cuts.comes_nearer", lambda shot, size: True)
    schedule = schedule_film(plan)
    cut = cut_scenes(plan, schedule)
    assert len(cut.plan.shots) > 1
    assert place_effects(cut.plan, cut.schedule) == place_effects(plan, schedule)


def test_a_kind_that_nobody_knows_is_refused_in_a_sentence(tmp_path: Path):
    plan = with_sounds(plan_of(tmp_path, 3.0), (Sound(kind="laughter"),))
    with pytest.raises(RenderError, match="effect"):
        place_effects(plan, schedule_film(plan))


ALL = (RAIN, Sound(kind="sea"), *(Sound(kind="tick", start=1 + 0.08 * step) for step in range(14)))


@pytest.mark.parametrize("music", ["", "epic"])
def test_a_film_with_effects_is_as_loud_as_any_and_its_effects_are_quiet(tmp_path: Path, music: str):
    plan = with_sounds(plan_of(tmp_path, 3.0, music=music), ALL, is_scored=True)
    placed = place_effects(plan, schedule_film(plan))
    sound, _ = mix(tmp_path, plan)
    loudness, peak = loudness_and_peak(tmp_path / "sound.wav")
    assert loudness == pytest.approx(-14, abs=0.5)
    assert peak <= -1.9

    alone = EffectsTrack(placed, plan.seed, lambda: None).read(0, len(sound))
    assert measure(alone) < -30
    assert loudest(alone) < -30


def test_effects_are_added_to_what_the_film_is_without_them(tmp_path: Path):
    quiet, _ = mix(tmp_path, plan_of(tmp_path, 3.0))
    sound, schedule = mix(tmp_path, with_sounds(plan_of(tmp_path, 3.0), (RAIN,)))
    (span,) = schedule.spoken
    end = round(span.end * SAMPLE_RATE)
    assert level(sound - quiet) < -30
    # Heard after the last word, at its own level.
    assert -50 < level(sound[end + 2400 : end + 9600]) < -32
    # Without a click at either end of the film.
    assert np.abs(sound[:24]).max() < 0.002
    assert np.abs(sound[-24:]).max() < 0.002


def test_they_step_back_under_the_voice(tmp_path: Path):
    quiet, _ = mix(tmp_path, plan_of(tmp_path, 4.0))
    sound, schedule = mix(tmp_path, with_sounds(plan_of(tmp_path, 4.0), (RAIN, Sound(kind="wind", level=0))))
    card = Shot(picture=Path("picture.png"), card="Thank you for watching")
    longer = with_sounds(plan_of(tmp_path, 4.0), (RAIN,))
    assert placed_in(replace(longer, shots=(*longer.shots, card)))[0][0] == "rain"
    (span,) = schedule.spoken
    spoken = slice(round((span.start + 1.5) * SAMPLE_RATE), round((span.end - 0.5) * SAMPLE_RATE))
    # The limiter has to leave them a little room, so the difference is theirs and a share of the voice.
    assert level((sound - quiet)[spoken]) < -34


def test_a_silent_film_is_not_filled_by_loud_effects(tmp_path: Path):
    plan = with_sounds(plan_of(tmp_path, 3.0), (RAIN,))
    narration = replace(plan.shots[0].narration, file=None)
    plan = replace(plan, shots=(replace(plan.shots[0], narration=narration),))
    sound, _ = mix(tmp_path, plan)
    assert -45 < measure(sound.astype(np.float32)) < -30


def test_no_sample_jumps_where_sounds_come_and_go(tmp_path: Path):
    short = tuple(
        Sound(kind=kind, start=start, end=start + 1.2) for kind, start in (("wind", 0.4), ("sea", 1.0))
    )
    plan = with_sounds(plan_of(tmp_path, 3.0), short)
    placed = place_effects(plan, schedule_film(plan))
    sound = EffectsTrack(placed, 3, lambda: None).read(0, 4 * SAMPLE_RATE)
    assert np.abs(np.diff(sound, axis=0)).max() < 0.02
    again = EffectsTrack(placed, 3, lambda: None)
    pieces = [again.read(first, 9601) for first in range(0, len(sound), 9601)]
    assert np.allclose(np.concatenate(pieces)[: len(sound)], sound, atol=1e-6)
