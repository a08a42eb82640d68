"""Whether mails leave this site."""

from __future__ import annotations

from django.conf import settings

# Backends of Django that send nothing: one prints mails, the other forgets them.
KEPT_HERE = ("django.core.mail.backends.console.EmailBackend", "django.core.mail.backends.dummy.EmailBackend")


def mails_arrive() -> bool:
    """Tell whether a mail server is set, so that no page promises a mail that cannot arrive."""
    return settings.EMAIL_BACKEND not in KEPT_HERE
