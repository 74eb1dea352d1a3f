"""Links that carry a right."""

import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image
from tests.fakes.browsers import begin

from kagimori.console.doctor.models import CaseHolder, CaseLink, Knock
from kagimori.gateways import qr

LINK = re.compile(r"https://k\.example(/doctor/with/[A-Za-z0-9_-]+/)")


@pytest.fixture
def link(person, settings):
    """A link to the person's case, and the case."""
    settings.PUBLIC_URL = "https://k.example"
    address = begin(person)
    return LINK.search(person.post(f"{address}share/link").content.decode())[1], address


def take(browser, link):
    pair = re.search(r'name="pair" value="([^"]+)"', browser.get(link).content.decode())[1]
    return browser.post(link, {"pair": pair})


def test_it_is_long_and_kept_as_a_hash_only(link):
    token = link[0].rstrip("/").rsplit("/", 1)[-1]

    assert len(token) * 6 >= 128
    assert token not in CaseLink.objects.get().hashed


def test_its_code_is_scanned_as_the_link(person, settings):
    settings.PUBLIC_URL = "https://k.example"
    page = person.post(f"{begin(person)}share/link").context["page"]
    runs = [map(int, run) for run in re.findall(r"M(\d+) (\d+)h(\d+)v", page.code.path)]
    picture = Image.new("L", (page.code.size, page.code.size), 255)
    for x, y, width in runs:
        picture.paste(0, (x, y, x + width, y + 1))
    out = io.BytesIO()
    picture.resize((page.code.size * 6,) * 2, Image.Resampling.NEAREST).save(out, "PNG")

    assert qr.texts(out.getvalue(), most_pixels=10**6) == [page.link]


def test_opening_it_changes_nothing(link, stranger):
    before = CaseHolder.objects.count()
    response = stranger.get(link[0])

    assert response.status_code == 200
    assert CaseHolder.objects.count() == before
    assert stranger.get(link[1]).status_code == 404


def test_its_page_goes_nowhere_else_and_stays_nowhere(link, stranger):
    headers = stranger.get(link[0]).headers

    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"].startswith("noindex")


def test_the_button_trades_it_for_the_case(link, stranger):
    assert take(stranger, link[0]).url == link[1]
    assert stranger.get(link[1]).status_code == 200


def test_a_post_that_did_not_come_from_its_page_is_refused(link, stranger):
    assert stranger.post(link[0]).status_code == 410
    assert stranger.post(link[0], {"pair": ""}).status_code == 410
    assert stranger.get(link[1]).status_code == 404


def test_it_can_be_called_back(link, person, stranger):
    person.post(f"{link[1]}share/revoke")

    assert stranger.get(link[0]).status_code == 410


@pytest.mark.parametrize("end", ["revoked_at", "ends_at"])
def test_a_link_that_dies_while_its_page_is_open_gives_nothing(link, stranger, end):
    pair = re.search(r'name="pair" value="([^"]+)"', stranger.get(link[0]).content.decode())[1]
    CaseLink.objects.update(**{end: timezone.now()})

    assert stranger.post(link[0], {"pair": pair}).status_code == 410
    assert stranger.get(link[1]).status_code == 404


def test_it_ends(link, stranger):
    CaseLink.objects.update(ends_at=timezone.now() - timedelta(seconds=1))

    assert stranger.get(link[0]).status_code == 410


def test_guessing_is_slowed_down(db, stranger):
    Knock.objects.all().delete()
    answers = [stranger.get(f"/doctor/with/{'x' * 32}/").status_code for _ in range(40)]

    assert answers[0] == 410
    assert answers[-1] == 429


def test_on_this_machine_alone_it_explains_how_to_serve(person):
    address = begin(person)
    page = person.post(f"{address}share/link", headers={"host": "127.0.0.1"}).content.decode()

    assert "--public-url" in page
    assert not CaseLink.objects.exists()


def test_the_line_for_a_colleague_opens_nothing(link, person):
    page = person.get(f"{link[1]}share/").context["page"]

    assert link[1].strip("/").rsplit("/", 1)[-1] not in page.line
    assert "with/" not in page.line
    assert page.line_address.startswith("https://line.me/")
    assert page.mail_address.startswith("mailto:?")
