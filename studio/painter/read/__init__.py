"""Reading a picture prompt: where and when it plays, and which things and people it names."""

from __future__ import annotations
