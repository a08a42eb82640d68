"""The words by which collections of other people's photos are searched."""

from __future__ import annotations
