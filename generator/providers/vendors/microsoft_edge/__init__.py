"""Edge: the voices of Microsoft's browser through edge-tts."""

from __future__ import annotations
