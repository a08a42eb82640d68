"""How long words are shown that nobody speaks."""

from __future__ import annotations

import pytest

from studio.film.reading import NARROW_SIGNS, SHORTEST, WIDE_SIGNS, reading_seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Stop.", SHORTEST),
        ("", SHORTEST),
        ("a quick brown fox jumps over a lazy dog and runs away home.", 59 / NARROW_SIGNS),
        ("我今天学习语言所以很高兴我们明天再见吧朋友", 21 / WIDE_SIGNS),
        # Marks belong to their letters.
        ("हिन्दी" * 20, 60 / NARROW_SIGNS),
        # Nobody reads an address to its end.
        (f"https://example.org/{'a' * 4000}", 40 / NARROW_SIGNS),
    ],
)
def test_words_are_shown_for_as_long_as_it_takes_to_read_them(text: str, seconds: float):
    assert reading_seconds(text) == pytest.approx(seconds, abs=0.2)


def test_a_quick_reader_is_shown_them_for_less_time_but_never_too_little():
    text = "a quick brown fox jumps over a lazy dog and runs away home."
    assert reading_seconds(text, 1.3) == pytest.approx(reading_seconds(text) / 1.3)
    assert reading_seconds("Stop.", 1.3) == SHORTEST
