"""Addresses of this part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kagimori.console.vault.paper.views import files, papers

if TYPE_CHECKING:
    from django.urls import URLPattern

# Below an account, and below a team.
OF_AN_ACCOUNT: list[URLPattern] = [
    path("codes/papers/", papers.papers, name="papers"),
    path("codes/papers/print/", papers.print_codes, name="print"),
    path("codes/papers/<uuid:paper>/sealed", papers.sealed, name="paper_sealed"),
    path("codes/papers/<uuid:paper>/opened", papers.opened, name="paper_opened"),
    path("codes/papers/<uuid:paper>/gone", papers.gone, name="paper_gone"),
]
OF_A_TEAM: list[URLPattern] = [
    path("export/", files.export, name="export"),
    path("restore/", files.restore, name="restore"),
    path("restore/<uuid:found>/", files.check, name="restore_check"),
]
