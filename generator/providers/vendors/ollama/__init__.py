"""Ollama by its own protocol: words and eyes on the operator's own machine."""

from __future__ import annotations
