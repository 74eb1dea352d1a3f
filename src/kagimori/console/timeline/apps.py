"""The room's place in Django."""

from django.apps import AppConfig


class Timeline(AppConfig):
    """What happened, in order, never changed."""

    name = "kagimori.console.timeline"
