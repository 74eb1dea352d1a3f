"""DOC-38: where each carrier tells of faults."""

import pytest
from tests.fakes.command import answer
from tests.fakes.stuck_phone import StuckPhone

from kagimori.knowledge import load_book


@pytest.mark.row("DOC-38")
def test_the_page_of_faults_is_linked_per_carrier_and_said_to_be_unknown_where_it_is(tmp_path):
    pages = {carrier["id"]: carrier["status"] for carrier in answer("doctor", "carrier", home=tmp_path)}

    assert all(pages[name]["url"].startswith("https://") for name in ("docomo", "au", "softbank", "rakuten", "iijmio"))
    assert all(page["url"] or page["words"]["ja"] for page in pages.values())
    assert [name for name, page in pages.items() if page["url"] is None]


@pytest.mark.row("DOC-38")
def test_a_slow_network_leads_to_the_app_and_not_to_another_resend():
    phone = StuckPhone(
        "setup",
        "sms",
        "sms_missing",
        obstacles={"sms_missing": []},
        facts={"carrier_status": "delay", "other_sms": "do_not_arrive"},
    )

    end = phone.session()[-1]

    assert end["outcome"] == "recovered"
    assert "setup_app" in phone.acts()
    assert "setup_sms" not in phone.acts()
    assert "carrier_delay" in load_book("trial").causes
