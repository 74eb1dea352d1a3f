"""The commands about the knowledge: lists without an id, and misuse with exit 2."""

import pytest
from tests.fakes.command import kagimori


@pytest.mark.parametrize("command", ["guide", "carrier"])
def test_without_an_id_there_is_a_list(command, tmp_path):
    told = kagimori("doctor", command, home=tmp_path)

    assert told.returncode == 0
    assert len(told.stdout.splitlines()) > 5


@pytest.mark.parametrize("command", ["guide", "carrier"])
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


def test_a_version_that_cannot_be_read_is_misuse(tmp_path):
    assert kagimori("doctor", "os", "わからない", home=tmp_path).returncode == 2
