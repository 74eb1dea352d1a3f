"""The room's place in Django."""

from django.apps import AppConfig


class Desk(AppConfig):
    """The start page, the search, and overviews that join the rooms."""

    name = "kagimori.console.desk"
