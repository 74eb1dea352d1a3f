"""The room's place in Django."""

from django.apps import AppConfig


class Doors(AppConfig):
    """Who may pass."""

    name = "kagimori.console.doors"
