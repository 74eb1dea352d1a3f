"""The pages that show a code, share its sight, and reveal a key: as the people of a team meet them."""

import re
import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.console.vault.showing.conftest import KEY
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.people import browser_of, join, make_user

from kagimori.console.accounts.flows import begin_trial, note_hold
from kagimori.console.notices.hearers import news
from kagimori.console.notices.models import Notice
from kagimori.console.people.models import Membership
from kagimori.console.timeline.models import Entry
from kagimori.console.vault.models import CodeShown, Share
from kagimori.console.vault.showing import flows
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at

pytestmark = pytest.mark.django_db
GROUPED = " ".join(KEY[place : place + 4] for place in range(0, len(KEY), 4))
LOGIN = {"purpose": "login"}


@pytest.fixture
def as_emi(emi):
    return browser_of(emi)


@pytest.fixture
def shared(ai, emi, account, key):
    now = timezone.now()
    span = (now, now + timedelta(hours=2))
    return flows.give_share(account, str(emi.opaque), "summer posts", span, by=actor_of(ai), now=now)


def at(account, name="authenticator_show", **more):
    return reverse(f"vault:{name}", kwargs={"team": account.team.key, "account": account.pk, **more})


def of_share(share, name="shared_code"):
    ids = {"share": share.pk} if name == "shared_code" else {}
    return reverse(f"vault:{name}", kwargs={"team": share.account.team.key, **ids})


def text(answer, lang=None):
    return answer.content.decode()


def codes_about_now():
    return {code_at(make_seed(KEY), int(time.time()) + 30 * step).text for step in (-1, 0, 1)}


def noted(field):
    """Return what stands in the rows of shown codes: two of them, where few seconds of a code are left."""
    return set(CodeShown.objects.values_list(field, flat=True))


def shown_in(answer):
    """Return which code stands big on the page; None where there is none."""
    found = re.search(r'id="code">(\d+)<', text(answer))
    return found and found[1]


def test_first_it_asks_what_for_then_it_shows_the_code_and_never_the_key(as_ai, account, key):
    page = as_ai.get(at(account))
    assert not any(code in text(page) for code in codes_about_now())
    assert not CodeShown.objects.exists()

    answer = as_ai.post(at(account), LOGIN)
    assert shown_in(answer) in codes_about_now()
    assert answer["Cache-Control"] == "no-store"
    assert KEY not in text(answer)
    assert noted("purpose") == {"login"}


def test_no_purpose_or_another_one_without_words_shows_nothing(as_ai, account, key):
    for sent in ({}, {"purpose": "other"}, {"purpose": "because"}):
        answer = as_ai.post(at(account), sent)
        assert (answer.status_code, shown_in(answer)) == (422, None)
    assert not CodeShown.objects.exists()


def test_the_doctors_case_comes_along_and_what_is_no_case_is_left_out(as_ai, account, key):
    case = "0b6f1bd4-7f3e-4c8e-9a53-3f0d5e1a7d10"
    assert case in text(as_ai.get(at(account), {"case": case}))
    as_ai.post(at(account), LOGIN | {"case": case})
    assert noted("case") == {case}
    CodeShown.objects.all().delete()
    as_ai.post(at(account), LOGIN | {"case": "<b>"})
    assert noted("case") == {""}


def test_the_next_one_is_asked_for_by_a_button_of_its_own_with_the_same_purpose(as_ai, account, key):
    answer = as_ai.post(at(account), {"purpose": "other", "why": "called Ben"}, headers={"accept-language": "en"})
    assert 'name="why" value="called Ben"' in text(answer)
    assert "Show the code that is right now" in text(answer)


def test_it_warns_before_anything_is_shown_while_the_account_is_locked(as_ai, ai, account, key):
    note_hold(account, actor_of(ai), timezone.now(), kind="lock")
    page = as_ai.get(at(account), headers={"accept-language": "en"})
    assert "Instagram has locked the account" in text(page)
    assert "Show the code all the same" in text(page)
    assert 'class="countdown"' in text(page)


def test_whose_turn_it_is_to_try_is_not_warned_of_themselves(as_ai, as_ben, ai, account, key):
    begin_trial(account, actor_of(ai), timezone.now(), kind="app")
    assert "Better not now" not in text(as_ai.get(at(account), headers={"accept-language": "en"}))
    assert "Ai is trying now" in text(as_ben.get(at(account), headers={"accept-language": "en"}))


def test_whoever_else_saw_the_same_code_is_named(as_ai, as_ben, account, key):
    first = shown_in(as_ai.post(at(account), LOGIN))
    answer = as_ben.post(at(account), LOGIN, headers={"accept-language": "en"})
    if shown_in(answer) == first:  # else a new code began in between
        assert "Ai was shown this very code" in text(answer)


def test_without_a_key_it_says_so(as_ai, account):
    assert "認証アプリ" in text(as_ai.get(at(account)))
    assert as_ai.post(at(account), LOGIN).status_code == 422


