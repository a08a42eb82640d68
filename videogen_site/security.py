"""Security settings: password validators, the secret key, the content security policy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from videogen_site.environment import Environment

# Length and not composition (NIST 800-63B): a password must only be hard to guess.
PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "generator.accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "generator.accounts.passwords.GuessableValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]


def secret_key(env: Environment, file: Path) -> str:
    """Return the key from the environment, or else from the file that `manage.py setup` makes."""
    if key := env.str("SECRET_KEY", ""):
        return key
    if file.exists():
        return file.read_text().strip()
    # Only `setup` and the checks run before the file exists, and neither signs anything.
    return "not-set-up-yet: run manage.py setup"


def content_security_policy(files_origin: list[str]) -> dict[str, Any]:
    """Return a policy by which pages load only from the site, and films and pictures also from `files_origin`."""
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "font-src": [SELF],
            "img-src": [SELF, "data:", "blob:", *files_origin],
            "media-src": [SELF, "blob:", *files_origin],
            "connect-src": [SELF],
            "form-action": [SELF],
            "base-uri": [NONE],
            "frame-ancestors": [NONE],
            "manifest-src": [SELF],
        }
    }
