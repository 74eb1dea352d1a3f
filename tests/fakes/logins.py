"""Somebody at the gate: a browser that logs in as a person would, and the app on their phone."""

import re
import time

from django.test import Client

from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at

PASSWORD = "a long enough password"


def code_of(key: str, *, ahead: int = 0) -> str:
    """What an authenticator app with this key shows now, or `ahead` steps later."""
    return code_at(make_seed(key.replace(" ", "")), int(time.time()) + 30 * ahead).text


def with_password(client: Client, email: str, password: str = PASSWORD, **further):
    """Log in by address and password; the second step is not answered."""
    return client.post("/account/login/", {"login": email, "password": password}, **further)


def key_on(page) -> str:
    """The key that the page for setting up an app shows."""
    return re.search(r'<p class="code" id="key">([A-Z2-7 ]+)</p>', page.content.decode())[1]


def set_up_app(client: Client) -> str:
    """Set the app up on the page, and return its key; its present code is used up by that."""
    key = key_on(client.get("/account/second-step/app/"))
    answer = client.post("/account/second-step/app/", {"code": code_of(key)})
    assert answer.status_code == 302, answer.content.decode()
    return key


def proven_lately(client: Client, user) -> None:
    """Let the session say that the user has just proven who they are, as a login leaves it."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
