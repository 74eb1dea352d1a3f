"""otpauth URIs, read and written.

Source: Key-Uri-Format of the Google Authenticator wiki, as the apps follow it.  `totp` and `hotp` are read whole; Steam
entries are known as a kind of their own, for their codes are letters.  A URI holds the key, so it goes out as a Secret.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from kagimori.core.errors import SeedShape
from kagimori.core.otp.seed import (
    USUAL_DIGITS,
    USUAL_PERIOD_S,
    Seed,
    check_algorithm,
    check_digits,
    check_period,
    decode_key,
    encode_key,
    make_seed,
)
from kagimori.core.secret import Secret

if TYPE_CHECKING:
    from kagimori.core.otp.seed import Kind

LONGEST_URI_SIGNS = 4096
# So many digits fit the eight bytes of a counter.
LONGEST_NUMBER = 18
_KINDS: dict[str, Kind] = {"totp": "totp", "hotp": "hotp", "steam": "steam"}


def read_entry(text: str) -> Seed:
    """Return the seed of an otpauth URI, or of a bare key of the usual shape; raises SeedShape."""
    return read_uri(text) if ":" in text or not text.strip() else make_seed(text)


def read_uri(text: str) -> Seed:
    """Return the seed that an otpauth URI describes; blanks around it do not matter.

    The issuer parameter wins over the one in the label.  Raises SeedShape naming the part that is wrong.
    """
    text = text.strip()
    if len(text) > LONGEST_URI_SIGNS or not text.isprintable():
        raise SeedShape(field="uri", found=f"{len(text)}", expected="otpauth://…")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise SeedShape(field="uri", found="?", expected="otpauth://…") from None
    if parts.scheme != "otpauth":
        # A key with a colon in it would look like a scheme: only those that cannot be one are shown.
        found = parts.scheme if parts.scheme in ("http", "https", "steam", "otpauth-migration") else "?"
        raise SeedShape(field="scheme", found=found, expected="otpauth")
    parameters = _parameters(parts.query)
    issuer, account = _label(parts.path)
    return Seed(
        Secret(decode_key(parameters.get("secret", ""))),
        check_digits(_number(parameters, "digits", USUAL_DIGITS)),
        check_period(_number(parameters, "period", USUAL_PERIOD_S)),
        check_algorithm(parameters.get("algorithm", "SHA1")),
        _kind(parts.netloc, parameters),
        _counter(parts.netloc, parameters),
        parameters.get("issuer", issuer).strip(),
        account,
    )


def _parameters(query: str) -> dict[str, str]:
    """Return the parameters by lower-case name; one that stands twice could mean either, so it is refused."""
    parameters: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name.lower() in parameters:
            raise SeedShape(field=name.lower()[:20], found="2", expected="1")
        parameters[name.lower()] = value
    return parameters


def _kind(host: str, parameters: dict[str, str]) -> Kind:
    kind = _KINDS.get(host.lower())
    if kind is None:
        raise SeedShape(field="type", found=host[:20], expected="totp hotp")
    return "steam" if parameters.get("encoder", "").lower() == "steam" else kind


def _counter(host: str, parameters: dict[str, str]) -> int:
    if host.lower() != "hotp":
        return 0
    if "counter" not in parameters:
        raise SeedShape(field="counter", found="-", expected="0 …")
    return _number(parameters, "counter", 0)


def _number(parameters: dict[str, str], name: str, usual: int) -> int:
    text = parameters.get(name, str(usual))
    # int() alone would take signs, blanks and underscores too.
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise SeedShape(field=name, found=text[:20], expected="0-9")
    return int(text)


def _label(path: str) -> tuple[str, str]:
    """Return issuer and account from `/Issuer:account`; without a colon all of it is the account."""
    label = unquote(path.removeprefix("/"))
    issuer, colon, account = label.partition(":")
    return (issuer.strip(), account.strip()) if colon else ("", label.strip())


def write_uri(seed: Seed) -> Secret:
    """Return the seed as an otpauth URI with everything said, for apps differ in their defaults."""
    label = (
        quote(seed.account, safe="@") if not seed.issuer else f"{quote(seed.issuer)}:{quote(seed.account, safe='@')}"
    )
    said = [f"secret={encode_key(seed.key).reveal().decode()}"]
    if seed.issuer:
        said.append(f"issuer={quote(seed.issuer)}")
    said += [f"algorithm={seed.algorithm.upper()}", f"digits={seed.digits}"]
    said.append(f"counter={seed.counter}" if seed.kind == "hotp" else f"period={seed.period_s}")
    if seed.kind == "steam":
        said.append("encoder=steam")
    host = "hotp" if seed.kind == "hotp" else "totp"
    return Secret(f"otpauth://{host}/{label}?{'&'.join(said)}".encode())
