"""The carriers: the ones asked for are there, what is not known says so, and no fault goes unnamed."""

import pytest

from kagimori.core.errors import BookError
from kagimori.knowledge import load_carriers
from kagimori.knowledge.carriers import CARRIERS, read_carriers

ASKED_FOR = [
    "docomo",
    "au",
    "softbank",
    "rakuten",
    "ahamo",
    "povo",
    "linemo",
    "uq",
    "ymobile",
    "iijmio",
    "mineo",
    "biglobe",
    "nuro",
]
FAULTS = [
    ('kind = "major"', 'kind = "huge"', "docomo", "kind"),
    ("network = []", 'network = ["nobody"]', "docomo", "network"),
    ('url = "https://www.docomo.ne.jp/info/status/"', 'url = "http://x"', "docomo.status", "url"),
    ('en = "docomo"', "", "docomo", "en"),
    ('network = ["softbank"]', 'network = ["ymobile"]', "ymobile", "network"),
    ('network = ["au"]\nja = "UQ', 'network = ["povo"]\nja = "UQ', "uq", "network"),
    ('steps = ["J:COMのサポートに聞きます。"]', "steps = []", "jcom.abroad", "en.steps"),
]


@pytest.mark.parametrize("name", ASKED_FOR)
def test_the_carrier_is_in_the_list(name):
    carrier = load_carriers()[name]

    assert carrier.spam.steps
    assert carrier.abroad.steps
    assert carrier.status.words.ja


def test_what_was_not_seen_on_a_carriers_own_page_is_not_called_confirmed():
    for carrier in load_carriers().values():
        for switch in (carrier.spam, carrier.abroad):
            if switch.state == "not_known":
                assert switch.proof.verdict == "unverified"
            if switch.proof.verdict == "confirmed":
                assert switch.proof.basis == "vendor"


def test_a_brand_and_a_budget_sim_name_the_line_they_use():
    assert all(carrier.network for carrier in load_carriers().values() if carrier.kind != "major")


@pytest.mark.parametrize(("good", "bad", "record", "field"), FAULTS)
def test_a_fault_is_named_by_file_id_and_field(tmp_path, good, bad, record, field):
    text = CARRIERS.read_text(encoding="utf-8")
    assert good in text
    broken = tmp_path / "carriers.toml"
    broken.write_text(text.replace(good, bad, 1), encoding="utf-8")

    with pytest.raises(BookError) as fault:
        read_carriers(broken)

    assert (fault.value.fields["file"], fault.value.fields["id"]) == ("carriers.toml", record)
    assert fault.value.fields["field"] == field
