"""QR pictures: read as people send them; hostile ones are refused, and no error of a library comes out."""

import io
import random
import struct
import zlib
from contextlib import suppress

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kagimori.core.errors import BadInput
from kagimori.gateways import qr

URI = "otpauth://totp/Instagram:広報?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Instagram"
MOST = 4_000_000


def drawn(text=URI, scale=5, **colours):
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=scale, border=4, **colours)
    return out.getvalue()


def changed(picture, change, kind="PNG", **how):
    out = io.BytesIO()
    change(Image.open(io.BytesIO(picture))).save(out, kind, **how)
    return out.getvalue()


@pytest.mark.parametrize(
    "picture",
    [
        drawn(),
        drawn(dark="white", light="black"),
        drawn(light=None),
        changed(drawn(), lambda image: image.convert("RGB"), "JPEG", quality=35),
        changed(drawn(), lambda image: image.convert("RGB"), "WEBP"),
        changed(drawn(), lambda image: image.convert("L").rotate(17, expand=True, fillcolor=255)),
        changed(drawn(), lambda image: image.rotate(90)),
        changed(drawn(), lambda image: image.convert("L").point(lambda grey: 40 + grey // 4)),
    ],
    ids=["plain", "inverted", "transparent", "jpeg", "webp", "turned", "on its side", "dark"],
)
def test_a_picture_is_read_as_people_send_it(picture):
    assert qr.texts(picture, most_pixels=MOST) == [URI]


def test_every_code_in_one_picture_is_read_from_the_top():
    one, two = (Image.open(io.BytesIO(drawn(text))).convert("L") for text in ("one", "two"))
    sheet = Image.new("L", (one.width, one.height + two.height), 255)
    sheet.paste(one, (0, 0))
    sheet.paste(two, (0, one.height))

    assert qr.texts(changed(drawn(), lambda _: sheet), most_pixels=MOST) == ["one", "two"]


def test_a_picture_without_a_code_says_so():
    with pytest.raises(qr.PictureWithoutCode):
        qr.texts(changed(drawn(), lambda _: Image.new("L", (300, 300), 200)), most_pixels=MOST)


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


@pytest.mark.parametrize(("side", "found"), [(60_000, "> 4000000"), (11_000, "121000000"), (2_100, "4410000")])
def test_a_picture_that_unpacks_to_gigabytes_is_refused_by_its_size(side, found):
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")

    with pytest.raises(qr.PictureTooLarge) as told:
        qr.texts(bomb, most_pixels=MOST)

    assert told.value.fields["found"] == found


@pytest.mark.parametrize("share", [0.01, 0.3, 0.8])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_that_is_cut_off_is_refused(kind, share):
    noise = Image.frombytes("L", (200, 200), random.Random(7).randbytes(40_000))
    picture = changed(drawn(), lambda _: noise, kind)

    with pytest.raises(qr.PictureUnreadable):
        qr.texts(picture[: int(len(picture) * share)], most_pixels=MOST)


@pytest.mark.parametrize("content", [b"", b"GIF89a" + bytes(50), b"%PDF-1.7", b"<svg xmlns='x'/>", b"BM" + bytes(60)])
def test_other_kinds_are_not_opened(content):
    with pytest.raises(qr.PictureUnreadable):
        qr.texts(content, most_pixels=MOST)


@given(turned=st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 255)), min_size=1, max_size=5))
def test_turned_bytes_are_refused_in_our_own_words(turned):
    picture = bytearray(drawn())
    for place, by in turned:
        picture[8 + place % (len(picture) - 8)] ^= by

    with suppress(BadInput):
        qr.texts(bytes(picture), most_pixels=MOST)
