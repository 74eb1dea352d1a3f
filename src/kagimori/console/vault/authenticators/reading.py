"""Reading a key out of what somebody scanned, sent or typed; a picture is looked at in memory and forgotten."""

from __future__ import annotations

import unicodedata

from kagimori.console.vault.authenticators.refusals import (
    KeyShort,
    KeySign,
    QrLink,
    QrOther,
    QrSeveral,
    QrTransfer,
)
from kagimori.core.otp.seed import Seed, make_seed
from kagimori.core.otp.uri import read_uri
from kagimori.gateways import qr
from kagimori.knowledge import load_policy

KEY_SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz234567")
SKIPPED = frozenset(" -=\t\r\n\u200b\ufeff")
# RFC 4226 section 4 asks for 128 bits at least; keys of 80 bits are about all the same.
FEWEST_SIGNS = 16


def from_picture(picture: bytes, name: str = "") -> Seed:
    """Return the key of the one authenticator code in a picture.

    Raises PictureUnreadable, PictureTooLarge and PictureWithoutCode with the file's `name`, QrSeveral, and what
    `from_code` raises.
    """
    try:
        found = qr.texts(picture, most_pixels=load_policy()["otp.file_pixels"].count)
    except (qr.PictureUnreadable, qr.PictureTooLarge, qr.PictureWithoutCode) as error:
        raise type(error)(**{"file": name, **error.fields}) from None
    keys = sorted({text for text in found if _is(text, "otpauth:")})
    if len(keys) > 1:
        raise QrSeveral(found=len(keys))
    return from_code(keys[0] if keys else found[0])


def from_code(text: str) -> Seed:
    """Return the key that a QR code holds.  Raises QrTransfer, QrLink, QrOther for codes of another kind, SeedShape."""
    if _is(text, "otpauth:"):
        return read_uri(text)
    if _is(text, "otpauth-migration:"):
        raise QrTransfer
    raise QrLink if _is(text, "http:", "https:", "instagram:") else QrOther


def from_text(text: str) -> Seed:
    """Return the key that was typed or pasted, in whatever case and with blanks; an otpauth address as well.

    Raises KeySign with the place and sign that no key has, KeyShort, and what `from_code` raises.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if "://" in plain:
        return from_code(plain)
    wrong = next(((place, sign) for place, sign in enumerate(plain, start=1) if sign not in KEY_SIGNS | SKIPPED), None)
    if wrong is not None:
        raise KeySign(place=wrong[0], sign=wrong[1])
    signs = "".join(sign for sign in plain if sign in KEY_SIGNS)
    if len(signs) < FEWEST_SIGNS:
        raise KeyShort(found=len(signs), fewest=FEWEST_SIGNS)
    return make_seed(signs)


def _is(text: str, *schemes: str) -> bool:
    return text.strip().lower().startswith(schemes)
