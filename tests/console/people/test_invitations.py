"""Invitations: a link works once, until it lapses, is replaced or is taken back; looking changes nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.fakes.people import browser_of, make_user

from kagimori.console.people.invitations import flows
from kagimori.console.people.invitations.flows import Guest
from kagimori.console.people.models import Invitation, Membership, Person, User
from kagimori.console.people.refusals import (
    AlreadyInvited,
    AlreadyMember,
    DayPast,
    Gone,
    InvitationNotYours,
    InvitationVoid,
    RoleBeyond,
)
from kagimori.console.timeline.models import Entry
from kagimori.core.people.standing import Actor
from kagimori.knowledge import load_policy

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
LIFE = load_policy()["people.invitation"].span
DORA = Guest("Dora@Example.jp", "ads", name="Dora")


def invite(team, guest=DORA, *, now=NOW, any_role=True, by_mail=False):
    return flows.invite(team.pk, guest, by=Actor("", "web"), now=now, by_mail=by_mail, any_role=any_role)


def join(token, user, now=NOW):
    return flows.accept(token, lambda: user, now=now)


def test_the_invited_person_becomes_a_member_and_a_person(team):
    _row, token = invite(team)
    dora = make_user("Dora")

    member = join(token, dora)

    assert (member.role, member.access) == ("ads", "full")
    assert Person.objects.get(team=team, user=dora).email == "dora@example.jp"
    assert Entry.objects.filter(kind="people.joined", team=str(team.pk)).exists()


def test_somebody_who_was_noted_before_stays_the_same_person(team):
    noted = Person.objects.create(team=team, name="D. Ito", email="dora@example.jp", added_at=NOW)
    _row, token = invite(team)

    join(token, make_user("Dora"))

    noted.refresh_from_db()
    assert noted.user.email == "dora@example.jp"
    assert Person.objects.filter(team=team).count() == 2


def test_a_link_works_once(team):
    _row, token = invite(team)
    join(token, make_user("Dora"))

    with pytest.raises(InvitationVoid):
        join(token, make_user("Eiko"))


def test_a_link_lapses(team):
    _row, token = invite(team)

    with pytest.raises(InvitationVoid):
        join(token, make_user("Dora"), NOW + LIFE)
    assert join(token, User.objects.get(email="dora@example.jp"), NOW + LIFE - timedelta(seconds=1))


def test_a_new_link_ends_the_old_one(team):
    row, token = invite(team)

    newer = flows.renew(team.pk, row.pk, by=Actor("", "web"), now=NOW, by_mail=False, any_role=True)

    with pytest.raises(InvitationVoid):
        flows.open_by(token, NOW)
    assert flows.open_by(newer, NOW).pk == row.pk


def test_a_link_that_is_taken_back_lets_nobody_in(team):
    row, token = invite(team)
    flows.withdraw(team.pk, row.pk, by=Actor("", "web"), now=NOW)

    with pytest.raises(InvitationVoid):
        flows.open_by(token, NOW)
    with pytest.raises(Gone):
        flows.withdraw(team.pk, row.pk, by=Actor("", "web"), now=NOW)


def test_a_link_is_for_the_invited_address_alone(team):
    _row, token = invite(team)

    with pytest.raises(InvitationNotYours):
        join(token, make_user("Eiko"))
    assert Invitation.objects.get().accepted_at is None


def test_an_address_is_invited_once_until_it_lapses(team):
    invite(team)

    with pytest.raises(AlreadyInvited):
        invite(team, Guest("dora@example.jp", "viewer"))
    assert invite(team, now=NOW + LIFE)[0].pk


def test_a_member_is_not_invited_again(team, ben):
    with pytest.raises(AlreadyMember):
        invite(team, Guest(ben.email.upper(), "viewer"))


def test_only_who_may_give_every_role_invites_an_owner(team):
    with pytest.raises(RoleBeyond):
        invite(team, Guest("dora@example.jp", "owner"), any_role=False)
    with pytest.raises(RoleBeyond):
        invite(team, Guest("dora@example.jp", "owner", access="limited"))


def test_a_last_day_in_the_past_is_refused(team):
    with pytest.raises(DayPast):
        invite(team, Guest("dora@example.jp", "ads", ends_on=date(2026, 11, 24)))


def test_the_link_is_shown_once_and_stored_nowhere(as_ai, team):
    wished = {"email": "dora@example.jp", "role": "ads", "access": "full", "kind": "employee", "language": "ja"}
    answer = as_ai.post(f"/t/{team.key}/people/invitations/new/", wished)

    link = answer.context["link"]
    token = link.rpartition("/")[2]
    assert "no-store" in answer.headers["Cache-Control"]
    assert token not in str(Invitation.objects.values_list())
    assert link not in as_ai.get(f"/t/{team.key}/people/invitations/").content.decode()


def test_looking_at_the_link_changes_nothing(team):
    _row, token = invite(team, now=datetime.now(UTC))
    stranger = Client()

    answer = stranger.get(f"/join/{token}")

    assert answer.status_code == 200
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert Invitation.objects.get().accepted_at is None
    assert not User.objects.filter(email="dora@example.jp").exists()


def test_a_newcomer_sets_a_password_and_sees_nothing_before_the_second_step(team):
    _row, token = invite(team, now=datetime.now(UTC))
    newcomer = Client()

    newcomer.post(f"/join/{token}", {"name": "Dora", "password": "a long enough pass phrase"})

    assert Membership.objects.get(user__email="dora@example.jp").role == "ads"
    answer = newcomer.get(f"/t/{team.key}/people/")
    assert answer.url.startswith("/account/second-step/")


def test_who_joins_keeps_the_language_in_which_they_read_the_page(team):
    _row, token = invite(team, now=timezone.now())
    typed = {"name": "Dora", "password": "a long enough password"}
    Client(headers={"accept-language": "en"}).post(f"/join/{token}", typed)

    assert User.objects.get(email="dora@example.jp").language == "en"


def test_somebody_with_a_login_joins_by_one_click(team, chika, as_chika):
    _row, token = invite(team, Guest(chika.email, "viewer"), now=datetime.now(UTC))

    assert as_chika.get(f"/join/{token}").status_code == 200
    assert as_chika.post(f"/join/{token}").url == f"/t/{team.key}/"
    assert as_chika.get(f"/t/{team.key}/people/").status_code == 200


def test_somebody_with_a_login_is_led_to_it(team, chika):
    _row, token = invite(team, Guest(chika.email, "viewer"), now=datetime.now(UTC))

    assert Client().get(f"/join/{token}").url.startswith("/account/login/?next=/join/")


def test_a_dead_link_says_what_to_do(team):
    answer = Client(headers={"accept-language": "en"}).get("/join/nothing")

    assert answer.status_code == 410
    assert "send it again" in answer.content.decode()


def test_an_admin_invites_but_is_not_offered_the_owners_role(as_ben, team):
    page = f"/t/{team.key}/people/invitations/new/"
    wished = {"email": "dora@example.jp", "role": "owner", "access": "full", "kind": "employee", "language": "ja"}

    assert as_ben.get(page).status_code == 200
    assert as_ben.post(page, wished).status_code == 422
    assert as_ben.post(page, wished | {"role": "ads"}).status_code == 200


def test_another_teams_invitation_is_out_of_reach(as_ai, team, other_team):
    row, _token = invite(other_team)

    as_ai.post(f"/t/{team.key}/people/invitations/{row.pk}/withdraw/")

    row.refresh_from_db()
    assert row.withdrawn_at is None


def test_a_viewer_is_refused(team):
    viewer = make_user("Vera")
    join(invite(team, Guest(viewer.email, "viewer"), now=datetime.now(UTC))[1], viewer, datetime.now(UTC))

    assert browser_of(viewer).get(f"/t/{team.key}/people/invitations/").status_code == 403


def test_an_owner_may_invite_an_owner(as_ai, team):
    wished = {"email": "dora@example.jp", "role": "owner", "access": "full", "kind": "employee", "language": "ja"}

    as_ai.post(f"/t/{team.key}/people/invitations/new/", wished)

    assert Invitation.objects.get().role == "owner"


def test_an_admin_does_not_get_hold_of_an_owners_link(as_ben, team):
    row, _token = invite(team, Guest("dora@example.jp", "owner"))

    as_ben.post(f"/t/{team.key}/people/invitations/{row.pk}/again/")

    before = row.hashed
    row.refresh_from_db()
    assert row.hashed == before
