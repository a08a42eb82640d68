"""White space of every kind, what is never shown, and what a narrator can speak."""

# ruff: noqa: RUF001 (signs that look alike are what is tried)

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.providers.language.answers import read_description
from studio.contracts import is_speakable
from studio.text.words.writing import is_parting, tidy, tidy_line

TIDIED = {
    # Lines and paragraphs under other names.
    "one\r\ntwo\rthree": "one\ntwo\nthree",
    "one\x0btwo\x85three\u2028four\x1efive": "one\ntwo\nthree\nfour\nfive",
    "one\x0ctwo\u2029three\x1cfour\x1dfive": "one\n\ntwo\n\nthree\n\nfour\n\nfive",
    # Spaces of every width.
    "10\u00a0km\u202fand\u3000so\u2003on\x1fhere": "10 km and so on here",
    # What is never shown parts two words, and nothing else.
    "fox\x00hen": "fox hen",
    "A red\x07 fox\x1b.": "A red fox.",
    "A fox.\x00It runs, example.\u200bcom": "A fox. It runs, example.com",
    "fox\u200bhen, hen\u200b.": "fox hen, hen.",
    "ក្នុង\u200bយប់": "ក្នុង\u200bយប់",
    "日\x00本": "日本",
    "fox\ud800 and\udc00hen": "fox and hen",
    "in\u00adfor\u00ad\nma\u2060tion": "information",
    "\ufeffHello": "Hello",
    # What has a meaning stays.
    "👩\u200d🚀 می\u200cروم ❤\ufe0f": "👩\u200d🚀 می\u200cروم ❤\ufe0f",
    "a\tb\n\n c": "a\tb\n\n c",
}


def test_white_space_of_every_kind_is_brought_to_spaces_and_line_breaks():
    assert {text: tidy(text) for text in TIDIED} == TIDIED


def test_no_white_space_and_no_control_runs_two_words_together():
    signs = [sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign) == "Cc"]
    signs += [sign for sign in map(chr, range(sys.maxunicode + 1)) if sign.isspace()]
    assert {sign for sign in signs if tidy(f"fox{sign}hen").split() != ["fox", "hen"]} == set()
    assert {sign for sign in signs if tidy_line(f"fox{sign}hen") != "fox hen"} == set()


@given(st.text())
def test_a_tidied_text_stays_as_it_is(text: str):
    tidied = tidy(text)
    assert tidy(tidied) == tidied
    assert not [sign for sign in tidied if unicodedata.category(sign) == "Cc" and sign not in "\n\t"]


def test_the_answers_of_services_are_tidied_too():
    assert read_description({"description": "A fox\x00and\u2028a hen."}).text == "A fox and a hen."


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Fox", "½", "❶", "①", "⑴", "Ⓐ", "Ⅻ", "三", "٣", "2²", "ℵ", "𝐇𝐢", "㎏", "C++"], True),
        (["", " ", "🎉🎉", "* * *", "…", "€€€", "﷽", "&", "\u0301", "\u3164\u3164", "™", "?!"], False),
    ],
)
def test_a_text_is_speakable_where_a_letter_or_number_is_in_it(texts: list[str], expected: bool):
    assert [text for text in texts if is_speakable(text) is not expected] == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["* * *", "***", "*", "---", " ——— ", "⁂", "___", "===", "• • •", "~*~*~", "- - -"], True),
        (["", " ", "+", "—", "-", "--", "•", "…", "🎉", "?!", "-- a --", "1", "€€€", "★★★☆☆"], False),
    ],
)
def test_a_line_only_parts_where_it_has_nothing_but_the_signs_for_it(lines: list[str], expected: bool):
    assert [line for line in lines if is_parting(line) is not expected] == []
