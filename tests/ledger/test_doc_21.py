"""DOC-21: where the account status is read, per system and language."""

import pytest
from tests.fakes.command import answer, kagimori


@pytest.mark.row("DOC-21", part="what the answers lead to is shown by the plan")
@pytest.mark.parametrize("system", ["ios", "android"])
def test_the_path_to_the_account_status_is_told_per_system(system, tmp_path):
    path = answer("doctor", "guide", "account_status", "--os", system, home=tmp_path)["systems"][system]["path"]

    assert "アカウントステータス" in path["words"]["ja"]
    assert "Account Status" in path["words"]["en"]
    assert path["otherwise"]["ja"]
    assert path["checked"]


@pytest.mark.row("DOC-21", part="what the answers lead to is shown by the plan")
def test_the_browser_says_that_it_is_not_known(tmp_path):
    told = kagimori("doctor", "guide", "account_status", "--os", "web", home=tmp_path, lang="en").stdout

    assert "We do not know" in told
