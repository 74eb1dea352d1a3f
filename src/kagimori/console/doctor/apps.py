"""The room's place in Django."""

from django.apps import AppConfig


class Doctor(AppConfig):
    """Cases of people who are stuck."""

    name = "kagimori.console.doctor"
