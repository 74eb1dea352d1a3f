"""Addresses of the room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "status"


def page(request: HttpRequest) -> HttpResponse:
    """Return the page."""
    return HttpResponse("soon")


urlpatterns = [path("", page, name="page")]
