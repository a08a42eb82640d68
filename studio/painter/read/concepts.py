"""The table from words to drawings."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources

from studio.painter.figures.drawings import DRAWINGS


@functools.cache
def read_concepts() -> Mapping[str, str]:
    """Return the name of a drawing for each of some 2,300 words in the singular, without ambiguous ones.

    Some entries are two or three words: look "polar bear" up before "bear".
    """
    table = resources.files(__package__).joinpath("concepts.tsv").read_text(encoding="utf-8")
    found: dict[str, str] = dict(line.split("\t") for line in table.splitlines()[1:])
    for own in DRAWINGS.values():
        found |= dict.fromkeys(filter(None, own.words.split(", ")), own.name)
    return found
