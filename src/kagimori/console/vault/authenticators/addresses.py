"""Addresses of this part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kagimori.console.vault.authenticators.views import choosing, page, reading, setup

if TYPE_CHECKING:
    from django.urls import URLPattern

# Below an account, and below a team.
OF_AN_ACCOUNT: list[URLPattern] = [
    path("authenticator/", page.authenticator, name="authenticator"),
    path("authenticator/new/", reading.new, name="authenticator_new"),
    path("authenticator/setup/", setup.setup, name="authenticator_setup"),
    path("authenticator/setup/qr", setup.qr, name="authenticator_qr"),
    path("authenticator/setup/codes", setup.codes, name="authenticator_codes"),
    path("authenticator/setup/code", setup.code, name="authenticator_code"),
    path("authenticator/setup/finish", setup.finish, name="authenticator_finish"),
    path("authenticator/setup/cancel/", setup.cancel, name="authenticator_cancel"),
    path("authenticator/apps", setup.add_app, name="app_new"),
    path("authenticator/apps/<uuid:app>/check", page.check, name="app_check"),
    path("authenticator/apps/<uuid:app>/answer", page.answer, name="app_answer"),
    path("authenticator/apps/<uuid:app>/end/", page.end_app, name="app_end"),
    path("authenticator/picture-gone", page.picture_gone, name="picture_gone"),
    path("authenticator/retire/", page.retire, name="authenticator_retire"),
    path("authenticator/lost/", page.lost, name="phone_lost"),
]
OF_A_TEAM: list[URLPattern] = [path("apps/", choosing.chooser, name="apps_chooser")]