def test_a_member_without_the_right_sees_the_code_by_a_share_and_nothing_else(as_emi, emi, account, key, shared):
    listed = as_emi.get(of_share(shared, "shared_with_me"))
    assert of_share(shared) in text(listed)
    assert "summer posts" in text(listed)
    answer = as_emi.post(of_share(shared), LOGIN)
    assert shown_in(answer) in codes_about_now()
    assert noted("share") == {shared.pk}

    for name in ("authenticator", "authenticator_show", "share_new", "authenticator_reveal"):
        assert as_emi.get(at(account, name)).status_code in {403, 404}
    assert as_emi.get(reverse("accounts:account", args=[account.team.key, account.pk])).status_code in {403, 404}


def test_a_share_is_its_receivers_alone(as_ai, as_ben, as_chika, shared):
    for browser in (as_ai, as_ben, as_chika):
        for answer in (browser.get(of_share(shared)), browser.post(of_share(shared), LOGIN)):
            assert answer.status_code == 404
    assert not CodeShown.objects.exists()


def test_before_its_time_after_it_and_once_taken_back_there_is_no_page(as_emi, as_ai, account, shared):
    now = timezone.now()
    Share.objects.update(begins_at=now + timedelta(hours=1))
    assert as_emi.get(of_share(shared)).status_code == 404
    Share.objects.update(begins_at=now - timedelta(hours=2), until=now)
    assert as_emi.post(of_share(shared), LOGIN).status_code == 404
    Share.objects.update(until=now + timedelta(hours=1))
    assert as_emi.get(of_share(shared)).status_code == 200
    as_ai.post(at(account, "share_end", share=shared.pk))
    assert as_emi.post(of_share(shared), LOGIN).status_code == 404
    assert not CodeShown.objects.exists()


def test_whose_last_day_is_over_reaches_nothing(as_emi, emi, shared):
    Membership.objects.filter(user=emi).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert as_emi.get(of_share(shared)).status_code == 404
    assert as_emi.post(of_share(shared), LOGIN).status_code == 404


def test_from_the_form_to_the_receivers_notice_and_the_authenticators_page(as_ai, emi, account, key):
    until = timezone.localtime() + timedelta(hours=5)
    sent = {"member": emi.opaque, "purpose": "summer posts", "begins_at": "", "until": f"{until:%Y-%m-%dT%H:%M}"}
    assert "Emi" in text(as_ai.get(at(account, "share_new")))
    assert as_ai.post(at(account, "share_new"), sent).url == at(account, "authenticator")

    page = text(as_ai.get(at(account, "authenticator"), headers={"accept-language": "en"}))
    assert "summer posts" in page
    assert "0 codes seen" in page
    entry = Entry.objects.get(kind="vault.share_given")
    news(entry)
    assert Notice.objects.get().kind == "vault.share_given"
    as_ai.post(at(account, "share_end", share=Share.objects.get().pk))
    page = text(as_ai.get(at(account, "authenticator"), headers={"accept-language": "en"}))
    assert "Shares that are over" in page


@pytest.mark.parametrize(("hours", "said"), [(-1, "end before it begins"), (200, "7 days at most")])
def test_times_that_make_no_share_are_said_on_the_form(as_ai, emi, account, key, hours, said):
    until = timezone.localtime() + timedelta(hours=hours)
    sent = {"member": emi.opaque, "purpose": "posts", "until": f"{until:%Y-%m-%dT%H:%M}"}
    answer = as_ai.post(at(account, "share_new"), sent, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Share.objects.exists()


def test_sharing_and_revealing_ask_again_who_one_is(ai, account, key):
    browser = browser_of(ai, lately=False)
    for name in ("share_new", "authenticator_reveal"):
        answer = browser.post(at(account, name), {"why": "a tablet"})
        assert answer.status_code == 302
        assert answer.url.startswith("/account/again/")
    assert not Entry.objects.filter(kind__startswith="vault.authenticator_revealed").exists()


def test_a_viewer_neither_shares_nor_reveals(team, account, key, shared):
    dai = make_user("Dai")
    join(team, dai, "ads")
    browser = browser_of(dai)
    for name, more in (("share_new", {}), ("authenticator_reveal", {}), ("share_end", {"share": shared.pk})):
        assert browser.post(at(account, name, **more), {"why": "a tablet"}).status_code == 403
    assert Share.objects.get().revoked_at is None


def test_the_key_is_shown_once_after_a_reason_and_the_team_is_told_urgently(as_ai, account, key):
    page = as_ai.get(at(account, "authenticator_reveal"))
    assert GROUPED not in text(page)
    assert as_ai.post(at(account, "authenticator_reveal"), {"why": " "}).status_code == 422

    answer = as_ai.post(at(account, "authenticator_reveal"), {"why": "the tablet has no camera"})
    assert GROUPED in text(answer)
    assert "<path d=" in text(answer)
    assert answer["Cache-Control"] == "no-store"
    entry = Entry.objects.get(kind="vault.authenticator_revealed")
    assert entry.why == "the tablet has no camera"
    news(entry)
    assert Notice.objects.get().kind == "vault.authenticator_revealed"
    again = as_ai.get(at(account, "authenticator_reveal"))
    assert GROUPED not in text(again)
    assert KEY not in str(as_ai.session.items())


def test_another_account_s_share_is_not_reached_by_this_one_s_address(as_ai, team, account, shared):
    other = add_account(team, "minato_tea")
    assert as_ai.post(at(other, "share_end", share=shared.pk)).status_code == 404
    assert Share.objects.get().revoked_at is None
