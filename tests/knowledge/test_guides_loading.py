"""The loader of guides: what it reads, and that every fault is named by file, id and field."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.errors import BookError
from kagimori.knowledge import load_policy
from kagimori.knowledge.guides import read_guides

GOOD = """
[vpn_off]
verdict = "unverified"
source = "a test"
checked = 2026-11-25

[vpn_off.ja]
what = "あ"
why = "い"
undo = "う"
all = ["え", "お"]

[vpn_off.en]
what = "a"
why = "b"
undo = "c"
all = ["d", "e"]
"""
FAULTS = [
    ('all = ["d", "e"]', 'all = ["d"]', "en.all"),
    ('undo = "c"', "", "undo"),
    ('verdict = "unverified"', 'verdict = "surely"', "verdict"),
    ("checked = 2026-11-25", "", "checked"),
    ('source = "a test"', 'source = "a test"\nmenu = "nowhere"', "menu"),
    ('source = "a test"', 'source = "a test"\ncolour = "red"', "colour"),
    ('what = "a"', 'what = "wait {sms.nonsense}"', "what"),
    ('all = ["d", "e"]', "", "en.all"),
    ('source = "a test"', "", "source"),
    ('why = "い"', 'why = " "', "why"),
    ('source = "a test"', 'source = "a test"\nrows = ["DOC9"]', "rows"),
]


def loaded(tmp_path, text, name="do_test.toml"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_guides(tmp_path, {}, load_policy())


def refused(tmp_path, text):
    """Return the error that the loader gives, or None where it reads the text."""
    try:
        loaded(tmp_path, text)
    except BookError as fault:
        return fault
    return None


def test_a_small_record_is_read(tmp_path):
    guide = loaded(tmp_path, GOOD)["vpn_off"]

    assert guide.steps("web", "en") == ("d", "e")
    assert guide.path("ios") is None


@pytest.mark.parametrize(("good", "bad", "field"), FAULTS)
def test_a_fault_is_named_by_file_id_and_field(tmp_path, good, bad, field):
    assert good in GOOD

    with pytest.raises(BookError) as fault:
        loaded(tmp_path, GOOD.replace(good, bad, 1))

    assert fault.value.fields["file"] == "do_test.toml"
    assert fault.value.fields["id"].startswith("vpn_off")
    assert fault.value.fields["field"] == field


RECOVERY = GOOD.replace('undo = "う"', 'undo = "う"\ntitle = "か"\nwait = "き"\nway_out = "く"').replace(
    'undo = "c"', 'undo = "c"\ntitle = "f"\nwait = "g"\nway_out = "h"'
)


@pytest.mark.parametrize(
    ("line", "field"), [('wait_low = "block.shortest"', "wait_low"), ('wait_low = "no.such"', "wait_low")]
)
def test_a_wait_has_both_ends_and_known_figures(tmp_path, line, field):
    assert loaded(tmp_path, RECOVERY, "recover_test.toml")["vpn_off"].wait.low_minutes is None

    with pytest.raises(BookError) as fault:
        loaded(tmp_path, RECOVERY.replace('source = "a test"', f'source = "a test"\n{line}'), "recover_test.toml")

    assert fault.value.fields["field"] == field


@given(
    field=st.sampled_from(["what", "why", "undo", "all", "ios", "checked", "verdict", "source", "menu", "rows"]),
    value=st.one_of(
        st.integers(),
        st.booleans(),
        st.lists(st.text("ab{}.あ", max_size=3), max_size=3),
        st.text("ab{}.あ", max_size=9),
    ),
)
def test_any_value_in_any_field_is_read_or_refused_by_name(tmp_path_factory, field, value):
    head, ja, en = GOOD.strip().split("\n\n")
    part = head if field in ("checked", "verdict", "source", "menu", "rows") else ja
    kept = [line for line in part.splitlines() if not line.startswith(f"{field} =")]
    changed = "\n".join([*kept, f"{field} = {json.dumps(value, ensure_ascii=False)}"])
    text = "\n\n".join(changed if block is part else block for block in (head, ja, en))

    fault = refused(tmp_path_factory.mktemp("guides"), text)

    assert fault is None or (fault.fields["file"] == "do_test.toml" and fault.fields["problem"])


def test_an_id_is_used_once(tmp_path):
    loaded(tmp_path, GOOD)

    with pytest.raises(BookError):
        loaded(tmp_path, GOOD, "do_again.toml")


def test_a_file_that_is_no_toml_is_named(tmp_path):
    with pytest.raises(BookError) as fault:
        loaded(tmp_path, "[vpn_off")

    assert fault.value.fields["file"] == "do_test.toml"
