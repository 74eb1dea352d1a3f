"""The frame around every page in Chromium: the ways of a team on a phone and on a desk, by finger and by keyboard."""

import os
from pathlib import Path

import pytest
from tests.fakes.people import make_team, make_user

pytestmark = pytest.mark.browser


@pytest.fixture
def ai(transactional_db):
    return make_user("Ai", is_owner=True)


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
        if os.environ.get("SHOTS"):
            Path(os.environ["SHOTS"]).mkdir(exist_ok=True)
            visitor.page.screenshot(path=f"{os.environ['SHOTS']}/{path.strip('/').split('/')[-1]}-{lang}-{width}.png")
        visitor.look()
    visitor.page.click(".menu-person summary")
    if os.environ.get("SHOTS"):
        visitor.page.screenshot(path=f"{os.environ['SHOTS']}/person-{lang}-{width}.png")
    visitor.look()
