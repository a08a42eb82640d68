"""The product's settings, with all that is written in a temporary folder and nothing taken from a developer's .env."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

TEST_DIR = Path(tempfile.mkdtemp(prefix="videogen-tests-"))
atexit.register(shutil.rmtree, TEST_DIR, ignore_errors=True)

# The tests of the real services need the keys that all others must not see.
KEY_NAMES = (
    "GEMINI_API_KEY",
    "GOOGLE_API_KEY",
    "HF_TOKEN",
    "HUG_API_KEY",
    "SDAPI_BASE_URL",
    "COMFYUI_BASE_URL",
)
LIVE = {name: os.environ.get(name, "") for name in (*KEY_NAMES, "SPEECH_SERVICE")}

# Set here rather than changed below: settings that are derived from these must follow them too.
os.environ.update(
    dict.fromkeys(KEY_NAMES, ""),
    DATA_DIR=str(TEST_DIR / "data"),
    DEBUG="1",
    SECRET_KEY="only-for-tests-0123456789abcdefghijklmnopqrstuvwxyz",
    ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
    CONTACT_EMAIL="",
    EMAIL_HOST="",
    EMAIL_VERIFICATION="optional",
    FILES_ORIGIN="",
    # Most tests have no database; those of the page "Services" switch it on.
    GENERATOR_STORED_SERVICES="0",
    FILE_DELIVERY="django",
    REDIS_URL="",
    S3_BUCKET="",
    SETUP_ASSETS="0",
    SETUP_FONTS="0",
    SPEECH_SERVICE="embedded",
    STATIC_MANIFEST="0",
    TRUSTED_PROXY_COUNT="0",
)

from videogen_site.hosts import SQLITE_OPTIONS  # noqa: E402
from videogen_site.settings import *  # noqa: E402, F403

# A file, not memory: the heartbeat's thread and the live server need a database that several connections share.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": TEST_DIR / "db.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
        "TEST": {"NAME": str(TEST_DIR / "test.sqlite3")},
    }
}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "queue", "answers", "heard")
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
