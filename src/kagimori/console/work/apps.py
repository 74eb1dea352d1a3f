"""The room's place in Django."""

from django.apps import AppConfig


class Work(AppConfig):
    """What happens by itself."""

    name = "kagimori.console.work"
