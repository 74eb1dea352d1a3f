"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from kagimori.console.status import views

app_name = "status"
urlpatterns = [
    path("", views.page, name="page"),
    path("now.json", views.now, name="now"),
]
