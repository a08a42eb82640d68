"""Tables of abbreviations, signs, units and currencies, and what they are called."""

from __future__ import annotations
