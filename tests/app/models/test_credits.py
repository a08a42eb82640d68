"""Credits in the forms in which they are told: on an end card, and in the description of what is published."""

from __future__ import annotations

import pytest

from generator.models.credits.listed import Credits, Listed
from studio.contracts import Credit


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
