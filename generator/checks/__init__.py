"""System checks of a set-up, with messages in plain sentences."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from django.core.checks import CheckMessage, Error, Info, Tags, Warning, register
from django.core.files.storage import default_storage
from django.db import connection
from django.http.request import split_domain_port, validate_host

from generator.checks.costs import check_ceilings, check_costs
from generator.checks.services import check_providers, check_services, describe_services
from generator.web.rates import parse_rates
from studio.assets import missing_assets, say_what_is_missing
from studio.film.text.fonts import is_shaped

__all__ = ["check_ceilings", "check_costs", "check_providers", "check_services", "describe_services"]

DELIVERIES = ("django", "x-accel", "s3")


@register(Tags.security)
def check_secret_key(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    if settings.SECRET_KEY.startswith("not-set-up-yet") and not settings.SECRET_KEY_FILE.exists():
        message = "There is no secret key yet, so nobody can sign in."
        return [Warning(message, hint="Run `manage.py setup`, or set SECRET_KEY.", id="generator.W001")]
    return []


@register()
def check_delivery(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    if settings.FILE_DELIVERY not in DELIVERIES:
        message = f"FILE_DELIVERY is {settings.FILE_DELIVERY!r}, but must be one of {', '.join(DELIVERIES)}."
        return [Error(message, id="generator.E004")]
    if settings.FILE_DELIVERY == "s3" and not settings.S3_BUCKET:
        return [Error("FILE_DELIVERY is s3, but S3_BUCKET is not set.", id="generator.E005")]
    if settings.FILE_DELIVERY == "s3" and not settings.FILES_ORIGIN:
        message = "Films come from the bucket, but pages may not load them from there."
        hint = (
            "Set FILES_ORIGIN to the origin of the bucket's addresses, such as https://films.s3.example.org."
        )
        return [Warning(message, hint=hint, id="generator.W005")]
    return []


@register()
def check_bucket(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Find settings that keep files from the bucket, or store them on this machine unintentionally."""
    key, secret = settings.S3_ACCESS_KEY, settings.S3_SECRET_KEY
    if settings.S3_BUCKET and bool(key) != bool(secret):
        there, missing = ("S3_ACCESS_KEY", "S3_SECRET_KEY") if key else ("S3_SECRET_KEY", "S3_ACCESS_KEY")
        return [Error(f"{there} is set, but {missing} is not.", id="generator.E013")]
    if not settings.S3_BUCKET and (settings.S3_ENDPOINT_URL or key or secret):
        message = "S3 settings are there, but S3_BUCKET is not set, so files stay on this machine."
        return [Warning(message, hint="Set S3_BUCKET, or remove the others.", id="generator.W006")]
    return []


@register(Tags.database)
def check_connections(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Connect to the services that hosts share; run by `manage.py check --database default` and before migrations."""
    if kwargs.get("databases") is None:
        return []
    asked = [("DATABASE_URL", connection.ensure_connection, "generator.E010")]
    if settings.REDIS_URL:
        asked.append(("REDIS_URL", _ask_redis, "generator.E011"))
    if settings.S3_BUCKET:
        asked.append(("S3_BUCKET", _ask_bucket, "generator.E012"))
    found: list[CheckMessage] = []
    for name, ask, number in asked:
        try:
            ask()
        # Clients raise different errors, which all mean the same to the reader.
        except Exception as error:
            message = f"What {name} names does not answer ({type(error).__name__})."
            hint = "Is the address right, the server up, and does it take the name and password?"
            found.append(Error(message, hint=hint, id=number))
    return found


def _ask_redis() -> None:
    # The cache ignores an unreachable server; its client does not.
    caches["default"]._cache.get_client().ping()  # type: ignore[attr-defined]  # Of the Redis cache alone.


def _ask_bucket() -> None:
    default_storage.bucket.meta.client.head_bucket(Bucket=settings.S3_BUCKET)  # type: ignore[attr-defined]  # Of S3 alone.


@register()
def check_assets(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Report missing assets of the built-in providers, which the site can run without."""
    if missing := missing_assets(settings.DATA_DIR / "assets"):
        hint = "Run `manage.py setup`, which fetches them with npm."
        return [Info(say_what_is_missing(missing), hint=hint, id="generator.I005")]
    return []


@register()
def check_shaping(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Report if captions in some scripts cannot be shaped; all other scripts are drawn correctly."""
    if is_shaped():
        return []
    message = "Captions in Arabic, Hindi and other scripts whose letters join are drawn unjoined: FriBiDi is not there."
    hint = "Install the system's FriBiDi library (libfribidi0 in Debian, fribidi in Homebrew)."
    return [Warning(message, hint=hint, id="generator.W007")]


@register()
def check_rates(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for action, text in settings.GENERATOR_RATES.items():
        try:
            parse_rates(text)
        except ValueError as error:
            found.append(Error(f"RATE_{action.upper()}: {error}", id="generator.E009"))
    return found


@register()
def check_mail_encryption(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    if settings.EMAIL_USE_TLS and settings.EMAIL_USE_SSL:
        message = "EMAIL_USE_TLS and EMAIL_USE_SSL are both true, but a mail server is spoken to in one of both ways."
        return [Error(message, id="generator.E014")]
    return []


@register(Tags.security, deploy=True)
def check_site_url(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Find settings with which links in mails could point to an attacker's host, or nowhere."""
    home = urlsplit(settings.SITE_URL)
    if not settings.SITE_URL:
        message = (
            "SITE_URL is not set, so links in mails lead to the host and port that a visitor's browser names."
        )
        hint = "Set SITE_URL to the address of the site, such as https://films.example.org."
        return [Warning(message, hint=hint, id="generator.W008")]
    if home.scheme != "https":
        message = (
            "SITE_URL begins with http://, so links in mails, with their keys, are sent over an open line."
        )
        return [Warning(message, hint="Let it begin with https://.", id="generator.W009")]
    if not validate_host(split_domain_port(home.netloc)[0], settings.ALLOWED_HOSTS):
        message = "SITE_URL names a host that is not in ALLOWED_HOSTS, so links in mails lead to a refusal."
        return [Warning(message, hint="Add the host to ALLOWED_HOSTS.", id="generator.W010")]
    return []


@register(Tags.security, deploy=True)
def check_mail(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    if settings.ACCOUNT_EMAIL_VERIFICATION == "mandatory" and not settings.EMAIL_HOST:
        message = "New accounts must confirm their address, but no mail server is set: nobody could sign up."
        return [Warning(message, hint="Set EMAIL_HOST, or EMAIL_VERIFICATION=optional.", id="generator.W002")]
    return []
