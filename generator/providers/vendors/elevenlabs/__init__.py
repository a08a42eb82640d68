"""ElevenLabs: voices with the time of each letter."""

from __future__ import annotations
