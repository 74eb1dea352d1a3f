"""Addresses that a browser asks for when the console is put on a phone's home screen."""

from __future__ import annotations

from django.urls import path

from kagimori.console.look import views

app_name = "look"
urlpatterns = [
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("worker.js", views.worker, name="worker"),
    path("offline/", views.offline, name="offline"),
]
