"""Where a line of text may break, and which characters are written as one."""

from __future__ import annotations
