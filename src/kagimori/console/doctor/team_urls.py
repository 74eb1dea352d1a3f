"""Addresses of the room below a team's own: they open by a right in the team, not by a cookie."""

from __future__ import annotations

from django.urls import path

from kagimori.console.doctor.views import team

app_name = "cases"
urlpatterns = [
    path("accounts/<uuid:account>/doctor/", team.begin, name="begin"),
    path("accounts/<uuid:account>/doctor/count/", team.counted, name="counted"),
    path("doctor/stats/", team.stats, name="stats"),
    path("doctor/causes/", team.causes, name="causes"),
]
