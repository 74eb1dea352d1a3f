"""The chooser of authenticator apps: every situation names apps, every claim its verdict with source and day."""

import pytest

from kagimori.core.errors import BookError
from kagimori.knowledge import load_authenticators, load_choosing
from kagimori.knowledge.choosing import CHOICE, read_choosing


def test_every_situation_of_the_article_has_apps_that_are_known():
    situations = {one.id: one for one in load_choosing().situations}
    assert {"one_person", "several_devices", "team", "on_a_computer", "phone_lost"} == set(situations)
    assert all(one.apps and set(one.apps) <= set(load_authenticators()) for one in situations.values())


def test_codes_on_a_computer_are_never_looked_for_in_authy():
    assert all("authy" not in one.apps for one in load_choosing().situations)
    verdicts = {claim.id: claim.proof.verdict for claim in load_choosing().claims_of("authy")}
    assert verdicts["authy_on_a_computer"] == "contradicted"


def test_a_file_with_an_app_that_nobody_knows_is_refused(tmp_path):
    wrong = tmp_path / "choice.toml"
    wrong.write_text(CHOICE.read_text(encoding="utf-8").replace('app = "authy"', 'app = "pager"'), encoding="utf-8")
    with pytest.raises(BookError) as fault:
        read_choosing(wrong)
    assert "pager" in str(fault.value)
    wrong.write_text("[rumours.one]\n", encoding="utf-8")
    with pytest.raises(BookError):
        read_choosing(wrong)
