"""System checks: what is wrong with a set-up, in sentences."""

from __future__ import annotations

import inspect
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.utils.module_loading import import_string

KINDS = ("text", "vision", "image", "speech")
DELIVERIES = ("django", "x-accel", "s3")


@register(Tags.security)
def check_secret_key(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    if settings.SECRET_KEY.startswith("not-set-up-yet") and not settings.SECRET_KEY_FILE.exists():
        message = "There is no secret key yet, so nobody can sign in."
        return [Warning(message, hint="Run `manage.py setup`, or set SECRET_KEY.", id="generator.W001")]
    return []


@register()
def check_providers(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Make every provider's options known before the first film needs them."""
    found: list[CheckMessage] = []
    for kind in KINDS:
        entries = settings.GENERATOR_PROVIDERS.get(kind, [])
        if not entries:
            found.append(Error(f"GENERATOR_PROVIDERS names no provider of kind {kind}.", id="generator.E001"))
        for entry in entries:
            found += _check_entry(kind, entry)
    return found


def _check_entry(kind: str, entry: dict[str, Any]) -> list[CheckMessage]:
    name = entry.get("BACKEND", "")
    try:
        inspect.signature(import_string(name)).bind(**entry.get("OPTIONS", {}))
    except ImportError:
        return [Error(f"The {kind} provider {name!r} cannot be imported.", id="generator.E002")]
    except TypeError as error:
        return [Error(f"The {kind} provider {name!r} does not take its OPTIONS: {error}.", id="generator.E003")]
    return []


@register()
def check_delivery(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    if settings.FILE_DELIVERY not in DELIVERIES:
        message = f"FILE_DELIVERY is {settings.FILE_DELIVERY!r}, but must be one of {', '.join(DELIVERIES)}."
        return [Error(message, id="generator.E004")]
    if settings.FILE_DELIVERY == "s3" and not settings.S3_BUCKET:
        return [Error("FILE_DELIVERY is s3, but S3_BUCKET is not set.", id="generator.E005")]
    return []


@register(Tags.security, deploy=True)
def check_mail(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    if settings.ACCOUNT_EMAIL_VERIFICATION == "mandatory" and not settings.EMAIL_HOST:
        message = "New accounts must confirm their address, but no mail server is set: nobody could sign up."
        return [Warning(message, hint="Set EMAIL_HOST, or EMAIL_VERIFICATION=optional.", id="generator.W002")]
    return []
