"""Logging settings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.providers.card import load_cards

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def to_console(level: str, vendors: Iterable[str]) -> dict[str, Any]:
    """Return settings that log to the console, our own loggers from `level` on."""
    # These loggers print texts, addresses or keys at their lower levels.
    quiet = {"django-q", *(name for card in load_cards(vendors) for name in card.loggers)}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "generator": {"level": level},
            "studio": {"level": level},
            **{name: {"level": "WARNING"} for name in quiet},
        },
    }
