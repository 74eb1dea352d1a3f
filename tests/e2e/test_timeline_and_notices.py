"""The record and the notices in Chromium, on a phone and on a desk, in both languages, with axe looking."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.people import join, make_team, make_user

from kagimori.console.notices import delivering, flows
from kagimori.console.notices.hearers import news
from kagimori.console.notices.models import Notice
from kagimori.console.timeline.flows import append
from kagimori.core.people.standing import Actor
from kagimori.core.secret import Secret
from kagimori.standin.messengers import Messengers

pytestmark = pytest.mark.browser


@pytest.fixture
def team(ai):
    """A team with a few days of its record, a channel, and a notice that did not arrive."""
    team, now = make_team(ai, "Minato Coffee"), timezone.now()
    join(team, make_user("Ben"), "admin")
    account, by = add_account(team, "minato_coffee"), Actor(str(ai.opaque), "web", "192.0.2.7")
    told = {"team": str(team.pk), "by": by}
    with transaction.atomic():
        append("people.team_made", at=now - timedelta(days=2), **told)
        append("people.invited", at=now - timedelta(days=1), role="admin", access="full", **told)
        append(
            "accounts.archived", at=now - timedelta(hours=3), subject=f"account:{account.pk}", why="店を閉めた", **told
        )
    return team


@pytest.fixture
def notice(team, ai, settings):
    settings.STANDIN_ALLOWED, now = True, timezone.now()
    account = team.accounts.get()
    with Messengers(answers={"slack": (404, b"no_service")}) as them:
        settings.NOTICE_STANDINS = them.standins
        wishes = flows.Wishes("#social", zone="Asia/Tokyo", language="ja")
        flows.add(flows.Receiver(str(team.pk)), Secret(them.hook.encode()), wishes, by=Actor.itself(), now=now)
        with transaction.atomic():
            news(append("accounts.held", at=now, by=Actor.itself(), team=str(team.pk), subject=f"account:{account.pk}"))
        for one in delivering.due(now):
            delivering.send(one, now)
    return Notice.objects.get(kind="accounts.held")


@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("ja", 390, "light"), ("ja", 1280, "dark"), ("en", 390, "dark"), ("en", 1280, "light")],
)
def test_every_page_fits_and_everybody_can_read_it(visit, ai, team, notice, lang, width, scheme):  # noqa: PLR0913,PLR0917  # fixtures
    visitor, name = visit(lang, width, scheme), f"{lang}-{width}-{scheme}"
    visitor.enter(ai)
    base = f"/t/{team.key}"

    for path, shot in (
        (f"{base}/timeline/", "timeline"),
        (f"{base}/timeline/?kind=people.", "timeline-narrowed"),
        (f"{base}/timeline/?person=Nobody", "timeline-none"),
        ("/installation/timeline/", "timeline-installation"),
        (f"{base}/notices/", "notices"),
        (f"{base}/notices/add/?service=sms", "notices-add"),
        (f"{base}/notices/{notice.pk}/", "notice"),
        ("/me/notices/", "notices-mine"),
    ):
        visitor.open(path)
        visitor.look(f"{shot}-{name}")


def test_one_tap_says_i_am_on_it_without_any_script(visit, ai, team, notice):
    visitor = visit("en", script=False)
    visitor.enter(ai)
    visitor.open(f"/t/{team.key}/notices/{notice.pk}/")

    visitor.page.click("text=I am on it")

    assert "Ai has been on it since" in visitor.page.content()
    assert Notice.objects.get(pk=notice.pk).answered_by == str(ai.opaque)
