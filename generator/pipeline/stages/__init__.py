"""The stages, in this order: description, storyboard, pictures, narration, film."""

from __future__ import annotations
