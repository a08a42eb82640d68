"""One text is shared out among pictures."""

from __future__ import annotations

import pytest

from studio.text.storyboard.sharing import share_out


@pytest.mark.parametrize(
    ("text", "count", "shares"),
    [
        ("One. Two. Three.", 3, ["One.", "Two.", "Three."]),
        ("One. Two.", 4, ["One.", "", "Two.", ""]),
        ("", 2, ["", ""]),
        ("…", 2, ["", ""]),
        ("One. Two.", 0, []),
        (
            "One. Two. And here is a sentence that is much longer.",
            2,
            ["One. Two.", "And here is a sentence that is much longer."],
        ),
        # As many paragraphs or lines as pictures: the writer has shared it out.
        ("One. Two.\n\nThree.", 2, ["One. Two.", "Three."]),
        ("One. Two\nThree", 2, ["One. Two", "Three"]),
        ("Wait. [pause 2s] Now {Nguyen|win} comes.", 2, ["Wait. [pause 2s]", "Now {Nguyen|win} comes."]),
        (
            "Dr. Smith came at 3.30 p.m. on Monday. He left.",
            2,
            ["Dr. Smith came at 3.30 p.m. on Monday.", "He left."],
        ),
    ],
)
def test_at_sentences_by_length(text: str, count: int, shares: list[str]):
    assert share_out(text, count, "en") == shares


def test_in_a_language_without_spaces():
    assert share_out("今日は海へ行きました。とても楽しかったです。", 2, "ja") == [
        "今日は海へ行きました。",
        "とても楽しかったです。",
    ]


@pytest.mark.parametrize("count", range(1, 41))
def test_nothing_is_added_or_left_out(count: int):
    text = " ".join(f"This is sentence {'very ' * (number % 7)}{number}." for number in range(60))
    shares = share_out(text, count, "en")
    assert " ".join(shares) == text
    assert all(shares)
