"""The pages on which an authenticator is set up and looked after, as a person goes through them."""

import json
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.console.vault.authenticators.test_reading_keys import KEY, URI, picture
from tests.fakes.accounts import add_account
from tests.fakes.people import browser_of, join, make_user

from kagimori.console.people.models import Person
from kagimori.console.timeline.models import Entry
from kagimori.console.vault.models import App, Authenticator
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at_counter

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


def at(account, name="authenticator", **more):
    return reverse(f"vault:{name}", kwargs={"team": account.team.key, "account": account.pk, **more})


def typed(browser, account, key=KEY):
    return browser.post(at(account, "authenticator_new"), {"key": key})


def code_now(key=KEY, steps=0):
    return code_at_counter(make_seed(key), int(time.time()) // 30 + steps)


def note(browser, account, device="Ai's phone", app="google", person=""):
    browser.post(at(account, "app_new"), {"app": app, "device": device, "person": person})
    return App.objects.get(device=device, removed_at=None)


def test_from_the_typed_key_to_the_authenticator_in_use(as_ai, account):
    assert at(account, "authenticator_new") in as_ai.get(at(account)).content.decode()
    assert typed(as_ai, account, KEY.lower()).url == at(account, "authenticator_setup")
    one, two = note(as_ai, account), note(as_ai, account, "Ben's phone", "microsoft")

    shown = as_ai.post(at(account, "authenticator_qr"))
    assert shown["Cache-Control"] == "no-store"
    assert KEY[:4] + " " + KEY[4:8] in shown.content.decode()
    codes = {f"code-{app.pk}": code_now() for app in (one, two)}
    as_ai.post(at(account, "authenticator_codes"), codes)
    assert code_now() in as_ai.post(at(account, "authenticator_code")).content.decode()
    assert as_ai.post(at(account, "authenticator_finish"), {}).url == at(account)

    page = as_ai.get(at(account)).content.decode()
    assert "Ben&#x27;s phone" in page
    assert KEY not in page
    account.refresh_from_db()
    assert account.authenticators == 2


def test_the_key_stands_on_no_page_before_it_is_asked_for_and_the_entry_comes_first(as_ai, account):
    typed(as_ai, account)
    groups = KEY[:4] + " " + KEY[4:8]
    for page in (as_ai.get(at(account, "authenticator_setup")), as_ai.get(at(account))):
        assert KEY not in page.content.decode()
        assert groups not in page.content.decode()
    assert not Entry.objects.filter(kind="vault.setup_shown").exists()
    as_ai.post(at(account, "authenticator_qr"))
    assert Entry.objects.filter(kind="vault.setup_shown").count() == 1


def test_only_whoever_read_the_key_in_sees_it(as_ai, as_ben, account):
    typed(as_ai, account)
    for name in ("authenticator_qr", "authenticator_code"):
        answer = as_ben.post(at(account, name), follow=True)
        assert KEY[:4] + " " + KEY[4:8] not in answer.content.decode()
        assert code_now() not in answer.content.decode()
    assert not Entry.objects.filter(kind="vault.setup_shown").exists()


def test_a_picture_is_read_and_its_deletion_is_asked_for_until_confirmed(as_ai, account):
    sent = {"picture": SimpleUploadedFile("qr.png", picture(URI), "image/png")}
    assert as_ai.post(at(account, "authenticator_new"), sent).url == at(account, "authenticator_setup")
    as_ai.post(at(account, "authenticator_finish"), {"accepted": "on"})
    account_page = reverse("accounts:account", kwargs={"team": account.team.key, "account": account.pk})
    for page in (at(account), account_page):
        assert "QRコードの写真" in as_ai.get(page).content.decode()
    as_ai.post(at(account, "picture_gone"))
    assert "QRコードの写真から" not in as_ai.get(at(account)).content.decode()
    assert Authenticator.objects.get().picture_gone_at is not None


def test_the_script_is_answered_in_json(as_ai, account):
    address, wants = at(account, "authenticator_new"), {"Accept": "application/json"}

    def frame(content):
        return as_ai.post(
            address, {"way": "camera", "picture": SimpleUploadedFile("picture.jpg", content)}, headers=wants
        )

    empty = picture(URI)[:0] + _blank()
    assert frame(empty).json() == {"again": True}
    other = frame(picture("https://www.instagram.com/qr/login"))
    assert other.status_code == 422
    assert "ページを開くための" in other.json()["said"]
    for text, said in (("WIFI:S:office;;", "認証アプリのものではありません"), ("https://example.jp", "ページを開く")):
        read_by_the_browser = as_ai.post(address, {"way": "camera", "key": text}, headers=wants)
        assert said in read_by_the_browser.json()["said"]
    assert json.loads(frame(picture(URI)).content) == {"next": at(account, "authenticator_setup")}
    assert (Authenticator.objects.get().way, Authenticator.objects.get().had_picture) == ("camera", False)


def _blank():
    import io

    from PIL import Image

    held = io.BytesIO()
    Image.new("L", (200, 200), 255).save(held, "PNG")
    return held.getvalue()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"key": "GEZD GNBV GY3T 0OJQ"}, "16文字目の「0」"),
        ({"key": ""}, "画像を選ぶか"),
        ({"picture": SimpleUploadedFile("a.png", b"GIF89a")}, "a.png"),
    ],
)
def test_what_cannot_be_read_is_said_on_the_page(as_ai, account, sent, said):
    answer = as_ai.post(at(account, "authenticator_new"), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_a_picture_that_is_too_large_is_refused_with_the_limit(as_ai, account, settings):
    settings.UPLOAD_MOST = 1024 * 1024
    answer = as_ai.post(at(account, "authenticator_new"), {"picture": SimpleUploadedFile("a.png", b"x" * 1100000)})
    assert "1 MB" in answer.content.decode()


def test_wrong_codes_are_told_apart_beside_their_field(as_ai, account):
    typed(as_ai, account)
    one, two = note(as_ai, account), note(as_ai, account, "B")
    sent = {f"code-{one.pk}": code_now(steps=-8), f"code-{two.pk}": code_now("MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK")}
    answer = as_ai.post(at(account, "authenticator_codes"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "時計が約" in page
    assert "このアカウントのキーから出たものではありません" in page
    assert not any(code in page for code in sent.values())


def test_an_app_is_checked_again_answered_for_and_taken_off_by_those_who_use_it(as_ai, as_ben, account):
    typed(as_ai, account)
    app = note(as_ai, account)
    as_ai.post(at(account, "authenticator_finish"), {"accepted": "on"})
    as_ben.post(at(account, "app_check", app=app.pk), {"code": code_now()})
    as_ben.post(at(account, "app_answer", app=app.pk), {"clock": "yes", "locked": "no"})
    app.refresh_from_db()
    assert (app.proven_at is not None, app.drift_steps, app.app_locked) == (True, 0, "no")
    assert "ロックがありません" in as_ben.get(at(account)).content.decode()
    wrong = as_ben.post(at(account, "app_check", app=app.pk), {"code": code_now()})
    assert (wrong.status_code, "さっき入力した" in wrong.content.decode()) == (422, True)
    as_ben.get(at(account, "app_end", app=app.pk))
    as_ben.post(at(account, "app_end", app=app.pk))
    app.refresh_from_db()
    assert app.removed_at is not None


def test_retiring_asks_why_and_a_retired_key_is_refused_as_stale(as_ai, account):
    typed(as_ai, account)
    as_ai.post(at(account, "authenticator_finish"), {"accepted": "on"})
    assert as_ai.post(at(account, "authenticator_retire"), {}).status_code == 422
    as_ai.post(at(account, "authenticator_retire"), {"why": "leaked"})
    assert "ほかの人に見られた" in as_ai.get(at(account)).content.decode()
    stale = typed(as_ai, account)
    assert "古いキー" in stale.content.decode()


def test_cancelling_asks_first(as_ai, account):
    typed(as_ai, account)
    as_ai.get(at(account, "authenticator_cancel"))
    assert Authenticator.objects.filter(stage="pending").exists()
    as_ai.post(at(account, "authenticator_cancel"))
    assert not Authenticator.objects.filter(stage="pending").exists()
    assert as_ai.get(at(account, "authenticator_setup")).url == at(account, "authenticator_new")


def test_a_lost_phone_leads_to_the_others_who_have_the_codes(as_ai, team, ben, account):
    Person.objects.filter(user=ben).update(phone="+819012345678")
    typed(as_ai, account)
    note(as_ai, account, "Ben's phone", person=Person.objects.get(user=ben).pk)
    as_ai.post(at(account, "authenticator_finish"), {"accepted": "on"})
    page = as_ai.get(at(account, "phone_lost")).content.decode()
    assert "Ben&#x27;s phone" in page
    assert "tel:+819012345678" in page

    viewer = make_user("Vera")
    join(team, viewer, "viewer")
    seen = browser_of(viewer).get(at(account, "phone_lost")).content.decode()
    assert "Ben" in seen
    assert browser_of(viewer).get(at(account)).status_code == 403

    seller = make_user("Saki")
    join(team, seller, "ads")
    seen = browser_of(seller).get(at(account, "phone_lost")).content.decode()
    assert "Ben" in seen
    assert "tel:" not in seen


def test_the_chooser_gives_each_claim_its_verdict(as_ai, team):
    page = as_ai.get(reverse("vault:apps_chooser", args=[team.key])).content.decode()
    assert "パソコン版は2024年3月19日に終わりました" in page
    assert "正しくない" in page
