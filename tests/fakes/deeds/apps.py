from django.apps import AppConfig


class Deeds(AppConfig):
    name = "tests.fakes.deeds"
    label = "deeds"
