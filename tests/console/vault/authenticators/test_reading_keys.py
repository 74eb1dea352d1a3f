"""Keys are read from QR codes, pictures and typing; what is no key of Instagram's gets its own sentence."""

import io

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kagimori.console.vault.authenticators import reading, refusals
from kagimori.core.errors import KagimoriError, SeedShape
from kagimori.core.otp.seed import make_seed
from kagimori.gateways import qr

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
URI = f"otpauth://totp/Instagram:minato_coffee?secret={KEY}&issuer=Instagram"


def picture(*texts):
    """A PNG with these QR codes side by side."""
    parts = []
    for text in texts:
        held = io.BytesIO()
        segno.make(text, error="m").save(held, kind="png", scale=6)
        parts.append(Image.open(held).convert("L"))
    whole = Image.new("L", (sum(part.width for part in parts), max(part.height for part in parts)), 255)
    left = 0
    for part in parts:
        whole.paste(part, (left, 0))
        left += part.width
    held = io.BytesIO()
    whole.save(held, "PNG")
    return held.getvalue()


@pytest.mark.parametrize(
    "typed",
    [
        KEY,
        KEY.lower(),
        " ".join(KEY[place : place + 4] for place in range(0, 32, 4)),
        f"  {KEY}\n",
        KEY.translate(str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})),
        URI,
    ],
)
def test_a_typed_key_may_have_blanks_small_letters_and_full_width_signs(typed):
    assert reading.from_text(typed).key == make_seed(KEY).key


def test_a_wrong_sign_is_named_with_its_place_and_half_a_key_is_missed():
    with pytest.raises(refusals.KeySign) as wrong:
        reading.from_text("GEZD GNBV GY3T 0OJQ")
    assert wrong.value.fields == {"place": 16, "sign": "0"}
    with pytest.raises(refusals.KeyShort) as short:
        reading.from_text("GEZDGNBV")
    assert short.value.fields["found"] == 8
    with pytest.raises(refusals.KeyShort):
        reading.from_text(" ")


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("https://www.instagram.com/qr/login/abc", refusals.QrLink),
        ("otpauth-migration://offline?data=CjEK", refusals.QrTransfer),
        ("WIFI:S:office;T:WPA;P:x;;", refusals.QrOther),
        ("otpauth://totp/Instagram:minato", SeedShape),
        ("otpauth://totp/Instagram:minato?secret=0189", SeedShape),
    ],
)
def test_a_qr_code_of_another_kind_is_told_apart(text, refused):
    with pytest.raises(refused):
        reading.from_picture(picture(text))


def test_the_one_key_in_a_picture_is_found_beside_other_codes():
    seed = reading.from_picture(picture("https://example.jp/", URI))
    assert (seed.key, seed.issuer, seed.account) == (make_seed(KEY).key, "Instagram", "minato_coffee")
    with pytest.raises(refusals.QrSeveral) as several:
        reading.from_picture(picture(URI, URI.replace("minato", "harbour")))
    assert several.value.fields["found"] == 2


def test_a_picture_without_a_code_is_refused_by_its_name():
    held = io.BytesIO()
    Image.new("L", (300, 300), 255).save(held, "PNG")
    with pytest.raises(qr.PictureWithoutCode) as none:
        reading.from_picture(held.getvalue(), "IMG_1.png")
    assert none.value.fields["file"] == "IMG_1.png"
    with pytest.raises(qr.PictureUnreadable):
        reading.from_picture(b"GIF89a", "IMG_2.gif")


@given(st.text(max_size=200))
def test_whatever_is_typed_is_a_key_or_a_clear_refusal(text):
    try:
        assert reading.from_text(text).key.reveal()
    except KagimoriError as error:
        shown = {name: str(value) for name, value in error.fields.items() if name != "sign"}
        assert all(len(value) < 60 for value in shown.values())
