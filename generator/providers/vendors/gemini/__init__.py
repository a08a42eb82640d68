"""Gemini: describes pictures and plans storyboards."""

from __future__ import annotations
