"""Paints scenery that follows the words, without a key and without a network."""

from __future__ import annotations

from studio.painter.provider import EmbeddedIllustrator

__all__ = ["EmbeddedIllustrator"]
