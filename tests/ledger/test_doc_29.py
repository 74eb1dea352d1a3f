"""DOC-29: one ordered checklist per system and authenticator; a sync button only where the app has one."""

import pytest
from tests.fakes.command import answer

APPS = ("google", "microsoft", "authy", "apple", "password_manager", "other")


@pytest.fixture(scope="module")
def checklists(tmp_path_factory):
    """The checklist of every app on every system, as the command tells it."""
    home = tmp_path_factory.mktemp("home")
    told = {app: answer("doctor", "guide", "clock_auto_on", "--app", app, home=home)["app_steps"] for app in APPS}
    return {(app, os): [step["ja"] for step in steps] for app in APPS for os, steps in told[app].items()}


@pytest.mark.row("DOC-29")
@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize("system", ["ios", "android"])
def test_the_vpn_comes_before_the_time_and_a_new_code_after_both(app, system, checklists):
    steps = checklists[app, system]
    joined = "\n".join(steps)

    assert joined.index("VPN") < joined.index("日付と時刻") < joined.index("開き直します") < joined.index("新しい6桁")
    assert "VPNを元に戻します" in steps[-1]


@pytest.mark.row("DOC-29")
def test_a_sync_button_is_named_only_where_that_app_has_one(checklists):
    having = [
        (app, system)
        for app in APPS
        for system in ("ios", "android")
        if any("今すぐ同期" in step for step in checklists[app, system])
    ]

    assert having == [("google", "android")]


@pytest.mark.row("DOC-29")
def test_android_is_told_of_network_provided_time(tmp_path):
    path = answer("doctor", "guide", "clock_auto_on", "--os", "android", home=tmp_path)["systems"]["android"]["path"]

    assert "ネットワーク" in path["words"]["ja"]
    assert "network-provided" in path["words"]["en"]
