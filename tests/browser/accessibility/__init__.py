"""Axe and what it cannot see, on every page."""
