"""Put on a home screen: what the browser may keep, and that nothing private is ever among it."""

import pytest
from tests.fakes.people import make_team, make_user

pytestmark = pytest.mark.browser

KEPT = """async () => {
  const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const requests = await Promise.all(stores.map((store) => store.keys()));
  return requests.flat().map((request) => new URL(request.url).pathname);
}"""


@pytest.fixture
def at_the_desk(visit, transactional_db):
    """A browser that Ai is logged in with, at her team's page, with the service worker at work."""
    ai = make_user("Ai")
    team = make_team(ai, "Minato Coffee")
    visitor = visit("en")
    visitor.enter(ai)
    visitor.open(f"/t/{team.key}/")
    visitor.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    visitor.page.reload()
    return visitor


def test_the_browser_keeps_no_page_of_a_team(at_the_desk):
    page = at_the_desk.page
    page.click("a[href$='/menu/']")
    page.goto(f"{at_the_desk.root}/me/")

    kept = page.evaluate(KEPT)

    assert "/offline/" in kept
    assert [path for path in kept if path != "/offline/" and not path.startswith("/static/look/")] == []


def test_after_the_log_out_nothing_private_is_left(at_the_desk):
    page = at_the_desk.page
    page.click(".menu-person summary")
    page.click(".menu-person form[action*=logout] button")
    page.context.set_offline(True)

    page.goto(f"{at_the_desk.root}/t/")
    shown = page.inner_text("main")

    assert "cannot be reached" in shown
    assert "Minato" not in page.content()


def test_the_manifest_and_its_pictures_are_there(visit, transactional_db):
    visitor = visit("ja")
    visitor.open("/doctor/")
    described = visitor.page.evaluate(
        "fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())"
    )

    assert (described["name"], described["lang"], described["display"]) == ("鍵守", "ja", "standalone")
    for icon in described["icons"]:
        answer = visitor.page.request.get(f"{visitor.root}{icon['src']}")
        assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
