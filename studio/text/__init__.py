"""From words to storyboards, and what else has to be known of a text."""

from __future__ import annotations
