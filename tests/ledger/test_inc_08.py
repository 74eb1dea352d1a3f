"""INC-08: what happened to an account in one place, with who and when."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.people import browser_of, join, make_team, make_user

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


@pytest.mark.row("INC-08", part="sheets and reveals of backup codes, which come with the vault")
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


@pytest.mark.row("INC-08", part="sheets and reveals of backup codes, which come with the vault")
def test_the_alert_itself_is_a_page_that_says_who_is_on_it(as_ben, team, account):
    notice = Notice.objects.get()
    address = f"/t/{team.key}/notices/{notice.pk}/"

    as_ben.post(address)

    page = as_ben.get(address, headers={"accept-language": "en"}).content.decode()
    assert "@minato_coffee is locked or blocked" in page
    assert "Ben has been on it since" in page


@pytest.mark.row("INC-08", part="sheets and reveals of backup codes, which come with the vault")
def test_an_auditor_reads_it_and_a_stranger_does_not(as_ben, as_chika, ben, team, account):
    ben.memberships.update(role="auditor")

    assert as_ben.get(f"/t/{team.key}/timeline/").status_code == 200
    assert as_chika.get(f"/t/{team.key}/timeline/").status_code == 404
