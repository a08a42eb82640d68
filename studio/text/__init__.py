"""Storyboards from texts, and the knowledge of language that they need."""

from __future__ import annotations
