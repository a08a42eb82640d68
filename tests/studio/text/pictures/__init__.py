"""Texts for pictures."""
