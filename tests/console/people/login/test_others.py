"""Logging in through others, against a real provider on loopback: tied by hand, never made by itself, never fooled."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone
from oidc_provider_mock import User as Known
from oidc_provider_mock import run_server_in_thread
from tests.fakes.logins import proven_lately
from tests.fakes.people import make_user

from kagimori.console.people.login import others as flows
from kagimori.console.people.login.refusals import OthersTaken
from kagimori.console.people.models import User
from kagimori.core.people.standing import Actor
from kagimori.gateways.oidc import Identity
from kagimori.project.consequences import others
from kagimori.project.table import BadSetting, read

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore")]

BEN = Known(sub="ben-there", claims={"email": "ben@example.jp", "email_verified": True, "name": "Ben"})


@pytest.fixture
def provider(settings, tmp_path):
    """A provider that knows Ben; the console trusts it."""
    with run_server_in_thread(user_claims=[BEN]) as server:
        yield chosen(settings, tmp_path, server.server_port)


def chosen(settings, tmp_path, port, **further):
    secret = tmp_path / "secret"
    secret.write_text("a secret between two\n")
    settings.LOGIN_OTHERS = {
        "issuer": f"http://127.0.0.1:{port}",
        "client": "kagimori",
        "secret_file": secret,
        "name": "SSO",
        "domains": (),
        "match_mail": False,
        "inside": False,
        "loopback": True,
        **further,
    }
    return settings.LOGIN_OTHERS


@pytest.fixture
def client():
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def ben():
    return make_user("Ben", proven=False)


def address_in(page):
    return unescape(re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.content.decode())[1])


def there(address, sub="ben-there"):
    """Log in at the provider; return where it sends the browser back to, without its host."""
    answer = httpx2.post(address, data={"sub": sub})
    back = urlsplit(answer.headers["location"])
    return f"{back.path}?{back.query}"


def reason(page):
    """Why the answer was refused, as the page says it."""
    assert page.status_code == 401
    words = page.content.decode()
    found = re.search(r"could not be trusted \(([a-z ]+)\)", words)
    return found[1] if found else re.search(r"(nobody here is tied|tied to somebody else)", words)[1]


def round_trip(client, begin="/account/others/"):
    return client.get(there(address_in(client.post(begin))))


def test_what_goes_out_has_state_nonce_and_proof_key_and_no_secret(client, provider):
    asked = parse_qs(urlsplit(address_in(client.post("/account/others/"))).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[part][0]) >= 32 for part in ("state", "nonce", "code_challenge"))
    assert "a secret between two" not in str(asked)


def test_whoever_is_nobody_here_is_not_made_a_user(client, provider):
    assert reason(round_trip(client)) == "nobody here is tied"
    assert not User.objects.exists()
    assert "_auth_user_id" not in client.session


def test_the_same_mail_address_is_not_enough(client, provider, ben):
    assert reason(round_trip(client)) == "nobody here is tied"
    assert "_auth_user_id" not in client.session


def test_the_same_mail_address_is_enough_where_the_settings_say_so(client, provider, ben):
    provider["match_mail"] = True

    assert round_trip(client).headers["Location"].startswith("/account/second-step/")
    assert client.session["_auth_user_id"] == str(ben.pk)


def test_an_address_that_nobody_verified_is_never_enough(client, settings, tmp_path, ben):
    liar = Known(sub="ben-there", claims={"email": "ben@example.jp", "email_verified": False})
    with run_server_in_thread(user_claims=[liar]) as server:
        chosen(settings, tmp_path, server.server_port, match_mail=True)

        assert reason(round_trip(client)) == "nobody here is tied"


def test_somebody_from_another_mail_domain_is_not_let_in(client, provider, ben):
    provider |= {"match_mail": True, "domains": ("example.com",)}

    assert reason(round_trip(client)) == "nobody here is tied"


def test_two_logins_are_tied_by_whoever_is_logged_in_and_then_one_opens_the_other(client, provider):
    ben = make_user("Ben")
    client.force_login(ben)
    proven_lately(client, ben)
    assert round_trip(client, "/account/others/tie/").headers["Location"] == "/me/"

    other = Client()
    answer = round_trip(other)

    assert answer.headers["Location"] == "/account/login/code/"
    assert "_auth_user_id" not in other.session


def test_who_is_tied_to_somebody_else_is_not_tied_again(provider, ben):
    SocialAccount.objects.create(user=make_user("Chika"), provider=provider["issuer"], uid="ben-there")
    by = Actor(str(ben.opaque), "web")

    with pytest.raises(OthersTaken):
        flows.tie(ben, Identity("ben-there", "", ""), now=timezone.now(), by=by)


def test_tying_ends_with_the_person_who_began_it(client, provider):
    ben = make_user("Ben")
    client.force_login(ben)
    proven_lately(client, ben)
    back = there(address_in(client.post("/account/others/tie/")))
    session = client.session
    for state in session["socialaccount_states"].values():
        state[0]["user"] = ben.pk + 1
    session.save()

    assert client.get(back).status_code == 404
    assert not SocialAccount.objects.exists()


def test_an_answer_with_a_wrong_state_is_refused(client, provider, ben):
    back = there(address_in(client.post("/account/others/")))

    assert reason(client.get(re.sub("state=[^&]+", "state=x", back))) == "state"
    assert Client().get(back).status_code == 401


def test_an_answer_serves_once(client, provider, ben):
    provider["match_mail"] = True
    back = there(address_in(client.post("/account/others/")))
    client.get(back)
    client.logout()

    assert reason(client.get(back)) == "state"


def test_an_answer_with_another_nonce_is_refused(client, provider, ben):
    provider["match_mail"] = True
    address = address_in(client.post("/account/others/"))

    assert reason(client.get(there(re.sub("nonce=[^&]+", "nonce=another", address)))) == "nonce"
    assert "_auth_user_id" not in client.session


def test_the_nonce_is_looked_for_in_the_session_that_asked(client, provider, ben):
    provider["match_mail"] = True
    back = there(address_in(client.post("/account/others/")))
    session = client.session
    for state in session["socialaccount_states"].values():
        state[0]["nonce"] = "another"
    session.save()

    assert reason(client.get(back)) == "nonce"


def test_a_token_that_has_ended_is_refused(client, settings, tmp_path, ben):
    with run_server_in_thread(user_claims=[BEN], access_token_max_age=timedelta(hours=-1)) as server:
        chosen(settings, tmp_path, server.server_port, match_mail=True)

        assert reason(round_trip(client)) == "expired"


def test_a_provider_that_calls_itself_something_else_is_refused(client, provider):
    provider["issuer"] = provider["issuer"].replace("127.0.0.1", "localhost") + "/"

    assert reason(client.post("/account/others/")) == "issuer"


def test_a_token_for_somebody_else_is_refused(client, provider, ben, monkeypatch):
    provider["match_mail"] = True
    back = there(address_in(client.post("/account/others/")))
    monkeypatch.setitem(provider, "client", "another")

    assert client.get(back).status_code == 401


def test_a_secret_that_cannot_be_read_is_named(client, provider, ben):
    provider["secret_file"].unlink()

    assert reason(round_trip(client)) == "secret file"


def test_without_the_setting_there_is_no_such_door(client):
    assert client.post("/account/others/").status_code == 404


@pytest.mark.parametrize(
    "given",
    [
        {"KAGIMORI_OIDC_ISSUER": "http://id.example.jp"},
        {"KAGIMORI_OIDC_ISSUER": "https://id.example.jp", "KAGIMORI_OIDC_CLIENT_ID": ""},
        {"KAGIMORI_OIDC_ISSUER": "https://id.example.jp", "KAGIMORI_OIDC_SECRET_FILE": ""},
    ],
)
def test_half_a_setting_stops_the_start(given, tmp_path):
    whole = {"KAGIMORI_OIDC_CLIENT_ID": "kagimori", "KAGIMORI_OIDC_SECRET_FILE": str(tmp_path / "s")}

    with pytest.raises(BadSetting):
        others(read(whole | given))
