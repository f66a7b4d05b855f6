"""Everything that differs from one installation to the next, read from the environment once.

A setting that cannot be right is refused at start, in words.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from hearback.database import django_database, embedded_url


def envbool(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value == "":
        return default
    raise ImproperlyConfigured(f"{name} is {value!r}: write yes or no.")


def envint(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    try:
        return int(value) if value else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number.") from None


BASE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("HEARBACK_DATA") or Path.cwd() / ".data").resolve()
DEBUG = envbool("HEARBACK_DEBUG")
DEMO = envbool("HEARBACK_DEMO")
BASE_URL = os.environ.get("HEARBACK_URL", "http://localhost:8000").rstrip("/")


def secret_key() -> str:
    """The environment's key, or one made once and kept beside the data, readable by its owner only."""
    given = os.environ.get("HEARBACK_SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise ImproperlyConfigured("HEARBACK_SECRET_KEY is too short: use at least 32 random characters.")
        return given
    kept = DATA / "secret_key"
    if not kept.exists():
        import secrets

        DATA.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text().strip()


SECRET_KEY = secret_key()
ALLOWED_HOSTS = [host for host in os.environ.get("HEARBACK_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DATABASES = {"default": django_database(os.environ.get("DATABASE_URL") or embedded_url(DATA))}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
    "hearback",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hearback.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hearback.middleware.refusals_as_pages",
]
ROOT_URLCONF = "hearback.urls"
WSGI_APPLICATION = "hearback.wsgi.application"
AUTH_USER_MODEL = "hearback.Person"
AUTHENTICATION_BACKENDS = ["hearback.people.backends.WithOffice"]
LOGIN_URL = "/desk/sign-in"
LOGIN_REDIRECT_URL = "/desk/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE / "templates"],
        "OPTIONS": {
            "environment": "hearback.pages.environment",
            "autoescape": True,
            "auto_reload": DEBUG,
            "context_processors": ["hearback.pages.page_context"],
        },
    }
]

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("HEARBACK_STATIC") or DATA / "static")
STATICFILES_DIRS = [BASE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = False

SECURE = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_NAME = "hearback"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "hearback.pages.form_expired"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if envbool("HEARBACK_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

UPLOAD_LIMIT = envint("HEARBACK_UPLOAD_MB", 20) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Without a mail server named, the demo keeps what it would have sent in a mailbox one can look at.
EMAIL_HOST = os.environ.get("HEARBACK_SMTP_HOST", "")
EMAIL_PORT = envint("HEARBACK_SMTP_PORT", 587)
EMAIL_HOST_USER = os.environ.get("HEARBACK_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("HEARBACK_SMTP_PASSWORD", "")
EMAIL_USE_TLS = envbool("HEARBACK_SMTP_TLS", default=bool(EMAIL_HOST))
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "hearback.messages.mailbox.MailboxBackend"
)
DEFAULT_FROM_EMAIL = os.environ.get("HEARBACK_FROM", "Hiring team <hiring@localhost>")
EMPLOYER = os.environ.get("HEARBACK_EMPLOYER", "Northwind Instruments" if DEMO else "Your company")

PROCRASTINATE_IMPORT_PATHS = ["hearback.timetable"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    # A 404 is an answer, not news.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": os.environ.get("HEARBACK_LOG_LEVEL", "WARNING")},
}
