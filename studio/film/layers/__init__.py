"""Layers above a picture: what they are, and how they are drawn."""
