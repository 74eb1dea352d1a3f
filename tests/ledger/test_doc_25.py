"""DOC-25: updates by hand, with the space first and the restart after; 'cannot be opened' leads to the reinstall."""

import pytest
from tests.fakes.command import answer
from tests.fakes.stuck_phone import StuckPhone


@pytest.mark.row("DOC-25")
@pytest.mark.parametrize("step", ["update_app", "update_os", "reinstall_app"])
def test_an_update_asks_for_free_space_first(step, tmp_path):
    told = answer("doctor", "guide", step, home=tmp_path)

    assert any("1GB" in line["ja"] and "1 GB" in line["en"] for line in told["before"])


@pytest.mark.row("DOC-25")
def test_the_app_is_updated_by_hand_and_the_phone_restarted(tmp_path):
    told = answer("doctor", "guide", "update_app", home=tmp_path)

    assert "自動更新" in told["why"]["ja"]
    assert any("再起動" in line["ja"] for line in told["after"])
    assert "App Store" in told["systems"]["ios"]["path"]["words"]["en"]
    assert "Google Play" in told["systems"]["android"]["path"]["words"]["en"]


@pytest.mark.row("DOC-25")
def test_an_app_that_cannot_be_opened_is_reinstalled_only_where_a_code_works(tmp_path):
    told = answer("doctor", "guide", "reinstall_app", home=tmp_path)

    assert "アプリを開けません" in told["why"]["ja"]
    assert "コードが今使える" in told["before"][0]["ja"]


@pytest.mark.row("DOC-25")
def test_no_update_is_proposed_again_before_the_space_is_free():
    updates = ("update_app", "update_os", "reinstall_app")
    phone = StuckPhone(
        "setup",
        "app",
        "old_version",
        obstacles={"old_version": updates},
        facts={"app_state": "outdated", "storage": "low"},
        needs=dict.fromkeys(updates, "free_storage"),
    )

    end = phone.session()[-1]

    tried = [name for name in phone.acts() if name in (*updates, "free_storage")]
    assert end["outcome"] == "recovered"
    assert "free_storage" in tried[:2]


@pytest.mark.row("DOC-25")
def test_an_app_that_cannot_be_opened_leads_to_the_reinstall():
    phone = StuckPhone(
        "setup", "app", "app_wont_open", obstacles={"app_wont_open": ["reinstall_app"]}, facts={"app_opens": "no"}
    )

    phone.session()

    assert phone.acts()[0] == "reinstall_app"
