"""DOC-16: at the set-up a stale key is told apart from a clock that is off; the steps to overwrite follow."""

import time

import pytest
from django.urls import reverse
from tests.fakes.accounts import add_account
from tests.fakes.people import browser_of, make_team, make_user

from kagimori.console.vault.models import App
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at

STALE, NEW = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"


@pytest.fixture
def visit(db):
    """Ai goes to pages of her account's authenticator; it had one key, and a new one is being set up."""
    ai = make_user("Ai")
    account, browser = add_account(make_team(ai, "港コーヒー"), "minato_coffee"), browser_of(ai)

    def post(name, **fields):
        return browser.post(reverse(f"vault:{name}", args=[account.team.key, account.pk]), fields)

    post("authenticator_new", key=STALE)
    post("authenticator_finish", accepted="on")
    return post


def typed(visit, key, off_s=0):
    app = App.objects.get()
    code = code_at(make_seed(key), int(time.time()) + off_s).text
    return visit("authenticator_codes", **{f"code-{app.pk}": code}).content.decode()


@pytest.mark.row("DOC-16")
def test_a_code_of_the_old_key_is_told_apart_from_a_clock_and_the_entry_is_to_be_overwritten(visit):
    visit("authenticator_new", key=NEW)
    visit("app_new", app="google", device="Aiのスマホ", person="")
    stale = typed(visit, STALE)
    assert "前に使っていた古い鍵のもの" in stale
    assert "古い行を消し、新しい鍵のQRコードを読み取って" in stale
    late = typed(visit, NEW, off_s=-600)
    assert "遅れています" in late
    assert "古い鍵のもの" not in late


@pytest.mark.row("DOC-16")
def test_the_picture_of_an_old_key_is_refused_before_anybody_scans_it(visit):
    visit("authenticator_new", key=NEW)
    visit("authenticator_finish", accepted="on")
    assert "前に使っていた古い鍵です" in visit("authenticator_new", key=STALE).content.decode()
