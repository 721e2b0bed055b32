"""The single settings file. What an operator may change is an environment variable: PINGYI_… or DATABASE_URL."""

import os
import sys
from pathlib import Path
from pkgutil import iter_modules

from django.utils.translation import gettext_lazy as _

from pingyi import kept as _kept
from pingyi.server import clock as _clock
from pingyi.server import database as _database

BASE = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("PINGYI_DATA", BASE.parents[1] / ".pingyi"))
DATA.mkdir(parents=True, exist_ok=True)


def _flag(name: str) -> bool:
    return os.environ.get(name, "") not in ("", "0", "no")


DEMO = _flag("PINGYI_DEMO")
DEBUG = _flag("PINGYI_DEBUG")
DRILL = _flag("PINGYI_DRILL")
TESTING = "pytest" in sys.modules
SECRET_KEY = os.environ.get("PINGYI_SECRET_KEY") or _kept.secret(DATA / "secret-key")
JOURNAL_KEY_FILE = Path(os.environ.get("PINGYI_JOURNAL_KEY", DATA / "journal-key"))
JOURNAL_ORIGIN = os.environ.get("PINGYI_JOURNAL_ORIGIN", "pingyi.example/journal")
ALLOWED_HOSTS = os.environ.get("PINGYI_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if "." in host and host[0] not in "1["]
PUBLIC_URL = os.environ.get("PINGYI_PUBLIC_URL", "http://localhost:8000")

CLOCK = _clock.load(DATA)

DATABASES = {"default": _database.settings_for(os.environ.get("DATABASE_URL") or _database.embedded_url(DATA))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def _rooms(storey: str) -> list[str]:
    """The Django apps of a storey: whatever stands there, so that a new room edits no list."""
    return [f"pingyi.{storey}.{room.name}" for room in iter_modules([str(BASE / storey)]) if room.ispkg]


RECORDS, DESKS = _rooms("records"), _rooms("desks")
INSTALLED_APPS = [
    "pingyi.ui",
    *DESKS,
    *RECORDS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pingyi.server.middleware.no_cookie_in_the_booth",
    "pingyi.server.middleware.content_security_policy",
    "pingyi.server.middleware.size_limit",
    "pingyi.server.middleware.legible",
    "pingyi.server.middleware.moment",
    "pingyi.desks.booth.door.door",
    "pingyi.server.middleware.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pingyi.server.middleware.page_reads_once",
    "pingyi.server.middleware.campaign",
    "pingyi.server.middleware.actor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pingyi.desks.entrance.limits.session_limits",
    "pingyi.desks.entrance.acknowledge.pledge_first",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "pingyi.server.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pingyi.ui.shell.chrome.chrome",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "pingyi.ui.templatetags.ui"],
        },
    }
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "files": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": os.environ["PINGYI_FILES_BUCKET"],
            "endpoint_url": os.environ.get("PINGYI_FILES_ENDPOINT") or None,
            "file_overwrite": False,
        },
    }
    if os.environ.get("PINGYI_FILES_BUCKET")
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING
# Without a mail server nothing is mailed, and the pages say so.
EMAIL_HOST = os.environ.get("PINGYI_MAIL_HOST", "")
EMAIL_USE_SSL = os.environ.get("PINGYI_MAIL_SECURITY") == "tls"
EMAIL_USE_TLS = os.environ.get("PINGYI_MAIL_SECURITY", "starttls") == "starttls"
EMAIL_PORT = int(os.environ.get("PINGYI_MAIL_PORT", "465" if EMAIL_USE_SSL else "587"))
EMAIL_HOST_USER = os.environ.get("PINGYI_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PINGYI_MAIL_PASSWORD", "")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("PINGYI_MAIL_FROM", EMAIL_HOST_USER)

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "clockwork"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"}}

LARGEST_REQUEST = 32 * 1024 * 1024
BODY_SECONDS = float(os.environ.get("PINGYI_BODY_SECONDS", "30"))
LARGEST_FILE = int(os.environ.get("PINGYI_LARGEST_FILE_MB", "200")) * 1024 * 1024
UPLOADS = Path(os.environ.get("PINGYI_UPLOADS", DATA / "uploads"))
CLAMAV = os.environ.get("PINGYI_CLAMAV", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
CSRF_FAILURE_VIEW = "pingyi.ui.door.refusal.sign_in_changed"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("PINGYI_BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher"
    if not TESTING
    else "django.contrib.auth.hashers.MD5PasswordHasher"
]
AUTH_USER_MODEL = "organisation.Account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "pingyi.records.organisation.passwords.ThreeOfFourClasses"},
    {"NAME": "pingyi.records.organisation.passwords.NotAmongTheLast", "OPTIONS": {"count": 5}},
]
PASSWORD_MAX_DAYS = int(os.environ.get("PINGYI_PASSWORD_MAX_DAYS", "90"))
DEMO_PASSWORD = "Rehearse-Pingyi-1"  # noqa: S105 - printed on the sign-in page of every demo, and good nowhere else
LOGIN_PREFIX = "/account/"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

# Five failures lock an account for fifteen minutes (E-D D2). A hall full of people shares one address, so what locks
# the address is a number that only guessing over many accounts reaches; a locked account does not count towards it.
# Behind a proxy, say how many there are, or every visitor has the proxy's address.
_SOURCE_FAILURES = os.environ.get("PINGYI_SOURCE_FAILURES", "200")
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PINGYI_PROXIES", "1" if _flag("PINGYI_BEHIND_PROXY") else "0"))
ACCOUNT_ADAPTER = "pingyi.desks.entrance.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": f"5/15m/key,{_SOURCE_FAILURES}/15m/ip"}
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_ADAPTER = "pingyi.desks.entrance.sign_in.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "pingyi.desks.entrance.codes.AuthenticateForm",
    "reauthenticate": "pingyi.desks.entrance.codes.ReauthenticateForm",
    "activate_totp": "pingyi.desks.entrance.codes.ActivateTOTPForm",
    "add_webauthn": "pingyi.desks.entrance.codes.AddPasskeyForm",
    "edit_webauthn": "pingyi.desks.entrance.codes.EditPasskeyForm",
    "login_webauthn": "pingyi.desks.entrance.codes.LoginPasskeyForm",
    "authenticate_webauthn": "pingyi.desks.entrance.codes.AuthenticatePasskeyForm",
    "reauthenticate_webauthn": "pingyi.desks.entrance.codes.ReauthenticatePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "评议 Pingyi"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PUBLIC_URL.startswith("http://localhost")

# No access log: a line of address and path beside a ballot or a report would be a wall breached (D-9, C16). Nor are
# refusals in the booth logged, which Django does by default.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "pingyi.server.logs.Discreet"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["discreet"]},
        "nobody": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.security.DisallowedHost": {"handlers": ["nobody"], "propagate": False},  # scans, every day
        "pikepdf": {"handlers": ["nobody"], "propagate": False},  # what is wrong within somebody's document
    },
}
