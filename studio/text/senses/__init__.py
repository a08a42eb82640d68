"""What words mean beyond their dictionary: figures of speech, words of a trade, what is absent, names of things."""

from __future__ import annotations
