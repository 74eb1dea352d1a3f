"""DOC-01: the page draws the article's three layers, and what lies beyond, with their shares."""

import re

import pytest
from tests.fakes.browsers import begin, browser, page_of

pytestmark = pytest.mark.django_db


@pytest.mark.row("DOC-01")
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_all_layers_are_drawn_at_a_glance(lang):
    person = browser(lang)
    case = begin(person, "code_missing")
    layers = page_of(person, case).layers
    page = person.get(case).content.decode()

    assert len(layers) == 4
    assert sum(bar.percent for bar in layers) == pytest.approx(100, abs=3)
    assert all(f'<span>{bar.word}</span><span class="share">{bar.percent}%</span>' in page for bar in layers)


@pytest.mark.row("DOC-01")
def test_the_likeliest_layer_is_marked_and_follows_the_trouble(client):
    sms = page_of(client, begin(client, "code_missing"))
    setup = client.post(
        "/doctor/", {"words": "authenticator code: it says action blocked, the account is restricted"}
    ).url
    account = page_of(client, setup)

    assert [bar.first for bar in sms.layers].index(True) == 1
    assert account.layers[2].percent > sms.layers[2].percent
    assert re.search(r'<li class="first">', client.get(setup).content.decode())
