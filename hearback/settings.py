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


ROLES = frozenset({"admin", "recruiter", "coordinator", "hiring_manager", "interviewer", "executive"})


def oidc_apps(issuer: str, name: str) -> list[dict[str, object]]:
    """The one identity provider, as django-allauth wants it; none where none is named."""
    client, secret = os.environ.get("HEARBACK_OIDC_CLIENT", ""), os.environ.get("HEARBACK_OIDC_SECRET", "")
    if not issuer and not client and not secret:
        return []
    if not (issuer and client and secret):
        raise ImproperlyConfigured("Name all of HEARBACK_OIDC_ISSUER, HEARBACK_OIDC_CLIENT and HEARBACK_OIDC_SECRET.")
    if not issuer.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        raise ImproperlyConfigured(f"HEARBACK_OIDC_ISSUER is {issuer!r}: it has to begin with https://.")
    facts = {"provider_id": "work", "name": name, "client_id": client, "secret": secret}
    return [{**facts, "settings": {"server_url": issuer, "fetch_userinfo": True}}]


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
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
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
    "allauth.account.middleware.AccountMiddleware",
    "hearback.middleware.refusals_as_pages",
]
ROOT_URLCONF = "hearback.urls"
FORM_RENDERER = "django.forms.renderers.Jinja2"
WSGI_APPLICATION = "hearback.wsgi.application"
AUTH_USER_MODEL = "hearback.Person"
LOGIN_URL = "/desk/sign-in"
LOGIN_REDIRECT_URL = "/desk/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# django-allauth signs people in (docs/decisions/014). It mails, counts and limits nothing itself: that is ours.
AUTHENTICATION_BACKENDS = ["hearback.people.backends.WithOffice"]
ACCOUNT_ADAPTER = "hearback.desk.adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "hearback.desk.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "hearback.desk.forms.factors.CodeForm",
    "reauthenticate": "hearback.desk.forms.factors.ConfirmByCodeForm",
    "activate_totp": "hearback.desk.forms.factors.NewAppForm",
    "add_webauthn": "hearback.desk.forms.factors.NewPasskeyForm",
    "edit_webauthn": "hearback.desk.forms.factors.PasskeyNameForm",
}
# Roles whose people need a second factor, or a passkey, before they see anything.
SECOND_FACTOR_ROLES = frozenset(os.environ.get("HEARBACK_SECOND_FACTOR", "").replace(",", " ").split())
if unknown := SECOND_FACTOR_ROLES - ROLES:
    raise ImproperlyConfigured(
        f"HEARBACK_SECOND_FACTOR names {', '.join(sorted(unknown))}: write roles, which are {', '.join(sorted(ROLES))}."
    )

# Signing in with the employer's own identity provider, by OpenID Connect: all of issuer, id and secret, or none.
OIDC_ISSUER = os.environ.get("HEARBACK_OIDC_ISSUER", "").rstrip("/")
OIDC_NAME = os.environ.get("HEARBACK_OIDC_NAME", "") or "your work account"
OIDC_DOMAINS = frozenset(os.environ.get("HEARBACK_OIDC_DOMAINS", "").lower().replace(",", " ").split())
OIDC_EMAILS_VERIFIED = envbool("HEARBACK_OIDC_EMAILS_VERIFIED")
OIDC_ROLE = os.environ.get("HEARBACK_OIDC_ROLE", "") or "interviewer"
SOCIALACCOUNT_ADAPTER = "hearback.desk.adapters.Providers"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": oidc_apps(OIDC_ISSUER, OIDC_NAME)}}
OIDC_PROVIDER = "allauth.socialaccount.providers.openid_connect"
if SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
    INSTALLED_APPS.append(OIDC_PROVIDER)  # it has no tables, and what it leans on weighs 5 MB
if OIDC_ROLE not in ROLES:
    raise ImproperlyConfigured(f"HEARBACK_OIDC_ROLE is {OIDC_ROLE!r}: write one of {', '.join(sorted(ROLES))}.")

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
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"  # not Strict: people come back from an identity provider
CSRF_FAILURE_VIEW = "hearback.pages.form_expired"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if envbool("HEARBACK_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

UPLOAD_LIMIT = envint("HEARBACK_UPLOAD_MB", 20) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a long résumé being checked has a field for each thing in it
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Without a mail server named, the demo keeps what it would have sent in a mailbox one can look at.
EMAIL_HOST = os.environ.get("HEARBACK_SMTP_HOST", "")
EMAIL_USE_SSL = envbool("HEARBACK_SMTP_SSL")  # TLS from the first byte on; else STARTTLS
EMAIL_USE_TLS = envbool("HEARBACK_SMTP_TLS", default=bool(EMAIL_HOST) and not EMAIL_USE_SSL)
if EMAIL_USE_SSL and EMAIL_USE_TLS:
    raise ImproperlyConfigured(
        "HEARBACK_SMTP_SSL and HEARBACK_SMTP_TLS exclude each other: the first speaks TLS from the start, usually on "
        "port 465, the second begins in the open, usually on port 587. Set the one that your mail server wants."
    )
EMAIL_PORT = envint("HEARBACK_SMTP_PORT", 465 if EMAIL_USE_SSL else 587)
EMAIL_HOST_USER = os.environ.get("HEARBACK_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("HEARBACK_SMTP_PASSWORD", "")
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
