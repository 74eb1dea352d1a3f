"""DOC-32: every cause belongs to one of the seven groups or is marked as beyond the article."""

import pytest
from tests.fakes.command import answer, kagimori

SEVEN = {"credentials", "sms", "authenticator", "restriction", "version", "surroundings", "outage"}


@pytest.fixture(scope="module")
def causes(tmp_path_factory):
    """What `doctor causes --json` answers."""
    return answer("doctor", "causes", home=tmp_path_factory.mktemp("home"))


@pytest.mark.row("DOC-32")
def test_every_cause_has_a_group_or_is_marked_as_beyond(causes):
    assert len(causes) >= 35
    assert all((cause["group"] in SEVEN) != cause["beyond_the_article"] for cause in causes)
    assert {cause["group"] for cause in causes} >= SEVEN


@pytest.mark.row("DOC-32")
def test_every_cause_stands_with_its_words_its_layer_and_its_evidence(causes):
    for cause in causes:
        assert cause["words"]["ja"]
        assert cause["words"]["en"]
        assert cause["layer"]
        assert cause["evidence"]


@pytest.mark.row("DOC-32")
@pytest.mark.parametrize(("lang", "title"), [("ja", "■ Meta側の障害"), ("en", "■ Outage at Meta")])
def test_people_see_the_groups_by_name(lang, title, tmp_path):
    told = kagimori("doctor", "causes", home=tmp_path, lang=lang).stdout

    assert title in told.splitlines()
    assert "[sms_filter," in told
