"""Places without houses: mountains, woods, waters, the deep sea, other worlds."""

from __future__ import annotations
