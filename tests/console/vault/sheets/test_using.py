"""Taking one code on the pages: what for, shown once to one person, what came of it, taken back."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone
from tests.console.vault.sheets.conftest import read, sent
from tests.fakes.accounts import actor_of
from tests.fakes.at_once import at_once
from tests.fakes.people import browser_of, join, make_user
from tests.fakes.vaults import CODES

from kagimori.console.accounts import flows as accounts
from kagimori.console.accounts.models import InstagramAccount, PlatformOutage
from kagimori.console.timeline.models import Entry
from kagimori.console.vault.codes import flows
from kagimori.console.vault.models import BackupCode, CodeSheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sheet")]
LOGIN = {"purpose": "login", "why": "", "case": ""}


def taken(browser, at, wish=None):
    """Take a code, and return the address of its page."""
    answer = browser.post(at("code_use"), wish or LOGIN)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def digits(page):
    """The code that a page shows, without the gap in its middle."""
    shown = re.search(r'id="one-code"><span>(\d+)</span><span>(\d+)</span>', page)
    return "".join(shown.groups()) if shown else ""


def states():
    return list(BackupCode.objects.order_by("place").values_list("state", flat=True))


def test_a_taken_code_is_shown_and_a_reload_shows_the_same_one(as_ben, at):
    page = taken(as_ben, at)

    assert digits(read(as_ben, page)) == digits(read(as_ben, page)) == CODES[0]
    assert states() == ["handed", *["unused"] * 7]
    assert list(Entry.objects.filter(kind="vault.code_handed").values_list("kind", flat=True)) == ["vault.code_handed"]
    assert not Entry.objects.filter(kind="vault.code_shown_again").exists()


def test_nobody_may_store_the_page_with_the_code(as_ben, at):
    assert as_ben.get(taken(as_ben, at))["Cache-Control"] == "no-store"


def test_a_second_press_gives_no_second_code(as_ben, at):
    first, second = taken(as_ben, at), taken(as_ben, at)

    assert first == second
    assert states().count("handed") == 1


def test_somebody_else_sees_who_has_the_code_and_not_the_code(as_ben, as_ai, at):
    page = read(as_ai, taken(as_ben, at))

    assert "Ben" in page
    assert not digits(page)
    assert not any(code[:4] in page and code[4:] in page for code in CODES)


def test_two_people_get_two_codes(as_ben, as_ai, at):
    pages = [read(as_ben, taken(as_ben, at)), read(as_ai, taken(as_ai, at))]

    assert [digits(page) for page in pages] == list(CODES[:2])


def test_after_a_while_the_code_is_not_shown_again(as_ben, at):
    page = taken(as_ben, at)
    BackupCode.objects.filter(state="handed").update(handed_at=timezone.now() - timedelta(minutes=11))

    assert not digits(read(as_ben, page))


def test_something_else_must_be_said_in_words(as_ben, at):
    answer = as_ben.post(at("code_use"), {"purpose": "other", "why": ""}, headers={"accept-language": "en"})

    assert answer.status_code == 422
    assert "Say in a few words what for." in answer.content.decode()
    assert states().count("unused") == 8


@pytest.mark.parametrize(
    ("button", "state", "left"),
    [("code_worked", "used", 7), ("code_refused", "spoiled", 7), ("code_release", "unused", 8)],
)
def test_what_came_of_it_is_noted_and_counted(as_ben, at, account, button, state, left):
    taken(as_ben, at)
    code = BackupCode.objects.get(state="handed")
    as_ben.post(at(button, code=code.pk))

    code.refresh_from_db()
    assert code.state == state
    assert InstagramAccount.objects.get(pk=account.pk).codes_left == left


def test_a_slip_is_taken_back_within_a_minute_and_not_later(as_ben, at):
    taken(as_ben, at)
    code = BackupCode.objects.get(state="handed")
    page = sent(as_ben, at("code_worked", code=code.pk))
    assert "It can be taken back for a minute" in page
    as_ben.post(at("code_back", code=code.pk))
    assert states()[0] == "handed"

    as_ben.post(at("code_worked", code=code.pk))
    BackupCode.objects.filter(pk=code.pk).update(at=timezone.now() - timedelta(seconds=61))
    page = sent(as_ben, at("code_back", code=code.pk))

    assert states()[0] == "used"
    assert "It can be taken back for a minute" not in page


def test_a_reserved_code_goes_to_nobody_else_and_its_holder_gets_it(as_ben, as_ai, at):
    as_ben.post(at("code_reserve"))
    assert digits(read(as_ai, taken(as_ai, at))) == CODES[1]
    assert digits(read(as_ben, taken(as_ben, at))) == CODES[0]


def test_a_locked_account_gets_no_code_and_the_page_says_until_when_and_what_else_to_do(as_ben, at, account, ai):
    accounts.note_hold(account, actor_of(ai), timezone.now(), kind="lock")
    page = read(as_ben, at("codes"))
    answer = as_ben.post(at("code_use"), LOGIN)

    assert "No code is given out now" in page
    assert "data-until=" in page
    assert "still logged in" in page
    assert "Use one code" not in page.split("What is left")[1].split("Each code")[0]
    assert answer.status_code == 422
    assert states().count("unused") == 8


def test_in_an_outage_one_code_an_hour_is_given_out(as_ben, as_ai, at):
    PlatformOutage.objects.update_or_create(pk=1, defaults={"since": timezone.now() - timedelta(minutes=5)})
    assert digits(read(as_ben, taken(as_ben, at))) == CODES[0]
    page = read(as_ai, at("code_use"))

    assert as_ai.post(at("code_use"), LOGIN).status_code == 422
    assert "No code is given out now" in page
    assert re.search(r'data-until="[^"]+"', page)


def test_an_error_says_the_time_by_the_readers_clock(as_ben, at, account, ai):
    accounts.note_hold(account, actor_of(ai), timezone.now(), kind="lock")

    assert not re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", read(as_ben, at("codes")))


def test_the_last_codes_are_told_of_in_words_with_the_way_to_new_ones(as_ai, at):
    BackupCode.objects.filter(place__gt=3).update(state="used")
    low = read(as_ai, at("codes"))
    BackupCode.objects.update(state="used")
    gone = read(as_ai, at("codes"))

    assert "Only 3 codes are left." in low
    assert "All codes are used up." in gone
    assert all(at("sheet_renew") in page for page in (low, gone))


def test_a_practice_shows_that_the_sheet_is_real(as_ben, at):
    page = as_ben.post(at("sheet_drill_begin")).headers["Location"]
    assert digits(read(as_ben, page)) == CODES[0]
    sent(as_ben, at("code_worked", code=BackupCode.objects.get(state="handed").pk))

    assert CodeSheet.objects.get().drilled_at
    assert "worked on" in read(as_ben, at("codes"))


@pytest.mark.parametrize("typed", ["3", CODES[2], f"{CODES[2][:4]} {CODES[2][4:]}", "３"])
def test_a_code_from_the_paper_is_noted_by_its_number_or_by_itself(as_ben, at, typed):
    page = sent(as_ben, at("code_paper"), {"which": typed, "worked": "yes"})

    assert states()[2] == "used"
    assert CODES[2] not in page


@pytest.mark.parametrize("typed", ["9", "00000000", "no digits"])
def test_what_stands_on_no_paper_is_refused_and_not_written_back(as_ben, at, typed):
    page = sent(as_ben, at("code_paper"), {"which": typed, "worked": "yes"})

    assert states() == ["unused"] * 8
    assert typed not in page or typed == "9"
    assert "note-error" in page or "note-danger" in page


def test_a_viewer_sees_how_many_are_left_and_nothing_of_each_code(team, at):
    somebody = make_user("Emi")
    join(team, somebody, "viewer")
    page = read(browser_of(somebody), at("codes"))

    assert "8 of 8 codes left" in page
    assert 'id="each"' not in page
    assert at("code_use") not in page
    assert browser_of(somebody).post(at("code_use"), LOGIN).status_code == 403


def test_an_admin_uses_codes_and_does_not_replace_them(as_ben, at):
    page = read(as_ben, at("codes"))

    assert at("code_use") in page
    assert at("sheet_new") not in page
    assert as_ben.get(at("sheet_new")).status_code == 403


def test_a_code_of_an_older_sheet_is_not_given_out(as_ai, as_ben, at, account, ai):
    old = BackupCode.objects.get(place=1)
    draft = flows.read_codes(account, "11112222 33334444", by=actor_of(ai), now=timezone.now())
    flows.keep_sheet(draft, by=actor_of(ai), now=timezone.now())

    assert digits(read(as_ben, taken(as_ben, at))) == "11112222"
    assert "Earlier sheets" in read(as_ai, at("codes"))
    as_ben.post(at("code_worked", code=old.pk))
    old.refresh_from_db()
    assert old.state == "retired"


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_give_one_code(ben, at):
    browsers = [browser_of(ben) for _ in range(4)]
    answers = at_once([partial(browser.post, at("code_use"), LOGIN) for browser in browsers])

    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert states().count("handed") == 1


def test_in_an_outage_a_second_press_leads_to_the_code_of_the_first(as_ben, at):
    PlatformOutage.objects.update_or_create(pk=1, defaults={"since": timezone.now() - timedelta(minutes=5)})

    assert taken(as_ben, at) == taken(as_ben, at)


@pytest.mark.parametrize("case", ["nonsense", "", "00000000-0000-0000-0000-000000000001"])
def test_whoever_comes_from_a_case_takes_it_along(as_ben, at, case):
    page = read(as_ben, f"{at('code_use')}?case={case}")
    known = case if "-" in case else ""
    assert f'name="case"{f" value={chr(34)}{known}{chr(34)}" if known else ""}' in page
    taken(as_ben, at, LOGIN | {"case": known})

    assert BackupCode.objects.get(state="handed").case == known
