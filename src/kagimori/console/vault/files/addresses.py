"""Addresses of this part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kagimori.console.vault.files.views import reading, writing

if TYPE_CHECKING:
    from django.urls import URLPattern

# Below an account, and below a team.
OF_AN_ACCOUNT: list[URLPattern] = [path("authenticator/bring/", reading.bring, name="files_of_account")]
OF_A_TEAM: list[URLPattern] = [
    path("files/", reading.bring, name="files"),
    path("files/out/", writing.take_out, name="files_out"),
    path("files/<uuid:entries>/", reading.entries, name="file_entries"),
    path("files/<uuid:entries>/forget", reading.forget, name="file_forget"),
]
