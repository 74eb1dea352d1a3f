"""DOC-31, DOC-36: router, app and old versions as steps of a plan, shown by whole sessions."""

import pytest
from tests.fakes.command import answer
from tests.fakes.stuck_phone import StuckPhone


@pytest.mark.row("DOC-31")
def test_the_router_is_a_step_for_somebody_stuck_on_sms():
    phone = StuckPhone(
        "login", "sms", "sms_missing", obstacles={"sms_missing": ["router_restart"]}, facts={"dns_check": "failing"}
    )

    end = phone.session()[-1]

    assert end["outcome"] == "recovered"
    assert end["causes"][0] == "router_dns"
    assert "router_restart" in phone.acts()


@pytest.mark.row("DOC-31")
@pytest.mark.parametrize("text", ["海外にいてSMSが届きません", "圏外でSMSが来ない"])
def test_abroad_or_without_signal_the_app_comes_first(text):
    phone = StuckPhone("setup", "sms", "sms_missing", obstacles={"sms_missing": []})
    phone.text = text

    phone.session()

    assert phone.acts()[0] == "setup_app"


@pytest.mark.row("DOC-31")
def test_somebody_abroad_has_a_way_back_that_begins_without_sms(tmp_path):
    told = answer("doctor", "guide", "code_abroad", home=tmp_path)

    assert "認証アプリ" in told["systems"]["ios"]["steps"][0]["ja"]


@pytest.mark.row("DOC-36")
def test_a_page_that_is_white_from_the_start_leads_to_the_versions():
    phone = StuckPhone(
        "login",
        "app",
        "white_screen",
        obstacles={"white_screen": ["update_app", "reinstall_app"]},
        facts={"app_state": "outdated"},
    )
    phone.text = "最初から画面が真っ白です"

    end = phone.session()[-1]

    assert end["causes"][0] == "app_outdated"
    assert {"update_app", "reinstall_app"} & set(phone.acts())
