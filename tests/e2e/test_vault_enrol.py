"""An authenticator set up in a browser: by a fake camera, from a picture, and from the typed key."""

import time

import pytest
from tests.e2e.conftest import CHROMIUM, FLAGS, LOCALES, Visit
from tests.fakes.camera import film, qr_picture

from kagimori.console.vault.models import Authenticator
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at_counter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
URI = f"otpauth://totp/Instagram:minato.coffee?secret={KEY}&issuer=Instagram"
WORDS = {
    "ja": {
        "scan": "カメラで読み取る",
        "picture": "代わりに画像を送る",
        "read": "画像を読み取る",
        "type": "代わりにキーを入力する",
        "take": "このキーを使う",
        "note": "書きとめる",
        "qr": "QRコードを表示する",
        "check": "コードを確かめる",
        "code": "Instagramに入れるコードを表示する",
        "finish": "登録を終える",
        "gone": "消しました",
        "link": "ページを開くためのQRコード",
        "denied": "カメラを使えません",
    },
    "en": {
        "scan": "Scan with the camera",
        "picture": "Send a picture instead",
        "read": "Read the picture",
        "type": "Type or paste the key instead",
        "take": "Take this key",
        "note": "Note it",
        "qr": "Show the QR code",
        "check": "Check the codes",
        "code": "Show the code for Instagram",
        "finish": "Finish the set-up",
        "gone": "I have deleted it",
        "link": "This QR code opens a page",
        "denied": "The camera may not be used here",
    },
}


@pytest.fixture
def before_the_camera(chromium, live_server, tmp_path):
    """Open a phone's browser whose camera sees the given QR code."""
    opened = []

    def begin(text, lang="ja"):
        seen = film(tmp_path / "seen.y4m", qr_picture(text))
        camera = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={seen}"]
        allowed = [*FLAGS, *camera, "--use-fake-ui-for-media-stream"]
        browser = chromium.browser_type.launch(executable_path=str(CHROMIUM), args=allowed)
        opened.append(browser)
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale=LOCALES[lang])
        return Visit(context.new_page(), live_server.url)

    yield begin
    for browser in opened:
        browser.close()


def open_new(seen, ai, account):
    seen.enter(ai)
    seen.open(f"/t/{account.team.key}/accounts/{account.pk}/authenticator/new/")


def code_now():
    return code_at_counter(make_seed(KEY), int(time.time()) // 30)


def until_set_up(seen, words, name):
    """Go from the key that was read in to the end, as on a phone: two apps, their codes, Instagram's code."""
    page = seen.page
    page.wait_for_url("**/authenticator/setup/")
    for app, device in (("google", "Aiのスマホ"), ("microsoft", "Benのスマホ")):
        page.evaluate("document.querySelector('#apps ~ details').open = true")
        page.select_option("#app_app", app)
        page.fill("#app_device", device)
        page.get_by_role("button", name=words["note"], exact=True).click()
        page.get_by_text(device).first.wait_for()
    seen.look(f"{name}-setup")
    page.get_by_role("button", name=words["qr"]).click()
    page.locator(".qr svg path").wait_for()
    seen.look(f"{name}-qr")
    for field in page.locator("input.code").all():
        field.fill(code_now())
    page.get_by_role("button", name=words["check"]).click()
    page.locator(".state-good").nth(1).wait_for()
    page.get_by_role("button", name=words["code"]).click()
    assert page.locator("#code").inner_text() in {
        code_now(),
        code_at_counter(make_seed(KEY), int(time.time()) // 30 - 1),
    }
    seen.look(f"{name}-code")
    page.get_by_role("button", name=words["finish"]).click()
    page.wait_for_url("**/authenticator/")
    seen.look(f"{name}-kept")
    auth = Authenticator.objects.get()
    assert (auth.stage, auth.apps.exclude(proven_at=None).count()) == ("living", 2)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_by_the_phones_camera(before_the_camera, ai, account, lang):
    seen, words = before_the_camera(URI, lang), WORDS[lang]
    open_new(seen, ai, account)
    seen.look(f"enrol-{lang}-new")
    seen.page.get_by_role("button", name=words["scan"]).click()
    until_set_up(seen, words, f"enrol-{lang}")
    assert (Authenticator.objects.get().way, Authenticator.objects.get().had_picture) == ("camera", False)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_login_qr_code_before_the_camera_is_told_apart(before_the_camera, ai, account, lang):
    seen, words = before_the_camera("https://www.instagram.com/qr/login/abc", lang), WORDS[lang]
    open_new(seen, ai, account)
    seen.page.get_by_role("button", name=words["scan"]).click()
    seen.page.get_by_text(words["link"]).wait_for()
    # The browser writes a line for every answer that refuses; nothing else may be there.
    assert all("422" in error for error in seen.errors)
    seen.errors.clear()
    seen.look(f"enrol-{lang}-login-qr")
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_from_a_picture_that_must_be_deleted_then(visit, ai, account, lang):
    seen, words = visit(lang), WORDS[lang]
    open_new(seen, ai, account)
    seen.page.get_by_role("button", name=words["scan"]).click()
    seen.page.get_by_text(words["denied"]).wait_for()
    seen.page.get_by_text(words["picture"]).click()
    sent = {"name": "qr.jpg", "mimeType": "image/jpeg", "buffer": qr_picture(URI, "JPEG")}
    seen.page.set_input_files("#id_picture", files=[sent])
    seen.page.get_by_role("button", name=words["read"]).click()
    until_set_up(seen, words, f"picture-{lang}")
    seen.page.get_by_role("button", name=words["gone"], exact=True).click()
    seen.page.get_by_role("status").first.wait_for()
    assert Authenticator.objects.get().picture_gone_at is not None
    assert not seen.page.get_by_role("button", name=words["gone"], exact=True).count()


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_from_the_typed_key_without_any_script(visit, ai, account, lang):
    seen, words = visit(lang, script=False), WORDS[lang]
    open_new(seen, ai, account)
    seen.page.get_by_text(words["type"]).click()
    seen.page.fill("#id_key", "gezd gnbv gy3t qojq gezd gnbv gy3t qojq")
    seen.page.get_by_role("button", name=words["take"]).click()
    assert seen.page.url.endswith("/authenticator/setup/")
    assert Authenticator.objects.get().way == "typed"
    seen.page.get_by_role("button", name=words["qr"]).click()
    assert seen.page.locator(".qr svg path").is_visible()


LOOKS = [(lang, width, scheme) for lang in ("ja", "en") for width in (390, 1280) for scheme in ("light", "dark")]


@pytest.mark.parametrize("looks", LOOKS, ids=str)
def test_the_chooser_and_the_page_for_a_lost_phone(visit, ai, team, account, looks):
    seen = visit(*looks)
    seen.enter(ai)
    seen.open(f"/t/{team.key}/vault/apps/")
    seen.look("-".join(map(str, ("chooser", *looks))))
    seen.open(f"/t/{team.key}/accounts/{account.pk}/authenticator/lost/")
    seen.look("-".join(map(str, ("lost", *looks))))
