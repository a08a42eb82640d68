"""Hearing words before there is a film of them: a scene as it would be narrated, and how a voice sounds."""
