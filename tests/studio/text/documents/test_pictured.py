"""The pictures of slides and Word files become pictures of their scenes; logos, icons and grounds do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.text.documents.pictured import mark_of, number_in, numbers_in, only_known, with_marks
from studio.text.reader.read import read_text
from tests.studio.corpora.corpus import Row, judge, read_corpus
from tests.studio.text.documents.drawn import read_line, shown_by


def mistake_in_document(folder: Path, row: Row) -> str:
    line, right = row
    found = shown_by(line, folder)
    return "" if found == right else found


@pytest.mark.parametrize(("name", "floor"), [("documents", 1.0), ("documents_unseen", 0.85)])
def test_scenes_of_a_document_show_its_pictures(tmp_path: Path, name: str, floor: float) -> None:
    score = judge(name, lambda row: mistake_in_document(tmp_path, row))
    assert score.share >= floor, score


@pytest.mark.parametrize("name", ["documents", "documents_unseen"])
def test_no_word_is_lost_for_a_picture(tmp_path: Path, name: str) -> None:
    for line, _ in read_corpus(name):
        text = read_line(line, tmp_path).text
        assert read_text(text).text == read_text(only_known(text, ())).text, line


def test_marks_get_other_numbers_and_those_without_a_picture_go() -> None:
    text = f"Words.\n\n{mark_of(1)}\n\nMore.\n\n{mark_of(2)}\n\nThe end."
    assert numbers_in(text) == [1, 2]
    assert with_marks(text, {2: 7}) == f"Words.\n\nMore.\n\n{mark_of(7)}\n\nThe end."
    assert only_known(text, {1, 2}) == text
    assert numbers_in(only_known(text, {1})) == [1]
    assert number_in("picture 12 of your document") == 12
    assert number_in("a red fox") is None
