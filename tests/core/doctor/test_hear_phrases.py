"""Phrases: gaps, alternatives, edges of words and denials."""

import pytest

from kagimori.core.doctor.hear_phrases import Denial, Search, read_phrase
from kagimori.core.doctor.hear_text import normalise

CLASSES = {"phone": ("phone", "iphone*")}
DENIALS = {
    "en": Denial(signs=("not", "n't"), fillers=("been", "a"), after=("is off",)),
    "ja": Denial(signs=("ない", "ません"), fillers=("て", "は", "い"), after=()),
}


def finds(line, text, lang="en"):
    plain = normalise(text)
    span = Search(plain, DENIALS).first([read_phrase(line, lang, CLASSES)])
    return None if span is None else plain.quote(*span)


@pytest.mark.parametrize(
    ("line", "text", "found"),
    [
        ("new <phone>", "my new iPhone15 today", "new iPhone"),
        ("new|old <phone>", "an old phone", "old phone"),
        ("code .. wrong", "the code that I was sent is wrong", "code that I was sent is wrong"),
        ("log_in again", "log in again", "log in again"),
        ("*n't come", "it doesn't come", "n't come"),
    ],
)
def test_it_finds_words_in_order_with_gaps_between(line, text, found):
    assert finds(line, text) == found


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("new <phone>", "a renewed phone"),
        ("new <phone>", "new, as I said, and a shiny phone"),
        ("code .. wrong", "here is the code. That was wrong"),
        ("new +phone", "new phone"),
        ("wrong code", "the code is wrong"),
    ],
)
def test_it_finds_nothing_across_edges_gaps_and_sentences(line, text):
    assert finds(line, text) is None


@pytest.mark.parametrize(
    ("line", "text", "lang"),
    [
        ("~hacked", "I have not been hacked", "en"),
        ("~hacked", "I wasn't hacked", "en"),
        ("~vpn", "vpn is off", "en"),
        ("~my .. disabled", "my account isn't disabled", "en"),
        ("~乗っ取られ", "乗っ取られてはいない", "ja"),
        ("~凍結され", "凍結されてません", "ja"),
    ],
)
def test_what_is_denied_does_not_count(line, text, lang):
    assert finds(line, text, lang) is None


@pytest.mark.parametrize(
    ("line", "text", "lang"),
    [
        ("~hacked", "I can't get into my hacked page", "en"),
        ("~hacked", "not sure why, but I was hacked", "en"),
        ("~phone won't|doesn't start", "my phone won't start", "en"),
        ("~乗っ取られ", "乗っ取られてログインできない", "ja"),
    ],
)
def test_a_denial_of_something_else_does_not_reach_it(line, text, lang):
    assert finds(line, text, lang) is not None


def test_the_shortest_katakana_words_are_not_found_inside_others():
    assert finds("タイ", "ワンタイムの番号", "ja") is None
    assert finds("タイ", "今タイにいます", "ja") == "タイ"


def test_an_unknown_class_or_an_empty_phrase_is_refused():
    with pytest.raises(KeyError):
        read_phrase("<nothing>", "en", CLASSES)
    with pytest.raises(ValueError, match="~"):
        read_phrase("~", "en", CLASSES)
