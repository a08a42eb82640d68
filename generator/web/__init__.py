"""What every request passes, and how files leave."""

from __future__ import annotations
