"""Pictures of scenery and figures painted from the words of a prompt, without a key and without a network."""

from __future__ import annotations

from studio.painter.provider import EmbeddedIllustrator

__all__ = ["EmbeddedIllustrator"]
