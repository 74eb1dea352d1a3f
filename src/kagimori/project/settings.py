"""Django's settings, made from the table of settings; looking at them writes nothing to the disk.

What an installation may choose stands in `table.py`.  What follows from it (which hosts are answered, whether
cookies need HTTPS, whether the doctor is open) is worked out in `consequences.py` and fails closed.
"""

from __future__ import annotations

import os
from typing import Any

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from kagimori.knowledge import load_policy
from kagimori.project import consequences, labels, table
from kagimori.project.keys import signing_key

_chosen = table.read(os.environ)

DATA = _chosen["KAGIMORI_DATA"]
KEYS = consequences.key_folder(DATA, _chosen["KAGIMORI_KEYS"])
KEY_PASSPHRASE_FILE: str = _chosen["KAGIMORI_KEY_PASSPHRASE_FILE"]
KMS_URI: str = _chosen["KAGIMORI_KMS_URI"]
KMS_TOKEN_FILE: str = _chosen["KAGIMORI_KMS_TOKEN_FILE"]
HOST: str = _chosen["KAGIMORI_HOST"]
PORT: int = _chosen["KAGIMORI_PORT"]
PUBLIC_URL: str = _chosen["KAGIMORI_PUBLIC_URL"]
THREADS: int = _chosen["KAGIMORI_THREADS"]
WORKER: str = _chosen["KAGIMORI_WORKER"]
TRUSTED_PROXY: str = _chosen["KAGIMORI_TRUSTED_PROXY"]
STATUS_URL: str = _chosen["KAGIMORI_STATUS_URL"]
# None: as the policy says.
CODES_ALERT_AT: int | None = _chosen["KAGIMORI_CODES_ALERT_AT"]
CODES_ALERT_GONE: bool = _chosen["KAGIMORI_CODES_ALERT_GONE"]
STANDIN_ALLOWED: bool = _chosen["KAGIMORI_STANDIN"]
# Without login only while nobody but this machine can reach the console, or when switched on knowingly.
ALONE: bool = consequences.reached_from_here_alone(HOST, PUBLIC_URL)
OPEN_DOCTOR: bool = _chosen["KAGIMORI_OPEN_DOCTOR"] or ALONE

DEBUG = consequences.debug(wanted=_chosen["KAGIMORI_DEBUG"], host=HOST, public_url=PUBLIC_URL)
# Made at its first use, not at import: to look at settings must not write a key.
SECRET_KEY: Any = SimpleLazyObject(lambda: signing_key(DATA))
ALLOWED_HOSTS = consequences.hosts(HOST, PUBLIC_URL, _chosen["KAGIMORI_ALLOWED_HOSTS"])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []

INSTALLED_APPS = [
    "kagimori.console.desk",
    "kagimori.console.keeping",
    "kagimori.console.doctor",
    "kagimori.console.vault",
    "kagimori.console.status",
    "kagimori.console.accounts",
    "kagimori.console.people",
    "kagimori.console.notices",
    "kagimori.console.timeline",
    "kagimori.console.work",
    "kagimori.console.doors",
    "kagimori.console.look",
    # Behind our rooms, whose templates stand above theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    # Behind allauth, some of whose listeners it replaces; its templates lie in the room of people.
    "kagimori.console.people.login",
    "django_htmx",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kagimori.project.headers.strict",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kagimori.console.people.login.lasting.limited",
    "kagimori.console.people.wishes.of_the_person",
    "kagimori.console.accounts.standing.OnTheRequest",
    "kagimori.console.people.use.noted",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kagimori.console.people.login.stale.AsksAgain",
]

ROOT_URLCONF = "kagimori.project.urls"
WSGI_APPLICATION = "kagimori.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kagimori.console.status.context.banner",
                "kagimori.console.desk.context.frame",
            ],
        },
    },
]

DATABASES = {"default": _chosen["DATABASE_URL"] or consequences.sqlite(DATA)}
# A request thread keeps its connection; the threads are few and their number is a setting.
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Limits must hold over several processes and restarts.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "look_cache",
        # Too small a cache forgets wrong tries: whoever fills it would get new ones.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# A dotted text: rooms must not import what stands above them.
