"""DOC-11: Wi-Fi calling off is a step that can be undone; VoLTE off is shown with its verdict and is no step."""

import pytest
from tests.fakes.command import answer


@pytest.mark.row("DOC-11")
def test_wifi_calling_off_is_a_step_with_its_evidence_and_its_way_back(tmp_path):
    told = answer("doctor", "guide", "wifi_calling_off", home=tmp_path)

    assert told["verdict"] == "unverified"
    assert "オンに戻します" in told["undo"]["ja"]
    assert told["systems"]["ios"]["path"]["words"]["en"].endswith("Wi-Fi Calling")


@pytest.mark.row("DOC-11")
def test_volte_off_is_shown_as_wrong_and_never_a_step(tmp_path):
    wrong = {claim["id"]: claim for claim in answer("doctor", "claims", "--wrong", home=tmp_path)}
    guide = answer("doctor", "guide", "wifi_calling_off", home=tmp_path)

    assert wrong["volte_off_steadies_sms"]["verdict"] == "contradicted"
    assert "3G" in wrong["volte_off_steadies_sms"]["found"]["en"]
    assert any("VoLTE" in line["ja"] for line in guide["dont"])
    assert not any("VoLTE" in step["ja"] for way in guide["systems"].values() for step in way["steps"])
