"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from kagimori.console.people import views
from kagimori.console.people.addresses import ADDRESSES

app_name = "people"
urlpatterns = [
    path("language", views.language, name="language"),
    path("first-owner/<str:token>", views.become_owner, name="first_owner"),
    *ADDRESSES,
]
