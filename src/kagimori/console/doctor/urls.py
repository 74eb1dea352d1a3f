"""Addresses of the room.  Segments that carry a right are long and random, and are taken out of logs by their shape."""

from __future__ import annotations

from django.urls import include, path

from kagimori.console.doctor.views import case, drafts, figures, intake, judging, links, paper, start, team, tools

app_name = "doctor"

of_a_case = [
    path("", case.case, name="case"),
    path("answer", case.answer, name="answer"),
    path("undo", case.undo, name="undo"),
    path("close", case.close, name="close"),
    path("os", case.choose_os, name="os"),
    path("pulse", case.pulse, name="pulse"),
    path("check", case.book_check, name="check"),
    path("check.ics", paper.check_entry, name="check-ics"),
    path("remind.ics", paper.remind, name="remind"),
    path("take-over", team.take_over, name="take-over"),
    path("hand-over", team.hand_over, name="hand-over"),
    path("try", team.try_now, name="try"),
    path("code/", judging.judge, name="judge"),
    path("team/", team.take_in, name="take-in"),
    path("share/", links.share, name="share"),
    path("share/link", links.make_link, name="make-link"),
    path("share/revoke", links.revoke, name="revoke"),
    path("plan/", paper.plan, name="plan"),
    path("plan.md", paper.plan_markdown, name="plan-md"),
    path("plan.pdf", paper.plan_pdf, name="plan-pdf"),
]

urlpatterns = [
    path("", start.start, name="start"),
    path("case/<uuid:case_id>/", include(of_a_case)),
    path("send", intake.take_in, name="send"),
    path("with/<str:token>/", links.take, name="with"),
    path("clock/", tools.clock, name="clock"),
    path("clock/now", tools.clock_now, name="clock-now"),
    path("paste/", tools.paste, name="paste"),
    path("old-phone/", tools.old_phone, name="old-phone"),
    path("new-phone/", tools.new_phone, name="new-phone"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/appeal/", drafts.appeal, name="appeal"),
    path("drafts/appeal/sent", drafts.appeal_sent, name="appeal-sent"),
    path("drafts/appeal/<int:position>/answered", drafts.appeal_answered, name="appeal-answered"),
    path("drafts/problem/", drafts.problem, name="problem"),
    path("drafts/outage/", drafts.outage, name="outage"),
    path("stats/", figures.stats, name="stats"),
    path("stats.json", figures.stats_json, name="stats-json"),
    path("causes/", figures.causes, name="causes"),
]
