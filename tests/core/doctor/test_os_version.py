"""Typed versions and user agents: fine, old, cannot be raised, or not known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.doctor.guides import Proof
from kagimori.core.doctor.os_version import OldPhone, judge, read_version
from kagimori.core.policy import Figure

DAY = date(2026, 11, 25)
POLICY = {
    f"os.{os}": Figure(f"os.{os}", value, "version", "DOC-24", "article", "unverified", "the article", DAY)
    for os, value in (("ios", 16), ("android", 12))
}
SEVEN = OldPhone("seven", ("iphone 7", "iphone 6s"), "ios", 15, Proof("ours", "unverified", "a test", DAY))
SIX = OldPhone("six", ("iphone 6",), "ios", 12, Proof("ours", "unverified", "a test", DAY))
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS {} like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1"
JUDGED = [
    ("iOS 17.5", "fine"),
    ("ios15.8.3", "upgrade"),
    ("iOS １６", "fine"),
    ("iPadOS 15", "upgrade"),
    ("アンドロイド11", "upgrade"),
    ("Android 12L", "fine"),
    ("Android 9、最新の状態です", "cannot_upgrade"),
    ("iOS 14 - your software is up to date", "cannot_upgrade"),
    ("iPhone 7", "cannot_upgrade"),
    ("iPhone 6s", "cannot_upgrade"),
    ("iPhone 16 iOS 18.6", "fine"),
    ("15.8", "unknown"),
    ("", "unknown"),
    ("わかりません", "unknown"),
    (SAFARI.format("17_5_1"), "fine"),
    (SAFARI.format("15_8"), "upgrade"),
    ("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126 Mobile", "fine"),
    ("Mozilla/5.0 (Linux; Android 8.1.0; SO-04J) AppleWebKit/537.36 Chrome/80 Mobile", "upgrade"),
    ("Instagram 300.0 Android (33/13; 420dpi; 1080x2400; Google)", "fine"),
]


@pytest.mark.parametrize(("text", "verdict"), JUDGED)
def test_a_version_is_judged(text, verdict):
    assert judge(text, POLICY, (SEVEN, SIX)).verdict == verdict


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36",
    ],
)
def test_a_browser_that_hides_its_system_is_not_called_old(agent):
    assert judge(agent, POLICY, ()).verdict == "unknown"


def test_what_the_update_page_says_outweighs_the_guess():
    assert judge("iOS 15", POLICY, (), is_newest=True).verdict == "cannot_upgrade"
    assert judge("iOS 15", POLICY, (), is_newest=False).verdict == "upgrade"
    assert judge("iOS 17", POLICY, (), is_newest=True).verdict == "fine"


def test_a_bare_number_needs_its_system():
    assert judge("15.8", POLICY, (), os="ios").version.numbers == (15, 8)
    assert judge("11", POLICY, (), os="android").verdict == "upgrade"


def test_a_longer_name_is_not_taken_for_a_shorter_one():
    assert judge("iPhone 6s", POLICY, (SIX, SEVEN)).phone is SEVEN
    assert judge("iPhone 16", POLICY, (SIX, SEVEN)).phone is None


def test_of_two_names_the_longer_one_counts():
    plus = OldPhone("plus", ("iphone 7 plus",), "ios", 15, SEVEN.proof)

    assert judge("my iPhone 7 Plus", POLICY, (SEVEN, plus)).phone is plus
    assert judge("myiphone 7", POLICY, (SEVEN, plus)).phone is None


def test_the_figure_with_its_verdict_travels_along():
    told = judge("Android 11", POLICY, ())

    assert told.figure is POLICY["os.android"]
    assert told.figure.verdict == "unverified"


@given(st.text(max_size=200))
def test_any_text_is_judged_without_a_fault(text):
    assert judge(text, POLICY, (SEVEN, SIX)).verdict in ("fine", "upgrade", "cannot_upgrade", "unknown")


@given(st.integers(1, 40), st.integers(0, 9))
def test_a_version_is_read_back_as_written(major, minor):
    assert read_version(f"iOS {major}.{minor}").numbers == (major, minor)
    assert read_version(SAFARI.format(f"{major}_{minor}")).numbers == (major, minor)
    assert str(read_version(f"Android {major}.{minor}")) == f"Android {major}.{minor}"
