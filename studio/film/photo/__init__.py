"""Views (crops) of the photo that a film is made from."""

from __future__ import annotations
