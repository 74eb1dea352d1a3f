"""The phrase knowledge: complete, consistent with the book, and loud about every fault."""

import re

import pytest

from kagimori.core.errors import BookError
from kagimori.knowledge import load_book, load_guides, load_phrases
from kagimori.knowledge.phrases import ERRORS, FOLDER, read_phrases

KINDS = {"ask", "probe", "page", "attempt", "repair", "bypass", "route"}
PHRASES = load_phrases()
STEPS = [*PHRASES.routes.steps.values(), *PHRASES.routes.dangers.values(), PHRASES.routes.opening]


@pytest.fixture
def folder(tmp_path):
    for path in FOLDER.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_every_cause_of_the_book_is_heard_in_its_layer():
    layers = {kind.id: kind.layer for kind in PHRASES.kinds}

    assert {cause.id: cause.layer for cause in load_book("real").causes.values()}.items() <= layers.items()


def test_every_first_step_is_known_to_the_book_or_has_a_guide():
    book = load_book("real")

    assert {step.kind for step in STEPS} <= KINDS
    assert {step.id for step in STEPS} <= {*book.observations, *book.actions, *load_guides()}


def test_every_cause_and_every_message_is_spoken_for_by_some_phrase():
    heard = [*PHRASES.facts, *PHRASES.joints]

    assert {cause for fact in heard for cause, weight in fact.speaks.causes.items() if weight > 0} == {
        kind.id for kind in PHRASES.kinds
    }
    assert {error for fact in heard for error in fact.speaks.errors} == ERRORS


def test_every_phrase_is_written_once_in_its_fact_and_can_be_found():
    for fact in PHRASES.facts:
        assert len(set(fact.phrases)) == len(fact.phrases), fact.id
        assert all(form.bare for phrase in fact.phrases for word in phrase.words for form in word.forms), fact.id


def test_both_languages_are_spoken_by_nearly_every_fact():
    one_sided = [fact.id for fact in PHRASES.facts if len({phrase.lang for phrase in fact.phrases}) == 1]

    assert len(one_sided) < len(PHRASES.facts) / 10


@pytest.mark.parametrize(
    ("file", "pattern", "put", "fault"),
    [
        ("codes.toml", r"\[sms_late\]", "[sms_late]\nspeaks_of = 1", "speaks_of"),
        ("codes.toml", r"carrier_delay decisive", "no_such_cause decisive", "no_such_cause"),
        ("codes.toml", r"carrier_delay decisive", "carrier_delay mightily", "mightily"),
        ("codes.toml", r"resend\*\|re-send\*", "<no_such_class>", "no_such_class"),
        ("joints.toml", r'when = "', 'when = "no_such_fact ', "no_such_fact"),
        ("device.toml", r"\[cache_said\]", "[sms_late]", "sms_late"),
        ("setup.toml", r"\A", "[", "setup.toml"),
    ],
)
def test_a_fault_is_named_by_file_id_and_field(folder, file, pattern, put, fault):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, put, text, count=1), encoding="utf-8")

    with pytest.raises(BookError) as raised:
        read_phrases(folder)

    assert fault in str(raised.value)
