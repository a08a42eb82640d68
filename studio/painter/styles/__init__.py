"""From linear light to a finished picture in one of the styles."""

from __future__ import annotations
