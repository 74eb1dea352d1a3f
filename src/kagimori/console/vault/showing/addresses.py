"""Addresses of this part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kagimori.console.vault.showing.views import code, key, shares

if TYPE_CHECKING:
    from django.urls import URLPattern

# Below an account, and below a team.
OF_AN_ACCOUNT: list[URLPattern] = [
    path("authenticator/code/", code.code, name="authenticator_show"),
    path("authenticator/share/", shares.new, name="share_new"),
    path("authenticator/shares/<uuid:share>/end", shares.end, name="share_end"),
    path("authenticator/reveal/", key.key, name="authenticator_reveal"),
]
OF_A_TEAM: list[URLPattern] = [
    path("shared/", code.shared_with_me, name="shared_with_me"),
    path("shared/<uuid:share>/", code.shared_code, name="shared_code"),
]
