"""What a picture shows is in its text: names, figures of speech, groups, absent and distant things do not appear in it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from studio.painter.figures.art import Art
from studio.painter.gazetteer import choose_place
from studio.painter.read.casting import cast_prompt
from studio.painter.read.reading import read_prompt
from studio.text.provider import EmbeddedText
from tests.studio.corpora.corpus import read_corpus
from tests.studio.painter.test_casting import open_names


@dataclass(frozen=True, slots=True)
class Honesty:
    """How many texts show what they say, and what the others show: nothing, or something that they do not say."""

    count: int
    empty: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def right(self) -> float:
        return 1 - (len(self.empty) + len(self.wrong)) / self.count

    @property
    def share_of_wrong(self) -> float:
        return len(self.wrong) / self.count

    def __str__(self) -> str:
        head = f"{self.right:.1%} of {self.count} right, {self.share_of_wrong:.1%} wrong; wrong, then empty:"
        return "\n  ".join([head, *self.wrong, "--", *self.empty])


def shown(art: Art, text: str, language: str) -> list[tuple[str, str, list[str]]]:
    """Return the prompt of each sentence of a text, its place, and the drawings in it, the subject first."""
    found = []
    for passage in EmbeddedText().write_storyboard(text=text, language=language, split="sentence").passages:
        setting = read_prompt(passage.prompt)
        cast = cast_prompt(
            passage.prompt, art, choose_place(setting.place, setting.season, setting.mood, 0.3)
        )
        roles = [role for role in (cast.subject, *cast.companions) if role]
        found.append(
            (passage.prompt, setting.place, [role.drawing.removesuffix("-flying") for role in roles])
        )
    return found


def judge_honesty(art: Art, name: str) -> Honesty:
    """Judge a corpus of texts, their languages, what they may show ("-" for scenery), and where they are not."""
    rows, empty, wrong = read_corpus(name), [], []
    for text, language, allowed, barred in rows:
        pictures = shown(art, text, language)
        told = f"{text} -> " + " / ".join(
            f"{place}: {' '.join(drawn)} [{prompt}]" for prompt, place, drawn in pictures
        )
        if any(set(drawn) - set(allowed.split()) or place in barred.split() for _, place, drawn in pictures):
            wrong.append(told)
        elif "-" not in allowed.split() and not any(drawn for *_, drawn in pictures):
            empty.append(told)
    return Honesty(len(rows), tuple(empty), tuple(wrong))


@pytest.fixture(scope="module")
def art(tmp_path_factory) -> Art:
    return open_names(tmp_path_factory.mktemp("art"))
