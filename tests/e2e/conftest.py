"""Chromium against the real pages; axe looks at each of them.

The flags keep the browser to itself: no look-ups, no updates, no network but the page.
"""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import sync_playwright
from tests.fakes.accounts import add_account
from tests.fakes.people import browser_of, join, make_team, make_user

# Playwright's loop runs in this thread; Django would take every query beside it for a mistake.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCALES = {"ja": "ja-JP", "en": "en-US"}


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """One visitor's page, watched for errors, for axe's findings and for anything wider than the screen."""

    def __init__(self, page, root):
        self.page, self.root, self.errors = page, root, []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)

    def open(self, path):
        self.page.goto(f"{self.root}{path}")

    def enter(self, user):
        """Log somebody in by the cookie that a browser of theirs would hold."""
        cookie = browser_of(user).cookies[settings.SESSION_COOKIE_NAME]
        self.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.root}])

    def look(self, name=""):
        """Complain about whatever is wrong with the page as it stands; KAGIMORI_SHOTS names a folder for pictures."""
        if name and (folder := os.environ.get("KAGIMORI_SHOTS")):
            self.page.screenshot(path=f"{folder}/{name}.png")
        found = Axe().run(self.page).response["violations"]
        assert not [(one["id"], one["nodes"][0]["html"][:120]) for one in found]
        wider = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0
        assert not self.errors


@pytest.fixture
def visit(chromium, live_server, transactional_db):
    """Open a browser: `visit(lang="ja", width=390, scheme="light", script=True)`."""
    contexts = []

    def begin(lang="ja", width=390, scheme="light", *, script=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 844},
            locale=LOCALES[lang],
            color_scheme=scheme,
            java_script_enabled=script,
        )
        contexts.append(context)
        return Visit(context.new_page(), live_server.url)

    yield begin
    for context in contexts:
        context.close()


@pytest.fixture
def ai(transactional_db):
    """Who owns the installation."""
    return make_user("Ai", is_owner=True)


@pytest.fixture
def team(ai):
    """Ai's team, in which Ben is an admin."""
    made = make_team(ai, "港コーヒー")
    join(made, make_user("Ben"), "admin")
    return made


@pytest.fixture
def account(team):
    """An account of which nothing is kept yet."""
    return add_account(team, "minato.coffee", name="港コーヒー 本店")
