"""Transitions by meaning: what leads from one sentence to the next, and how that is shown."""
