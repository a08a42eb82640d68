from __future__ import annotations

import pytest

from studio.text.lines.clusters import split_clusters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ab", ["a", "b"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("👨\u200d👩\u200d👧👋🏽", ["👨\u200d👩\u200d👧", "👋🏽"]),
        ("🇩🇪🇫🇷🇺", ["🇩🇪", "🇫🇷", "🇺"]),
        ("1\ufe0f\u20e32", ["1\ufe0f\u20e3", "2"]),
        ("क्षत्रिय", ["क्ष", "त्रि", "य"]),
        # What ends a syllable binds nothing to the next one.
        ("தமிழ்நா", ["த", "மி", "ழ்", "நா"]),
        ("မုန်တို", ["မု", "န်", "တို"]),
        ("เพื่อไปนะ", ["เพื่", "อ", "ไป", "นะ"]),
    ],
)
def test_what_is_written_as_one_stays_together(text: str, expected: list[str]):
    assert list(split_clusters(text)) == expected
