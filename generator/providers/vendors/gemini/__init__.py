"""Gemini: descriptions of pictures, and storyboards."""

from __future__ import annotations
