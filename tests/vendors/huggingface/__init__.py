"""Hugging Face: its router, and the firms behind it."""
