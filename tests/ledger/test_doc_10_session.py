"""DOC-10, DOC-13, DOC-15, DOC-17, DOC-18, DOC-28: what the answers lead to, shown by whole sessions."""

import pytest
from tests.fakes.command import answer
from tests.fakes.stuck_phone import StuckPhone

from kagimori.knowledge import load_book, load_policy


def minutes_between(phone, first, then):
    """Return the minutes from the end of one step to the beginning of another, by the book's lengths."""
    clock, ended = 0.0, None
    for step in phone.steps:
        if step.get("id") == then and ended is not None:
            return clock - ended
        thing = {**load_book("trial").actions, **load_book("trial").observations}.get(step.get("id"))
        clock += thing.minutes if thing else step.get("minutes", 0.0)
        if step.get("id") == first:
            ended = clock
    return None


@pytest.mark.row("DOC-10")
def test_after_the_filter_the_resend_waits_its_minutes():
    phone = StuckPhone(
        "login", "sms", "sms_missing", obstacles={"sms_missing": ["filter_weak"]}, facts={"filter_level": "strong"}
    )

    end = phone.session()[-1]

    assert end["outcome"] == "recovered"
    assert minutes_between(phone, "filter_weak", "login_sms") >= load_policy()["sms.filter_effect"].minutes


@pytest.mark.row("DOC-13")
def test_barred_texts_from_abroad_are_allowed_before_a_new_sim_is_thought_of():
    phone = StuckPhone(
        "login",
        "sms",
        "sms_missing",
        obstacles={"sms_missing": ["allow_intl_sms", "voice_sim"]},
        facts={"intl_sms": "barred", "carrier_type": "mvno_data"},
    )

    end = phone.session()[-1]

    assert end["causes"][0] == "intl_sms_block"
    assert "allow_intl_sms" in phone.acts()
    assert "voice_sim" not in phone.acts()


@pytest.mark.row("DOC-15")
@pytest.mark.parametrize("error", [None, "sms_missing"])
def test_setting_up_leads_with_the_app_also_for_somebody_stuck_on_sms(error):
    phone = StuckPhone("setup", "sms", error, obstacles={"sms_missing": []} if error else {})

    phone.session()

    tries = [name for name in phone.acts() if name.startswith("setup_")]
    assert tries[0] == "setup_app"


@pytest.mark.row("DOC-17")
def test_codes_that_differ_between_devices_lead_to_the_sync():
    phone = StuckPhone(
        "login",
        "app",
        "code_invalid",
        obstacles={"code_invalid": ["authenticator_sync"]},
        facts={"multi_device_codes": "differ"},
    )

    end = phone.session()[-1]

    assert end["causes"][0] == "auth_unsynced"
    assert "authenticator_sync" in phone.acts()


@pytest.mark.row("DOC-18", part="the count of accounts per number across a team")
def test_use_another_number_puts_the_limit_first_and_the_app_avoids_it():
    phone = StuckPhone(
        "setup",
        "sms",
        "use_other_number",
        obstacles={"use_other_number": ["free_number_slot"]},
        facts={"accounts_on_number": "over_5"},
    )

    end = phone.session()[-1]

    assert end["causes"][0] == "number_limit"
    assert phone.acts()[0] == "setup_app"


@pytest.mark.row("DOC-18", part="the count of accounts per number across a team")
def test_a_number_is_freed_only_after_the_account_is_safe_without_it(tmp_path):
    told = answer("doctor", "guide", "free_number_slot", home=tmp_path)

    assert "認証アプリを登録" in told["before"][0]["ja"]
    assert told["verdict"] == "unverified"


@pytest.mark.row("DOC-28")
def test_a_refused_code_with_a_large_cache_leads_to_clearing_it():
    phone = StuckPhone(
        "login", "app", "code_invalid", obstacles={"code_invalid": ["clear_cache"]}, facts={"cache_size": "over_2GB"}
    )

    end = phone.session()[-1]

    assert end["causes"][0] == "cache_bloat"
    assert "clear_cache" in phone.acts()


@pytest.mark.row("DOC-28")
def test_the_drafts_are_saved_before_and_the_phone_restarted_after(tmp_path):
    told = answer("doctor", "guide", "clear_cache", home=tmp_path)
    steps = [step["ja"] for step in told["systems"]["android"]["steps"]]

    assert "下書き" in steps[0]
    assert any("再起動" in step for step in steps[2:])
    assert "下書き" in told["before"][0]["ja"]
    assert "再起動" in told["after"][0]["ja"]
