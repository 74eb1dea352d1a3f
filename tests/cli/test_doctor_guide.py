"""The commands about the knowledge: lists without an id, misuse with exit 2, drafts with exit 1 while gaps are left."""

import pytest
from tests.fakes.command import answer, kagimori


@pytest.mark.parametrize("command", ["guide", "carrier", "draft"])
def test_without_an_id_there_is_a_list(command, tmp_path):
    told = kagimori("doctor", command, home=tmp_path)

    assert told.returncode == 0
    assert len(told.stdout.splitlines()) > 5


@pytest.mark.parametrize("command", ["guide", "carrier", "draft"])
def test_an_unknown_id_is_misuse(command, tmp_path):
    told = kagimori("doctor", command, "nonsense", home=tmp_path)

    assert told.returncode == 2
    assert "nonsense" in told.stderr


def test_a_way_back_tells_the_wait_the_way_out_and_what_not_to_do(tmp_path):
    told = kagimori("doctor", "guide", "recover_hacked", "--os", "ios", home=tmp_path, lang="en").stdout

    assert "How long:" in told
    assert "If nothing helps:" in told
    assert "Never pay anyone" in told
    assert "instagram.com/hacked" in told


def test_a_draft_with_a_gap_left_says_which_and_ends_with_one(tmp_path):
    told = kagimori("doctor", "draft", "appeal_business", "account=shop", home=tmp_path)

    assert told.returncode == 1
    assert "company=" in told.stdout


def test_a_draft_that_is_filled_is_counted(tmp_path):
    told = answer("doctor", "draft", "appeal_business", "account=shop", "company=Acme", home=tmp_path)

    assert told["characters"] == len(told["text"])
    assert told["open"] == []
    assert told["limit"] == 100


def test_a_value_without_a_name_is_misuse(tmp_path):
    assert kagimori("doctor", "draft", "appeal_business", "shop", home=tmp_path).returncode == 2


def test_a_version_that_cannot_be_read_is_misuse(tmp_path):
    assert kagimori("doctor", "os", "わからない", home=tmp_path).returncode == 2
