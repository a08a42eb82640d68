"""The rooms of the studio by themselves: without Django, without the application, from the command line."""

from __future__ import annotations

import json
import subprocess
import sys
import wave
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from studio.film.plan_file import write_plan
from tests.studio.film.factories import make_picture, make_plan

ROOMS = {
    "studio.assets": "studio.assets",
    "studio.contracts": "studio.contracts",
    "studio.film": "studio.film.render",
    "studio.graphics": "studio.graphics.choice.choose",
    "studio.painter": "studio.painter",
    "studio.speech": "studio.speech",
    "studio.text": "studio.text.provider",
    "studio.vision": "studio.vision",
}


@pytest.fixture
def without_django(tmp_path) -> dict[str, str]:
    """Return an environment in which Django and the application cannot be imported."""
    for name in ("django", "generator", "videogen_site"):
        (tmp_path / "barred").mkdir(exist_ok=True)
        (tmp_path / "barred" / f"{name}.py").write_text(f"raise ImportError('{name} was imported')")
    path = f"{tmp_path / 'barred'}:{settings.BASE_DIR}"
    return {"PYTHONPATH": path, "DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"}


def run(environment: dict[str, str], folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_loads_nothing_of_django_or_of_the_application(room, tmp_path):
    code = f"import sys, {ROOMS[room]}; print(*sys.modules)"
    loaded = run({"PYTHONPATH": str(settings.BASE_DIR)}, tmp_path, "-c", code).stdout.split()
    assert room in loaded
    assert {
        name for name in loaded if name.split(".")[0] in ("django", "generator", "videogen_site")
    } == set()


def test_the_painter_paints_from_the_command_line(tmp_path, without_django):
    words = ["a fox in the snow", "--style", "oil", "--size", "320x180", "--out", "fox.png"]
    said = run(without_django, tmp_path, "-m", "studio.painter", *words)
    assert (said.returncode, said.stderr) == (0, "")
    with Image.open(tmp_path / "fox.png") as picture:
        assert (picture.format, picture.size) == ("PNG", (320, 180))
    assert run(
        without_django, tmp_path, "-m", "studio.painter", "x", "--size", "9x9", "--out", "x.png"
    ).stderr == ("A picture's sides must have 64 to 4,096 pixels.\n")


def test_the_voice_speaks_from_the_command_line_with_word_times(tmp_path, without_django):
    said = run(without_django, tmp_path, "-m", "studio.speech", "A red fox walks home.", "--out", "a.wav")
    assert said.returncode == 0, said.stderr
    with wave.open(str(tmp_path / "a.wav")) as sound:
        seconds = sound.getnframes() / sound.getframerate()
    times = json.loads((tmp_path / "a.json").read_text())
    assert [word["text"] for word in times["words"]] == ["A", "red", "fox", "walks", "home."]
    assert times["duration"] == pytest.approx(seconds, abs=0.001)
    refused = run(without_django, tmp_path, "-m", "studio.speech", "x", "--language", "ja", "--out", "b.wav")
    assert refused.returncode == 1
    assert refused.stderr.endswith(".\n")
    assert "Traceback" not in refused.stderr


def test_vision_describes_from_the_command_line(tmp_path, without_django):
    make_picture(tmp_path / "clouds.png", (320, 180))
    said = run(without_django, tmp_path, "-m", "studio.vision", "clouds.png")
    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout)["text"].endswith(".")


def test_a_text_becomes_a_storyboard_from_the_command_line(tmp_path, without_django):
    (tmp_path / "story.txt").write_text("A red fox walks home.\n\nNight falls over the village.")
    said = run(without_django, tmp_path, "-m", "studio.text", "story.txt", "--split", "paragraph")
    assert said.returncode == 0, said.stderr
    board = json.loads(said.stdout)
    assert [passage["narration"] for passage in board["passages"]] == [
        "A red fox walks home.",
        "Night falls over the village.",
    ]
    assert run(without_django, tmp_path, "-m", "studio.text", "nowhere.txt").returncode == 1


def test_a_plan_is_rendered_from_the_command_line(tmp_path, without_django):
    write_plan(make_plan(tmp_path), tmp_path / "plan.json")
    command = ["-m", "studio.film", "plan.json", "--out", "film.mp4", "--extras", "extras"]
    said = run(without_django, tmp_path, *command)
    assert said.returncode == 0, said.stderr
    assert b"ftyp" in (tmp_path / "film.mp4").read_bytes()[:16]
    assert (tmp_path / "extras" / "captions.vtt").read_text().startswith("WEBVTT")