TIMELINE_HEARERS = "kagimori.project.hearers.TABLE"
NAMES, FINDERS = "kagimori.project.names.NAMES", "kagimori.project.names.FINDERS"
NOTICE_PEOPLE = "kagimori.console.people.directory"
ACCOUNT_PANELS = "kagimori.project.panels.TABLE"
ACCOUNT_COUNTS = "kagimori.project.panels.COUNTS"
# What ends with a person who leaves, in the same transaction: called with person, hand and moment.
LEAVING: tuple[str, ...] = ("kagimori.console.accounts.flows.end_grants_of",)
# What rooms further left show on a person's page.
PERSON_PANELS: tuple[str, ...] = ("kagimori.console.accounts.reach.panel.of_person",)
API_STANDING = "kagimori.console.accounts.by_token.standing"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["kagimori.console.people.login.backend.ByMail"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
# Scrypt holds up against rented graphics cards and needs no further part; its memory is 16 MiB a login.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    # How passwords were kept before; one is kept anew at its next login.
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

MAIL_SENT: bool = _chosen["KAGIMORI_MAIL_URL"] is not None
globals().update(_chosen["KAGIMORI_MAIL_URL"] or {})
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = _chosen["KAGIMORI_MAIL_FROM"] or (_chosen["KAGIMORI_MAIL_URL"] or {}).get("EMAIL_HOST_USER", "")

# Getting in: allauth, closed to all but the invited; its adapters stand in our room.
_policy = load_policy()
_tries, _lock_s = _policy["login.tries"].count, round(_policy["login.lock"].span.total_seconds())
ACCOUNT_ADAPTER = "kagimori.console.people.login.adapter.Entrance"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = round(_policy["login.fresh"].span.total_seconds())
ACCOUNT_FORMS = {
    "login": "kagimori.console.people.login.forms.LoginForm",
    "reauthenticate": "kagimori.console.people.login.forms.PasswordAgainForm",
}
ACCOUNT_RATE_LIMITS = {
    "login_failed": f"{_policy['login.tries_from_one_place'].count}/m/ip,{_tries}/{_lock_s}s/key",
}
MFA_ADAPTER = "kagimori.console.people.login.second_step.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is proven by the invitation that came to it
MFA_RECOVERY_CODE_DIGITS = 10
MFA_FORMS = {
    "authenticate": "kagimori.console.people.login.forms.CodeForm",
    "reauthenticate": "kagimori.console.people.login.forms.CodeAgainForm",
    "login_webauthn": "kagimori.console.people.login.forms.LogInByPasskeyForm",
    "authenticate_webauthn": "kagimori.console.people.login.forms.ProveByPasskeyForm",
    "reauthenticate_webauthn": "kagimori.console.people.login.forms.PasskeyAgainForm",
}
# Through whom people may log in beside us; empty: nobody.
LOGIN_OTHERS = consequences.others(_chosen)
SESSION_COOKIE_AGE = round(_policy["session.longest"].span.total_seconds())

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("Japanese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "kagimori_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [str(labels.folder(DATA))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = _chosen["KAGIMORI_TIME_ZONE"]

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kagimori.project.static.Stamped"},
}
# Files are served from where they lie in the package: no step to forget, and a stamp makes each change seen.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 24 * 3600

_https = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _https
SESSION_ENGINE = "kagimori.console.people.login.session_store"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# The prefix makes browsers refuse the cookie from another host, path or plain connection.
_prefix = "__Host-" if _https else ""
SESSION_COOKIE_NAME = f"{_prefix}kagimori_session"
CSRF_COOKIE_NAME = f"{_prefix}csrftoken"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Files stay in memory: a picture of a key, or an authenticator's export, must never lie in a temporary folder.
UPLOAD_MOST = 8 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["kagimori.console.doors.uploads.InMemory"]
# Forms and fields come out of our own templates, wherever they are shown.
FORM_RENDERER = "kagimori.console.look.fields.Ours"
MESSAGE_TAGS = {20: "", 25: "good", 30: "care", 40: "danger"}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"redact": {"()": "kagimori.project.logs.Redact"}},
    "formatters": {
        "plain": {"()": "kagimori.project.logs.Plain", "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["redact"], "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "kagimori": {"level": "INFO"},
        "waitress.queue": {"level": "ERROR"},  # it warns whenever two people come at once
    },
}
