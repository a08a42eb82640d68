"""All settings. Only the environment (and a file .env) makes the difference between a laptop and many hosts."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import validate

from videogen_site import hosts, logs, security, values
from videogen_site.environment import Environment
from videogen_site.providers import VENDORS, provider_lists, set_values, voices_dir

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(BASE_DIR / ".env")

# The one folder for everything that the site writes, so that one backup has it all.
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
try:
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(f"DATA_DIR cannot be made or entered: {error.strerror}.") from None

# True on a developer's machine. False switches on what a public site needs: TLS, secure cookies, verified addresses.
PRODUCTION = not env.bool("DEBUG", True)
# Django's own pages for missing addresses and faults, with tracebacks, are for those who work on the site, not for those
# who run it for themselves.
DEBUG = env.bool("DEBUG_PAGES", False) and not PRODUCTION
SECRET_KEY_FILE = DATA_DIR / "secret_key"
SECRET_KEY = security.secret_key(env, SECRET_KEY_FILE)
# Former keys: sessions and other values signed with them stay valid while they are listed. They sign nothing new.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"], validate=values.HOST_NAMES)
# The address of `manage.py serve` and `manage.py web`, and the number of processes and threads.
HOST = env.str("HOST", "127.0.0.1")
PORT = env.int("PORT", 8000, validate=values.PORTS)
WEB_PROCESSES = env.int("WEB_PROCESSES", 1, validate=values.POSITIVE)
WEB_THREADS = env.int("WEB_THREADS", 8, validate=values.POSITIVE)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [], validate=values.ORIGINS)
SITE_NAME = "Video Generator"
# The base of links in mails. If it is empty, they use the Host header of the request that caused the mail.
SITE_URL = env.str("SITE_URL", "", validate=values.ORIGIN).rstrip("/")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "", validate=values.mail_address)
STAFF_EMAIL = env.str("STAFF_EMAIL", "", validate=values.mail_address)
STAFF_PASSWORD = env.str("STAFF_PASSWORD", "")

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
    "csp",
    "django_q",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "generator.web.compression.CompressionMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "generator.web.middleware.PermissionsMiddleware",
    "generator.web.middleware.PrivacyMiddleware",
    "generator.web.middleware.RequestLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "generator.accounts.visits.VisitMiddleware",
    "generator.accounts.middleware.SignInMiddleware",
    "generator.accounts.middleware.DeviceMiddleware",
    "generator.accounts.middleware.RateMiddleware",
    "generator.accounts.middleware.OwnKeysMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "generator.accounts.middleware.UnreadableSecretMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "generator.accounts.reauthentication.ReauthenticationMiddleware",
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
            "builtins": ["django.templatetags.static", "generator.templatetags.lucide"],
        },
    }
]
FORM_RENDERER = "generator.forms.Renderer"

DATABASES: dict[str, Any] = {"default": hosts.database(env, DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "")
CACHES: dict[str, Any] = hosts.caches(env, DATA_DIR)

AUTH_USER_MODEL = "generator.User"
AUTHENTICATION_BACKENDS = ["generator.accounts.guessing.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = security.PASSWORD_VALIDATORS
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "library"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
# Changing an account's security takes more than an open session: a proof of identity in the last 5 minutes.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Ours (generator.accounts.receivers) go to all addresses and cover more events; allauth's go to one address, and a
# failed mail would abort the change.
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_VERIFICATION = env.str(
    "EMAIL_VERIFICATION",
    "mandatory" if PRODUCTION else "optional",
    validate=validate.OneOf(("mandatory", "optional", "none"), error="must be mandatory, optional or none."),
)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "
ALLAUTH_TRUSTED_PROXY_COUNT: int = env.int("TRUSTED_PROXY_COUNT", 0, validate=values.NON_NEGATIVE)
ACCOUNT_ADAPTER = "generator.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "generator.accounts.forms.SignupForm",
    "change_password": "generator.accounts.forms.ChangePasswordForm",
}
MFA_ADAPTER = "generator.accounts.factors.FactorAdapter"
MFA_FORMS = {
    "authenticate": "generator.accounts.forms.AuthenticateForm",
    "reauthenticate": "generator.accounts.forms.ReauthenticateForm",
    "add_webauthn": "generator.accounts.forms.AddPasskeyForm",
    "login_webauthn": "generator.accounts.forms.LoginPasskeyForm",
    "authenticate_webauthn": "generator.accounts.forms.AuthenticatePasskeyForm",
    "reauthenticate_webauthn": "generator.accounts.forms.ReauthenticatePasskeyForm",
}
# We count these ourselves: we can say when to come back, and strangers cannot lock out known browsers. allauth's other
# limits are unchanged.
ACCOUNT_RATE_LIMITS = {"signup": None, "login": None, "login_failed": None}
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

# Without a mail server, mails are printed on the console.
EMAIL_HOST = env.str("EMAIL_HOST", "", validate=values.HOST_NAME)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = env.int("EMAIL_PORT", 587, validate=values.PORTS)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", EMAIL_PORT == 465)
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", EMAIL_PORT == 587 and not EMAIL_USE_SSL)
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", f"{SITE_NAME} <noreply@localhost>", validate=values.mail_address
)

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
# The font of the pages, which set-up makes; without it they are shown in the system's.
FONTS_DIR = DATA_DIR / "fonts"
FONTS_DIR.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", FONTS_DIR)]
# Served from their source folders, so that no collectstatic is needed; an image build sets STATIC_MANIFEST for hashed
# names.
WHITENOISE_AUTOREFRESH = not PRODUCTION
# Browsers keep for ever what has a hash of its content in its name.
WHITENOISE_IMMUTABLE_FILE_TEST = r"/fonts/[a-z-]+-[0-9a-f]{12}\.woff2$|\.[0-9a-f]{12}\.[a-z0-9]+$"
WHITENOISE_USE_FINDERS = not env.bool("STATIC_MANIFEST", False)
STATICFILES_BACKEND = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if WHITENOISE_USE_FINDERS
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
MEDIA_ROOT = DATA_DIR / "media"
S3_BUCKET = env.str("S3_BUCKET", "")
S3_ENDPOINT_URL = env.str("S3_ENDPOINT_URL", "")
S3_ACCESS_KEY = env.str("S3_ACCESS_KEY", "")
S3_SECRET_KEY = env.str("S3_SECRET_KEY", "")
S3_LINK_SECONDS = hosts.link_seconds(env)
STORAGES: dict[str, Any] = {
    "default": hosts.file_storage(env, S3_LINK_SECONDS),
    "staticfiles": {"BACKEND": STATICFILES_BACKEND},
}
# Delivery of files: "django" in pieces by this process, "x-accel" by the proxy in front, "s3" by signed URLs.
FILE_DELIVERY = env.str("FILE_DELIVERY", "s3" if S3_BUCKET else "django")
X_ACCEL_PREFIX = env.str("X_ACCEL_PREFIX", "/protected/", validate=values.PREFIX)

# A picture of 25 MB, music of 20 MB, and the rest of the form. Larger clips come before their form, in parcels.
MAX_REQUEST_BYTES = 47 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# The form of a storyboard has eleven fields for each scene, and one for a file, which counts when it is left empty too:
# 120 scenes, and as many that were added and left out again.
DATA_UPLOAD_MAX_NUMBER_FIELDS, DATA_UPLOAD_MAX_NUMBER_FILES = 4000, 300
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)

FILES_ORIGIN = hosts.origins_of_files(env, FILE_DELIVERY)
CONTENT_SECURITY_POLICY = security.content_security_policy(FILES_ORIGIN)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DEFAULT_EXCEPTION_REPORTER = "videogen_site.discreet.DiscreetReporter"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
# With this prefix browsers accept a cookie only over TLS, and none that another host of the domain has set.
COOKIE_PREFIX = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
DEVICE_COOKIE_NAME = f"{COOKIE_PREFIX}device"
# Forms contain the token; no script reads the cookie.
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "generator.views.faults.csrf_failure"
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# GENERATOR_PROVIDERS is an ordered list for each kind: the first that works is used, the last is a built-in one.
GENERATOR_VENDORS = VENDORS
GENERATOR_PROVIDERS = provider_lists(env, DATA_DIR, GENERATOR_VENDORS)
# What of it was set here; the page "Services" shows it, and adds what is not.
GENERATOR_VENDOR_VALUES = set_values(env, GENERATOR_VENDORS)
# Whether staff may set up services on that page, and whether members may use keys of their own.
GENERATOR_STORED_SERVICES = env.bool("GENERATOR_STORED_SERVICES", True)
GENERATOR_OWN_KEYS = env.bool("GENERATOR_OWN_KEYS", False)
# The voices that `manage.py voices` has fetched, and the collection that it fetches them from.
VOICES_DIR = voices_dir(env, DATA_DIR)
PIPER_VOICES_URL = env.str(
    "PIPER_VOICES_URL",
    "https://huggingface.co/rhasspy/piper-voices/resolve/main",
    validate=values.WEB_ADDRESS,
)
# Chosen by name and not by a key: Google's voice needs none, but the texts are sent to Google.
SPEECH_SERVICE = env.str("SPEECH_SERVICE", "embedded")
# Days for which the same request of the same user is answered from the cache; 0 calls the services each time.
GENERATOR_REUSE_DAYS = env.int("GENERATOR_REUSE_DAYS", 7, validate=values.NON_NEGATIVE)
# What services cost in US dollars, where they do not tell themselves; and what they may cost, or how often be asked.
SERVICE_PRICES: dict[str, Any] = env.json("SERVICE_PRICES", {}, validate=values.SERVICE_PRICES)
SERVICE_BUDGETS: dict[str, Any] = env.json("SERVICE_BUDGETS", {}, validate=values.SERVICE_BUDGETS)
# Whether `manage.py setup` fetches from the npm registry: art and the detector, and fonts for further scripts.
SETUP_ASSETS = env.bool("SETUP_ASSETS", True)
SETUP_FONTS = env.bool("SETUP_FONTS", False)
# Simultaneous provider calls of one run.
GENERATOR_CALLS_AT_ONCE = env.int("GENERATOR_CALLS_AT_ONCE", 2, validate=values.POSITIVE)
# Most segments of one film that are painted and encoded at a time; 0 lets processors and memory decide.
GENERATOR_SEGMENTS_AT_ONCE = env.int("GENERATOR_SEGMENTS_AT_ONCE", 0, validate=values.NON_NEGATIVE)
# How often an account, or a network if not signed in, may send a form: times per s, m, h or d.
_rate: dict[str, Any] = {"empty": "", "validate": values.RATES}
GENERATOR_RATES: dict[str, str] = {
    "sign_up": env.str("RATE_SIGN_UP", "10/m,200/d", **_rate),
    "sign_in": env.str("RATE_SIGN_IN", "30/m", **_rate),
    "submit": env.str("RATE_SUBMIT", "20/m", **_rate),
    "look": env.str("RATE_LOOK", "20/m", **_rate),
    "typed": env.str("RATE_TYPED", "90/m", **_rate),
    "parcel": env.str("RATE_PARCEL", "600/m", **_rate),
    "hear": env.str("RATE_HEAR", "120/m", **_rate),
    "search": env.str("RATE_SEARCH", "30/m,600/d", **_rate),
    "write": env.str("RATE_WRITE", "10/m,200/d", **_rate),
    "try_service": env.str("RATE_TRY_SERVICE", "20/m,200/d", **_rate),
    "contact": env.str("RATE_CONTACT", "5/h,20/d", **_rate),
}
GENERATOR_RUNNING_PER_USER = env.int("GENERATOR_RUNNING_PER_USER", 2, validate=values.POSITIVE)
GENERATOR_WAITING_PER_USER = env.int("GENERATOR_WAITING_PER_USER", 20, validate=values.POSITIVE)
# This host's name in the rows that it works on; two hosts with the same name would count each other's films.
WORKER_NAME = env.str(
    "WORKER_NAME",
    socket.gethostname(),
    validate=validate.Regexp(r"[\w.-]{1,60}\Z", error="must be 1 to 60 letters, digits, dots and hyphens."),
)
# Limits for each user; 0 means no limit, and staff have none. The admin can set others for single users.
GENERATOR_FILMS_PER_DAY = env.int("GENERATOR_FILMS_PER_DAY", 20, validate=values.NON_NEGATIVE)
GENERATOR_STORAGE_GB = env.int("GENERATOR_STORAGE_GB", 5, validate=values.NON_NEGATIVE)
# Finished versions of each video that are kept: the one that is shown, and those before it.
GENERATOR_FILMS_KEPT = env.int("GENERATOR_FILMS_KEPT", 5, validate=values.POSITIVE)
# Days for which what was thrown away stays in its owner's bin.
GENERATOR_BIN_DAYS: int = env.int("GENERATOR_BIN_DAYS", 30, validate=values.POSITIVE)
# Worker processes of this host. If there are several, films leave one free for looks at pictures, and vice versa.
GENERATOR_WORKERS: int = env.int("GENERATOR_WORKERS", 2, validate=values.POSITIVE)
GENERATOR_WORK_DIR = DATA_DIR / "work"
# A film whose worker has sent no heartbeat for this long is given to another one.
GENERATOR_LEASE_SECONDS: int = env.int("GENERATOR_LEASE_SECONDS", 30, validate=values.POSITIVE)
# Most seconds for one attempt at a film, and most seconds without progress.
GENERATOR_RUN_SECONDS: int = env.int("GENERATOR_RUN_SECONDS", 7200, validate=values.POSITIVE)
GENERATOR_STALL_SECONDS: int = env.int("GENERATOR_STALL_SECONDS", 900, validate=values.POSITIVE)
# Most seconds for describing a draft's picture, and most processor seconds for decoding one uploaded file anywhere.
GENERATOR_LOOK_SECONDS: int = env.int("GENERATOR_LOOK_SECONDS", 20, validate=values.POSITIVE)
# Largest and longest clip that may be uploaded, and most processor seconds for making one ready for a film.
GENERATOR_MAX_CLIP_MB: int = env.int("GENERATOR_MAX_CLIP_MB", 500, validate=values.POSITIVE)
GENERATOR_MAX_CLIP_SECONDS: int = env.int("GENERATOR_MAX_CLIP_SECONDS", 600, validate=values.POSITIVE)
GENERATOR_CLIP_SECONDS: int = env.int("GENERATOR_CLIP_SECONDS", 300, validate=values.POSITIVE)
# Pictures of a film, and of all films in a day, that a service sets in motion; each costs money there.
GENERATOR_MOVED_PER_FILM: int = env.int("GENERATOR_MOVED_PER_FILM", 6, validate=values.POSITIVE)
GENERATOR_MOVED_PER_DAY: int = env.int("GENERATOR_MOVED_PER_DAY", 30, validate=values.POSITIVE)
# Most seconds that are shown of an owner's intro or outro.
GENERATOR_BOOKEND_SECONDS: int = env.int("GENERATOR_BOOKEND_SECONDS", 15, validate=values.POSITIVE)
# Seconds that work may wait although processes are free; after that all of them are ended and restarted.
GENERATOR_WATCHDOG_SECONDS: int = env.int("GENERATOR_WATCHDOG_SECONDS", 30, validate=values.POSITIVE)

Q_CLUSTER: dict[str, Any] = hosts.queue(env, GENERATOR_WORKERS, GENERATOR_RUN_SECONDS)

LOG_LEVEL = env.str(
    "LOG_LEVEL",
    "INFO",
    validate=validate.OneOf(logs.LEVELS, error="must be DEBUG, INFO, WARNING, ERROR or CRITICAL."),
)
LOGGING = logs.to_console(LOG_LEVEL, VENDORS)

env.refuse_wrong_values()
