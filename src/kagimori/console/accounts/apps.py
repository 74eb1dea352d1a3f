"""The room's place in Django."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """The Instagram accounts of the teams."""

    name = "kagimori.console.accounts"
