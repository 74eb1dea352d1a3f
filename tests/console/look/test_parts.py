"""Spelling of times, the values of the template parts, and the files of the look."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import translation

from kagimori.console import look
from kagimori.console.look import parts, spelling
from kagimori.console.look.dial import dial

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
ROOMS = Path(look.__file__).parents[1]


@pytest.mark.parametrize(
    ("seconds", "ja", "en"),
    [
        (0.4, "1秒", "1 sec"),
        (30, "30秒", "30 sec"),
        (90, "2分", "2 min"),
        (119 * 60, "119分", "119 min"),
        (3 * 3600, "3時間", "3 hours"),
        (72 * 3600, "3日", "3 days"),
    ],
)
def test_lengths_are_said_as_people_say_them(seconds, ja, en):
    with translation.override("ja"):
        assert spelling.span(seconds) == ja
    with translation.override("en"):
        assert spelling.span(seconds) == en


def test_a_countdown_never_runs_below_nothing():
    over = parts.countdown("x", NOW - timedelta(minutes=1), NOW)

    assert over.gone_seconds == over.total_seconds


def test_a_countdown_knows_how_much_is_gone():
    half = parts.countdown("x", NOW + timedelta(minutes=5), NOW, begun=NOW - timedelta(minutes=5))

    assert (half.total_seconds, half.gone_seconds) == (600, 300)


def test_the_needle_points_up_when_right_and_stops_at_the_end():
    right, far, farther = (dial("x", offset, safe_s=5, edge_s=30) for offset in (0, 90, 4000))

    assert right.needle_x == 120
    assert (far.needle_x, far.needle_y) == (farther.needle_x, farther.needle_y)
    assert far.needle_x > 190


@pytest.mark.parametrize("colour", ["green", "yellow", "red"])
def test_one_lamp_is_lit(colour):
    light = parts.Light(colour, "word", "sentence")

    assert [light.go, light.slow, light.stop].count(" lit") == 1


def test_every_icon_that_a_template_names_is_drawn():
    drawn = set(re.findall(r'<symbol id="(\w+)"', (ROOMS / "look/static/look/icons.svg").read_text()))
    named = {name for path in ROOMS.rglob("*.html") for name in re.findall(r'{% icon "(\w+)" %}', path.read_text())}

    assert named <= drawn
    assert set(parts.ICONS.values()) <= drawn


def test_no_template_has_inline_script_or_style():
    # Written to a file by a command, to be printed: it has no stylesheet beside it.
    for path in set(ROOMS.rglob("*.html")) - {ROOMS / "keeping/templates/keeping/sheet.html"}:
        html = re.sub(r"{%.*?%}", "", path.read_text())
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)", html), path
