"""Texts that nobody would write on purpose, for hypothesis: all scripts and signs, mixed, stacked, endless, torn."""

# ruff: noqa: RUF001, SIM905 (signs that look alike are what is tried; lists of words read best as text)

from __future__ import annotations

from hypothesis import strategies as st

_WORDS = st.sampled_from(
    "The fox Dr. $5 3.14 1,250 2024 U.S. a.m. H2O e.g. don't OK https://a.example/b?c=1 bob@example.org #one 5km "
    "Müller été Привет 日本語 東京 หมา नमस्ते שלום مرحبا 한국어 ខ្មែរ ဗမာ ལྷ ଓଡ଼ିଆ ꦗꦮ ᏣᎳᎩ ᚠᚢ 𓀀 𒀱 ﷽ ﷺ 10³ 2² H₂O ½ ⅞ ❶ ① ⑴ "
    "Ⅻ 三十 ٣٤ ४२ ๓ ፲፪ 𝟙𝟚 𝔣𝔬𝔵 Ⓕⓞⓧ ﬁn ㎏ ㋿ ™ €€€ &&& C++ --- * … ?! — ( ) “ ” „ « » 「 」 🎉 👩‍🚀 👍🏽 🏳️‍🌈 🇩🇪 🇩 1️⃣ ❤️ '' \" / \\ % <b> -->".split()
)
_SIGNS = st.characters() | st.characters(
    categories=["Mn", "Me", "Cf", "Nd", "No", "Nl", "So", "Sk", "Lm", "Lo"]
)
_STACKED = st.builds(
    lambda letter, mark, count: letter + mark * count,
    _SIGNS,
    st.characters(categories=["Mn", "Me", "Cf"]),
    st.integers(1, 100),
)
_LONG = st.builds(lambda sign, count: sign * count, _SIGNS, st.integers(20, 400))
_WRAPPED = st.builds(
    lambda control, word: f"{control}{word}{control}",
    st.sampled_from(
        "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u202c\u200d\u200c\u200b\ufeff\u00ad\u2060\u2063\ufe0f\u20e3\U000e0067"
    ),
    _WORDS,
)
_GAPS = st.sampled_from(
    [" ", " ", " ", "", "\n", "\n\n", "\u00a0", "\u3000", "\u200b", "\t", "\u2028", ". ", "! ", ", ", "。"]
)
_PARTS = _WORDS | _WORDS | _WORDS | st.text(_SIGNS, max_size=12) | _STACKED | _LONG | _WRAPPED


def scribbles(most: int = 8) -> st.SearchStrategy[str]:
    """Give texts of up to so many parts, each a word, a few signs of any kind, or something worse."""
    pairs = st.lists(st.tuples(_PARTS, _GAPS), min_size=1, max_size=most)
    return pairs.map(lambda found: "".join(part + gap for part, gap in found))
