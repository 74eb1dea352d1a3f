"""The file that opens while the console is down: written, read back, and refused where it is not right."""

import json
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kagimori.core.errors import KagimoriError
from kagimori.core.secret import Secret
from kagimori.core.vault import export as form

KEY = "otpauth://totp/Instagram:minato_coffee?secret=GEZDGNBVGY3TQOJQ&issuer=Instagram"
AT = datetime(2026, 11, 25, 3, tzinfo=UTC)

names = some.text(max_size=30).map(form.printable)
moments = some.integers(0, 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
values = some.from_regex(r"[0-9]{8}", fullmatch=True).map(lambda digits: Secret(digits.encode()))


@some.composite
def sheets(draw):
    digits = draw(some.lists(values, max_size=12, unique=True))
    size = draw(some.integers(max(1, len(digits)), 20))
    places = draw(some.permutations(range(1, size + 1)))
    codes = tuple(form.Code(place, value, draw(some.booleans())) for place, value in zip(places, digits, strict=False))
    issued = draw(some.none() | some.dates(date(2020, 1, 1), date(2100, 1, 1)))
    return form.Sheet(draw(some.integers(1, 999)), size, draw(moments), issued, codes)


handles = some.from_regex(r"[a-z0-9._]{1,30}", fullmatch=True)
accounts = some.builds(
    form.Account, handles, names, some.none() | sheets(), some.none() | some.just(Secret(KEY.encode()))
)
exports = some.builds(
    form.Export, names, moments, some.lists(accounts, max_size=5, unique_by=lambda one: one.handle).map(tuple)
)


@given(exports)
def test_what_was_written_is_read_back(export):
    assert form.read(form.write(export)) == export


def document(**changes):
    sheet = form.Sheet(
        2, 10, AT, None, (form.Code(3, Secret(b"27354618")), form.Code(4, Secret(b"90817263"), reserved=True))
    )
    told = json.loads(
        form.write(form.Export("港", AT, (form.Account("a", "A", sheet, Secret(KEY.encode())),))).reveal()
    )
    return told | changes


def read(told):
    return form.read(Secret(json.dumps(told).encode()))


def test_a_person_finds_account_place_and_code_in_the_text():
    text = form.write(read(document())).reveal().decode()

    assert '"handle": "a"' in text
    assert '"place": 3' in text
    assert '"code": "27354618"' in text
    assert "バックアップコード" in text


def test_unknown_fields_are_passed_over():
    told = document(more="x")
    told["accounts"][0]["colour"] = "red"

    assert read(told) == read(document())


@pytest.mark.parametrize("raw", [b"", b"\xff", b"[]", b"{}", b"null", b'{"format": "other"}', b"[" * 100_000])
def test_what_is_no_export_is_said_to_be_none(raw):
    with pytest.raises(form.NoExport):
        form.read(Secret(raw))


def test_a_newer_version_is_told_by_its_number():
    with pytest.raises(form.ExportNewer) as refused:
        read(document(version=2))

    assert refused.value.fields == {"version": 2}


def put(told, path, value):
    *way, last = path
    for step in way:
        told = told[step]
    told[last] = value


A = ("accounts", 0)
S = (*A, "sheet")


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("version",), "1", "version"),
        (("version",), True, "version"),
        (("team",), 3, "team"),
        (("made_at",), "yesterday", "made_at"),
        (("made_at",), "2026-11-25T03:00:00", "made_at"),
        (("accounts",), {}, "accounts"),
        (A, [], "accounts[0]"),
        ((*A, "handle"), "", "accounts[0].handle"),
        ((*A, "name"), "a\x1b[2J", "accounts[0].name"),
        ((*A, "authenticator"), "https://example.com", "accounts[0].authenticator"),
        (S, "x", "accounts[0].sheet"),
        ((*S, "generation"), 0, "accounts[0].sheet.generation"),
        ((*S, "size"), 10**9, "accounts[0].sheet.size"),
        ((*S, "size"), 3, "accounts[0].sheet.size"),
        ((*S, "issued_on"), "2026-13-01", "accounts[0].sheet.issued_on"),
        ((*S, "codes", 0, "place"), 4, "accounts[0].sheet.codes"),
        ((*S, "codes", 0, "code"), "90817263", "accounts[0].sheet.codes"),
        ((*S, "codes", 0, "code"), "27354618\n", "accounts[0].sheet.codes[0].code"),
        ((*S, "codes", 0, "code"), 27354618, "accounts[0].sheet.codes[0].code"),
    ],
)
def test_a_wrong_value_is_named_by_its_place_and_never_repeated(path, value, place):
    told = document()
    put(told, path, value)

    with pytest.raises(form.ExportBroken) as refused:
        read(told)

    assert refused.value.fields == {"place": place}


def test_an_account_stands_in_the_file_once():
    told = document()
    told["accounts"] *= 2

    with pytest.raises(form.ExportBroken):
        read(told)


json_values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(some.sampled_from([("team",), ("accounts",), A, (*A, "sheet"), (*S, "codes"), (*S, "codes", 0)]), json_values)
def test_whatever_stands_in_the_file_it_is_read_or_refused_in_our_words(path, value):
    told = document()
    put(told, path, value)

    with suppress(KagimoriError):
        read(told)
