"""The room's place in Django."""

from django.apps import AppConfig


class Vault(AppConfig):
    """Backup codes and authenticators."""

    name = "kagimori.console.vault"
