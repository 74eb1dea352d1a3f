"""Addresses of the room."""

from __future__ import annotations

from django.urls import path
from django.views.i18n import set_language

app_name = "people"
urlpatterns = [path("language", set_language, name="language")]
