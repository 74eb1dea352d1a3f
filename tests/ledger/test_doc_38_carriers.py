"""DOC-38: where each carrier tells of faults."""

import pytest
from tests.fakes.command import answer


@pytest.mark.row("DOC-38", part="what the plan makes of a delay is shown by the plan")
def test_the_page_of_faults_is_linked_per_carrier_and_said_to_be_unknown_where_it_is(tmp_path):
    pages = {carrier["id"]: carrier["status"] for carrier in answer("doctor", "carrier", home=tmp_path)}

    assert all(pages[name]["url"].startswith("https://") for name in ("docomo", "au", "softbank", "rakuten", "iijmio"))
    assert all(page["url"] or page["words"]["ja"] for page in pages.values())
    assert [name for name, page in pages.items() if page["url"] is None]
