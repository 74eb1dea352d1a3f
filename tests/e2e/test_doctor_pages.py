"""Every page of the doctor in Chromium: both languages, phone and desk, light and dark, no axe finding."""

import pytest

pytestmark = pytest.mark.browser

PAGES = [
    "/doctor/",
    "/doctor/clock/",
    "/doctor/paste/",
    "/doctor/old-phone/?typed=iOS+15.8",
    "/doctor/new-phone/?number_changes=yes",
    "/doctor/drafts/",
    "/doctor/drafts/appeal/",
    "/doctor/drafts/problem/",
    "/doctor/drafts/outage/",
    "/doctor/stats/",
    "/doctor/causes/",
    "/status/",
]


@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("ja", 390, "light"), ("ja", 1280, "dark"), ("en", 390, "dark"), ("en", 1280, "light")],
)
def test_no_page_is_clipped_or_hard_to_read(visit, lang, width, scheme):
    visitor = visit(lang, width, scheme)

    for path in PAGES:
        visitor.open(path)
        visitor.look()


def test_the_phones_clock_is_measured_and_drawn(visit):
    visitor = visit("en")
    visitor.open("/doctor/clock/")
    visitor.page.click("#measure button")
    visitor.page.wait_for_selector("#result")

    assert visitor.page.inner_text("#result") == "This clock is right."
    visitor.look()


def test_a_clock_that_is_ahead_is_found_out(visit):
    visitor = visit("en")
    visitor.page.add_init_script("const now = Date.now; Date.now = () => now() + 47000")
    visitor.open("/doctor/clock/")
    visitor.page.click("#measure button")
    visitor.page.wait_for_selector("#result")

    assert visitor.page.inner_text("#result") == "47 seconds ahead"


def test_what_is_pasted_never_leaves_the_browser(visit):
    visitor = visit("en")
    visitor.open("/doctor/paste/")
    asked = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.page.check("input[value=password]")
    visitor.page.fill("#pasted", "Ｓecret-word ")

    assert "blank" in visitor.page.inner_text("#found")
    assert "narrow" in visitor.page.inner_text("#found") or "full-width" in visitor.page.inner_text("#found")
    assert visitor.page.inner_text("#clean") == "Secret-word"
    assert [url for url in asked if "/static/" not in url] == []
    visitor.look()


def test_an_appeal_is_written_and_counted_while_it_is_edited(visit):
    visitor = visit("en")
    visitor.open("/doctor/drafts/appeal/")
    visitor.page.check("input[name=read]")
    visitor.page.fill("#slot-account", "example_shop")
    visitor.page.click("form.sheet button.button")
    visitor.page.fill("#text-en", "Please review.")

    assert visitor.page.inner_text("#count-en") == "14"
    visitor.look()
