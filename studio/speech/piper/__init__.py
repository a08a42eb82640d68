"""Voices of the Piper collection that the site's operator has fetched: natural speech in some 35 languages."""

from __future__ import annotations
