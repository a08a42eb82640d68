"""Error reports for developers, without keys and passwords from the environment."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.debug import ExceptionReporter

from generator.providers.card import load_cards
from generator.providers.setup.reading import SECRET

HIDDEN = "********************"
# Shorter values are not secrets, and would match parts of ordinary words.
SHORTEST = 6


def secret_words() -> set[str]:
    """Return all keys and passwords in the settings, in every form that may appear in a report."""
    return _forms_of(_known())


def _forms_of(words: Iterable[str]) -> set[str]:
    found = {word for word in words if len(word) >= SHORTEST}
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
                yield from _parts(value)
    hidden = secret_names()
    for values in settings.GENERATOR_VENDOR_VALUES.values():
        for value in (value for name, value in values.items() if name in hidden):
            yield from _parts(value)
    # Nothing is asked for in the middle of an error: what this process has read is known to it.
    from generator.providers.setup.known import read_before  # Settings come before models.

    for text in read_before().secrets(lambda name: name in hidden):
        yield from _parts(text)


def secret_names() -> set[str]:
    """Return the names of the vendors' settings that hold keys and passwords."""
    cards = load_cards(settings.GENERATOR_VENDORS)
    return {setting.name for card in cards for setting in card.settings if setting.form in SECRET}


def _parts(value: Any) -> Iterator[str]:
    """Yield a secret, and what it consists of: headers in JSON, a name and a password."""
    text = value if isinstance(value, str) else ""
    with suppress(ValueError):
        value = json.loads(text) if text.startswith("{") else value
    yield from map(str, value.values() if isinstance(value, dict) else [value])
    yield text.partition(":")[2]


class DiscreetReporter(ExceptionReporter):
    """A reporter that removes secrets by value: Django hides settings by name, but not passwords inside URLs."""

    def get_traceback_html(self) -> SafeString:
        return self._hide(super().get_traceback_html())

    def get_traceback_text(self) -> SafeString:
        return self._hide(super().get_traceback_text())

    def _hide(self, report: str) -> SafeString:
        # The longest first, so that a shorter one does not cut a part out of a longer one.
        for word in sorted(secret_words() | self._entered(), key=len, reverse=True):
            report = report.replace(word, HIDDEN)
        return mark_safe(report)  # What Django has made safe, with words taken out.

    def _entered(self) -> set[str]:
        """Return the keys that were being entered on a page, and are not stored yet."""
        sent = getattr(self.request, "POST", {})
        return _forms_of(sent[name] for name in secret_names() if sent.get(name))
