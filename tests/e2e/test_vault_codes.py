"""The pages of backup codes in a browser, phone first: a sheet from the paste to the last code."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account

from kagimori.console.accounts import flows as accounts
from kagimori.console.people.models import User
from kagimori.console.vault.codes import flows, queries
from kagimori.console.vault.models import BackupCode, CodeSheet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CODES = tuple(f"{number:08}" for number in range(27354618, 27354628))
LOOKS = [("ja", 390, "light"), ("en", 390, "dark"), ("ja", 1280, "dark"), ("en", 1280, "light")]


def kept(account, by, codes=CODES, now=None):
    """A living sheet with these codes."""
    now = now or timezone.now()
    draft = flows.read_codes(account, "\n".join(codes), by=by, now=now)
    return flows.keep_sheet(draft, by=by, now=now, issued_on=now.date())


def a_sheet_with_a_past(account, ai, ben):
    """A sheet of which every state is there, with one place and one count."""
    by, other, now = actor_of(ai), actor_of(ben), timezone.now()
    kept(account, by, codes=[f"{number:08}" for number in range(5)], now=now - timedelta(days=200))
    sheet = kept(account, by, now=now - timedelta(days=100))
    flows.note_place(sheet, "manager", words="保管庫「マーケティング」", person=None, by=by, now=now)
    used = flows.take_code(account, other, now - timedelta(days=9), purpose="phone_lost")
    flows.say_used(used.row.pk, other, now - timedelta(days=9))
    refused = flows.take_code(account, by, now - timedelta(days=8), purpose="other", why="新しいパソコンの確認")
    flows.say_spoiled(refused.row.pk, by, now - timedelta(days=8))
    flows.reserve_code(account, other, now)
    flows.take_code(account, by, now, purpose="login")
    return sheet


@pytest.mark.parametrize("looks", LOOKS, ids=str)
def test_every_page_of_the_codes(visit, team, ai, account, looks):
    sheet = a_sheet_with_a_past(account, ai, User.objects.get(name="Ben"))
    sheet_pages = ("", "new/", "places/", "renew/", "renew/?os=web", "practice/", "count/", "void/")
    draft = flows.read_codes(account, f"{CODES[9]} 99887766\n99887755\n1234567", by=actor_of(ai), now=timezone.now())
    seen = visit(*looks)
    seen.enter(ai)
    name = "-".join(map(str, looks))
    for path in (*sheet_pages, f"new/{draft.pk}/", f"{queries.held_by(account, str(ai.opaque)).pk}/"):
        seen.open(f"/t/{team.key}/accounts/{account.pk}/codes/{path}")
        seen.look(f"codes-{path.strip('/').replace('/', '_').replace('?', '_')[:12] or 'page'}-{name}")
    seen.open(f"/t/{team.key}/accounts/{account.pk}/")
    seen.look(f"codes-account-{name}")
    flows.release(queries.held_by(account, str(ai.opaque)).pk, actor_of(ai), timezone.now())
    seen.open(f"/t/{team.key}/accounts/{account.pk}/codes/use/")
    seen.look(f"codes-use-{name}")
    assert CodeSheet.objects.get(pk=sheet.pk).retired_at is None


@pytest.mark.parametrize("looks", LOOKS, ids=str)
def test_the_vault_at_a_glance_and_what_stands_where_nothing_is_kept(visit, team, ai, account, looks):
    now, by, name = timezone.now(), actor_of(ai), "-".join(map(str, looks))
    empty = add_account(team, "minato_tea")
    low, gone, held = (
        add_account(team, "minato_books"),
        add_account(team, "minato_night"),
        add_account(team, "minato_lab"),
    )
    a_sheet_with_a_past(account, ai, ai)
    kept(low, by, CODES[:2])
    kept(gone, by, CODES[:1])
    flows.say_used(BackupCode.objects.get(account=gone).pk, by, now)
    kept(held, by)
    accounts.note_hold(held, by, now, kind="lock")
    seen = visit(*looks)
    seen.enter(ai)
    seen.open(f"/t/{team.key}/vault/")
    seen.look(f"codes-vault-{name}")
    for one, word in ((empty, "empty"), (low, "low"), (gone, "gone"), (held, "held")):
        seen.open(f"/t/{team.key}/accounts/{one.pk}/codes/")
        seen.look(f"codes-{word}-{name}")


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no scripts"])
def test_from_the_paste_to_the_first_code_on_a_phone(visit, team, ai, account, script):
    seen = visit("ja", script=script)
    page = seen.page
    seen.enter(ai)
    seen.open(f"/t/{team.key}/vault/")
    page.get_by_role("link", name="@minato.coffee").click()
    page.get_by_role("link", name="Instagramで取る").click()
    page.get_by_role("link", name="パソコン").click()
    page.get_by_role("link", name="新しいコードを貼り付ける").click()
    page.get_by_role("textbox").fill("\n".join(f"• {code[:4]} {code[4:]}" for code in CODES))
    page.get_by_role("button", name="コードを読み取る").click()
    page.get_by_role("button", name="この10個を保管する").click()
    page.get_by_label("くわしい場所").first.fill("保管庫「マーケティング」")
    page.get_by_role("button", name="書きとめる – パスワード管理アプリに").click()
    page.get_by_role("link", name="コードのページへ").click()
    assert page.get_by_text("紙の控えがない").is_visible()
    page.get_by_role("link", name="コードを1つ使う").click()
    page.get_by_role("button", name="コードを見る").click()
    assert page.locator("#one-code").text_content() == CODES[0]
    page.reload()
    assert page.locator("#one-code").text_content() == CODES[0]
    page.get_by_role("button", name="うまくいった").click()

    assert page.get_by_text("10個のうち残り9個").is_visible()
    assert BackupCode.objects.get(place=1).state == "used"
    page.get_by_role("button", name="取り消す").click()
    assert BackupCode.objects.get(place=1).state == "handed"


def test_the_code_is_copied_without_the_gap_in_its_middle(visit, team, ai, account):
    kept(account, actor_of(ai))
    taken = flows.take_code(account, actor_of(ai), timezone.now(), purpose="login")
    seen = visit("en")
    seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    seen.enter(ai)
    seen.open(f"/t/{team.key}/accounts/{account.pk}/codes/{taken.row.pk}/")
    seen.page.get_by_role("button", name="Copy").click()
    seen.page.get_by_role("button", name="Copied").wait_for()

    assert seen.page.evaluate("navigator.clipboard.readText()") == CODES[0]
