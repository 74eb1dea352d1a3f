"""Getting in with a real browser: a passkey made and used, an app set up and used, codes kept, tries counted."""

import pytest
from django.core.cache import cache
from tests.fakes.logins import PASSWORD, code_of
from tests.fakes.people import make_user

pytestmark = pytest.mark.browser

AI = "ai@example.jp"


@pytest.fixture
def ai(transactional_db):
    cache.clear()  # wrong tries of the test before
    return make_user("Ai", proven=False, language="en")


def with_passkeys(guest):
    """Give the browser a device that makes passkeys, as a phone with a finger print would."""
    tools = guest.page.context.new_cdp_session(guest.page)
    tools.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def log_in(guest, password=PASSWORD):
    guest.open("/account/login/")
    guest.page.get_by_label("Mail address").fill(AI)
    guest.page.get_by_label("Password").fill(password)
    guest.page.get_by_role("button", name="Log in", exact=True).click()


def keep_codes(guest):
    guest.page.get_by_role("checkbox").check()
    guest.page.get_by_role("button", name="Go on").click()


def set_up_app(guest):
    """Set the app up and return its key."""
    guest.page.get_by_role("link", name="Authenticator app").click()
    guest.look()
    guest.page.get_by_text("Cannot scan?").click()
    key = guest.page.locator("#key").inner_text()
    guest.page.get_by_label("six digits").fill(code_of(key))
    guest.page.get_by_role("button", name="Turn it on").click()
    guest.look()
    return key


def log_out(guest):
    guest.open("/account/logout/")
    guest.page.get_by_role("main").get_by_role("button", name="Log out").click()


WITHOUT_OFFER = "PublicKeyCredential.isConditionalMediationAvailable = async () => false"


@pytest.mark.parametrize("by_button", [True, False], ids=["by the button", "offered in the field"])
def test_a_passkey_is_made_and_lets_its_owner_in_alone(visit, ai, by_button):
    guest = visit("en")
    with_passkeys(guest)
    if by_button:
        guest.page.add_init_script(WITHOUT_OFFER)
    log_in(guest)
    guest.look()

    guest.page.get_by_role("link", name="Passkey").click()
    guest.look()
    guest.page.get_by_role("button", name="Make the passkey").click()
    keep_codes(guest)
    log_out(guest)
    guest.open("/account/login/?next=/me/")
    if by_button:
        guest.page.get_by_role("button", name="Log in with a passkey").click()

    guest.page.wait_for_url(f"{guest.root}/me/")
    guest.look()


def test_a_passkey_is_the_second_step_after_the_password(visit, ai):
    guest = visit("en")
    with_passkeys(guest)
    guest.page.add_init_script(WITHOUT_OFFER)
    log_in(guest)
    guest.page.get_by_role("link", name="Passkey").click()
    guest.page.get_by_role("button", name="Make the passkey").click()
    keep_codes(guest)
    log_out(guest)

    log_in(guest)
    guest.look()
    guest.page.get_by_role("button", name="Use the passkey").click()
    guest.page.wait_for_url(lambda url: "/account/" not in url)
    guest.open("/me/")

    assert AI in guest.page.inner_text("main")


@pytest.mark.parametrize("script", [True, False])
def test_an_app_is_set_up_and_asked_for(visit, ai, script):
    guest = visit("en", script=True)
    log_in(guest)
    key = set_up_app(guest)
    keep_codes(guest)
    other = visit("en", script=script)

    log_in(other)
    other.page.get_by_label("Code").fill(code_of(key, ahead=1))
    other.page.get_by_role("button", name="Go on").click()
    other.open("/me/")

    assert AI in other.page.inner_text("main")


def test_recovery_codes_are_shown_until_they_are_kept(visit, ai):
    guest = visit("en")
    log_in(guest)
    set_up_app(guest)
    assert guest.page.locator("#codes li").count() == 10

    guest.open("/account/recovery-codes/")
    assert guest.page.locator("#codes li").count() == 10
    keep_codes(guest)
    guest.open("/account/recovery-codes/")

    assert guest.page.locator("#codes li").count() == 0
    guest.look()


def test_after_too_many_tries_the_page_says_how_long_to_wait(visit, ai):
    guest = visit("en")
    for _ in range(5):
        log_in(guest, "wrong")

    log_in(guest)

    assert "wait five minutes" in guest.page.inner_text("main")
    guest.look()
    cache.clear()


@pytest.mark.parametrize(("lang", "width", "scheme"), [("ja", 390, "light"), ("en", 1280, "dark")])
@pytest.mark.parametrize("path", ["/account/login/", "/account/forgotten/", "/account/new-password/none/"])
def test_a_page_before_the_login_fits_and_everybody_can_read_it(visit, lang, width, scheme, path):
    guest = visit(lang, width, scheme)
    guest.open(path)
    guest.errors = [each for each in guest.errors if "410" not in each]

    guest.look()


@pytest.mark.parametrize(("lang", "width", "scheme"), [("ja", 390, "dark"), ("en", 1280, "light")])
def test_a_persons_own_pages_fit_and_everybody_can_read_them(visit, ai, lang, width, scheme):
    ai.language = lang
    ai.save()
    guest = visit(lang, width, scheme)
    guest.open("/account/login/")
    guest.page.locator("#id_login").fill(AI)
    guest.page.locator("#id_password").fill(PASSWORD)
    guest.page.locator("main form button[type=submit]").first.click()
    guest.page.wait_for_url("**/second-step/**")
    guest.look()
    guest.open("/account/second-step/app/")
    guest.page.locator("#id_code").fill(code_of(guest.page.locator("#key").text_content()))
    guest.page.locator("main form button[type=submit]").click()
    guest.page.wait_for_url("**/recovery-codes/**")
    guest.look()
    for path in ("/me/", "/account/password/", "/account/again/", "/account/again/code/", "/account/logout/"):
        guest.open(path)
        guest.look()
