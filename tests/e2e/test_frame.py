"""The frame around every page in Chromium: the ways of a team on a phone and on a desk, by finger and by keyboard."""

import pytest
from tests.fakes.accounts import add_account
from tests.fakes.people import make_team, make_user

pytestmark = pytest.mark.browser


@pytest.fixture
def team(ai):
    return make_team(ai, "Minato Coffee")


@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("ja", 390, "light"), ("ja", 1280, "dark"), ("en", 390, "dark"), ("en", 1280, "light")],
)
def test_the_frame_fits_and_everybody_can_read_it(visit, ai, team, lang, width, scheme):
    visitor = visit(lang, width, scheme)
    visitor.enter(ai)

    for path in (f"/t/{team.key}/", f"/t/{team.key}/menu/", "/doctor/"):
        visitor.open(path)
        visitor.look()
    visitor.page.click(".menu-person summary")
    visitor.look()


def test_menus_close_by_escape_and_a_slash_leads_to_the_search(visit, ai, team):
    visitor = visit("en", 1280)
    visitor.enter(ai)
    visitor.open(f"/t/{team.key}/")
    visitor.page.click(".menu-person summary")
    visitor.page.keyboard.press("Escape")

    assert visitor.page.locator("details.menu[open]").count() == 0
    visitor.page.keyboard.press("/")
    visitor.page.keyboard.type("minato")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/find/?q=minato")


def test_what_fits_is_shown_while_one_types(visit, ai, team):
    add_account(team, "minato_coffee")
    visitor = visit("en")
    visitor.enter(ai)
    visitor.open(f"/t/{team.key}/find/")
    visitor.page.locator("#words").press_sequentially("coff", delay=30)

    visitor.page.wait_for_selector("#found >> text=@minato_coffee")
    visitor.look()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_frame_stands_where_no_team_is_chosen(visit, transactional_db, width):
    visitor = visit("en", width)
    visitor.enter(make_user("Dai", is_owner=True))
    visitor.open("/me/")
    visitor.look(f"no-team-{width}")

    assert visitor.page.get_by_role("link", name="Your teams").filter(visible=True).count() == 1
