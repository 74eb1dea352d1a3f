"""Addresses of this part."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

# Below an account, and below a team.
OF_AN_ACCOUNT: list[URLPattern] = []
OF_A_TEAM: list[URLPattern] = []
