"""The first ten minutes of a console, as docs/how-to/first-ten-minutes.md tells them: from the link to a team."""

import re

import pytest
from tests.e2e.conftest import LOCALES, Visit
from tests.fakes.consoles import served
from tests.fakes.logins import code_of

pytestmark = pytest.mark.browser
WORDS = {
    "ja": ("みなと珈琲", "minato_coffee", "kenji@minato.example"),
    "en": ("Minato Coffee", "minato_coffee", "ken@minato.example"),
}


@pytest.fixture(params=["ja", "en"])
def newcomer(request, chromium, tmp_path):
    """Somebody at a phone who has just opened the first owner's link."""
    with served(tmp_path) as (address, _):
        context = chromium.new_context(viewport={"width": 390, "height": 844}, locale=LOCALES[request.param])
        visitor = Visit(context.new_page(), address)
        visitor.lang = request.param
        visitor.page.goto((tmp_path / "first-owner-link").read_text().strip())
        yield visitor
        context.close()


def press(visitor):
    """Press the main button of the form, and wait for its answer: to go elsewhere at once would cancel it."""
    with visitor.page.expect_navigation():
        visitor.page.locator("main form:not(.languages) button.button").first.click()


def become_owner(visitor):
    visitor.look(f"first-owner-{visitor.lang}")
    visitor.page.fill("input[type=email]", "aoi@minato.example")
    visitor.page.fill("input[type=password]", "ten green bottles hang")
    press(visitor)
    visitor.page.wait_for_url("**/second-step/**")


def set_up_second_step(visitor):
    visitor.look(f"second-step-{visitor.lang}")
    visitor.page.click("a[href*='second-step/app']")
    visitor.page.click("main details summary")
    visitor.page.fill("main input[autocomplete='one-time-code']", code_of(visitor.page.inner_text("#key")))
    press(visitor)
    visitor.look(f"recovery-codes-{visitor.lang}")
    visitor.page.check("main input[type=checkbox]")
    with visitor.page.expect_navigation():
        visitor.page.locator("main form:has(input[type=checkbox]) button").click()


def test_from_the_link_to_a_team_with_two_people_and_an_account(newcomer):
    team, handle, colleague = WORDS[newcomer.lang]
    page = newcomer.page
    become_owner(newcomer)
    set_up_second_step(newcomer)

    page.goto(f"{newcomer.root}/")
    page.fill("main input[name=name]", team)
    press(newcomer)
    page.goto(f"{newcomer.root}/")
    page.wait_for_url(re.compile(r"/t/\w+/$"))
    newcomer.look(f"first-two-minutes-{newcomer.lang}")

    page.click("main a[href$='/accounts/new/']")
    page.fill("main input[name=handle]", f"@{handle}")
    press(newcomer)
    assert handle in page.inner_text("main")
    newcomer.look(f"first-account-{newcomer.lang}")

    page.goto(f"{newcomer.root}/")
    page.click("main a[href$='/invitations/new/']")
    page.fill("main input[type=email]", colleague)
    page.locator("main input[name=role]").nth(1).check()
    press(newcomer)
    newcomer.look(f"invitation-{newcomer.lang}")
    assert "/join/" in page.content()
