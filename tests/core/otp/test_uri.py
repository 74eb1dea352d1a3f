"""otpauth URIs as apps write them, and hostile ones."""

from contextlib import suppress

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.errors import SeedShape
from kagimori.core.otp.seed import ALGORITHMS, Seed
from kagimori.core.otp.uri import read_uri, write_uri
from kagimori.core.secret import Secret

KEY = "GEZDGNBVGY3TQOJQ"
names = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=":"), max_size=20).map(str.strip)
seeds = st.builds(
    Seed,
    st.binary(min_size=1, max_size=64).map(Secret),
    st.integers(6, 8),
    st.integers(1, 86_400),
    st.sampled_from(ALGORITHMS),
    st.sampled_from(["totp", "steam"]),
    st.just(0),
    names,
    names,
)


@given(seeds)
def test_what_was_written_is_read_back(seed):
    assert read_uri(write_uri(seed).reveal().decode()) == seed


@given(st.binary(min_size=10, max_size=40), st.integers(0, 10**17))
def test_a_counting_entry_keeps_its_counter(key, counter):
    seed = Seed(Secret(key), kind="hotp", counter=counter, account="ai")

    assert read_uri(write_uri(seed).reveal().decode()) == seed


def test_the_peer_reads_what_we_write():
    seed = Seed(Secret(b"12345678901234567890"), 8, 60, "sha256", issuer="Acme Co", account="ai@example.com")

    theirs = pyotp.parse_uri(write_uri(seed).reveal().decode())

    assert (theirs.issuer, theirs.name, theirs.digits, theirs.interval) == ("Acme Co", "ai@example.com", 8, 60)


def test_it_reads_label_and_shape():
    seed = read_uri(f"otpauth://totp/Instagram:ai%40example.com?secret={KEY}&digits=8&period=60&algorithm=SHA512\n")

    assert (seed.issuer, seed.account) == ("Instagram", "ai@example.com")
    assert (seed.digits, seed.period_s, seed.algorithm, seed.kind) == (8, 60, "sha512", "totp")


def test_the_usual_shape_stands_where_nothing_is_said():
    seed = read_uri(f"OTPAUTH://TOTP/ai?SECRET={KEY}")

    assert (seed.digits, seed.period_s, seed.algorithm, seed.issuer, seed.account) == (6, 30, "sha1", "", "ai")


def test_the_issuer_parameter_wins_over_the_label():
    assert read_uri(f"otpauth://totp/Old%3A%20ai?secret={KEY}&issuer=New+Name").issuer == "New Name"


@pytest.mark.parametrize("uri", [f"otpauth://steam/ai?secret={KEY}", f"otpauth://totp/ai?secret={KEY}&encoder=steam"])
def test_a_steam_entry_is_a_kind_of_its_own(uri):
    assert read_uri(uri).kind == "steam"


@pytest.mark.parametrize(
    ("uri", "field"),
    [
        ("", "scheme"),
        ("https://example.com", "scheme"),
        ("otpauth-migration://offline?data=x", "scheme"),
        (f"otpauth://other/ai?secret={KEY}", "type"),
        ("otpauth://totp/ai", "secret"),
        ("otpauth://totp/ai?secret=ABC1", "secret"),
        (f"otpauth://totp/ai?secret={KEY}&secret={KEY}", "secret"),
        (f"otpauth://totp/ai?secret={KEY}&digits=+6", "digits"),
        (f"otpauth://totp/ai?secret={KEY}&digits=10", "digits"),
        (f"otpauth://totp/ai?secret={KEY}&period=0", "period"),
        (f"otpauth://totp/ai?secret={KEY}&period=1e3", "period"),
        (f"otpauth://totp/ai?secret={KEY}&algorithm=MD5", "algorithm"),
        (f"otpauth://hotp/ai?secret={KEY}", "counter"),
        (f"otpauth://hotp/ai?secret={KEY}&counter={'9' * 5000}", "uri"),
        (f"otpauth://totp/[?secret={KEY}\x00", "uri"),
        ("otpauth://[totp/ai", "uri"),
    ],
)
def test_it_refuses_and_names_the_part(uri, field):
    with pytest.raises(SeedShape) as caught:
        read_uri(uri)

    assert caught.value.fields["field"] == field
    assert KEY not in str(caught.value)


@given(st.text(max_size=200))
def test_any_tail_is_read_or_refused(tail):
    with suppress(SeedShape):
        read_uri(f"otpauth://totp/{tail}")
