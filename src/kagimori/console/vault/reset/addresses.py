"""Addresses of this part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kagimori.console.vault.reset import views

if TYPE_CHECKING:
    from django.urls import URLPattern

# Below an account, and below a team.
OF_AN_ACCOUNT: list[URLPattern] = [
    path("vault/reset", views.reset, name="reset"),
    path("vault/anew/", views.anew, name="reset_state"),
]
OF_A_TEAM: list[URLPattern] = []
