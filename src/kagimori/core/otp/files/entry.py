"""What every format is read into, and the one place where its values are checked.

A format tells what it says by our names (`Told`); what it leaves out takes the usual value of its kind.  Wider than
`seed`, for exports hold what we can move but not compute: five to ten digits, Steam, Yandex, mOTP.  Figures:
RFC 4226, RFC 6238 and the habits of the apps.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any, Literal, TypedDict

from kagimori.core.errors import SeedShape
from kagimori.core.otp.files.refusals import EntryShape, LinkInside
from kagimori.core.otp.seed import LONGEST_PERIOD_S, USUAL_DIGITS, USUAL_PERIOD_S, decode_key
from kagimori.core.secret import Secret

Kind = Literal["totp", "hotp", "steam", "motp", "yandex"]
Hash = Literal["SHA1", "SHA256", "SHA512", "MD5"]

DIGITS = range(5, 11)
PERIODS = range(1, LONGEST_PERIOD_S + 1)
COUNTERS = range(2**63)
LONGEST_NUMBER_SIGNS = 19
LONGEST_NAME_SIGNS = 1000
LONGEST_KEY_BYTES = 640
LONGEST_SHOWN_SIGNS = 12

_KINDS: dict[str, Kind] = {
    "totp": "totp",
    "hotp": "hotp",
    "steam": "steam",
    "steamtotp": "steam",
    "motp": "motp",
    "yandex": "yandex",
    "yaotp": "yandex",
}
_HASHES: dict[str, Hash] = {"SHA1": "SHA1", "SHA256": "SHA256", "SHA512": "SHA512", "MD5": "MD5"}
_USUAL_DIGITS: dict[Kind, int] = {"steam": 5, "yandex": 8}
_USUAL_HASH: dict[Kind, Hash] = {"motp": "MD5", "yandex": "SHA256"}
_UNSEEN = ("Cc", "Cs", "Zl", "Zp")  # controls, halves of signs, line ends: no part of a name


@dataclass(frozen=True, slots=True)
class Entry:
    """One authenticator entry; `period_s` is None for kind "hotp", `counter` for every other.  Made by `make_entry`."""

    key: Secret
    kind: Kind = "totp"
    issuer: str = ""
    name: str = ""
    algorithm: Hash = "SHA1"
    digits: int = USUAL_DIGITS
    period_s: int | None = USUAL_PERIOD_S
    counter: int | None = None


class Told(TypedDict, total=False):
    """What a file says of an entry, unchecked; None is the same as nothing.  The key is `secret` (base32) or `key`."""

    secret: Any
    key: bytes
    type: Any
    issuer: Any
    name: Any
    algorithm: Any
    digits: Any
    period: Any
    counter: Any
    picture: Any


def make_entry(place: str, told: Told) -> Entry:
    """Return the checked entry.  Raises EntryShape naming the place and the value that is wrong, and LinkInside."""
    picture = told.get("picture")
    if isinstance(picture, str) and picture.lower().lstrip().startswith(("http:", "https:", "//")):
        raise LinkInside(place=place)
    kind = _kind(f"{place}.type", told.get("type"))
    return Entry(
        key=_key(place, told),
        kind=kind,
        issuer=clean_name(f"{place}.issuer", told.get("issuer")),
        name=clean_name(f"{place}.name", told.get("name")),
        algorithm=_hash(f"{place}.algorithm", told.get("algorithm"), kind),
        digits=_whole(f"{place}.digits", told.get("digits"), DIGITS, _USUAL_DIGITS.get(kind, USUAL_DIGITS)),
        period_s=None if kind == "hotp" else _whole(f"{place}.period", told.get("period"), PERIODS, USUAL_PERIOD_S),
        counter=_whole(f"{place}.counter", told.get("counter"), COUNTERS, 0) if kind == "hotp" else None,
    )


def _key(place: str, told: Told) -> Secret:
    key = told.get("key")
    if key is not None:
        if not 0 < len(key) <= LONGEST_KEY_BYTES:
            raise EntryShape(place=f"{place}.secret", found=len(key), expected=f"1 - {LONGEST_KEY_BYTES}")
        return Secret(key)
    secret = told.get("secret")
    if not isinstance(secret, str):
        raise EntryShape(place=f"{place}.secret", found=type(secret).__name__, expected="A-Z 2-7")
    try:
        return Secret(decode_key(secret))
    except SeedShape as wrong:
        raise EntryShape(**{**wrong.fields, "place": f"{place}.secret"}) from None


def _kind(place: str, found: Any) -> Kind:
    kind = _KINDS.get(found.strip().lower()) if isinstance(found, str) else None
    if found not in (None, "") and kind is None:
        raise EntryShape(place=place, found=shown(found), expected="totp hotp steam motp yandex")
    return kind or "totp"


def _hash(place: str, found: Any, kind: Kind) -> Hash:
    if found is None or found == "":
        return _USUAL_HASH.get(kind, "SHA1")
    plain = found.upper().replace("-", "").replace("_", "").removeprefix("HMAC") if isinstance(found, str) else ""
    if plain not in _HASHES:
        raise EntryShape(place=place, found=shown(found), expected=" ".join(_HASHES))
    return _HASHES[plain]


def _whole(place: str, found: Any, allowed: range, usual: int) -> int:
    """Return a whole number, which some formats write as a text."""
    if found is None or found == "":
        return usual
    if isinstance(found, str) and found.isascii() and found.isdigit() and len(found) <= LONGEST_NUMBER_SIGNS:
        found = int(found)
    if type(found) is not int or found not in allowed:
        raise EntryShape(place=place, found=shown(found), expected=f"{allowed.start} - {allowed.stop - 1}")
    return found


def shown(found: Any) -> str:
    """Return a wrong value so that a person knows it again; what is long could be a key in the wrong place."""
    if found is None or isinstance(found, str | int | float):
        text = ascii(found).strip("'")
        return text if len(text) <= LONGEST_SHOWN_SIGNS else "?"
    return type(found).__name__


def clean_name(place: str, found: Any) -> str:
    """Return a name without what nobody sees; nothing said is an empty name.  Raises EntryShape."""
    if found is None:
        return ""
    if not isinstance(found, str) or len(found) > LONGEST_NAME_SIGNS:
        shown = len(found) if isinstance(found, str) else type(found).__name__
        raise EntryShape(place=place, found=shown, expected=f'"…" (0 - {LONGEST_NAME_SIGNS})')
    return "".join(sign for sign in found if unicodedata.category(sign) not in _UNSEEN).strip()
