"""DOC-24: the page judges the browser's own system or a typed version, with the figure's verdict beside it."""

import pytest
from tests.fakes.browsers import browser

pytestmark = pytest.mark.django_db
OLD_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) AppleWebKit/605.1.15 Version/15.6 Mobile Safari/604.1"
)


def judged(agent="", **asked):
    return browser("en", agent).get("/doctor/old-phone/", asked).context["page"]


@pytest.mark.row("DOC-24")
@pytest.mark.parametrize(
    ("typed", "offered", "kind"),
    [("iOS 17.1", "", "good"), ("Android 11", "", "care"), ("iOS 15.8", "no", "danger"), ("iOS 15.8", "yes", "care")],
)
def test_a_typed_version_is_judged(typed, offered, kind):
    assert judged(typed=typed, offered=offered).state.kind == kind


@pytest.mark.row("DOC-24")
def test_the_browsers_own_version_is_judged_and_the_update_shown():
    page = judged(OLD_IPHONE)

    assert page.name == "iOS 15.8"
    assert page.state.kind == "care"
    assert page.update.lines


@pytest.mark.row("DOC-24")
def test_what_the_figure_is_worth_stands_beside_it():
    page = judged(OLD_IPHONE)

    assert "iOS 16" in page.least
    assert page.verdict.word == "Not confirmed by anybody"


@pytest.mark.row("DOC-24")
def test_a_hidden_version_is_not_called_old():
    assert judged("Mozilla/5.0 (Linux; Android 10; K) Chrome/130.0 Mobile").state is None
