"""Arrays, colours, noise, camera and light, used by every other part of the painter."""

from __future__ import annotations
