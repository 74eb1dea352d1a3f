"""Ready-made texts: counted, with gaps that stay visible until they are filled, and none for a secret."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.errors import BookError
from kagimori.core.text import LANGS
from kagimori.knowledge import load_drafts, load_policy
from kagimori.knowledge.drafts import DRAFTS, read_drafts


def examples(draft, lang):
    return {slot.id: slot.example.to(lang) for slot in draft.slots}


@pytest.mark.parametrize("name", [name for name, draft in load_drafts().items() if draft.family == "appeal"])
def test_an_appeal_is_english_and_keeps_to_the_length_of_policy(name):
    draft = load_drafts()[name]
    written = draft.write("ja", examples(draft, "en"))

    assert written.text.isascii()
    assert written.characters == len(written.text) <= load_policy()["appeal.characters"].count
    assert written.too_many == 0


@pytest.mark.parametrize("family", ["problem", "outage", "colleague"])
def test_other_texts_stand_in_both_languages(family):
    drafts = [draft for draft in load_drafts().values() if draft.family == family]

    assert drafts
    assert all(set(draft.bodies) == set(LANGS) for draft in drafts)


def test_a_gap_without_a_value_stays_visible_and_is_named():
    written = load_drafts()["appeal_business"].write("en", {"account": "shop", "company": " "})

    assert "@shop" in written.text
    assert "{company}" in written.text
    assert written.open_slots == ("company",)


def test_what_is_too_long_is_counted():
    written = load_drafts()["appeal_business"].write("en", {"account": "a" * 60, "company": "b" * 60})

    assert written.too_many == written.characters - load_policy()["appeal.characters"].count > 0


def test_no_text_asks_for_a_password_or_a_code():
    for draft in load_drafts().values():
        assert not {slot.id for slot in draft.slots} & {"password", "code", "secret", "mail"}


@given(st.dictionaries(st.sampled_from(["account", "company"]), st.text(max_size=40)))
def test_what_is_put_in_is_never_read_as_a_gap_again(values):
    written = load_drafts()["appeal_business"].write("en", values)

    assert written.characters == len(written.text)
    assert set(written.open_slots) <= {"account", "company"}


def test_a_gap_that_nobody_describes_is_named(tmp_path):
    broken = tmp_path / "drafts.toml"
    broken.write_text(DRAFTS.read_text(encoding="utf-8").replace("{channel}", "{chanel}", 1), encoding="utf-8")

    with pytest.raises(BookError) as fault:
        read_drafts(broken, load_policy())

    assert fault.value.fields["problem"] == "no slot chanel"
