"""Ground, water, and what grows and stands on them."""

from __future__ import annotations
