"""Codes of one transfer in several files stand or fall together; every other file stands alone."""

import json
from pathlib import Path

import pytest

from kagimori.core.otp.files import migration
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.importing import import_file, import_transfers
from kagimori.core.otp.files.refusals import FileBroken, NoKeys, PartsMissing, VersionUnknown

FIXTURES = Path(__file__).parents[3] / "vectors" / "otp_files"
EXPECTED = json.loads((FIXTURES / "expected.json").read_text(encoding="utf-8"))
THREE = [line for line in (FIXTURES / "google_three.txt").read_text().splitlines() if line[0] != "#"]  # 3, 1, 2
ONE = (FIXTURES / "google_one.txt").read_text()
# Made of two fields only, key and name, as the oldest codes are: no version, no batch.
BARE = "otpauth-migration://offline?data=ChsKFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEgNhaTo"


@pytest.fixture
def told(plain):
    return lambda files: _told(files, plain)


def _told(files, opening):
    outcomes = list(import_transfers([(name, Content(text.encode())) for name, text in files.items()], opening))
    names = {outcome.file: [entry.name for entry in outcome.entries] for outcome in outcomes}
    return names, {outcome.file: outcome.refusal for outcome in outcomes if outcome.refusal}


def test_codes_in_three_files_come_in_their_own_order(told):
    names, refused = told({"c": THREE[0], "a": THREE[1], "b": THREE[2]})

    assert (list(names), refused) == (["a", "b", "c"], {})
    assert [name for found in names.values() for name in found] == ["ai", "広報", "chika"]


def test_a_code_given_twice_counts_once(told):
    names, refused = told({"a": "\n".join(THREE), "again": THREE[0]})

    assert (list(names), refused) == (["a"], {})


def test_a_missing_code_refuses_every_file_of_the_transfer_and_no_other(told):
    names, refused = told({"c": THREE[0], "b": THREE[2], "other": ONE})

    assert {file: type(refusal) for file, refusal in refused.items()} == {"c": PartsMissing, "b": PartsMissing}
    assert refused["c"].fields == {"missing": "1", "of": 3}
    assert names["other"] == ["ai", "広報", "chika"]


def test_a_file_with_part_of_a_broken_transfer_takes_the_rest_with_it(told):
    names, refused = told({"mixed": f"{THREE[0]}\n{ONE}"})

    assert set(refused) == set(names) == {"mixed"}


def test_one_file_alone_names_what_is_missing(plain):
    outcome = import_file("x", Content("\n".join(THREE[1:]).encode()), plain)

    assert isinstance(outcome.refusal, PartsMissing)
    assert outcome.refusal.fields == {"missing": "3", "of": 3}
    assert outcome.entries == ()


def test_what_an_old_code_leaves_out_takes_the_usual_value(plain):
    (entry,) = migration.read(Content(BARE.encode()), plain)

    assert (entry.key.reveal(), entry.kind, entry.digits) == (b"12345678901234567890", "totp", 6)
    assert (entry.issuer, entry.name) == ("ai", "")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", NoKeys),
        ("a*b", FileBroken),
        ("CgX%2F", FileBroken),
        ("EAk%3D", VersionUnknown),
        ("GAIgAg%3D%3D", FileBroken),
    ],
)
def test_what_is_no_transfer_is_refused(plain, data, expected):
    content = Content(f"otpauth-migration://offline?data={data}".encode())

    alone, (together,) = import_file("x", content, plain), import_transfers([("x", content)], plain)

    assert isinstance(alone.refusal, expected)
    assert isinstance(together.refusal, expected)


@pytest.mark.parametrize("data", ["+/+/", "-_-_", " / /"])
def test_every_spelling_of_base64_is_the_same(data):
    assert migration._payload("x", f"otpauth-migration://offline?data={data}") == b"\xfb\xff\xbf"  # noqa: SLF001
