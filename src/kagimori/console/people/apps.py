"""The room's place in Django."""

from django.apps import AppConfig


class People(AppConfig):
    """Users of the console."""

    name = "kagimori.console.people"
