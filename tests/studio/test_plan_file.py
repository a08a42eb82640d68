"""Film plans as JSON: read back they are the same, and render to the same film."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from studio.errors import RenderError
from studio.film.plan import Area, CaptionAppearance, Sound
from studio.film.plan_file import VERSION, read_plan, write_plan
from studio.film.render import render_film
from tests.studio.film.factories import make_plan, shows_the_same


@pytest.fixture
def plan(tmp_path):
    made = make_plan(tmp_path)
    sounds = (Sound(kind="rain"), Sound(kind="tick", start=1.5, end=2.0, level=0.5))
    shot = replace(
        made.shots[0],
        sounds=sounds,
        focus=(Area(name="fox", left=0.1, top=0.2, right=0.5, bottom=0.9),),
        turn=3,
    )
    return replace(
        made,
        shots=(shot, *made.shots[1:]),
        captions=CaptionAppearance(style="karaoke", position="top"),
        title="Füchse “im” Schnee",
        seed=7,
        is_scored=True,
        effects=True,
    )


def test_a_plan_is_read_back_as_it_was(tmp_path, plan):
    write_plan(plan, tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json") == plan


def test_a_folder_with_its_plan_can_be_moved(tmp_path, plan):
    folder = tmp_path / "kept"
    folder.mkdir()
    picture = plan.shots[0].picture.rename(folder / "first.jpg")
    shots = (replace(plan.shots[0], picture=picture), *plan.shots[1:])
    write_plan(replace(plan, shots=shots), folder / "plan.json")
    assert (
        read_plan(folder.rename(tmp_path / "moved") / "plan.json").shots[0].picture
        == tmp_path / "moved" / "first.jpg"
    )


def test_the_file_renders_to_the_same_film(tmp_path, plan):
    write_plan(plan, tmp_path / "plan.json")
    films = []
    for name, one in (("first", plan), ("second", read_plan(tmp_path / "plan.json"))):
        folder = tmp_path / name
        folder.mkdir()
        films.append(render_film(one, folder, lambda share: None).video)
    assert shows_the_same(*films)


def broken(content: dict) -> list[dict]:
    return [
        {},
        {**content, "version": VERSION + 1},
        {name: value for name, value in content.items() if name != "version"},
        {**content, "shots": [{"narration": None}]},
        {**content, "size": 7},
        {**content, "colour": "blue"},
    ]


def test_what_is_no_plan_is_refused_in_a_sentence(tmp_path, plan):
    file = tmp_path / "plan.json"
    write_plan(plan, file)
    texts = ["", "[]", "no json", *map(json.dumps, broken(json.loads(file.read_text())))]
    for text in texts:
        file.write_text(text)
        with pytest.raises(RenderError, match="not a film plan"):
            read_plan(file)
