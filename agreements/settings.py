"""Django's settings: one module for every set-up, driven by `runtime.environment`."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from agreements.runtime.database_url import parse_database_url
from agreements.runtime.environment import Environment
from agreements.runtime.postgres import embedded_settings
from agreements.runtime.secret import kept_secret

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = Environment.read(os.environ, base=BASE_DIR)

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key or kept_secret(ENVIRONMENT.data)
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
SITE_ORIGIN = ENVIRONMENT.origin
DATA_DIR = ENVIRONMENT.data
SEEDS_DIR = BASE_DIR / "seeds"

INSTALLED_APPS = [
    "agreements",
    "agreements.apps.EditingRoomConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django_filters",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "csp",
]

MIDDLEWARE = [
    "agreements.web.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "agreements.web.language.LanguageMiddleware",
    "agreements.web.refusals.RefusalMiddleware",
    "agreements.web.limits.LimitMiddleware",
    "agreements.web.outage.OutageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "agreements.admin.access.door.DoorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "agreements.urls"
WSGI_APPLICATION = "agreements.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {name: f"agreements.web.{name}" for name in ("choices", "digests", "marks")},
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "agreements.web.context.site",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Database: PostgreSQL, embedded unless DATABASE_URL names a server.
_database: dict[str, Any] = (
    parse_database_url(ENVIRONMENT.database_url) if ENVIRONMENT.database_url else embedded_settings(ENVIRONMENT.data)
)
_database.setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
if ENVIRONMENT.statement_timeout:
    _database["OPTIONS"]["options"] = f"-c statement_timeout={ENVIRONMENT.statement_timeout * 1000:.0f}"
DATABASES = {"default": _database | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")  # a GET changes nothing

# Cache and broker: Redis when there is one.
CACHES: dict[str, dict[str, Any]] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 10_000}
if ENVIRONMENT.redis_url:
    CACHES["default"] = {
        "BACKEND": "agreements.runtime.cache.TolerantRedisCache",
        "LOCATION": ENVIRONMENT.redis_url,
        "KEY_PREFIX": "ukkr",
        "OPTIONS": {"socket_connect_timeout": 0.3, "socket_timeout": 0.3},
    }

# People and sessions.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "admin:login"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 7 * 24 * 3600  # curation.access.sessions ends idle ones earlier
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# Two languages, equal.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ko", _("Korean"))]
FORMAT_MODULE_PATH = ["agreements.locale"]
LOCALE_PATHS = [BASE_DIR / "agreements" / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

# Static files: named by their content in production, straight from their folders elsewhere.
STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static" if ENVIRONMENT.is_production else None
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not ENVIRONMENT.is_production
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if ENVIRONMENT.is_production
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Security: nothing from elsewhere, nothing inline, never in a frame.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "agreements.web.errors.not_from_here"
PROXIES = ENVIRONMENT.proxies
CHECK_LINKS = ENVIRONMENT.check_links
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
if ENVIRONMENT.https:
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "agreements.runtime.logs.OneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "agreements": {"level": "INFO"},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
