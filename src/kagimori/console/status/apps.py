"""The room's place in Django."""

from django.apps import AppConfig


class Status(AppConfig):
    """What the platform says of itself."""

    name = "kagimori.console.status"
