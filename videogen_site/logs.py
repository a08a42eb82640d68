"""What is logged, and where to."""

from __future__ import annotations

from typing import Any

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def to_console(level: str) -> dict[str, Any]:
    """Write lines to the console, our own from `level` on."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "generator": {"level": level},
            "studio": {"level": level},
            # These print texts, addresses or keys at their lower levels.
            "gtts": {"level": "WARNING"},
            "urllib3": {"level": "WARNING"},
            "django-q": {"level": "WARNING"},
        },
    }
