"""The signs that end a sentence or a clause, in any script, and those that may follow them.

They are the characters of Unicode with the property Sentence_Terminal, or in wide use as commas, of the scripts
that the voices and the fonts know.
"""

# ruff: noqa: RUF001 (the signs of other scripts look alike)

from __future__ import annotations

import re

# These end a sentence only where white space follows: "3.5" and "example.org" go on.
STOPS = ".!?…"
# Signs of the Chinese and Japanese, Hindi, Arabic, Urdu, Armenian, Ethiopic, Burmese and Khmer scripts, which have
# no other use.
OWN_STOPS = "。！？｡।॥؟۔։።။។៕"
SENTENCE_ENDS = STOPS + OWN_STOPS
# These end a clause only where white space follows: "12:30", "1,000".
COMMAS = ",;:–—"
OWN_COMMAS = "、，；：،؛၊፣"
CLAUSE_ENDS = COMMAS + OWN_COMMAS
# Quotation marks, brackets and marks of emphasis that may stand behind the end of a sentence.
CLOSERS = "\"'”’»)]}*_）」』"

_CLOSED = f"[{re.escape(CLOSERS)}]*"
# The end of a sentence in running text, with what closes behind it.
SENTENCE_END = re.compile(rf"[{STOPS}]+{_CLOSED}(?=\s|$)|[{OWN_STOPS}]+{_CLOSED}")
CLAUSE_END = re.compile(rf"[{COMMAS}]+(?=\s|$)|[{OWN_COMMAS}]+")
