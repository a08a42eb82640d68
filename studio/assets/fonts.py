"""Fonts that only the npm registry carries, for captions in scripts that no Python package has one for."""

from __future__ import annotations

from typing import NamedTuple

_NOTO, _INDIAN = "The Noto Project Authors", "Indian Type Foundry"


class Font(NamedTuple):
    """A semi-bold or variable-weight font: the language it is for, and its path in the tarball."""

    family: str
    language: str
    package: str
    version: str
    file: str
    integrity: str
    author: str = _NOTO

    @property
    def key(self) -> str:
        return self.family.lower().replace(" ", "-")

    @property
    def product(self) -> str:
        return f"{self.key}-{self.version}.{self.file.rpartition('.')[2]}"


FONTS = (
    Font(
        "Noto Sans JP", "Japanese", "@expo-google-fonts/noto-sans-jp", "0.4.3",
        "600SemiBold/NotoSansJP_600SemiBold.ttf",
        "sha512-Fl+Z6vtD24HFAYsvzB0S9Nery1ly16B9PesdY0wBd+wEHAvkNglnkTUspU0HqGOubkmoa8zusJrKv6vDx1o70A==",
    ),
    Font(
        "Noto Sans KR", "Korean", "@expo-google-fonts/noto-sans-kr", "0.4.3",
        "600SemiBold/NotoSansKR_600SemiBold.ttf",
        "sha512-EVS/uJPcf1TgJtjmQmrFr0oGdcl7ml09CSu0E/AyGzR0UfzdR2pBbzWWPsnuzZiGUl643ODYwYiXK5+B+fLjhQ==",
    ),
    Font(
        "Noto Sans SC", "Chinese", "@expo-google-fonts/noto-sans-sc", "0.4.3",
        "600SemiBold/NotoSansSC_600SemiBold.ttf",
        "sha512-9rAwdFTFHbO/u6Cs0gj2jZbW74TGIiaFNQnXYH2s5wA1bzVkwbaviL4t8YUV642eGYjg86eH6DkAEQmfNHDncQ==",
    ),
    Font(
        "Noto Sans Lao", "Lao", "@expo-google-fonts/noto-sans-lao", "0.4.2",
        "600SemiBold/NotoSansLao_600SemiBold.ttf",
        "sha512-gM/grIG03BWSk8lqiR1IC7WHpGH/8TrvwU0ZjEvs236YiN0LK2qQythq6lqcJbENo/0HMxdk13n35yhqnHVJ8g==",
    ),
    Font(
        "Noto Sans Khmer", "Khmer", "@fontsource/noto-sans-khmer", "5.3.0",
        "files/noto-sans-khmer-khmer-600-normal.woff",
        "sha512-gdbZkSmmMa7up92bksz5uKkjt70hCmLr9Q9B/Bxu4qYfXr+BvRLvf7NDAO4WP64coTdCcrzmHFciXirbdJEToQ==",
    ),
    Font(
        "Noto Sans Myanmar", "Burmese", "@fontsource/noto-sans-myanmar", "5.3.0",
        "files/noto-sans-myanmar-myanmar-600-normal.woff",
        "sha512-/ja/Fbmtv4TRpd8LgnVFvDRFIzR0bvYaVCwGNK6Hnn5uBGccCfGFnZ7wRPG1/IyMnScVIjrnOmN+2jOL0b8tRQ==",
    ),
    Font(
        "Hind Vadodara", "Gujarati", "@fontsource/hind-vadodara", "5.3.0",
        "files/hind-vadodara-gujarati-600-normal.woff",
        "sha512-2wkL/KrOJV0fi43aD1inLwChsKbCKkzb3vPrEAgOLmi2zVXGY6RBvVR3PLzvb8sn3tsUiGL8FvTPVJTkTkqNug==",
        _INDIAN,
    ),
    Font(
        "Noto Sans Kannada", "Kannada", "@fontsource/noto-sans-kannada", "5.3.0",
        "files/noto-sans-kannada-kannada-600-normal.woff",
        "sha512-mcZlaZfzFIwrjah3hze5W6JnFMk8+bXtw0aKOneeuM/sadyV/F6nIgFiJc9/d9yHeecpVfANt+dWf8VSXDf+3Q==",
    ),
    Font(
        "Noto Sans Malayalam", "Malayalam", "@fontsource/noto-sans-malayalam", "5.3.0",
        "files/noto-sans-malayalam-malayalam-600-normal.woff",
        "sha512-JVWpPkzNkbZTLradEAu8y5dDCgDsPLzvJrY1mEtt0NGG095aPyfhpTmq+wnGBBhvNRU9WEeATGI/w/YocbjQsg==",
    ),
    Font(
        "Noto Sans Sinhala", "Sinhala", "@fontsource-variable/noto-sans-sinhala", "5.3.0",
        "files/noto-sans-sinhala-sinhala-wght-normal.woff2",
        "sha512-iVQn1Geci7M7mWSt0BLhm5oErJOxgWXnH/+I+2D8lLV7LWqsHl2BOA1k2+ik1HhekHuk1sJSdmdGE5dCU6oAOg==",
    ),
    Font(
        "Noto Sans Georgian", "Georgian", "@fontsource/noto-sans-georgian", "5.3.0",
        "files/noto-sans-georgian-georgian-600-normal.woff",
        "sha512-+a+N1mvCugsggDb5eKPKcwDXQQtbaV+x9/Zo2/p2c9yAZeib+qD2ftbezbPAoLvBf4MP+F8BdDwHdrlnNRSdng==",
    ),
    Font(
        "Noto Sans Armenian", "Armenian", "@fontsource/noto-sans-armenian", "5.3.0",
        "files/noto-sans-armenian-armenian-600-normal.woff",
        "sha512-ot9KkRsd2hDXGIMZQeRSvtsw1uoFIBIS+yL7ZLDHY8GpT2LJz7FaCxGT07Iudu0yNTlSEYNLLAbKcy2ZUIjzUA==",
    ),
    Font(
        "Noto Sans Ethiopic", "Amharic", "@fontsource-variable/noto-sans-ethiopic", "5.3.0",
        "files/noto-sans-ethiopic-ethiopic-wght-normal.woff2",
        "sha512-oCupTsf3TpT/e2OpWLffwnzkD7Z5MdDxStc75qHdzHRfEy7C6Jqj8GyU2FB6+FKt/SLfQdaY8F5NVAP8C4Iv/w==",
    ),
    Font(
        "Noto Sans Gurmukhi", "Punjabi", "@fontsource/noto-sans-gurmukhi", "5.3.0",
        "files/noto-sans-gurmukhi-gurmukhi-600-normal.woff",
        "sha512-kORmHl4RCqVsPwDPgWxCHWUETSnI+6m6aPsJmGf7K3PJorPKHUZesABxhZcsnYVZkKS/4abE3QgJgjuhWpA13g==",
    ),
    Font(
        "Noto Sans Oriya", "Odia", "@fontsource/noto-sans-oriya", "5.3.0",
        "files/noto-sans-oriya-oriya-600-normal.woff",
        "sha512-nl5R08M+PHfiRJNdlxy5mPDpeFzKa16p14MprNsSKJn7QyJtU3PZ2CHi3x/9vzw05ox+In9i8BmVnPRrK4R/jg==",
    ),
    Font(
        "Noto Serif Tibetan", "Tibetan", "@fontsource/noto-serif-tibetan", "5.3.0",
        "files/noto-serif-tibetan-tibetan-600-normal.woff",
        "sha512-0BEcd06ijxHuEBkZJcRqB0g0hPAY/wGrqEzvCaq84j1ZjgQRey+ZDqRBA/bMKfoz0jB+nnW9dXaHAmCsctkMrw==",
    ),
)  # fmt: skip
