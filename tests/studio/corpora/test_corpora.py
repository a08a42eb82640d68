"""The corpora can be trusted: enough is held out, nothing counts twice, and each right value can come out."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from studio.painter.gazetteer import PLACES
from tests.studio.corpora.corpus import read_corpus
from tests.studio.painter.test_casting import open_names

CORPORA = {
    **{"languages": 3, "titles": 2, "prompts": 2, "castings": 4, "honesty": 4, "homographs": 3},
    **{"readings": 3, "pasted": 2, "scenes": 2, "searches": 3, "choices": 3, "moods": 2},
    **{"transitions": 3, "introductions": 3, "documents": 2, "clauses": 3, "narrations": 3},
    **{"photo_words": 2},
    **{f"aloud/{language}": 3 for language in ("de", "es", "fr", "it", "pt")},
}


@pytest.mark.parametrize("name", CORPORA)
def test_a_third_of_a_corpus_is_unseen(name):
    known, unseen = read_corpus(name), read_corpus(f"{name}_unseen")
    assert len(unseen) >= (len(known) + len(unseen)) / 3


@pytest.mark.parametrize(("name", "cells"), CORPORA.items())
def test_each_row_has_all_its_cells_and_is_there_once(name, cells):
    rows = read_corpus(name) + read_corpus(f"{name}_unseen")
    assert {len(row) for row in rows} == {cells}
    assert len({row[0] for row in rows}) == len(rows)


# What a rule was written for would otherwise be judged by the rule's own example.
@pytest.mark.parametrize("name", CORPORA)
def test_no_unseen_row_says_what_a_seen_one_says_in_nearly_the_same_words(name):
    known = [words(row[0]) for row in read_corpus(name)]
    for sentence, *_ in read_corpus(f"{name}_unseen"):
        said = words(sentence)
        assert not [other for other in known if 2 * len(said & other) >= len(said | other)], sentence


def words(sentence: str) -> set[str]:
    return set(re.findall(r"\w+", sentence.lower()))


# English for everything, or nothing but words of foreign languages, would otherwise score well.
def test_texts_are_in_many_languages_and_english_is_among_them():
    for rows in (read_corpus("languages"), read_corpus("languages_unseen")):
        counted = Counter(language for *_, language in rows)
        assert len(counted) >= 40
        assert 1 / 5 < counted["en"] / len(rows) < 2 / 5


# A name with a slip in it would be a mistake of the studio for ever.
def test_castings_name_places_and_drawings_that_there_are(tmp_path):
    drawings = open_names(tmp_path).names | {"-"}
    for _, places, subjects, companions in read_corpus("castings") + read_corpus("castings_unseen"):
        assert set(places.split()) <= PLACES.keys()
        assert set(f"{subjects} {companions}".split()) <= drawings
