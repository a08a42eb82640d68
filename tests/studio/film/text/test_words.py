from __future__ import annotations

from pathlib import Path

import pytest

from studio.film.plan import Narration, SpokenWord
from studio.film.text.words import join_pieces, timed_pieces
from studio.text.lines.breaking import columns


def narration(text: str, duration: float = 10.0, words: tuple[SpokenWord, ...] = ()) -> Narration:
    return Narration(file=Path("speech.wav"), duration=duration, text=text, words=words)


def test_pieces_take_the_times_of_the_words():
    words = (SpokenWord(text="Red", start=0.2, end=0.5), SpokenWord(text="fox.", start=0.6, end=1.1))

    pieces = timed_pieces(narration("Red fox.", 1.2, words), 42)

    assert [(piece.text, piece.start, piece.end) for piece in pieces] == [
        ("Red", 0.2, 0.5),
        ("fox.", 0.6, 1.1),
    ]


def test_times_that_do_not_match_the_words_are_not_used():
    words = (SpokenWord(text="Red", start=0.2, end=0.5),)

    pieces = timed_pieces(narration("Red fox here", 3.0, words), 42)

    assert pieces[0].start == 0
    assert pieces[-1].end == pytest.approx(3.0)


def test_without_times_longer_words_and_pauses_take_longer():
    short, long, last = timed_pieces(narration("A considerable, fox"), 42)

    assert long.end - long.start > 3 * (short.end - short.start)
    assert last.start > long.end
    assert last.end == pytest.approx(10.0)


def test_times_outside_the_narration_are_brought_back_inside():
    words = (SpokenWord(text="Red", start=-0.5, end=0.5), SpokenWord(text="fox", start=1.0, end=9.0))

    pieces = timed_pieces(narration("Red fox", 2.0, words), 42)

    assert (pieces[0].start, pieces[-1].end) == (0.0, 2.0)


@pytest.mark.parametrize(
    "text",
    [
        "supercalifragilisticexpialidocious" * 3,
        "你好世界，这是一个非常长的句子。我们在这里",  # noqa: RUF001
        "สวัสดีชาวโลกภาพยนตร์เรื่องนี้ยาวมาก",
    ],
    ids=["long word", "Chinese", "Thai"],
)
def test_no_piece_is_wider_than_a_line_and_no_character_is_lost(text: str):
    pieces = timed_pieces(narration(text), 12)

    assert max(columns(piece.text) for piece in pieces) <= 12
    assert join_pieces(pieces) == text
    assert [piece.start for piece in pieces] == sorted(piece.start for piece in pieces)


def test_a_line_never_starts_with_the_punctuation_of_wide_scripts():
    pieces = timed_pieces(narration("你好，世界。「好」"), 12)  # noqa: RUF001

    assert not any(piece.text[0] in "，。」" for piece in pieces)  # noqa: RUF001


def test_marks_stay_with_the_letter_that_they_sit_on():
    pieces = timed_pieces(narration("e\u0301" * 20), 12)

    assert all(piece.text[0] == "e" for piece in pieces)
    assert columns("e\u0301") == 1
