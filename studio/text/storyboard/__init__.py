"""Storyboards: scenes, title, keywords, mood, and a picture prompt for each scene."""

from __future__ import annotations
