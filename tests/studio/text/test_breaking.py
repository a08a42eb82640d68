from __future__ import annotations

from itertools import pairwise

import pytest

from studio.text.lines.breaking import columns, split_breakable, strain, takes_hyphen


def parts(word: str, limit: int = 42) -> list[str]:
    return list(split_breakable(word, limit))


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Red fox", 7),
        ("e\u0301", 1),
        ("你好", 4),
        ("🦊", 2),
        ("❤\ufe0f", 2),
        ("👨\u200d👩\u200d👧", 2),
        ("👋🏽", 2),
        ("🇩🇪", 2),
        # Each of the letters is half as wide again as a Latin one.
        ("தமி", 5),
    ],
)
def test_a_text_is_as_wide_as_its_clusters(text: str, width: int):
    assert columns(text) == width


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("fox", ["fox"]),
        ("你好，世界。", ["你好，", "世界。"]),  # noqa: RUF001
        ("他说：“好”", ["他", "说：", "“好”"]),  # noqa: RUF001
        ('"好"', ['"好"']),
        ("好。”Google公司", ["好。”", "Google公司"]),
        ("在1998年", ["在", "1998年"]),
        # Whole words, whose long vowels and small letters never begin a line.
        ("スーパーちょっと", ["スーパー", "ちょっと"]),
        ("東京都へ行きました。", ["東京", "都へ", "行きました。"]),
        ("12月24日に1,000円", ["12月", "24日に", "1,000円"]),
        # Korean breaks at its spaces only, whatever sign is before a word.
        ('"오늘', ['"오늘']),
        ("등대지기는", ["등대지기는"]),
        ("ไปเพื่อแรก", ["ไป", "เพื่อ", "แรก"]),
        ("ประเทศไทยมีภูเขา", ["ประเทศไทย", "มี", "ภูเขา"]),
        ("ພາສາລາວ", ["ພາສາ", "ລາວ"]),
        ("ភាសាខ្មែរជាភាសា", ["ភាសាខ្មែរ", "ជា", "ភាសា"]),
        ("မြန်မာနိုင်ငံသည်", ["မြန်မာနိုင်ငံ", "သည်"]),
        # Scripts with spaces break there, whatever signs their words have.
        ("state-of-the-art/Straße", ["state-of-the-art/Straße"]),
        ("သည်မီး", ["သည်", "မီး"]),
        ("ក្នុង\u200bយប់", ["ក្នុង", "យប់"]),
        ("👨\u200d👩\u200d👧👋🏽", ["👨\u200d👩\u200d👧", "👋🏽"]),
    ],
)
def test_lines_break_where_readers_of_the_script_expect(word: str, expected: list[str]):
    assert parts(word) == expected


def test_a_word_a_little_wider_than_a_line_is_not_torn():
    assert parts("Bundesverfassungsgericht", 20) == ["Bundesverfassungsgericht"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        (
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
            ["Donaudampfschiff", "fahrtselektrizitä", "tenhauptbetriebswerk"],
        ),
        ("Bundesausbildungsförderungsgesetz", ["Bundesausbildungs", "förderungsgesetz"]),
        (
            "Geschwindigkeitsbegrenzungsschilderfabrik",
            ["Geschwindigkeits", "begrenzungs", "schilderfabrik"],
        ),
        ("превысокомногорассмотрительствующий", ["превысокомногорасс", "мотрительствующий"]),
        ("hippopotomonstrosesquippedaliophobia", ["hippopotomonstroses", "quippedaliophobia"]),
        ("x" * 50, ["x" * 17, "x" * 16, "x" * 17]),
    ],
)
def test_a_word_much_wider_than_a_line_is_cut_at_syllables_into_about_equal_pieces(
    word: str, expected: list[str]
):
    assert parts(word, 20) == expected


def test_a_torn_word_has_room_for_its_hyphens():
    for limit in range(12, 30):
        pieces = parts("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", limit)
        assert all(len(piece) < limit for piece in pieces[:-1])
        assert all(takes_hyphen(*pair) for pair in pairwise(pieces))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Donau", "dampf", True),
        ("नमस्ते", "नमस्ते", True),
        ("abc1", "2def", True),
        ("https://example.org/", "path", False),
        ("state-", "of", False),
        ("ประเทศ", "ไทย", False),
        ("東京", "都", False),
        ("在", "Google", False),
        ("등대", "지기", False),
    ],
)
def test_a_hyphen_stands_between_letters_that_belong_together(before: str, after: str, expected: bool):
    assert takes_hyphen(before, after) is expected


def test_an_address_breaks_behind_its_signs():
    assert parts("https://example.org/a/long/path?with=query", 20) == [
        "https://example.org/",
        "a/long/path?with=",
        "query",
    ]


def test_a_cut_leaves_no_mark_alone():
    for piece in parts("क्षत्रिय" * 12, 20):
        assert piece[0] in "क्षत्रिय".replace("्", "").replace("ि", "")


def test_japanese_breaks_best_before_a_new_word():
    assert strain("を", "登") == 0
    assert strain("は", "ラ") == 0
    assert strain("段", "の") > strain("の", "段")
    assert strain("ス", "パ") > strain("百", "段") > 0
