"""DOC-39: a recovered case ends by asking for backup codes and booking the next look."""

import pytest
from tests.fakes.browsers import add, begin, browser, case_at, page_of

pytestmark = pytest.mark.django_db


@pytest.mark.row("DOC-39", part="recurrence on the same account needs accounts, which come with teams")
@pytest.mark.parametrize(("lang", "words"), [("ja", "バックアップコードを発行"), ("en", "fresh backup codes")])
def test_it_ends_with_codes_and_a_day(lang, words):
    person = browser(lang)
    case = begin(person)
    add(case, "did", "login_app", "worked")
    person.post(f"{case}close", {"outcome": "recovered"})

    page = person.get(case)
    assert words in page.content.decode()
    assert 'type="date"' in page.content.decode()
    assert page.context["page"].ending.closed


@pytest.mark.row("DOC-39", part="recurrence on the same account needs accounts, which come with teams")
def test_the_day_that_is_booked_is_kept_and_shown(client):
    case = begin(client)
    client.post(f"{case}close", {"outcome": "recovered"})
    client.post(f"{case}check", {"on": "2027-03-01"})

    assert str(case_at(case).next_check_on) == "2027-03-01"
    assert page_of(client, case).ending.booked
    assert "20270301" in client.get(f"{case}check.ics").content.decode()
