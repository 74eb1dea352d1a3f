"""The room's place in Django."""

from django.apps import AppConfig


class Keeping(AppConfig):
    """Keys, backups and what comes back from them."""

    name = "kagimori.console.keeping"
