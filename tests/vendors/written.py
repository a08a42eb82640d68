"""What a language model that is well writes for an owner, by the question as it came over the wire."""

from __future__ import annotations

import re
from itertools import cycle
from typing import Any

from studio.text.marks.syntax import marks_in, raw_marks

SENTENCES = (
    "The sea keeps most of the heat that the sun sends us.",
    "Below the first two hundred metres there is hardly any light.",
    "Animals that live there make their own, or see by very little.",
    "Whales sing to each other over hundreds of kilometres.",
    "A drop of water needs about a thousand years to travel around the world.",
)
GERMAN = "Das Meer ist heute ganz ruhig, und niemand ist an Bord des kleinen Bootes."


def script_of(letters: int, sentences: tuple[str, ...] = SENTENCES) -> list[str]:
    """Return paragraphs of about so many letters."""
    paragraphs: list[str] = []
    length = 0
    for number, sentence in enumerate(cycle(sentences)):
        if number and length + len(sentence) / 2 > letters:
            return paragraphs
        if number % 2:
            paragraphs[-1] += f" {sentence}"
        else:
            paragraphs.append(sentence)
        length += len(sentence) + 1
    raise AssertionError


def wanted_letters(question: str) -> int:
    found = re.search(r"about ([\d,]+) characters", question)
    return int(found[1].replace(",", "")) if found else 0


def marks_of(words: str) -> list[str]:
    return [raw for raw in raw_marks(words) if not isinstance(next(marks_in(raw), ""), str)]


def written(wanted: dict[str, Any], instruction: str, question: str) -> dict[str, Any] | None:
    """Return the answer to a question of ours; None if nothing is to be written."""
    if "paragraphs" in wanted:
        return {
            "title": "The deep sea",
            "language": "en",
            "paragraphs": script_of(wanted_letters(instruction)),
        }
    if "hashtags" in wanted:
        tags = ["#DeepSea", "quiet harbour", "boat", "Boat", "2026"]
        return {"title": "A calm sea", "description": "One boat.\n\nNobody on it.", "hashtags": tags}
    if "narration" in wanted:
        return {"narration": "Today the sea lay perfectly still."}
    if "scenes" in wanted and "number" in wanted["scenes"]["items"]["properties"]:
        scenes = re.findall(r"^Scene (\d+): (.*?)(?=\n\nScene \d+: |\Z)", question, re.MULTILINE | re.DOTALL)
        told = [
            {"number": int(number), "narration": " ".join([GERMAN, *marks_of(words)])}
            for number, words in scenes
        ]
        return {"title": "Das Meer", "scenes": told}
    return None
