"""INC-08: what happened to an account in one place, with who and when."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.people import browser_of, join, make_team, make_user
from tests.fakes.programs import program_of
from tests.fakes.vaults import lay_key

from kagimori.console.notices.hearers import news
from kagimori.console.notices.models import Notice
from kagimori.console.timeline.flows import append
from kagimori.core.people.standing import Actor

pytestmark = pytest.mark.django_db
HELD = {"ja": "@minato_coffeeはログインを試せなくなりました。", "en": "@minato_coffee is locked or blocked"}


@pytest.fixture
def ai(db):
    return make_user("Ai", is_owner=True)


@pytest.fixture
def team(ai):
    return make_team(ai, "Minato Coffee")


@pytest.fixture
def ben(team):
    user = make_user("Ben")
    join(team, user, "admin")
    return user


@pytest.fixture
def as_ai(ai):
    return browser_of(ai)


@pytest.fixture
def as_ben(ben):
    return browser_of(ben)


@pytest.fixture
def as_chika(db):
    return browser_of(make_user("Chika"))


@pytest.fixture
def account(team, ben):
    """An account that was locked, which was told, and on which Ben noted a try."""
    account, now = add_account(team, "minato_coffee"), timezone.now()
    told = {"team": str(team.pk), "subject": f"account:{account.pk}"}
    with transaction.atomic():
        by = Actor(str(ben.opaque), "web", "192.0.2.7")
        append("accounts.try_told", at=now - timedelta(minutes=5), by=by, way="sms", outcome="refused", **told)
        news(append("accounts.held", at=now, by=Actor.itself(), **told))
    return account


@pytest.mark.row("INC-08")
@pytest.mark.parametrize("lang", HELD)
def test_one_page_tells_an_account_s_story_with_who_and_when(as_ai, team, account, lang):
    other = add_account(team, "minato_tea")
    url = f"/t/{team.key}/timeline/"

    page = as_ai.get(url, {"account": "@minato_coffee"}, headers={"accept-language": lang}).content.decode()
    about_other = as_ai.get(url, {"account": str(other.pk)}, headers={"accept-language": lang}).content.decode()

    assert HELD[lang] in page
    assert "Ben" in page
    assert "192.0.2.7" in page
    assert HELD[lang] not in about_other


@pytest.mark.row("INC-08")
def test_the_alert_itself_is_a_page_that_says_who_is_on_it(as_ben, team, account):
    notice = Notice.objects.get()
    address = f"/t/{team.key}/notices/{notice.pk}/"

    as_ben.post(address)

    page = as_ben.get(address, headers={"accept-language": "en"}).content.decode()
    assert "@minato_coffee is locked or blocked" in page
    assert "Ben has been on it since" in page


@pytest.mark.row("INC-08")
def test_an_auditor_reads_it_and_a_stranger_does_not(as_ben, as_chika, ben, team, account):
    ben.memberships.update(role="auditor")

    assert as_ben.get(f"/t/{team.key}/timeline/").status_code == 200
    assert as_chika.get(f"/t/{team.key}/timeline/").status_code == 404


@pytest.mark.row("INC-08")
def test_sheets_codes_reveals_and_resets_stand_there_too_with_who_and_when(as_ai, as_ben, ai, ben, team, account):
    def at(name):
        return reverse(f"vault:{name}", args=[team.key, account.pk])

    root, program = f"/api/v1/teams/{team.key}", program_of(ai, team)
    for codes in ("27354618 90817263", "55501234 61803398"):
        program.post(f"{root}/accounts/{account.pk}/sheet", {"text": codes}, "application/json")
    lay_key(account)
    as_ben.post(at("authenticator_show"), {"purpose": "login"})
    as_ben.post(at("authenticator_reveal"), {"why": "the tablet has no camera"})
    as_ai.post(at("reset"), {"why": "somebody else was logged in"})

    page = as_ai.get(f"/t/{team.key}/timeline/", {"account": str(account.pk)})
    entries = program.get(f"{root}/timeline", {"subject": f"account:{account.pk}"}).json()["items"]

    kinds = [entry["kind"] for entry in entries]
    assert kinds.count("vault.sheet_kept") == 2
    assert {"vault.authenticator_shown", "vault.authenticator_revealed", "vault.reset", "accounts.held"} <= set(kinds)
    who = {entry["kind"]: entry["actor"] for entry in entries}
    assert (who["vault.authenticator_revealed"], who["vault.reset"]) == (str(ben.opaque), str(ai.opaque))
    assert all(entry["at"] for entry in entries)
    assert "the tablet has no camera" in page.content.decode()
