"""Knowledge of many languages: their identification, ends of sentences, words for place, time and mood."""

from __future__ import annotations
