"""Text lines: what a URI may say, how names and keys are told apart, and that what is written comes back."""

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.otp.files.entries import entries, lists

from kagimori.core.otp.files import refusals, uris
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.entry import Entry, Told, make_entry
from kagimori.core.secret import Secret

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def read(text, opening):
    return uris.read(Content(text.encode()), opening)


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        (f"otpauth://totp/Shop:ai?secret={KEY}", ("totp", "Shop", "ai", "SHA1", 6, 30, None)),
        (f"otpauth://totp/Shop%3Aai?secret={KEY}&issuer=Shop", ("totp", "Shop", "ai", "SHA1", 6, 30, None)),
        (f"otpauth://totp/Old:ai?secret={KEY}&issuer=New", ("totp", "New", "ai", "SHA1", 6, 30, None)),
        (f"otpauth://totp/ai?secret={KEY}&issuer=Shop", ("totp", "Shop", "ai", "SHA1", 6, 30, None)),
        (f"otpauth://totp?secret={KEY}", ("totp", "", "", "SHA1", 6, 30, None)),
        (f"OTPAUTH://TOTP/ai?SECRET={KEY.lower()}", ("totp", "", "ai", "SHA1", 6, 30, None)),
        (f"otpauth://totp/ai?secret={KEY}&digits=10&period=15", ("totp", "", "ai", "SHA1", 10, 15, None)),
        (f"otpauth://totp/ai?secret={KEY}&algorithm=HmacSHA512", ("totp", "", "ai", "SHA512", 6, 30, None)),
        (f"otpauth://totp/ai?secret={KEY}&algorithm=&digits=", ("totp", "", "ai", "SHA1", 6, 30, None)),
        (f"otpauth://hotp/ai?secret={KEY}&counter=7&period=30", ("hotp", "", "ai", "SHA1", 6, None, 7)),
        (f"otpauth://steam/Steam:ai?secret={KEY}", ("steam", "Steam", "ai", "SHA1", 5, 30, None)),
        (f"otpauth://totp/Steam:ai?secret={KEY}&encoder=steam", ("steam", "Steam", "ai", "SHA1", 5, 30, None)),
        (f"otpauth://totp/Steam:ai?secret={KEY}&issuer=Steam&steam", ("steam", "Steam", "ai", "SHA1", 5, 30, None)),
        (f"otpauth://totp/Shop%20#1:ai?secret={KEY}&icon=shop", ("totp", "Shop #1", "ai", "SHA1", 6, 30, None)),
        ("motp://Shop:ai?secret=e3152afee62599c8", ("motp", "Shop", "ai", "MD5", 6, 30, None)),
        (f"otpauth://yaotp/ai?secret={KEY}", ("yandex", "", "ai", "SHA256", 8, 30, None)),
    ],
)
def test_a_uri_says_this(plain, uri, expected):
    (entry,) = read(uri, plain)

    told = (entry.kind, entry.issuer, entry.name, entry.algorithm, entry.digits, entry.period_s, entry.counter)
    assert told == expected


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("otpauth://totp/a", "line 2.secret"),
        ("otpauth://totp/a?secret=1", "line 2.secret"),
        (f"otpauth://totp/a?secret={KEY}&digits=4", "line 2.digits"),
        (f"otpauth://totp/a?secret={KEY}&digits=11", "line 2.digits"),
        (f"otpauth://totp/a?secret={KEY}&period=0", "line 2.period"),
        (f"otpauth://totp/a?secret={KEY}&algorithm=SHA3", "line 2.algorithm"),
        (f"otpauth://hotp/a?secret={KEY}&counter=-1", "line 2.counter"),
        (f"otpauth://email/a?secret={KEY}", "line 2.type"),
        (f"otpauth:///a?secret={KEY}", "line 2.type"),
        (f"otpauth://totp/a?secret={KEY}&secret={KEY}", "line 2.secret"),
        ("otpauth://[/a", "line 2"),
        ("what is this", "line 2"),
    ],
)
def test_one_wrong_line_refuses_all_and_is_named(plain, line, place):
    with pytest.raises(refusals.EntryShape) as told:
        read(f"otpauth://totp/ok?secret={KEY}\n{line}", plain)

    assert told.value.fields["place"] == place
    assert KEY not in str(told.value)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (f"ai {KEY}", "ai"),
        (f"Instagram ai {KEY}", "Instagram ai"),
        (f"ai\t{KEY}", "ai"),
        (f"ai = {KEY}", "ai"),
        (f"ai,{KEY}", "ai"),
        (f"Shop:ai {KEY}", "Shop:ai"),
        (f"広報：{KEY}".replace("：", ": "), "広報"),
        ("ai: gezd gnbv gy3t qojq gezd gnbv gy3t qojq", "ai"),
        ("gezd gnbv gy3t qojq gezd gnbv gy3t qojq", ""),
        (KEY, ""),
    ],
)
def test_a_name_and_a_key_are_told_apart(plain, line, name):
    (entry,) = read(line, plain)

    assert uris.sniff(Content(line.encode()))
    assert (entry.name, entry.key.reveal()) == (name, b"12345678901234567890")


@pytest.mark.parametrize("line", ["a word of internationalization", "nothing", "key: abc", "secret 12345678"])
def test_words_are_no_keys(line):
    assert not uris.sniff(Content(line.encode()))


@given(written=lists(entries()))
def test_what_is_written_comes_back(plain, written):
    assert uris.read(Content(uris.write(written)), plain) == written


@given(
    entry=entries(st.sampled_from(["totp", "hotp"])),
    key=st.binary(min_size=14, max_size=64),
    digits=st.sampled_from([6, 7, 8]),
    period=st.integers(1, 120),
)
def test_a_peer_reads_what_is_written(entry, key, digits, period):
    """pyotp takes keys from 112 bits on, six to eight digits, at most two minutes and no colon in names."""
    names = {"issuer": entry.issuer.replace(":", ""), "name": entry.name.replace(":", "") or "ai"}
    entry = make_entry("x", {**told(entry), **names, "key": key, "digits": digits, "period": period})

    theirs = pyotp.parse_uri(uris.write([entry]).decode().strip())

    assert theirs.byte_secret() == entry.key.reveal()
    assert (theirs.digits, theirs.name, theirs.issuer or "") == (digits, entry.name, entry.issuer)
    assert theirs.digest().name == entry.algorithm.lower()
    moving = theirs.interval if entry.kind == "totp" else theirs.initial_count
    assert moving == (entry.period_s if entry.kind == "totp" else entry.counter)


def told(entry):
    return Told(
        key=entry.key.reveal(),
        type=entry.kind,
        issuer=entry.issuer,
        name=entry.name,
        algorithm=entry.algorithm,
        period=entry.period_s,
        counter=entry.counter,
    )


@pytest.mark.parametrize("kind", ["motp", "yandex"])
def test_a_kind_without_a_uri_is_not_written(kind):
    with pytest.raises(refusals.CannotHold):
        uris.write([Entry(Secret(b"x"), kind=kind)])
