"""A token opens what its user may, for as long as both live, and is known to nobody afterwards."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from kagimori.console.people.models import ApiToken, Membership
from kagimori.console.people.tokens import flows
from kagimori.console.timeline.models import Entry
from kagimori.core.people.standing import Actor
from kagimori.knowledge import load_policy

pytestmark = pytest.mark.django_db
NOW = timezone.now
LIFE = timedelta(days=1)


def make(team, user, now, rights=("team.see",)):
    return flows.make(team, user, Actor.itself("cli"), now, name="script", rights=rights, life=LIFE)


def code_of(answer):
    return answer.status_code, answer.json()["error"]["code"]


def test_a_token_acts_as_its_user_with_at_most_its_rights(program, ben, team):
    by_ben = program(ben, team, ["team.see", "people.see", "tokens.manage"])

    me = by_ben.get("/api/v1/me").json()

    assert (me["user"], me["team"], me["role"]) == (str(ben.opaque), team.key, "admin")
    assert me["rights"] == ["team.see", "people.see"]  # an admin manages no tokens, whatever the token says
    assert code_of(by_ben.get(f"/api/v1/teams/{team.key}/tokens")) == (403, "api.not_allowed")


def test_without_a_token_or_with_a_wrong_one_nothing_opens(as_ai, by_ai):
    assert code_of(as_ai.get("/api/v1/me")) == (401, "api.token_missing")
    assert as_ai.get("/api/v1/me").headers["WWW-Authenticate"] == "Bearer"
    wrong = Client(headers={"authorization": "Bearer kgm_" + "a" * 43})
    assert code_of(wrong.get("/api/v1/me")) == (401, "api.token_void")


def test_only_its_hash_is_kept(ai, team):
    row, secret = make(team, ai, NOW())

    kept = str(ApiToken.objects.filter(pk=row.pk).values().get())
    assert secret.reveal().decode()[flows.BEGINS_WITH :] not in kept
    assert len(secret.reveal()) >= len(flows.PREFIX) + 22
    assert secret.reveal().decode() not in repr(Entry.objects.values())


def test_it_ends_with_its_date(ai, team):
    now = NOW()
    _row, secret = make(team, ai, now)
    text = secret.reveal().decode()

    assert flows.use(text, now + LIFE - timedelta(seconds=1)).user == ai
    with pytest.raises(flows.TokenVoid):
        flows.use(text, now + LIFE)


def test_the_end_of_the_membership_ends_it(program, ben, team):
    by_ben = program(ben, team)
    assert by_ben.get("/api/v1/me").status_code == 200

    Membership.objects.filter(user=ben).update(ended_at=NOW())

    assert code_of(by_ben.get("/api/v1/me")) == (401, "api.token_void")


def test_it_works_only_while_the_user_has_a_second_step(by_ai, ai):
    Authenticator.objects.filter(user=ai).delete()

    assert code_of(by_ai.get("/api/v1/me")) == (403, "api.second_step_off")


def test_taken_back_it_works_no_more(by_ai, team):
    token = by_ai.get(f"/api/v1/teams/{team.key}/tokens").json()["items"][0]["id"]

    assert by_ai.delete(f"/api/v1/teams/{team.key}/tokens/{token}").status_code == 204

    assert code_of(by_ai.get("/api/v1/me")) == (401, "api.token_void")
    assert Entry.objects.filter(kind="tokens.revoked", subject=f"token:{token}", place="api").exists()


def test_a_stranger_takes_back_no_token_of_another_team(program, chika, other_team, by_ai):
    token = ApiToken.objects.get()
    by_chika = program(chika, other_team)

    answer = by_chika.delete(f"/api/v1/teams/{other_team.key}/tokens/{token.pk}")

    assert code_of(answer) == (404, "tokens.gone")
    assert by_ai.get("/api/v1/me").status_code == 200


def test_too_many_uses_within_a_minute_are_refused_with_the_wait(ai, team):
    row, secret = make(team, ai, NOW())
    now = NOW().replace(second=20)
    ApiToken.objects.filter(pk=row.pk).update(
        minute=now.replace(second=0, microsecond=0), uses=load_policy()["tokens.uses"].count - 1
    )
    text = secret.reveal().decode()

    flows.use(text, now)
    with pytest.raises(flows.TooMany) as refused:
        flows.use(text, now)
    assert refused.value.fields["seconds"] in (39, 40)
    flows.use(text, now + timedelta(minutes=1))


@pytest.mark.parametrize("rights", [[], ["no.right"], ["meta.post"], ["installation.manage"]])
def test_a_right_that_no_token_can_hold_is_refused(ben, team, rights):
    with pytest.raises(flows.RightUnknown):
        make(team, ben, NOW(), rights)


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_life_is_a_year_at_most(ai, team, days):
    with pytest.raises(flows.LifeWrong):
        flows.make(team, ai, Actor.itself(), NOW(), name="x", rights=["team.see"], life=timedelta(days=days))
