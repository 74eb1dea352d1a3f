"""What can be taken away from a case."""

from datetime import UTC, date, datetime

import pytest
from tests.fakes.browsers import add, begin, browser, case_at, page_of

from kagimori.console.doctor import calendar
from kagimori.gateways import pdf

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_plan_is_a_checklist_in_the_readers_language(lang):
    person = browser(lang)
    address = begin(person)
    response = person.get(f"{address}plan.md")

    assert response.headers["Content-Type"].startswith("text/markdown")
    assert "- [ ]" in response.content.decode()
    assert page_of(person, f"{address}plan/").boxes[0].words in response.content.decode()


@pytest.mark.django_db
def test_the_plan_is_a_pdf_with_a_japanese_font():
    person = browser("ja")
    address = begin(person)
    response = person.get(f"{address}plan.pdf")

    assert response.content.startswith(b"%PDF-")
    assert b"IPAex" in response.content or len(response.content) > 10_000


def test_a_pdf_fetches_nothing(caplog):
    page = '<p>x<img src="http://127.0.0.1:9/x.png"><img src="file:///etc/passwd"></p>'

    assert pdf.render(page).startswith(b"%PDF-")
    assert caplog.text.count("nothing is fetched") == 2


def test_nothing_to_wait_for_gives_no_reminder(person):
    assert person.get(f"{begin(person)}remind.ics").status_code == 404


def test_the_next_look_goes_into_the_calendar(person):
    address = begin(person)
    person.post(f"{address}check", {"on": "2027-02-01"})

    assert case_at(address).next_check_on == date(2027, 2, 1)
    assert "DTSTART;VALUE=DATE:20270201" in person.get(f"{address}check.ics").content.decode()


def test_an_entry_is_folded_by_bytes_and_escaped():
    text = calendar.entry("u", NOW, "鍵守" * 40, "a,b;c\nd", NOW)

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "a\\,b\\;c\\nd" in text
    assert "鍵守" * 40 in text.replace("\r\n ", "")


def test_a_wait_reminds_of_its_end(person):
    address = begin(person, "code_missing")
    add(address, "answered", "password_changed", "under_15min")
    add(address, "answered", "error_text", "invalid_credentials")

    response = person.get(f"{address}remind.ics")
    assert response.headers["Content-Type"].startswith("text/calendar")
    assert "BEGIN:VALARM" in response.content.decode()
