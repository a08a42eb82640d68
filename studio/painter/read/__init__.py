"""Reading of a picture prompt: its place and time, and the things and people that it names."""

from __future__ import annotations
