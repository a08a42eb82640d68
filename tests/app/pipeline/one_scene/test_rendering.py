"""A film never fails for one scene while it is rendered."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from generator.models import Film
from studio.film import plan as timeline
from tests.app.pipeline.one_scene.faults import (
    ERRORS,
    GRAPHICS,
    HIT,
    RENDERING,
    break_at,
    check,
    make,
    notes,
    run,
)
from tests.cases import one_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("point", one_in(3, RENDERING))
def test_a_fault_at_any_step_of_rendering_costs_one_scene_something(monkeypatch, point):
    target, meant = RENDERING[point]
    # Each error at some of the points: at all of them it would be the same, and minutes more.
    error = list(ERRORS.values())[list(RENDERING).index(point) % len(ERRORS)]
    if "focus" in target:
        monkeypatch.setattr(
            "generator.pipeline.stages.shots.read_areas",
            lambda stored: (timeline.Area(left=0, top=0, right=1, bottom=1),),
        )
    failed = break_at(monkeypatch, target, meant(), error)
    made = make()
    assert failed, f"{point} was never reached for the scene."
    check(made)


@pytest.mark.parametrize("point", GRAPHICS)
def test_a_fault_of_graphic_scenes_leaves_their_pictures(monkeypatch, point):
    failed = break_at(monkeypatch, GRAPHICS[point], lambda arguments: True, ERRORS["ValueError"])
    made = make(shows="words")
    assert failed
    assert made.status == "succeeded"
    assert notes(made) == {}


@pytest.mark.parametrize("card", ["title_card", "end_card_text"])
@pytest.mark.long
def test_a_card_that_cannot_be_drawn_is_left_out(monkeypatch, card):
    failed = break_at(
        monkeypatch, "studio.film.encode.composition:draw_card", lambda arguments: True, MemoryError
    )
    made = make(title="Night", **{card: True if card == "title_card" else "The end"})
    assert failed
    assert made.status == "succeeded"
    assert made.scenes.get(position=0).start == 0
    assert made.scenes.get(position=3).end == pytest.approx(made.film.duration)
    assert notes(made) == {}


def damaged(storage, name: str) -> None:
    with storage.open(name) as file:
        data = file.read()
    storage.delete(name)
    storage.save(name, ContentFile(data[: len(data) // 9]))


@pytest.mark.parametrize(
    ("field", "harm"),
    [
        ("image", "gone"),
        ("speech", "damaged"),
        pytest.param("image", "damaged", marks=pytest.mark.long),
        pytest.param("speech", "gone", marks=pytest.mark.long),
    ],
)
def test_a_file_of_a_scene_that_is_gone_or_broken_costs_that_scene_only(field, harm):
    made = make()
    file = getattr(made.scenes.get(position=HIT), field)
    (file.storage.delete if harm == "gone" else lambda name: damaged(file.storage, name))(file.name)
    made.pieces.all().delete()
    Film.objects.update(fingerprint="")
    made = run(made)
    check(made)
    scene = made.scenes.get(position=HIT)
    assert bool(scene.speech) == (field == "image")
    with scene.image.open() as stored, Image.open(stored) as picture:
        picture.load()
    # Once it is asked for again, it is as it should be.
    assert made.retry_stand_ins()
    made = run(made)
    assert notes(made) == {}
    assert made.scenes.get(position=HIT).speech
