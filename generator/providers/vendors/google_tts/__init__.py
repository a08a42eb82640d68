"""Google's voice, by gTTS."""

from __future__ import annotations
