"""Authenticator apps: a button for the time only where an app has one, and the checklist in its order."""

import pytest

from kagimori.core.doctor.authenticators import time_steps
from kagimori.core.doctor.guides import OSES
from kagimori.knowledge import load_authenticators, load_guides
from kagimori.knowledge.authenticators import load_time_sentences


def checklist(app, os):
    return [text.en for text in time_steps(load_authenticators()[app], os, load_guides(), load_time_sentences())]


def place(steps, words):
    return next(number for number, step in enumerate(steps) if words in step)


@pytest.mark.parametrize("os", OSES)
@pytest.mark.parametrize("app", load_authenticators())
def test_the_vpn_goes_before_the_time_and_comes_back_at_the_end(app, os):
    steps = checklist(app, os)

    assert "VPN" in steps[0]
    assert place(steps, "utomatic") > place(steps, "isconnect" if os != "ios" else "Switch it off")
    assert place(steps, "open it again") < place(steps, "new six")
    assert "VPN on again" in steps[-1]


def test_only_google_on_android_is_said_to_have_a_button():
    having = {(app.id, os) for app in load_authenticators().values() for os in OSES if app.time_button[os]}

    assert having == {("google", "android")}
    assert any("Sync now" in step for step in checklist("google", "android"))
    assert not any("Sync now" in step for step in checklist("google", "ios"))
    assert any("no button" in step for step in checklist("microsoft", "android"))
