"""Every kind of page that the owner of the invented team can reach by links, in Chromium, with axe looking at each.

Pages are found by following links, one of each kind, so that a new page is looked at without a line here.
"""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone
from tests.fakes.logins import proven_lately

from kagimori.console.desk.demo.fill import fill
from kagimori.console.people.models import Team, User

pytestmark = pytest.mark.browser
ROOTS = ("/t/", "/me/", "/installation/", "/rights/", "/account/")
LINK = re.compile(r'<a [^>]*href="([^"#]+)"')


@pytest.fixture
def owner(transactional_db):
    return User.objects.get(email=fill(timezone.now()).mail)


def kind_of(path):
    """The name of the page behind an address, with its query's names; None for what is no page of ours."""
    parts = urlsplit(path)
    if not parts.path.startswith(ROOTS):
        return None
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return None
    return f"{name}?{re.sub('=[^&]*', '', parts.query)}" if parts.query else name


def found_from(start, owner):
    """One address of each kind of page, found by following links from `start`."""
    client = Client()
    client.force_login(owner)
    proven_lately(client, owner)
    known, waiting = {kind_of(start): start}, [start]
    pages = []
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            assert answer.status_code < 400, path
            continue
        pages.append(path)
        for link in LINK.findall(answer.content.decode()):
            there = link.replace("&amp;", "&")
            there = there if there.startswith("/") else f"{urlsplit(path).path}{there}"
            if (kind := kind_of(there)) and kind not in known:
                known[kind] = there
                waiting.append(there)
    return pages


@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("ja", 390, "light"), ("en", 1280, "dark"), ("en", 390, "dark"), ("ja", 1280, "light")],
)
def test_every_page_fits_and_everybody_can_read_it(visit, owner, lang, width, scheme):
    start = f"/t/{Team.objects.get(name='みなと珈琲').key}/"
    pages = found_from(start, owner)
    visitor = visit(lang, width, scheme)
    visitor.enter(owner)

    wrong = {}
    for path in pages:
        visitor.open(path)
        try:
            visitor.look(f"{kind_of(path).replace(':', '-').replace('?', '-')}-{lang}-{width}")
        except AssertionError as problem:
            wrong[path] = str(problem)[:300]
            visitor.errors.clear()

    assert wrong == {}
    assert len(pages) > 15
