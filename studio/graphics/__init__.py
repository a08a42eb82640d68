"""Scenes that show words and figures: which of them, and how they are laid out."""
