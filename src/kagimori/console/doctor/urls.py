"""Addresses of the room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "doctor"


def start(_request: HttpRequest) -> HttpResponse:
    """Return the start page."""
    return HttpResponse("soon")


urlpatterns = [path("", start, name="start")]
