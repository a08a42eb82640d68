from __future__ import annotations

from studio.film.text.runs import SPACE, line_pieces


def seen(*lines: str, direction: str = "") -> list[list[str]]:
    """Return what is drawn of each line, from left to right."""
    words = [[(word, False) for word in line.split()] for line in lines]
    return [[piece.text for piece in line if piece.number != SPACE] for line in line_pieces(words, direction)]


def test_a_name_with_a_number_is_read_from_left_to_right_in_a_right_to_left_line():
    assert seen("هاتف iPhone 15 Pro جديد") == [["جديد", "iPhone", "15", "Pro", "هاتف"]]


def test_a_name_is_read_on_from_one_line_to_the_next():
    assert seen("هاتف iPhone", "15 Pro جديد")[1] == ["جديد", "15", "Pro"]


def test_the_text_may_have_another_direction_than_most_of_its_words():
    assert seen("Google Maps هنا") == [["Google", "Maps", "هنا"]]
    assert seen("Google Maps هنا", direction="R") == [["هنا", "Google", "Maps"]]


def test_letters_and_digits_of_one_word_are_pieces_of_their_own_where_they_run_otherwise():
    assert seen("عام١٩٢٤") == [["١٩٢٤", "عام"]]


def test_what_cannot_be_drawn_is_left_out_and_its_line_with_it():
    assert seen("日本", "One \ue000 two") == [["One", "two"]]


def test_words_keep_their_numbers_whatever_is_left_out():
    (line,) = line_pieces([[("One", False), ("\ue000", False), ("two", False)]])

    assert [piece.number for piece in line] == [0, SPACE, 2]
