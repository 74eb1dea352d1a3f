"""Whatever bytes come, a reader answers with entries or with one of our refusals, and soon."""

import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.otp.files import formats, refusals
from kagimori.core.otp.files.content import Content

FIXTURES = Path(__file__).parents[3] / "vectors" / "otp_files"
EXPECTED = json.loads((FIXTURES / "expected.json").read_text(encoding="utf-8"))
NAMES = [name for name in EXPECTED if not name.endswith(".png")]
# Of lines each stands for itself, and a code of a transfer is guarded by the QR code around it.
WHOLE = [name for name in NAMES if EXPECTED[name]["format"] not in ("uris", "google") and not name.endswith(".csv")]
RAW = {name: (FIXTURES / name).read_bytes() for name in NAMES}
JSON = {name: json.loads(raw) for name, raw in RAW.items() if raw[:1] in (b"{", b"[")}
IDS = [known.ID for known in formats.FORMATS]


def read(raw, opening, forced=None):
    content = Content(raw)
    return formats.read(formats.named(forced) if forced else formats.find(content), content, opening)


@given(raw=st.binary(max_size=400), forced=st.sampled_from([None, *IDS]))
def test_random_bytes_are_refused_in_our_own_words(cheap, raw, forced):
    with suppress(refusals.FileRefused):
        read(raw, cheap, forced)


@given(text=st.text(max_size=200), forced=st.sampled_from([None, *IDS]))
def test_random_text_is_refused_in_our_own_words(cheap, text, forced):
    with suppress(refusals.FileRefused):
        read(text.encode("utf-8", "surrogatepass"), cheap, forced)


@given(name=st.sampled_from(NAMES), turned=st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 255)), max_size=6))
def test_turned_bytes_are_refused_in_our_own_words(cheap, name, turned):
    raw = bytearray(RAW[name])
    for place, by in turned:
        raw[place % len(raw)] ^= by

    with suppress(refusals.FileRefused):
        read(bytes(raw), cheap, EXPECTED[name]["format"])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def places(value, path=()):
    yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(inner, (*path, key))


def put(value, path, new):
    if not path:
        return new
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = put(value[path[0]], path[1:], new)
    return copied


@given(data=st.data(), name=st.sampled_from(sorted(JSON)), new=VALUES)
def test_a_strange_value_anywhere_is_refused_in_our_own_words(cheap, data, name, new):
    path = data.draw(st.sampled_from(sorted(places(JSON[name]), key=repr)))
    raw = json.dumps(put(JSON[name], path, new)).encode()

    with suppress(refusals.FileRefused):
        read(raw, cheap, EXPECTED[name]["format"])


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_of_a_file_that_is_cut_off_nothing_is_taken(cheap, name, share):
    raw = RAW[name][: int(len(RAW[name]) * share)]

    with pytest.raises(refusals.FileRefused):
        read(raw, cheap)


def test_cut_off_json_is_told_with_its_place(plain):
    with pytest.raises(refusals.FileBroken) as told:
        read(RAW["aegis_plain.json"][:300], plain)

    assert told.value.fields["place"].en.startswith("line ")


@pytest.mark.parametrize("opens", [b"[", b'{"a":'])
def test_deep_json_is_refused(plain, opens):
    with pytest.raises(refusals.FileBroken):
        read(opens * 1_000_000, plain)


def test_a_number_of_a_million_digits_is_refused(plain):
    raw = RAW["aegis_plain.json"].replace(b'"digits": 6', b'"digits": ' + b"9" * 1_000_000)

    with pytest.raises(refusals.FileBroken):
        read(raw, plain)


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("aegis_plain.json", ("version",), 2),
        ("aegis_plain.json", ("db", "version"), 4),
        ("2fas_v4.2fas", ("schemaVersion",), 5),
        ("2fauth.json", ("schema",), 2),
        ("ente.txt", ("version",), 2),
        ("proton.json", ("version",), 2),
        ("bitwarden_pbkdf2.json", ("kdfType",), 2),
    ],
)
def test_an_unknown_version_is_named(cheap, name, path, value):
    with pytest.raises(refusals.VersionUnknown) as told:
        read(json.dumps(put(JSON[name], path, value)).encode(), cheap)

    assert told.value.fields["found"] == value


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("aegis_sealed.json", ("header", "slots", 2, "n"), 2**40),
        ("aegis_sealed.json", ("header", "slots", 2, "r"), 2**30),
        ("aegis_sealed.json", ("header", "slots", 2, "p"), 2**20),
        ("bitwarden_pbkdf2.json", ("kdfIterations",), 10**12),
        ("bitwarden_argon2id.json", ("kdfMemory",), 2**30),
        ("bitwarden_argon2id.json", ("kdfIterations",), 10**9),
        ("bitwarden_argon2id.json", ("kdfParallelism",), 10**6),
        ("ente.txt", ("kdfParams", "memLimit"), 2**50),
        ("ente.txt", ("kdfParams", "opsLimit"), 2**40),
    ],
)
def test_a_lock_that_asks_for_all_memory_or_time_stays_closed(limits, cheap, name, path, value):
    opening = type(cheap)(cheap.password, limits)

    with pytest.raises((refusals.LockTooCostly, refusals.PasswordWrong)) as told:
        read(json.dumps(put(JSON[name], path, value)).encode(), opening)

    assert isinstance(told.value, refusals.LockTooCostly)


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_zip_bomb_is_not_unpacked(plain, limits):
    bomb = zipped({"export.data": bytes(limits.unpacked_bytes + 1)})

    assert len(bomb) < 100_000
    with pytest.raises(refusals.FileTooLarge):
        read(bomb, plain)


