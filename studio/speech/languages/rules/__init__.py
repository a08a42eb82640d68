"""Rules of reading that all languages share; what differs they ask of the language."""

from __future__ import annotations
