"""The film renderer: pictures, captions, sound, encoding, and a check of the result."""

from __future__ import annotations
