"""Google's voice through gTTS."""

from __future__ import annotations
