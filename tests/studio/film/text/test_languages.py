from __future__ import annotations

import pytest

from generator.providers.factory import get_voices
from studio.film.text.languages import _THREE_LETTERS, mp4_language


@pytest.mark.parametrize(
    ("language", "code"),
    [("en", "eng"), ("de", "deu"), ("pt-BR", "por"), ("zh-CN", "zho"), ("NB", "nob"), ("ca", "cat")],
)
def test_a_language_has_its_code_of_three_letters(language: str, code: str):
    assert mp4_language(language) == code


@pytest.mark.parametrize("language", ["", "xx", "english", "tok"])
def test_what_is_no_known_language_is_undetermined(language: str):
    assert mp4_language(language) == "und"


def test_each_language_that_can_be_spoken_is_named_in_its_films():
    spoken = {voice.language for voice in get_voices()}

    assert len(spoken) > 50
    assert {language for language in spoken if mp4_language(language) == "und"} == set()


def test_no_two_languages_share_a_code():
    assert len(set(_THREE_LETTERS.values())) == len(_THREE_LETTERS) == 183
    assert all(len(two) == 2 and len(three) == 3 for two, three in _THREE_LETTERS.items())
