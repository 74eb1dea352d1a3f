"""Gaps of sentences: figures with their units in both languages, menu paths, and a gap that nothing fills."""

from datetime import date

import pytest

from kagimori.core.policy import Figure
from kagimori.core.text import Text
from kagimori.knowledge.filling import fill, in_words

WRITTEN = [
    (3, "minute", "3分", "3 minutes"),
    (1, "minute", "1分", "1 minute"),
    (24, "hour", "24時間", "24 hours"),
    (30, "day", "30日", "30 days"),
    (1, "gigabyte", "1GB", "1 GB"),
    (0.9, "share", "90%", "90 %"),
    (1.6, "ratio", "1.6", "1.6"),
    (5, "count", "5", "5"),
]


def figure(value, unit):
    return Figure("a.figure", value, unit, None, "ours", "unverified", "a test", date(2026, 11, 25))


@pytest.mark.parametrize(("value", "unit", "ja", "en"), WRITTEN)
def test_a_figure_is_written_with_its_unit(value, unit, ja, en):
    assert in_words(figure(value, unit), "ja") == ja
    assert in_words(figure(value, unit), "en") == en


def test_gaps_are_filled_in_both_languages():
    text = Text("{a.figure}待って{menu}を開く", "wait {a.figure}, open {menu}")

    assert fill(text, {"a.figure": figure(3, "minute")}, Text("設定", "Settings")) == (
        "3分待って設定を開く",
        "wait 3 minutes, open Settings",
    )


def test_a_gap_that_nothing_fills_is_named():
    with pytest.raises(KeyError, match=r"menu"):
        fill(Text("{menu}", "{menu}"), {})
