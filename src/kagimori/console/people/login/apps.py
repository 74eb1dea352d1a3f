"""The place of getting in, in Django."""

from importlib import import_module

from django.apps import AppConfig


class Login(AppConfig):
    """Getting in."""

    name = "kagimori.console.people.login"
    label = "login"

    def ready(self) -> None:
        """Listen to what allauth tells."""
        import_module("kagimori.console.people.login.heard")
