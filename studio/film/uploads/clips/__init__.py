"""Clips of strangers: told by their content, opened with care, and coded anew as house clips."""
