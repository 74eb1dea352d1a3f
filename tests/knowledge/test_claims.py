"""Claims: each with basis, verdict, source and day; none that is wrong is ever a step."""

import pytest

from kagimori.core.errors import BookError
from kagimori.knowledge import load_book, load_claims, load_guides, load_policy
from kagimori.knowledge.claims import load_article_layers, read_claims

WRONG = [
    "backup_codes_ten",
    "volte_off_steadies_sms",
    "choose_a_time_server",
    "metastatus_authentication",
    "authy_on_a_computer",
    "coadmin_resets_two_step",
    "facebook_protect",
    "log_out_after_update",
]
NO_SOURCE = {
    "layers_in_half_an_hour": "target.any",
    "filter_off_cures_ninety": "sms.filter_success",
    "app_one_point_six": "sms.app_ratio",
    "cache_gains_quarter": "cache.gain",
    "fixed_order_saves_forty": "target.saving",
    "link_back_saves_eighty": None,
}


@pytest.mark.parametrize("name", WRONG)
def test_advice_that_is_known_to_be_wrong_is_marked_so(name):
    assert load_claims()[name].is_wrong


@pytest.mark.parametrize(("name", "figure"), NO_SOURCE.items())
def test_a_figure_without_a_source_is_not_called_confirmed(name, figure):
    claim = load_claims()[name]

    assert claim.proof.verdict == "unverified"
    assert figure is None or figure in claim.figures


def test_every_cause_of_the_book_has_evidence_of_its_own():
    claims = load_claims()

    without = [cause for cause in load_book("real").causes if not any(cause in one.causes for one in claims.values())]

    assert not without


def test_a_claim_about_everything_stands_beside_every_cause():
    assert load_claims()["layers_in_half_an_hour"] in load_claims().for_cause("vpn")
    assert load_claims()["vpn_whitens_page"] not in load_claims().for_cause("airplane")


def test_every_claim_speaks_of_causes_that_exist():
    beyond = "hijacked account_disabled codes_gone email_unreachable identity_check_failed wrong_code_box other *"
    known = {*load_book("real").causes, *beyond.split()}

    assert {cause for claim in load_claims().values() for cause in claim.causes} <= known


def test_what_is_said_is_our_own_sentence_in_both_languages():
    for claim in load_claims().values():
        assert claim.said.ja != claim.said.en
        assert claim.found.ja != claim.found.en


def test_no_guide_has_a_step_that_a_wrong_claim_would_give():
    steps = "\n".join(line for guide in load_guides().values() for text in guide.way("ios").lines for line in text)

    for advice in ("time.google.com", "Facebook Protect", "VoLTE", "Authy", "business.instagram.com"):
        assert advice not in steps


def test_the_articles_layers_have_names():
    assert {*load_book("real").layer_of_article.values()} <= set(load_article_layers())


def test_a_figure_that_policy_lacks_is_named(tmp_path):
    file = tmp_path / "claims.toml"
    file.write_text(
        '[x]\nfigures = ["no.such"]\nverdict = "partly"\nsource = "s"\nchecked = 2026-11-25\n'
        '[x.ja]\nsaid = "あ"\nfound = "い"\n[x.en]\nsaid = "a"\nfound = "b"\n',
        encoding="utf-8",
    )

    with pytest.raises(BookError) as fault:
        read_claims(file, load_policy())

    assert fault.value.fields == {"file": "claims.toml", "id": "x", "field": "figures", "problem": "no figure no.such"}
