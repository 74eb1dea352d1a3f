"""Settings (placeholder until the console stands)."""

SECRET_KEY = "for-tests-only"  # noqa: S105
INSTALLED_APPS: list[str] = []
USE_TZ = True
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
