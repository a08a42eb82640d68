"""Knows by which drawing a word is shown."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources


@functools.cache
def read_concepts() -> Mapping[str, str]:
    """Return the name of a drawing for each of some 2,300 words in the singular; a word that is unsure is not there.

    Some words are two or three: "polar bear" is to be looked for before "bear".
    """
    table = resources.files(__package__).joinpath("concepts.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in table.splitlines()[1:])
