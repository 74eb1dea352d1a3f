"""Addresses of the matrix and of grants."""

from __future__ import annotations

from django.urls import path

from kagimori.console.accounts.reach import views

GRANTS = "t/<slug:team>/accounts/<uuid:account>/grants/"

ADDRESSES = [
    path("t/<slug:team>/people/matrix/", views.matrix, name="matrix"),
    path(f"{GRANTS}new/", views.give, name="grant_give"),
    path(f"{GRANTS}<uuid:grant>/", views.change, name="grant_change"),
    path(f"{GRANTS}<uuid:grant>/end/", views.end, name="grant_end"),
]
