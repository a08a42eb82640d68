"""Sky, clouds, weather and light."""

from __future__ import annotations
