"""The status page and the first owner's in a real browser: on a phone, in both languages, readable for everybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.fakes.consoles import served

from kagimori.standin.metastatus import Metastatus

PHONE = {"width": 390, "height": 844}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def console(tmp_path_factory):
    """The address and the folder of a console that sees an outage."""
    folder = tmp_path_factory.mktemp("console")
    with Metastatus() as page:
        page.words["facebook-login"] = "High disruptions"
        with served(folder, KAGIMORI_STATUS_URL=page.url, KAGIMORI_STANDIN="yes") as (address, _):
            yield address, folder


def opened(chromium, address, lang, scheme="light"):
    """The page on a phone, with what the browser complained about."""
    page = chromium.new_context(viewport=PHONE, locale=lang, color_scheme=scheme).new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    return page, complaints


def findings(page):
    return [finding["id"] for finding in Axe().run(page).response["violations"]]


@pytest.mark.parametrize(("lang", "scheme"), [("ja-JP", "light"), ("en-GB", "dark")])
@pytest.mark.parametrize("path", ["/status/", "/none", "first owner"])
def test_a_page_fits_a_phone_and_everybody_can_read_it(console, chromium, lang, scheme, path):
    address, folder = console
    at = (folder / "first-owner-link").read_text().strip() if path == "first owner" else address + path
    page, complaints = opened(chromium, at, lang, scheme)

    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert [each for each in complaints if "404" not in each] == []


def test_the_state_of_the_platform_is_seen(console, chromium):
    page, _ = opened(chromium, console[0] + "/status/", "ja-JP")
    page.wait_for_timeout(3000)
    page.reload()

    assert "大きな障害" in page.inner_text("main")


def test_somebody_becomes_the_owner_by_the_keyboard_alone(console, chromium):
    address, folder = console
    page, _ = opened(chromium, (folder / "first-owner-link").read_text().strip(), "en-GB")

    page.keyboard.type("ai@example.com")
    page.keyboard.press("Tab")
    page.keyboard.type("ten green bottles hang")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/account/second-step/**")

    assert not (folder / "first-owner-link").exists()
