"""Sound: voice track, music beds, mixing and loudness."""

from __future__ import annotations