def test_a_zip_bomb_that_lies_about_its_size_is_not_unpacked(plain, limits):
    bomb = zipped({"export.data": bytes(limits.unpacked_bytes + 1)})
    small = bomb.replace((limits.unpacked_bytes + 1).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    with pytest.raises((refusals.FileTooLarge, refusals.FileBroken)):
        read(small, plain)


def test_a_zip_with_too_many_members_is_not_opened(plain, limits):
    with pytest.raises(refusals.FileTooLarge):
        read(zipped({"export.data": "{}"} | {str(n): "" for n in range(limits.members)}), plain)


def test_an_archive_of_something_else_is_no_export(plain):
    with pytest.raises(refusals.FileUnknown):
        read(zipped({"holiday.jpg": b"x"}), plain)


@pytest.mark.parametrize(
    "raw",
    [
        b"https://example.com/qr.png",
        b"otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ&image=https%3A%2F%2F127.0.0.1%2Fx.png",
        RAW["2fauth.json"].replace(b'"icon": null', b'"icon": "http://169.254.169.254/latest"'),
        RAW["aegis_plain.json"].replace(b'"icon": null', b'"icon": "//example.com/a.png"'),
        RAW["freeotp_plus.json"].replace(b'"label"', b'"image": "https://example.com/a.png", "label"'),
    ],
)
def test_a_link_to_a_picture_is_refused_and_named(plain, raw):
    with pytest.raises(refusals.LinkInside) as told:
        read(raw, plain)

    assert told.value.fields["place"]


def test_too_many_entries_are_refused(plain, limits):
    lines = b"otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ\n" * (limits.entries + 1)

    with pytest.raises(refusals.FileTooLarge):
        read(lines, plain)


def test_too_many_slots_are_not_tried(cheap):
    slots = JSON["aegis_sealed.json"]["header"]["slots"] * 10
    raw = json.dumps(put(JSON["aegis_sealed.json"], ("header", "slots"), slots)).encode()

    with pytest.raises(refusals.FileTooLarge):
        read(raw, cheap)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", refusals.FileUnknown),
        (b"hello, this is no export", refusals.FileUnknown),
        (b"%PDF-1.7 " + bytes(200), refusals.FileUnknown),
        (b'{"encrypted": false, "items": []}', refusals.NoKeys),
        (b'{"encrypted": true, "passwordProtected": false, "data": "x"}', refusals.LockElsewhere),
        (b'{"authenticator_tokens": [{"encrypted_seed": "x"}]}', refusals.AuthyFile),
        (b"SQLite format 3\0 oath_secret_key", refusals.MicrosoftFile),
    ],
)
def test_what_cannot_be_read_is_told_by_its_reason(plain, raw, expected):
    with pytest.raises(expected):
        read(raw, plain)


@pytest.mark.parametrize(("name", "expected"), [("/x/Authy backup.bin", "AuthyFile"), ("msauth.db", "MicrosoftFile")])
def test_a_name_helps_only_to_say_what_to_do(name, expected):
    with pytest.raises(getattr(refusals, expected)):
        formats.find(Content(b"\0"), name)
    assert formats.find(Content(RAW["aegis_plain.json"]), name).ID == "aegis"


@pytest.mark.parametrize(
    "raw",
    [
        b"otpauth://GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        b"otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ1",
        b"otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ&algorithm=GEZDGNBVGY3TQOJQ",
        b"otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ&digits=GEZDGNBVGY3TQOJQ",
        b"ai GEZDGNBVGY3TQOJQ\nben GEZDGNBVGY3TQOJQ189",
        RAW["andotp.json"].replace(b'"TOTP"', b'"GEZDGNBVGY3TQOJQ"'),
    ],
)
def test_no_refusal_repeats_what_could_be_a_key(plain, raw):
    with pytest.raises(refusals.EntryShape) as told:
        read(raw, plain)

    assert "GEZD" not in str(told.value).upper()


@pytest.mark.parametrize("raw", [b'{"version": 1, "version": 2}', b'[{"secret": "A", "label": "x", "secret": "B"}]'])
def test_a_name_that_stands_twice_is_refused(plain, raw):
    with pytest.raises(refusals.FileBroken) as told:
        read(raw, plain)

    assert told.value.fields["place"].en == "a name that stands twice"


@pytest.mark.parametrize(
    "raw", [b"-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----", zipped({"Proton Pass/data.pgp": "x"})]
)
def test_what_pgp_sealed_opens_elsewhere(cheap, raw):
    with pytest.raises(refusals.LockElsewhere):
        read(raw, cheap)


@pytest.mark.slow
@pytest.mark.parametrize("name", WHOLE)
def test_a_file_cut_off_at_any_byte_is_refused(cheap, name):
    """Blanks at the end are no part of the content."""
    raw = RAW[name].rstrip() if name in JSON else RAW[name]

    for length in range(len(raw)):
        with pytest.raises(refusals.FileRefused):
            read(raw[:length], cheap)


@pytest.mark.parametrize("name", sorted(JSON))
def test_nothing_and_half_signs_in_a_file_are_refused_or_left_out(cheap, name):
    for odd in (b"\0", b"\\u0000", b"\\ud800", "\u202e".encode()):
        with suppress(refusals.FileRefused):
            for entry in read(RAW[name].replace(b"a", odd), cheap):
                assert not {"\0", "\ud800"} & set(entry.name + entry.issuer)
