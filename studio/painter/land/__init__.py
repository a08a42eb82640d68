"""Ground, water, and the plants and buildings on them."""

from __future__ import annotations
