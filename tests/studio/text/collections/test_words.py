"""What photos are searched by: the thing of a scene first, and what a photo is judged by."""

from __future__ import annotations

import pytest

from studio.text.collections.words import MOST_WORDS, search_words
from tests.studio.corpora.corpus import judge, read_corpus


def mistake_in_photo_words(row: tuple[str, ...]) -> str:
    """Return what is wrong with the searches for a prompt; empty if nothing is.

    The first search has all words that it needs, in as few words as collections can be asked for, and a wider one
    follows it, unless it is of a single word already.
    """
    prompt, needed = row[0], row[1].split()
    search = search_words(prompt)
    if not search.tries:
        return f"{prompt}: nothing"
    first = search.tries[0].split()
    wider = [words for words in search.tries[1:] if len(words.split()) < len(first)]
    good = set(needed) <= set(first) and len(first) <= MOST_WORDS and (wider or len(first) == 1)
    return "" if good else f"{prompt}: {search.tries}"


@pytest.mark.parametrize(("corpus", "floor"), [("photo_words", 0.99), ("photo_words_unseen", 0.83)])
def test_photos_are_searched_by_what_scenes_show(corpus, floor):
    score = judge(corpus, mistake_in_photo_words)
    assert score.share >= floor, score


def test_no_search_has_what_nobody_can_see_or_what_the_house_adds():
    for row in read_corpus("photo_words") + read_corpus("photo_words_unseen"):
        told = {word for words in search_words(row[0]).tries for word in words.split()}
        assert not told & {"daylight", "two", "the", "an", "scene"}


@pytest.mark.parametrize(
    ("told", "fits"),
    [
        ("Red fox in the snow", True),
        ("Foxes, red ones, in snow", True),
        ("Snow", False),
        ("Red barn", False),
        ("A fox", True),
        ("IMG_2034", False),
        ("", False),
    ],
)
def test_a_photo_is_of_the_thing_or_it_is_not(told, fits):
    assert (search_words("a red fox crossing the snow").fit(told) >= 0.5) == fits


def test_a_prompt_of_nothing_has_no_search():
    assert search_words("").tries == search_words("daylight").tries == search_words("…").tries == ()
