"""Presets: the choices of a form under a name."""
