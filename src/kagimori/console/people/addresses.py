"""Addresses of teams, their people, invitations, lists and rights."""

from __future__ import annotations

from django.urls import path

from kagimori.console.people.invitations import joining
from kagimori.console.people.invitations import views as invitations
from kagimori.console.people.members import views as members
from kagimori.console.people.persons import views as persons
from kagimori.console.people.rights import views as rights
from kagimori.console.people.sheets import views as sheets
from kagimori.console.people.teams import views as teams
from kagimori.console.people.tokens import views as tokens

TEAM, PEOPLE = "t/<slug:team>/", "t/<slug:team>/people/"
PERSON, INVITATION = f"{PEOPLE}<uuid:person>/", f"{PEOPLE}invitations/<uuid:invitation>/"

ADDRESSES = [
    path("installation/teams/", teams.teams, name="teams"),
    path("installation/teams/new/", teams.new, name="team_new"),
    path("installation/teams/<uuid:id>/archive/", teams.archive, name="team_archive"),
    path("installation/teams/<uuid:id>/restore/", teams.restore, name="team_restore"),
    path(f"{TEAM}settings/", teams.settings, name="team"),
    path(f"{TEAM}settings/domains/", teams.add_domain, name="team_domain_add"),
    path(f"{TEAM}settings/domains/<int:row>/", teams.drop_domain, name="team_domain_drop"),
    path(f"{TEAM}settings/numbers/", teams.add_number, name="team_number_add"),
    path(f"{TEAM}settings/numbers/<int:row>/", teams.drop_number, name="team_number_drop"),
    path(PEOPLE, persons.persons, name="list"),
    path(f"{PEOPLE}new/", persons.new, name="person_new"),
    path(PERSON, persons.person, name="person"),
    path(f"{PERSON}edit/", persons.edit, name="person_edit"),
    path(f"{PERSON}two-factor/", persons.two_factor, name="two_factor"),
    path(f"{PERSON}role/", members.role, name="role"),
    path(f"{PERSON}leave/", members.leave, name="leave"),
    path(f"{PEOPLE}invitations/", invitations.invitations, name="invitations"),
    path(f"{PEOPLE}invitations/new/", invitations.invite, name="invite"),
    path(f"{INVITATION}again/", invitations.again, name="invitation_again"),
    path(f"{INVITATION}withdraw/", invitations.withdraw, name="invitation_withdraw"),
    path(f"{PEOPLE}import/", sheets.upload, name="import"),
    path(f"{PEOPLE}import/<uuid:draft>/columns/", sheets.columns, name="import_columns"),
    path(f"{PEOPLE}import/<uuid:draft>/preview/", sheets.preview, name="import_preview"),
    path("join/<str:token>", joining.joining, name="join"),
    path(f"{TEAM}tokens/", tokens.tokens, name="tokens"),
    path(f"{TEAM}tokens/new/", tokens.new, name="token_new"),
    path(f"{TEAM}tokens/<uuid:token>/revoke", tokens.revoke, name="token_revoke"),
    path(f"{TEAM}rights/", rights.of_team, name="rights"),
    path("rights/", rights.for_all, name="all_rights"),
]
