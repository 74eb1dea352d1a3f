"""The room's place in Django."""

from django.apps import AppConfig


class Look(AppConfig):
    """The parts that every page is made of."""

    name = "kagimori.console.look"
