"""One folder for each vendor."""

from __future__ import annotations
