"""DOC-21: where the account status is read, per system and language."""

import pytest
from tests.fakes.command import answer, kagimori
from tests.fakes.stuck_phone import StuckPhone

from kagimori.knowledge import load_book


@pytest.mark.row("DOC-21")
@pytest.mark.parametrize("system", ["ios", "android"])
def test_the_path_to_the_account_status_is_told_per_system(system, tmp_path):
    path = answer("doctor", "guide", "account_status", "--os", system, home=tmp_path)["systems"][system]["path"]

    assert "アカウントステータス" in path["words"]["ja"]
    assert "Account Status" in path["words"]["en"]
    assert path["otherwise"]["ja"]
    assert path["checked"]


@pytest.mark.row("DOC-21")
def test_the_browser_says_that_it_is_not_known(tmp_path):
    told = kagimori("doctor", "guide", "account_status", "--os", "web", home=tmp_path, lang="en").stdout

    assert "We do not know" in told


@pytest.mark.row("DOC-21")
@pytest.mark.parametrize("status", ["warning", "restricted"])
def test_a_warning_leads_to_the_account_layer(status):
    account = {name for name, cause in load_book("trial").causes.items() if cause.layer == "account"}
    phone = StuckPhone("setup", "app", "blocked", obstacles={"blocked": []}, facts={"account_status": status})

    end = phone.session()[-1]

    assert any(step.get("id") == "account_status" for step in phone.steps)
    assert end["causes"][0] in account
