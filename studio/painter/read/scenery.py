"""Prompts of which only the place, the time and the weather are painted, because nobody can be sure of the rest."""

from __future__ import annotations

# At the end of a prompt; no person would write it by chance.
_MARK = ", scenery without figures"


def as_scenery(prompt: str) -> str:
    """Return a prompt of which the scenery is painted, and nobody and nothing in it."""
    return prompt if is_scenery(prompt) else f"{prompt}{_MARK}"


def is_scenery(prompt: str) -> bool:
    """Return whether only the scenery of a prompt is to be painted."""
    return prompt.endswith(_MARK)


def without_mark(prompt: str) -> str:
    """Return a prompt as it was before it was marked."""
    return prompt.removesuffix(_MARK)
