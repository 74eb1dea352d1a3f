"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from kagimori.console.timeline import views

app_name = "timeline"
urlpatterns = [
    path("t/<slug:team>/timeline/", views.of_team, name="list"),
    path("t/<slug:team>/timeline/export", views.export, name="export"),
    path("installation/timeline/", views.of_installation, name="installation"),
    path("installation/timeline/export", views.export_installation, name="export_installation"),
]
