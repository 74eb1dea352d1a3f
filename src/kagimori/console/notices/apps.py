"""The room's place in Django."""

from django.apps import AppConfig


class Notices(AppConfig):
    """Telling people: channels, what is to be told, and each delivery until it is done."""

    name = "kagimori.console.notices"
