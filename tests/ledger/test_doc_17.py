"""DOC-17: several devices with one authenticator: the switch per app."""

import pytest
from tests.fakes.command import answer, kagimori


@pytest.mark.row("DOC-17")
@pytest.mark.parametrize(
    ("app", "switch"),
    [("google", "Googleアカウント"), ("apple", "iCloud"), ("microsoft", "同期する仕組みはありません")],
)
def test_each_app_has_its_own_way_to_the_same_codes_on_two_devices(app, switch, tmp_path):
    told = answer("doctor", "guide", "authenticator_sync", "--app", app, home=tmp_path)

    assert switch in told["app"]["several_devices"]["ja"]


@pytest.mark.row("DOC-17")
def test_setting_up_asks_for_a_second_device_too(tmp_path):
    told = answer("doctor", "guide", "setup_app", home=tmp_path)

    assert any("2台目" in line["ja"] for line in told["after"])


@pytest.mark.row("DOC-17")
def test_people_read_it_in_their_language(tmp_path):
    told = kagimori("doctor", "guide", "authenticator_sync", "--app", "google", home=tmp_path, lang="en").stdout

    assert "The same codes on two devices: " in told
