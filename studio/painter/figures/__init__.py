"""Drawings as figures in a picture: their places, sizes and lighting."""

from __future__ import annotations
