"""Drawings are found by words and rastered; the words of the concept map lead to drawings that exist."""

from __future__ import annotations

import json
import zipfile
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
import resvg_py
from django.conf import settings

from studio.assets import FLUENT, NOTO, TAGS, manifest
from studio.painter import read
from studio.painter.core.colours import colour
from studio.painter.figures.art import Art, open_art, trim
from studio.painter.figures.bodies import COATS
from studio.painter.figures.drawings import DRAWINGS
from studio.painter.figures.stature import read_statures, read_traits
from studio.painter.figures.wings import WINGS
from studio.painter.read.concepts import read_concepts

RED_DISC = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="24" r="8" fill="#ff8000" fill-opacity="0.5"/></svg>'
BLUE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#00f"/></svg>'
LABELS = {
    "red apple": [4, "fruit", "health"],
    "apple pie": [4, "fruit"],
    "mage": [1, "wizard"],
    "red heart": [8, "love"],
    "lighthouse": [5, "coast"],
}


def write_set(path: Path, pictures: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, svg in pictures.items():
            archive.writestr(name, svg)


@pytest.fixture
def folder(tmp_path) -> Path:
    products = {asset.key: tmp_path / asset.product for asset in manifest.ASSETS}
    names = ("red-apple", "apple-pie", "person-mage", "red-heart", "piata")
    write_set(products[FLUENT], dict.fromkeys(names, RED_DISC))
    write_set(products[NOTO], dict.fromkeys(("red-apple", "mage", "lighthouse", "beacon"), BLUE))
    products[TAGS].write_text(json.dumps(LABELS))
    return tmp_path


@pytest.fixture
def art(folder) -> Art:
    opened = open_art(folder)
    assert opened is not None
    return opened


def test_without_the_asset_there_is_no_art(tmp_path):
    assert open_art(tmp_path / "nothing") is None


def test_an_icon_is_light_times_coverage(art):
    icon = art.icon("red-apple", 64)

    assert (icon.shape, icon.dtype) == ((64, 64, 4), np.float32)
    assert icon[4, 4].tolist() == [0, 0, 0, 0]
    # Half covered; green of 128/255 is 0.22 of the light.
    np.testing.assert_allclose(icon[48, 32], [0.5, 0.5 * (128 / 255) ** 2.2, 0, 0.5], atol=0.01)


def test_fluent_is_taken_before_noto(art):
    assert art.icon("red-apple", 32)[24, 16, 0] > 0.3
    np.testing.assert_allclose(art.icon("beacon", 16)[8, 8], [0, 0, 1, 1])
    assert art.find("mage")[0] == "person-mage"


def test_an_icon_is_drawn_once_and_cannot_be_spoilt(art, monkeypatch):
    icon = art.icon("beacon", 24)
    monkeypatch.setattr(resvg_py, "svg_to_bytes", None)
    icon[:] = 1
    assert art.icon("beacon", 24).tolist() != icon.tolist()


def test_an_unknown_icon_is_a_key_error(art):
    with pytest.raises(KeyError):
        art.icon("nobody", 32)


def test_a_word_finds_what_is_called_so_first(art):
    assert art.find("apple") == ("red-apple",)
    assert art.find("Apple pie") == ("apple-pie",)
    assert art.find("fruit") == ("red-apple", "apple-pie")
    assert art.find("wizard")[0] == "person-mage"
    assert art.find("lighthouse") == ("lighthouse",)
    assert art.find("piñata") == ()


def test_symbols_and_flags_are_found_by_their_own_name_only(art):
    assert art.find("red heart") == ("red-heart",)
    assert art.find("heart") == ()
    assert art.find("love") == ()


def test_what_has_no_label_is_found_by_its_name(art):
    assert art.find("beacon") == ("beacon",)


def test_without_tags_names_are_enough(folder):
    art = Art(folder / next(asset.product for asset in manifest.ASSETS if asset.key == FLUENT), None, None)
    assert art.find("red apple") == ("red-apple",)
    assert art.names == {"red-apple", "apple-pie", "person-mage", "red-heart", "piata", *DRAWINGS}


def test_a_trimmed_icon_stands_on_its_lower_edge(art):
    disc = trim(art.icon("red-apple", 64))
    assert disc.shape[:2] == (32, 32)
    assert trim(np.zeros((5, 4, 4), np.float32)).shape == (5, 4, 4)


@pytest.mark.parametrize("name", sorted(COATS))
def test_a_head_stands_on_a_body(tmp_path, name):
    write_set(tmp_path / "heads.zip", {name: RED_DISC})
    figure = trim(Art(tmp_path / "heads.zip", None, None).icon(name, 128))
    cover, own = figure[..., 3], colour(COATS[name].fur)
    height = cover.shape[0]
    # The half-covered disc of the head is gone from the lower half, and what is there is solid and of the coat's colour.
    lower = figure[height // 2 :]
    assert (lower[..., 3] > 0.9).mean() > 0.2
    near = np.abs(lower[lower[..., 3] > 0.9][:, :3] - own).max(-1) < 0.3
    assert near.mean() > 0.2
    assert (cover[-round(0.06 * height) :] > 0.5).any()
    assert read_statures()[name].cut == ("chest" if COATS[name].build == "dressed" else "")


@pytest.mark.parametrize("bird", sorted(WINGS))
def test_a_bird_that_sits_has_a_twin_that_flies(tmp_path, bird):
    write_set(tmp_path / "birds.zip", {bird: RED_DISC})
    art = Art(tmp_path / "birds.zip", None, None)
    sits, flies = trim(art.icon(bird, 96)), trim(art.icon(f"{bird}-flying", 96))
    # Its wings reach out beyond its body.
    assert flies.shape[0] * flies.shape[1] > 1.15 * sits.shape[0] * sits.shape[1] * (32 / 60) ** 2
    assert read_statures()[f"{bird}-flying"].stage == "air"


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_a_drawing_of_our_own_is_whole(art, name):
    drawing = trim(art.icon(name, 96))
    assert drawing.shape[0] > 50
    assert 0.2 < (drawing[..., 3] > 0.9).mean() < 0.98


# The names in the pinned versions of both sets.
NAMES = frozenset((Path(__file__).parent / "art_names.txt").read_text().split())
FLYING_NAMES = frozenset(f"{bird}-flying" for bird in WINGS)


def test_every_concept_has_a_drawing_that_exists_and_is_no_scene():
    concepts = read_concepts()
    drawings = set(concepts.values())

    assert len(concepts) >= 2000
    assert drawings <= NAMES | set(DRAWINGS)
    scenes = read_traits()["scene"]
    assert not drawings & scenes
    assert scenes <= NAMES


def test_concepts_are_words_as_a_reader_of_sentences_meets_them():
    table = resources.files(read).joinpath("concepts.tsv").read_text(encoding="utf-8")
    words = [line.partition("\t")[0] for line in table.splitlines()[1:]]
    assert words == sorted(words)
    own = [word for drawing in DRAWINGS.values() for word in drawing.words.split(", ") if word]
    # Each word stands in one place.
    assert len({*words, *own}) == len(words) + len(own) == len(read_concepts())
    assert all(word == word.lower().strip() for word in read_concepts())


@pytest.mark.parametrize(
    ("word", "drawing"),
    [
        ("surgeon", "health-worker"), ("vaccine", "syringe"), ("lighthouse", "lighthouse"),
        ("emperor", "person-with-crown"), ("polar bear", "polar-bear"), ("gladiator", "crossed-swords"),
    ],
)  # fmt: skip
def test_concepts_lead_where_a_person_would_look(word, drawing):
    assert read_concepts()[word] == drawing


@pytest.mark.parametrize(
    "word",
    ["bat", "crane", "match", "orange", "bank", "date", "current", "court", "degree", "patience", "bakery"],
)
def test_words_of_two_minds_and_what_only_stands_for_something_are_left_out(word):
    assert word not in read_concepts()


def test_every_drawing_of_a_concept_has_a_height_and_a_place_to_stand():
    statures = read_statures()

    assert set(read_concepts().values()) <= set(statures) <= NAMES | FLYING_NAMES | set(DRAWINGS)
    assert {one.stage for one in statures.values()} == {"ground", "water", "air", "table"}
    assert {one.faces for one in statures.values()} == {"left", "right", ""}
    assert {one.cut for one in statures.values()} == {"chest", ""}
    assert all(0.05 <= one.height <= 60 for one in statures.values())


@pytest.mark.live
def test_the_prepared_art_has_the_names_that_the_concepts_count_on():
    art = open_art(settings.BASE_DIR / "var" / "assets")
    if art is None:
        pytest.skip("Run `manage.py setup` first.")
    assert art.names == NAMES | FLYING_NAMES | set(DRAWINGS)
    assert all(trim(art.icon(name, 48)).size for name in set(read_concepts().values()))


def test_every_drawing_with_a_trait_and_every_trait_of_a_drawing_exists():
    assert {trait for drawing in DRAWINGS.values() for trait in drawing.traits} <= set(read_traits())
    for trait, drawings in read_traits().items():
        assert drawings <= NAMES | set(DRAWINGS), trait
