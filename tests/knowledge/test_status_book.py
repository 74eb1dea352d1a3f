"""Every state has its words, and every place says how sure it is."""

import pytest

from kagimori.core.errors import BookError
from kagimori.core.status import State
from kagimori.knowledge.policy import load_policy
from kagimori.knowledge.status import DATA, load_status, read_status


def test_every_state_has_words_and_something_to_do():
    book = load_status()

    assert set(book.meanings) == set(State)
    assert all(meaning.steps for meaning in book.meanings.values())


def test_no_gap_is_left_open():
    texts = [text for each in load_status().meanings.values() for text in (each.meaning, *each.steps)]

    assert not [text for text in texts if "{" in text.ja + text.en]


def test_a_missing_state_is_named(tmp_path):
    broken = tmp_path / "status.toml"
    broken.write_text(DATA.joinpath("status.toml").read_text().split("[unknown]")[0])

    with pytest.raises(BookError) as fault:
        read_status(broken, DATA / "status_places.toml", load_policy())

    assert fault.value.fields["id"] == "unknown"
