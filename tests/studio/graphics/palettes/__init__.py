"""Colours of graphic scenes, and whether letters can be read."""
