"""Credits in the forms in which they are told: on an end card, and in the description of what is published."""

from __future__ import annotations

import json

import pytest

from generator.models.credits.listed import Credits, Listed, credits_in, credits_of
from studio.contracts import Credit
from studio.speech.piper.installed import NOTE
from tests.support.factories import make_generation, make_scene


def work(number: int, **changed: str) -> Listed:
    values = {
        "source": "Openverse",
        "page": f"https://example.org/{number}",
        "title": f"Fox {number}",
        "author": f"Ann {number}",
        "licence": "CC BY 4.0",
        "licence_page": "https://creativecommons.org/licenses/by/4.0/",
    }
    return Listed(what="Photo", credit=Credit(**{**values, **changed}), scenes=(number,))


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({}, "Fox 1: Ann 1, Openverse, CC BY 4.0"),
        ({"author": ""}, "Fox 1, Openverse, CC BY 4.0"),
        ({"title": ""}, "Photo: Ann 1, Openverse, CC BY 4.0"),
        ({"title": "x" * 90}, f"{'x' * 39}…: Ann 1, Openverse, CC BY 4.0"),
    ],
)
def test_few_works_have_a_line_each_on_the_card(changed, line):
    assert Credits((work(1, **changed),)).on_card == line


def test_of_many_the_authors_are_named_by_licence():
    works = [work(number, licence="CC0 1.0" if number % 4 == 0 else "CC BY 4.0") for number in range(30)]
    told = Credits((*works, work(31, author="Ann 1"))).on_card.split("\n")
    assert [line.partition(":")[0] for line in told] == ["CC0 1.0", "CC BY 4.0"]
    assert told[1].count("Ann 1,") == 1
    for number in range(30):
        assert any(f"Ann {number}" in line for line in told)


def test_the_description_has_all_that_licences_ask_for():
    told = Credits((work(1), work(2))).for_description
    assert told.split("\n")[0] == (
        "“Fox 1” by Ann 1, Openverse, https://example.org/1, CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"
    )


def test_without_works_nothing_is_said():
    assert (Credits(()).on_card, Credits(()).for_description) == ("", "")


@pytest.fixture
def thorsten(settings, tmp_path):
    """Have two voices fetched, one of which asks to be named."""
    settings.VOICES_DIR = tmp_path
    for key, licence in (("de_DE-thorsten-medium", "CC-BY-SA 4.0"), ("de_DE-eva_k-x_low", "CC0")):
        note = {
            "key": key,
            "language": "de",
            "region": "DE",
            "licence": licence,
            "source": "",
            "speakers": [],
        }
        (tmp_path / f"{key}{NOTE}").write_text(json.dumps(note))
        (tmp_path / f"{key}.onnx").touch()
        (tmp_path / f"{key}.onnx.json").touch()


@pytest.mark.usefixtures("thorsten")
def test_a_voice_whose_licence_asks_to_be_named_is_named(db):
    film = make_generation()
    for voice in ("de_DE-thorsten-medium", "de_DE-eva_k-x_low", "Joe, EmbeddedSpeech de_DE-thorsten-medium"):
        make_scene(film, speech=b"RIFF", speech_provider=f"EmbeddedSpeech {voice}")
    (work,) = credits_of(film).works
    assert (work.what, work.scenes, work.credit.licence) == ("Voice", (1, 3), "CC-BY-SA 4.0")
    told = credits_of(film)
    assert (told.must_be_told, told.are_shared_alike, told.named) == (True, True, "Voices")
    assert work.short == "The voice Thorsten, the Piper collection of voices, CC-BY-SA 4.0"
    assert "photos" not in told.as_text("Film")
    assert told.in_a_sentence.startswith("Voices: The voice “Thorsten”, ")
    # Films note it: it stays named when the voice is removed.
    scene = film.scenes.first()
    assert scene
    assert credits_in([scene.snapshot(0, 1)]).works[0].credit == work.credit
    assert "voices" not in film.scenes.all()[1].snapshot(1, 2)
    assert scene.restore(scene.snapshot(0, 1)) == []


@pytest.mark.usefixtures("thorsten")
def test_words_that_nobody_speaks_name_no_voice(db):
    film = make_generation()
    make_scene(film, speech_provider="EmbeddedSpeech de_DE-thorsten-medium")
    make_scene(film, speech=b"RIFF", speech_provider="Own voice")
    assert credits_of(film).works == ()
