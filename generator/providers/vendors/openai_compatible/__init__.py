"""Any service that speaks the protocol of OpenAI: words, eyes, pictures and voices."""

from __future__ import annotations
