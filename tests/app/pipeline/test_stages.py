"""One table says what a stage is; whatever else has to know each of them is bound to it and named here."""

from __future__ import annotations

import ast
import tomllib

import pytest
from django.conf import settings

from generator.models import Generation
from generator.models.life_cycle import STEPS
from generator.pipeline import run as pipeline
from generator.pipeline.jobs import Job
from generator.views import watch
from tests.app.test_house import sources_with

Stage = Generation.Stage
# What CONTRIBUTING.md's recipe for a stage names, besides the function itself.
RECIPE = {"generator.models.life_cycle", "generator.pipeline.run", "generator.views.watch"}


def names_a_stage(tree: ast.Module) -> bool:
    """Tell whether a module speaks of one stage by its member, or of several by their values."""
    members = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).rpartition(".")[2] == "Stage"
    }
    # One alone may be anything: a page and a style of pictures are called like a stage.
    values = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} & set(Stage.values)
    return bool(members & set(Stage.names)) or len(values) > 1


def test_who_adds_a_stage_changes_the_files_of_the_recipe_and_no_others():
    speaking = sources_with(["Stage."], 1) | sources_with(Stage.values, 2)
    assert {module for module, tree in speaking.items() if names_a_stage(tree)} == RECIPE


@pytest.mark.parametrize("bound", [pipeline.FUNCTIONS, watch.HOW_FAR], ids=["functions", "lines"])
def test_each_stage_is_bound_in_the_order_of_the_table(bound):
    assert list(bound) == list(Stage)


def test_each_stage_is_held_apart_from_the_others():
    rules = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["tool"]["importlinter"]
    (apart,) = [rule for rule in rules["contracts"] if rule["name"] == "Stages do not know each other"]
    assert {function.__module__ for function in pipeline.FUNCTIONS.values()} <= set(apart["modules"])


def test_the_steps_hold_each_stage_once_and_in_order():
    assert [stage for step in STEPS for stage in step] == list(Stage)


def test_the_weights_are_shares_of_a_whole():
    assert sum(stage.facts.weight for stage in Stage) == 100


def test_a_stage_is_kept_as_its_value():
    assert Stage("render") is Stage.RENDER
    assert [type(value) for value in Stage.values] == [str] * len(Stage)
    assert (str(Stage.RENDER), Stage.RENDER.label) == ("render", "Cutting the video")


def test_nobody_hears_of_a_step_that_has_nothing_to_do(monkeypatch):
    monkeypatch.setitem(pipeline.FUNCTIONS, Stage.DESCRIBE, lambda generation, workdir: [])
    pipeline.Step(Generation(), None, (Stage.DESCRIBE,)).run(None)


def test_a_function_needs_no_name(monkeypatch):
    job = Job(lambda report: None, lambda made: None)
    monkeypatch.setitem(pipeline.FUNCTIONS, Stage.DESCRIBE, lambda generation, workdir: [job])
    told = []

    class Heartbeat:
        def check(self) -> None:
            """Go on."""

        def tell(self, stage: str, share: float) -> None:
            told.append((type(stage), stage, share))

    pipeline.Step(Generation(), Heartbeat(), (Stage.DESCRIBE,)).run(None)
    assert told[-1] == (str, "describe", 4.0)
