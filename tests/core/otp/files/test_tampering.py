"""A sealed file with one byte turned is refused, though the password is right and the content still reads."""

import base64
import io
import json
import struct
import zipfile
from pathlib import Path

import pytest

from kagimori.core.otp.files import formats, refusals
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.opening import Opening
from kagimori.core.secret import Secret

FIXTURES = Path(__file__).parents[3] / "vectors" / "otp_files"
LOCAL_HEADER_BYTES = 30


@pytest.fixture
def opened(limits):
    password = json.loads((FIXTURES / "expected.json").read_text(encoding="utf-8"))["raivo.zip"]["password"]
    return Opening(Secret(password.encode()), limits)


def read(raw, opening):
    content = Content(raw)
    return formats.read(formats.find(content), content, opening)


def test_a_turned_byte_of_an_aes_archive_is_refused(opened):
    raw = bytearray((FIXTURES / "raivo.zip").read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(raw))) as archive:
        member = archive.infolist()[0]
    name, extra = struct.unpack_from("<HH", raw, member.header_offset + LOCAL_HEADER_BYTES - 4)
    end = member.header_offset + LOCAL_HEADER_BYTES + name + extra + member.compress_size
    assert read(bytes(raw), opened)

    raw[end - 1] ^= 1  # the last byte of the check itself: the content behind it is untouched

    with pytest.raises(refusals.FileRefused):
        read(bytes(raw), opened)


def test_a_turned_byte_of_a_bitwarden_export_is_refused(opened):
    export = json.loads((FIXTURES / "bitwarden_pbkdf2.json").read_text(encoding="utf-8"))
    kind, _, rest = export["data"].partition(".")
    start, sealed, mac = rest.split("|")
    turned = bytearray(base64.b64decode(start))
    turned[4] ^= 1  # changes one letter of the first key and nothing else
    assert read(json.dumps(export).encode(), opened)

    export["data"] = f"{kind}.{base64.b64encode(turned).decode()}|{sealed}|{mac}"

    with pytest.raises(refusals.FileRefused):
        read(json.dumps(export).encode(), opened)
