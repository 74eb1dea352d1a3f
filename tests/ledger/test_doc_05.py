"""DOC-05: user name and mail address both, where credentials are refused, counted against the budget."""

import pytest
from tests.fakes.command import answer
from tests.fakes.stuck_phone import StuckPhone


@pytest.mark.row("DOC-05")
def test_refused_credentials_lead_to_the_name_or_the_mail_within_the_budget(tmp_path):
    phone = StuckPhone(
        "login",
        "app",
        "invalid_credentials",
        obstacles={"invalid_credentials": ["retype_username"]},
        facts={"username_matches": "differs"},
    )

    end = phone.session()[-1]
    told = answer("doctor", "guide", "retype_username", home=tmp_path)

    assert end["outcome"] == "recovered"
    assert "retype_username" in phone.acts()
    assert sum(name.startswith("login_") for name in phone.acts()) < 5
    assert any("メールアドレス" in step["ja"] for step in told["systems"]["ios"]["steps"])
