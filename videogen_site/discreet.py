"""Error reports for developers, without keys and passwords from the environment."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.debug import ExceptionReporter

from generator.providers.card import load_cards

HIDDEN = "********************"
# Shorter values are not secrets, and would match parts of ordinary words.
SHORTEST = 6


def secret_words() -> set[str]:
    """Return all keys and passwords in the settings, in every form that may appear in a report."""
    found = {word for word in _known() if len(word) >= SHORTEST}
    return {form for word in found for form in (word, quote(word, safe=""), escape(word))}


def _known() -> Iterator[str]:
    yield from (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    yield from (settings.S3_ACCESS_KEY, settings.S3_SECRET_KEY)
    yield from (settings.EMAIL_HOST_PASSWORD, settings.STAFF_PASSWORD)
    yield from (str(database.get("PASSWORD") or "") for database in settings.DATABASES.values())
    written = urlsplit(settings.REDIS_URL).password or ""
    yield from (written, unquote(written))
    cards = load_cards(settings.GENERATOR_VENDORS)
    for entries in settings.GENERATOR_PROVIDERS.values():
        for entry in entries:
            options = entry.get("OPTIONS", {})
            names = {name for card in cards for name in card.secrets if card.speaks_for(entry)}
            for value in (options.get(name, "") for name in names):
                yield from map(str, value.values() if isinstance(value, dict) else [value])


class DiscreetReporter(ExceptionReporter):
    """A reporter that removes secrets by value: Django hides settings by name, but not passwords inside URLs."""

    def get_traceback_html(self) -> SafeString:
        return _hide(super().get_traceback_html())

    def get_traceback_text(self) -> SafeString:
        return _hide(super().get_traceback_text())


def _hide(report: str) -> SafeString:
    # The longest first, so that a shorter one does not cut a part out of a longer one.
    for word in sorted(secret_words(), key=len, reverse=True):
        report = report.replace(word, HIDDEN)
    return mark_safe(report)  # What Django has made safe, with words taken out.
