"""The sentences that a catalogue of graphic scenes is drawn from, and the films of ordinary texts that are made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.management.commands.generate import Command
from studio.graphics.values import KINDS
from tests.bench.films.__main__ import films_of
from tests.bench.films.catalogue import scenes
from tests.bench.films.sentences import SENTENCES

_FILMS = Path(__file__).parents[3] / "docs" / "films"


def test_the_catalogue_has_every_kind():
    assert {graphic.kind for graphic in scenes("en")} == {*KINDS}


@pytest.mark.parametrize("language", SENTENCES)
def test_every_sentence_of_the_catalogue_is_a_scene(language):
    assert len(list(scenes(language))) >= len(SENTENCES[language])


def test_each_sheet_has_its_film_which_can_be_made_again():
    films = list(films_of((_FILMS / "README.md").read_text(encoding="utf-8")))
    assert len(films) >= 20
    sheets = {file.name for file in _FILMS.glob("*.jpg") if not file.name.startswith(("page", "photo-"))}
    assert sheets <= {f"{film.name}.jpg" for film in films}
    parser = Command().create_parser("manage.py", "generate")
    for film in films:
        assert film.text
        parser.parse_args([film.text, *film.options, "--out", "film.mp4"])


def test_what_stands_in_the_folder_is_small():
    assert sum(file.stat().st_size for file in _FILMS.iterdir()) < 3_000_000
