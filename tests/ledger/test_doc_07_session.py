"""DOC-07, DOC-14, DOC-26: the remedy of each symptom's likely cause is in the plan, shown by whole sessions."""

import pytest
from tests.fakes.stuck_phone import StuckPhone

FIRST = [
    ("login", "invalid_credentials", ["retype_password"], {"password_case": "differs"}),
    ("login", "invalid_credentials", ["trim_paste"], {"pasted": "yes"}),
    ("setup", "reload_loop", ["clear_cache"], {"cache_size": "over_2GB"}),
]
SECOND = [
    ("login", "code_invalid", ["clock_auto_on"], {"clock_auto": "manual", "clock_offset": "over_30s"}),
    ("login", "white_screen", ["vpn_off"], {"vpn_on": "yes"}),
]
THIRD = [
    ("setup", "old_version", ["update_app", "reinstall_app"], {"app_state": "outdated"}),
    ("setup", "unsupported", ["update_os"], {"os_state": "old_upgradable"}),
    ("setup", "reload_loop", ["restart_phone", "reinstall_app"], {}),
]


def recovered_by(goal, error, repairs, facts):
    """Return whether the session ended well, and which of the repairs were asked for."""
    phone = StuckPhone(goal, "app", error, obstacles={error: repairs}, facts=facts)
    end = phone.session()[-1]
    return end["outcome"] == "recovered", set(repairs) & set(phone.acts())


@pytest.mark.row("DOC-07")
@pytest.mark.parametrize("case", FIRST, ids=lambda case: f"{case[1]}-{case[2][0]}")
def test_refused_credentials_and_endless_reloads_are_cured_by_the_tables_remedy(case):
    recovered, asked = recovered_by(*case)

    assert recovered
    assert asked


@pytest.mark.row("DOC-07")
def test_a_grey_button_after_a_new_password_waits_for_the_sync():
    phone = StuckPhone(
        "setup", "app", "button_grey", obstacles={"button_grey": []}, facts={"password_changed": "under_15min"}
    )

    phone.session()

    assert sum(step.get("minutes", 0.0) for step in phone.steps if step["do"] == "wait") > 0


@pytest.mark.row("DOC-14")
@pytest.mark.parametrize("case", SECOND, ids=lambda case: case[1])
def test_a_refused_code_leads_to_the_clock_and_a_white_page_to_the_vpn(case):
    recovered, asked = recovered_by(*case)

    assert recovered
    assert asked


@pytest.mark.row("DOC-14")
def test_a_text_that_does_not_come_leads_to_the_filter():
    phone = StuckPhone(
        "login", "sms", "sms_missing", obstacles={"sms_missing": ["filter_weak"]}, facts={"filter_level": "strong"}
    )

    end = phone.session()[-1]

    assert "filter_weak" in phone.acts()
    assert end["causes"][0] == "sms_filter"


@pytest.mark.row("DOC-26")
@pytest.mark.parametrize("case", THIRD, ids=lambda case: f"{case[1]}-{case[2][0]}")
def test_old_versions_and_mismatched_libraries_are_cured_by_the_tables_remedy(case):
    recovered, asked = recovered_by(*case)

    assert recovered
    assert asked
