"""Which licences of other people's works will do, as sites write them; the rest never, whatever was asked for."""

from __future__ import annotations

import pytest

from generator.providers.collections.licences import is_free, licence_of, read_licence
from generator.providers.collections.ranking import rank, shape_of
from studio.contracts import Candidate, Collection, Credit
from studio.text.collections.words import search_words

CC = "https://creativecommons.org"


class Shop(Collection):
    licences = ("Shop licence",)

    def search(self, **asked):
        return ()

    def fetch(self, candidate, into):
        """Fetch nothing."""


@pytest.mark.parametrize(
    ("name", "page", "read"),
    [
        ("CC BY-SA 4.0", f"{CC}/licenses/by-sa/4.0", "CC BY-SA 4.0"),
        ("CC BY 2.0", f"{CC}/licenses/by/2.0/", "CC BY 2.0"),
        ("cc-by-sa-3.0", "", "CC BY-SA 3.0"),
        ("CC BY-SA 3.0 de", f"{CC}/licenses/by-sa/3.0/de/deed.en", "CC BY-SA 3.0 DE"),
        ("CC0", f"{CC}/publicdomain/zero/1.0/deed.en", "CC0 1.0"),
        ("Public domain", "", "Public domain"),
        ("No restrictions", "https://www.flickr.com/commons/usage/", "Public domain"),
        ("PDM-owner", f"{CC}/publicdomain/mark/1.0/", "Public domain"),
    ],
)
def test_free_licences_are_read_as_they_are_written(name, page, read):
    licence = read_licence(name, page)
    assert licence
    assert licence.name == read
    assert licence.must_be_named == read.startswith("CC BY")
    assert licence.page.startswith(CC)


@pytest.mark.parametrize(
    ("name", "page"),
    [
        *(
            (f"CC BY-{part} {version}", "")
            for part in ("NC", "ND", "NC-SA", "NC-ND")
            for version in ("2.0", "4.0")
        ),
        ("CC BY 4.0", f"{CC}/licenses/by-nc/4.0/"),
        ("CC BY 4.0", f"{CC}/licenses/by-nd/4.0/"),
        ("CC BY 4.0", f"{CC}/licenses/by-sa/4.0/"),
        ("CC BY-SA 4.0", f"{CC}/publicdomain/zero/1.0/"),
        ("CC BY 4.0", "https://example.org/licence"),
        ("CC0", f"{CC}/licenses/by/4.0/"),
        ("GFDL", ""),
        ("FAL", ""),
        ("Attribution-NonCommercial 4.0", ""),
        ("Attribution", ""),
        ("Copyrighted free use", ""),
        ("Fair use", ""),
        ("All rights reserved", ""),
        ("CC BY 4.0 or not", ""),
        ("", f"{CC}/licenses/by/4.0/"),
    ],
)
def test_others_and_what_is_not_clear_will_not_do(name, page):
    assert read_licence(name, page) is None


@pytest.mark.parametrize(
    "code", ["by-nc", "by-nd", "by-nc-sa", "by-nc-nd", "sampling+", "nc-sampling+", "", "BY-NC"]
)
def test_codes_of_others_will_not_do(code):
    assert licence_of(code, "4.0") is None


def credit(**other) -> Credit:
    told = {
        "source": "A shop",
        "page": "https://example.org/1",
        "licence": "CC BY 4.0",
        "author": "Ann",
        "must_be_named": True,
    }
    return Credit(**{**told, **other})


def test_a_work_is_free_if_all_that_its_licence_asks_for_can_be_told():
    assert is_free(credit(), Shop)
    assert is_free(credit(licence="Shop licence", author="", must_be_named=False), Shop)
    assert not is_free(credit(licence="Another shop's licence"), Shop)
    assert not is_free(credit(author=" "), Shop)
    assert not is_free(credit(page=""), Shop)
    assert not is_free(credit(page="javascript:alert(1)"), Shop)
    # A collection that forgets to say so does not make it so.
    assert not is_free(credit(must_be_named=False), Shop)


def candidate(title: str, width: int = 1920, height: int = 1280, **other) -> Candidate:
    return Candidate(
        id=title,
        title=title,
        address="https://example.org/1.jpg",
        credit=credit(),
        width=width,
        height=height,
        **other,
    )


def ranked(*candidates: Candidate, size: tuple[int, int] = (1472, 828)) -> list[str]:
    found = rank(candidates, search_words("a red fox crossing the snow"), size)
    return [one.candidate.title for one in found]


def test_what_a_photo_is_about_counts_most_then_its_shape_and_size():
    assert (
        ranked(candidate("Barn"), candidate("Red fox"), candidate("Red fox in snow"))[0] == "Red fox in snow"
    )
    assert ranked(candidate("Fox", 1300, 1900), candidate("A fox", 1900, 1068))[0] == "A fox"
    assert ranked(candidate("A thing", tags=("fox", "snow")), candidate("Snow"))[0] == "A thing"


def test_what_would_have_to_be_enlarged_too_much_is_left_out():
    assert ranked(candidate("Fox", 640, 480)) == []
    assert ranked(candidate("Fox", 1280, 853)) == ["Fox"]
    assert ranked(candidate("Fox", 0, 0)) == ["Fox"]


@pytest.mark.parametrize("title", ["Nude with a fox", "Fox and topless people", "A fox corpse"])
def test_what_is_not_for_everybody_is_left_out(title):
    assert ranked(candidate(title)) == []


def test_shapes_are_those_of_films():
    sizes = ((1472, 828), (828, 1472), (1104, 1104), (994, 1242))
    assert [shape_of(*size) for size in sizes] == ["wide", "tall", "square", "tall"]
