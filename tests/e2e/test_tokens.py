"""The pages of tokens, at the width of a phone and of a desk, in both languages, light and dark."""

import pytest
from tests.fakes.logins import proven_lately
from tests.fakes.people import browser_of, make_team, make_user

from kagimori.console.people.models import ApiToken

pytestmark = pytest.mark.browser


def enter_proven(visitor, user):
    """Log somebody in who has just proven who they are."""
    client = browser_of(user)
    proven_lately(client, user)
    cookie = client.cookies["kagimori_session"]
    visitor.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": visitor.root}])


@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("ja", 390, "light"), ("ja", 1280, "dark"), ("en", 390, "dark"), ("en", 1280, "light")],
)
def test_a_token_is_made_seen_once_and_taken_back(visit, lang, width, scheme):
    user = make_user("Ai", is_owner=True)
    team, visitor = make_team(user, "Minato Coffee"), visit(lang, width, scheme)
    enter_proven(visitor, user)
    visitor.open(f"/t/{team.key}/tokens/new/")
    visitor.look(f"tokens-new-{lang}-{width}")

    visitor.page.fill("[name=name]", "report")
    visitor.page.check("[value='team.see']")
    visitor.page.click("main form.sheet button.button")
    assert visitor.page.input_value("#token").startswith("kgm_")
    visitor.look(f"tokens-made-{lang}-{width}")

    visitor.open(f"/t/{team.key}/tokens/")
    visitor.look(f"tokens-list-{lang}-{width}")
    visitor.page.click("main form[action*=revoke] button")
    assert ApiToken.objects.get().revoked_at is not None
