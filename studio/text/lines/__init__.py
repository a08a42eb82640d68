"""Line breaking in any script, and grapheme clusters."""

from __future__ import annotations
