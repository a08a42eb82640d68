"""All settings; the environment (and a file .env) is the only switch between a laptop and many hosts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environs
import fontpkg
from csp.constants import NONE, SELF

from videogen_site.providers import provider_lists

BASE_DIR = Path(__file__).resolve().parent.parent
env = environs.Env()
env.read_env(str(BASE_DIR / ".env"))

# Everything that the site writes while it runs lies in one folder, so that one backup holds it all.
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

# True on a developer's machine. False switches on what a public site needs: TLS, secure cookies, verified addresses.
DEBUG = env.bool("DEBUG", True)
PRODUCTION = not DEBUG
SECRET_KEY_FILE = DATA_DIR / "secret_key"


def secret_key() -> str:
    """Take the key from the environment, else from the file that `manage.py setup` makes."""
    if key := env.str("SECRET_KEY", ""):
        return key
    if SECRET_KEY_FILE.exists():
        return SECRET_KEY_FILE.read_text().strip()
    # Only `setup` and the checks run before the file exists, and neither signs anything.
    return "not-set-up-yet: run manage.py setup"


SECRET_KEY = secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
SITE_NAME = "Video Generator"
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")

INSTALLED_APPS = [
    "generator",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "lucide",
    "csp",
    "django_q",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "generator.middleware.RequestLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "generator.middleware.RateMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "videogen_site.urls"
WSGI_APPLICATION = "videogen_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "generator.views.context.site",
            ],
            "builtins": ["django.templatetags.static", "lucide.templatetags.lucide"],
        },
    }
]
FORM_RENDERER = "generator.forms.Renderer"

# SQLite needs these options to serve several processes: without WAL and IMMEDIATE, one write in five fails as locked.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASES: dict[str, Any] = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}", conn_max_age=60)
}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The default cache counts rate limits and knows the health of outside services, so all processes must share it; the
# queue's own statistics change twice a second, which a table should not have to bear.
REDIS_URL = env.str("REDIS_URL", "")
CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "generator_cache",
        # What is dropped at random to make room could be a rate limit, or a place among the calls in flight.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "queue": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "queue",
    },
}
if REDIS_URL:
    CACHES = {
        name: {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": name,
        }
        for name in ("default", "queue")
    }
# Answers of outside services, pictures and recordings among them: too large for a database, and of use on this host.
CACHES["answers"] = {
    "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
    "LOCATION": DATA_DIR / "answers",
    "OPTIONS": {"MAX_ENTRIES": 2000},
}

AUTH_USER_MODEL = "generator.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "library"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = env.str("EMAIL_VERIFICATION", "mandatory" if PRODUCTION else "optional")
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
# Counted by our own middleware, which can say when to come back; allauth's other limits stay as they are.
ACCOUNT_RATE_LIMITS = {"signup": None, "login": None}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG

# Without a mail server, mail is printed on the console.
EMAIL_HOST = env.str("EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", EMAIL_PORT == 587)
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", EMAIL_PORT == 465)
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"{SITE_NAME} <noreply@localhost>")

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", Path(fontpkg.path("Inter")).parent)]
# Served from where they lie, so that no collect step is needed; an image build sets STATIC_MANIFEST for hashed names.
WHITENOISE_USE_FINDERS = not env.bool("STATIC_MANIFEST", False)
STATICFILES_BACKEND = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if WHITENOISE_USE_FINDERS
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
MEDIA_ROOT = DATA_DIR / "media"
S3_BUCKET = env.str("S3_BUCKET", "")
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATICFILES_BACKEND},
}
if S3_BUCKET:
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env.str("S3_ENDPOINT_URL", None),
            "access_key": env.str("S3_ACCESS_KEY", None),
            "secret_key": env.str("S3_SECRET_KEY", None),
            "region_name": env.str("S3_REGION", None),
            "default_acl": None,
            "querystring_auth": True,
            # A browser keeps the signed address for all seeks of a sitting.
            "querystring_expire": 12 * 3600,
            "file_overwrite": False,
        },
    }
# How files leave: "django" in pieces by this process, "x-accel" by the proxy in front, "s3" by signed addresses.
FILE_DELIVERY = env.str("FILE_DELIVERY", "s3" if S3_BUCKET else "django")
X_ACCEL_PREFIX = env.str("X_ACCEL_PREFIX", "/protected/")

# A picture of 25 MB, music of 20 MB, and what comes with them.
MAX_REQUEST_BYTES = 47 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)

FILES_ORIGIN: list[str] = env.list("FILES_ORIGIN", [])
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *FILES_ORIGIN],
        "media-src": [SELF, "blob:", *FILES_ORIGIN],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
# Forms carry the token themselves; no script reads it.
CSRF_COOKIE_HTTPONLY = True
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# An ordered list for each kind of provider: the first that can serves, the last is always an embedded one.
GENERATOR_PROVIDERS = provider_lists(env, DATA_DIR)
# Chosen by name, not by a key: Google's voice needs none, and is sent what it shall speak.
SPEECH_SERVICE = env.str("SPEECH_SERVICE", "embedded")
# For how many days the same request of the same person is answered from memory; 0 asks the services each time.
GENERATOR_REUSE_DAYS = env.int("GENERATOR_REUSE_DAYS", 7)
# What `manage.py setup` fetches from the npm registry: art and the detector, and fonts for Chinese, Japanese, Korean.
SETUP_ASSETS = env.bool("SETUP_ASSETS", True)
SETUP_FONTS = env.bool("SETUP_FONTS", False)
# Provider calls of one run at the same time.
GENERATOR_CALLS_AT_ONCE = env.int("GENERATOR_CALLS_AT_ONCE", 2)
# How often an account, or who is not signed in from one network, may send a form: times per s, m, h or d.
GENERATOR_RATES = {
    "sign_up": env.str("RATE_SIGN_UP", "10/m,200/d"),
    "sign_in": env.str("RATE_SIGN_IN", "30/m"),
    "submit": env.str("RATE_SUBMIT", "20/m"),
    "look": env.str("RATE_LOOK", "20/m"),
    "contact": env.str("RATE_CONTACT", "5/h,20/d"),
}
GENERATOR_RUNNING_PER_USER = env.int("GENERATOR_RUNNING_PER_USER", 2)
GENERATOR_WAITING_PER_USER = env.int("GENERATOR_WAITING_PER_USER", 20)
# Processes of this host that work. Where there are several, films leave one free for looks at pictures.
GENERATOR_WORKERS = env.int("GENERATOR_WORKERS", 2)
GENERATOR_WORK_DIR = DATA_DIR / "work"
# A film whose worker was not heard of for this long is given to another one.
GENERATOR_LEASE_SECONDS = env.int("GENERATOR_LEASE_SECONDS", 30)
# How long one attempt at a film may take, and how long it may come no further.
GENERATOR_RUN_SECONDS = env.int("GENERATOR_RUN_SECONDS", 7200)
GENERATOR_STALL_SECONDS = env.int("GENERATOR_STALL_SECONDS", 900)
# How long work may wait before free processes that take none, until they are all ended and started again.
GENERATOR_WATCHDOG_SECONDS = env.int("GENERATOR_WATCHDOG_SECONDS", 30)

# `timeout` is the last net below the run's own deadline. `retry` is far above it: a message that is repeated finds
# nothing to claim, but costs a look.
Q_CLUSTER: dict[str, Any] = {
    "name": "generator",
    "label": "Queue",
    "workers": GENERATOR_WORKERS,
    "queue_limit": 1,
    "bulk": 1,
    "timeout": GENERATOR_RUN_SECONDS + 120,
    "retry": 2 * GENERATOR_RUN_SECONDS + 600,
    "ack_failures": True,
    "max_attempts": 1,
    "recycle": 25,
    "save_limit": 200,
    "catch_up": False,
    "cache": "queue",
    "log_level": "WARNING",
    **({"redis": REDIS_URL} if REDIS_URL else {"orm": "default", "poll": 0.3}),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "generator": {"level": env.str("LOG_LEVEL", "INFO")},
        # These print texts, addresses or keys at their lower levels.
        "gtts": {"level": "WARNING"},
        "urllib3": {"level": "WARNING"},
        "django-q": {"level": "WARNING"},
    },
}
