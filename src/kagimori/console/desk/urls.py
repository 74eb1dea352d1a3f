"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from kagimori.console.desk import jobs_views, views

app_name = "desk"
urlpatterns = [
    path("t/<slug:team>/", views.team, name="team"),
    path("t/<slug:team>/menu/", views.menu, name="menu"),
    path("t/<slug:team>/find/", views.finding, name="find"),
    path("installation/jobs/", jobs_views.jobs, name="jobs"),
    path("installation/jobs/again/", jobs_views.again, name="job_again"),
]
