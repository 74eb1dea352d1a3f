"""DOC-10: the filter per Japanese carrier, a wait before the resend, and the filter put back."""

import pytest
from tests.fakes.command import answer, kagimori

MAJOR = ("docomo", "au", "softbank", "rakuten")


@pytest.mark.row("DOC-10")
@pytest.mark.parametrize("name", MAJOR)
def test_a_carriers_remedy_is_told_with_the_wait_and_the_way_back(name, tmp_path):
    told = kagimori("doctor", "carrier", name, home=tmp_path).stdout

    assert "SMS" in told
    assert "5分" in told
    assert "元に戻し" in told


@pytest.mark.row("DOC-10")
def test_every_carrier_says_how_sure_its_remedy_is_and_since_when(tmp_path):
    carriers = answer("doctor", "carrier", home=tmp_path)

    assert len(carriers) >= 13
    assert all(carrier["spam"]["verdict"] in ("confirmed", "partly", "unverified") for carrier in carriers)
    assert all(carrier["spam"]["checked"] >= "2026-11-01" for carrier in carriers)
    assert {carrier["id"] for carrier in carriers if carrier["spam"]["state"] == "not_known"}


@pytest.mark.row("DOC-10")
def test_the_ninety_per_cent_stand_beside_their_verdict(tmp_path):
    evidence = {one["id"]: one for cause in answer("doctor", "causes", home=tmp_path) for one in cause["evidence"]}

    assert evidence["filter_off_cures_ninety"]["verdict"] == "unverified"
    assert "90%" in evidence["filter_off_cures_ninety"]["said"]["ja"]
