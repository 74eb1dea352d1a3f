"""DOC-17: several devices with one authenticator: the switch per app."""

import pytest
from tests.fakes.accounts import add_account
from tests.fakes.browsers import add
from tests.fakes.command import answer, kagimori
from tests.fakes.people import browser_of, make_team, make_user


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


@pytest.mark.row("DOC-17")
@pytest.mark.django_db
def test_in_a_team_the_step_leads_to_the_chooser_and_to_one_qr_code_for_several_apps():
    ai = make_user("Ai")
    team = make_team(ai, "Minato Coffee")
    account, browser = add_account(team, "minato_coffee"), browser_of(ai)
    case = browser.post(f"/t/{team.key}/accounts/{account.pk}/doctor/", {"problem": "code_refused"}).headers["Location"]
    for observation, value in (("multi_device_codes", "differ"), ("lock_notice", "no"), ("unknown_change_mail", "no")):
        add(case, "answered", observation, value)
    for observation, value in (("logged_in_elsewhere", "no"), ("authenticator_here", "yes"), ("device_changed", "no")):
        add(case, "answered", observation, value)

    shown = browser.get(case)

    assert shown.context["page"].step.id == "authenticator_sync"
    assert f"/t/{team.key}/vault/apps/" in shown.content.decode()
    assert f"/accounts/{account.pk}/authenticator/new/" in shown.content.decode()
