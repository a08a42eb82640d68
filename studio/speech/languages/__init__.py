"""How texts in other languages than English are read aloud: rules that all share, and a file for each language."""

from __future__ import annotations
