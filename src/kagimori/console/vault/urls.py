"""Addresses of the room; each part has its own."""

from __future__ import annotations

from django.urls import include, path

from kagimori.console.vault.authenticators import addresses as authenticators
from kagimori.console.vault.files import addresses as files
from kagimori.console.vault.paper import addresses as paper
from kagimori.console.vault.reset import addresses as reset
from kagimori.console.vault.sheets import addresses as sheets
from kagimori.console.vault.showing import addresses as showing

app_name = "vault"

PARTS = (sheets, paper, authenticators, showing, files, reset)

urlpatterns = [
    path(
        "t/<slug:team>/accounts/<uuid:account>/",
        include([pattern for part in PARTS for pattern in part.OF_AN_ACCOUNT]),
    ),
    path("t/<slug:team>/vault/", include([pattern for part in PARTS for pattern in part.OF_A_TEAM])),
]
