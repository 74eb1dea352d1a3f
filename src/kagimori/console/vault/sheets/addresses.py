"""Addresses of this part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kagimori.console.vault.sheets.views import entering, overview, sheet, upkeep, using

if TYPE_CHECKING:
    from django.urls import URLPattern

# Below an account, and below a team.
OF_AN_ACCOUNT: list[URLPattern] = [
    path("codes/", sheet.codes, name="codes"),
    path("codes/use/", using.use, name="code_use"),
    path("codes/reserve", sheet.reserve, name="code_reserve"),
    path("codes/paper", using.paper, name="code_paper"),
    path("codes/new/", entering.new, name="sheet_new"),
    path("codes/new/<uuid:pasted>/", entering.check, name="sheet_check"),
    path("codes/places/", upkeep.places, name="sheet_places"),
    path("codes/places/<uuid:kept>/end", upkeep.end_place, name="sheet_place_end"),
    path("codes/renew/", upkeep.renew, name="sheet_renew"),
    path("codes/practice/", upkeep.drill, name="sheet_drill"),
    path("codes/practice/begin", upkeep.drill_begin, name="sheet_drill_begin"),
    path("codes/count/", upkeep.count, name="sheet_count"),
    path("codes/void/", upkeep.retire, name="sheet_retire"),
    path("codes/<uuid:code>/", using.code, name="code"),
    path("codes/<uuid:code>/release", sheet.release, name="code_release"),
    path("codes/<uuid:code>/worked", sheet.worked, name="code_worked"),
    path("codes/<uuid:code>/refused", sheet.refused, name="code_refused"),
    path("codes/<uuid:code>/back", sheet.back, name="code_back"),
]
OF_A_TEAM: list[URLPattern] = [path("", overview.overview, name="overview")]
