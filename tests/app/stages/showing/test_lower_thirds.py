"""Names over films: found in the scenes' words, only where their owner wants them, and never a reason to fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.models import Generation
from generator.pipeline.lower_thirds import LowerThirds
from generator.pipeline.stages.graphics import Graphics
from generator.pipeline.stages.render import _made_from, keep_plan, render
from studio.film.faults import ShotError
from studio.film.plan import FilmPlan, Narration, Shot
from studio.film.text.emoji import add_drawings, emoji_files
from tests.studio.film.factories import make_flat_picture
from tests.support.factories import make_generation, make_scene
from tests.support.media import photo
from tests.support.unrendered import unrendered

pytestmark = pytest.mark.django_db
TEXT = "Ana Silva, a marine biologist, has followed the whales for ten years, and she knows them all by name."


@pytest.fixture
def told(alice):
    generation = make_generation(alice, input_text=TEXT, language="en")
    generation.scenes.create(position=0, narration=TEXT, prompt="a whale")
    return generation, list(generation.scenes.all())


def plan_of(folder: Path, *, card: str = "") -> FilmPlan:
    picture = make_flat_picture(folder / "flat.png", (90, 90, 90))
    shot = Shot(picture=picture, narration=Narration(file=None, duration=8.0, text=TEXT))
    return FilmPlan(shots=(*([Shot(picture=picture, card=card)] if card else []), shot), size=(640, 360))


def test_whoever_is_introduced_is_named(told, tmp_path: Path):
    generation, scenes = told
    for card in ("", "Whales"):
        plan = LowerThirds(generation, scenes, tmp_path / "names").put_into(plan_of(tmp_path, card=card))
        assert [len(shot.names) for shot in plan.shots] == [*([0] if card else []), 1]
        assert plan.shots[-1].names[0].picture.is_file()


def test_none_is_named_where_the_owner_wants_none(told, tmp_path: Path):
    generation, scenes = told
    generation.lower_thirds = False
    plan = plan_of(tmp_path)
    assert LowerThirds(generation, scenes, tmp_path / "names").put_into(plan) is plan


def test_what_cannot_be_drawn_is_left_out(told, tmp_path: Path, monkeypatch):
    generation, scenes = told
    names = LowerThirds(generation, scenes, tmp_path / "names")
    assert names.put_into(plan_of(tmp_path)).shots[0].names
    fault = ShotError("It cannot be read.", 0, "picture")
    assert names.leave_out(fault)
    assert not names.put_into(plan_of(tmp_path)).shots[0].names
    assert not names.leave_out(fault)

    def fail(*asked: object, **more: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("generator.pipeline.lower_thirds.show_introductions", fail)
    plan = plan_of(tmp_path)
    assert LowerThirds(generation, scenes, tmp_path / "names").put_into(plan) is plan
    monkeypatch.setattr("generator.pipeline.lower_thirds.find_introductions", fail)
    assert LowerThirds(generation, scenes, tmp_path / "names").put_into(plan) is plan


@pytest.mark.parametrize("way", ["a run", "a plan that is kept"])
def test_letters_and_emoji_are_ready_before_anything_is_laid_out(
    claimed, run_stage, tmp_path: Path, monkeypatch, way: str
):
    """A worker's first film is drawn as its second: what draws captions draws graphics and names too."""
    generation = claimed(language="en")
    make_scene(generation, narration=TEXT, image=photo(), image_fingerprint="x", speech_fingerprint="y")
    drawings = [tmp_path / "drawings.zip"]
    monkeypatch.setattr("generator.pipeline.stages.render.prepared_drawings", lambda assets: drawings)
    seen = []

    def look(step: object, plan: FilmPlan, *others: object) -> FilmPlan:
        seen.append(list(emoji_files()))
        return plan

    for step in (Graphics, LowerThirds):
        monkeypatch.setattr(step, "put_into", look)
    monkeypatch.setattr(
        "generator.pipeline.stages.render.render_film", lambda plan, folder, *rest: unrendered(plan, folder)
    )
    if way == "a run":
        run_stage(render, generation)
    else:
        keep_plan(generation, tmp_path / "plan.json")
    add_drawings([])
    assert seen == [drawings, drawings]


def test_each_new_choice_makes_another_film_and_those_of_before_stay(told):
    generation, scenes = told
    generation.lower_thirds = False
    before = _made_from(generation, scenes)
    found = {before}
    for name, value in (
        ("lower_thirds", True),
        ("caption_stroke", "thick"),
        ("caption_words", "three"),
        ("caption_capitals", True),
        ("progress_line", "top"),
    ):
        usual = getattr(generation, name)
        setattr(generation, name, value)
        found.add(_made_from(generation, scenes))
        setattr(generation, name, usual)
        assert _made_from(generation, scenes) == before
    assert len(found) == 6


def test_films_of_before_have_no_names_and_new_ones_do(alice):
    assert Generation().lower_thirds is True
    assert Generation().progress_line == "none"
