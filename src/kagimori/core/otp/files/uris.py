"""Text lines: otpauth URIs, or a name and a key; what Aegis, ente, Stratum and many hands write.

Source: Key-Uri-Format of the Google Authenticator wiki, as the apps follow it; `uri` reads what we can compute, this
reads all that can be moved.  Empty lines and those that begin with # are skipped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from kagimori.core.otp.files.content import lines_of
from kagimori.core.otp.files.entry import Entry, Told, make_entry
from kagimori.core.otp.files.refusals import CannotHold, EntryShape, FileTooLarge, LinkInside
from kagimori.core.otp.seed import Seed
from kagimori.core.otp.uri import write_uri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kagimori.core.otp.files.content import Content
    from kagimori.core.otp.files.opening import Opening

ID = "uris"

_SCHEMES = ("otpauth://", "motp://")
# A key of ten bytes and more; shorter words are names.
_KEY = re.compile(r"[A-Za-z2-7]{16,}")
_GROUPED_KEY = re.compile(r"(?:[A-Za-z2-7]{4}[ -]){3,}[A-Za-z2-7]{1,4}")
_BETWEEN = "\t,;=:"
LONGEST_LINE_SIGNS = 16_384
_PICTURES = ("image", "icon", "logo")


def sniff(content: Content) -> bool:
    """Return whether the first line that counts is a URI, or a name and a key."""
    if content.text is None or content.looks_like_json:
        return False
    first = next(lines_of(content), None)
    return first is not None and (_is_uri(first[1]) or _is_link(first[1]) or _name_and_key(first[1]) is not None)


def read(content: Content, opening: Opening) -> list[Entry]:
    """Return an entry for each line.  Raises EntryShape and LinkInside naming the line, and FileTooLarge."""
    lines = sum(1 for _ in lines_of(content))
    if lines > opening.limits.entries:
        raise FileTooLarge(what="entries", found=lines, most=opening.limits.entries)
    return [_entry(f"line {number}", line) for number, line in lines_of(content)]


def write(entries: Iterable[Entry]) -> bytes:
    """Return one URI a line, everything said.  Raises CannotHold."""
    return "".join(f"{uri_of(f'line {number}', entry)}\n" for number, entry in enumerate(entries, start=1)).encode()


def uri_of(place: str, entry: Entry) -> str:
    """Return the entry as a URI.  Raises CannotHold for the kinds that no URI describes."""
    kind, algorithm = entry.kind, entry.algorithm.lower()
    if kind in ("motp", "yandex") or algorithm == "md5":
        raise CannotHold(place=place, found=f"{entry.kind} {entry.algorithm}")
    seed = Seed(
        entry.key,
        entry.digits,
        entry.period_s or 0,
        algorithm,  # type: ignore[arg-type]  # md5 is out
        kind,  # type: ignore[arg-type]  # motp and yandex are out
        entry.counter or 0,
        entry.issuer,
        entry.name,
    )
    return write_uri(seed).reveal().decode()


def told_by_uri(place: str, uri: str) -> Told:
    """Return what a URI says, unchecked.  Raises EntryShape and LinkInside."""
    try:
        # Apps write # into names as it stands, so nothing after it is cut off.
        parts = urlsplit(uri.strip(), allow_fragments=False)
    except ValueError:
        raise EntryShape(place=place, found="?", expected="otpauth://…") from None
    if parts.scheme.lower() == "motp":
        return _told_by_motp(place, parts)
    if parts.scheme.lower() != "otpauth":
        raise EntryShape(place=place, found="?", expected="otpauth://…")
    said = _parameters(place, parts.query)
    issuer, name = _label(parts.path, said.get("issuer", ""))
    # Stratum marks Steam with a bare parameter, others with an encoder or a type.
    steam = said.get("encoder", "").lower() == "steam" or said.get("steam") == ""
    kind = "steam" if steam else parts.netloc or "?"
    return Told(
        secret=said.get("secret", ""),
        type=kind,
        issuer=issuer,
        name=name,
        algorithm=said.get("algorithm"),
        digits=said.get("digits"),
        period=said.get("period"),
        counter=said.get("counter"),
        picture=next((said[name] for name in _PICTURES if name in said), None),
    )


def _told_by_motp(place: str, parts: SplitResult) -> Told:
    """Return what `motp://Issuer:name?secret=HEX` says, as Aegis and Stratum write it."""
    issuer, name = _label(parts.netloc + parts.path, "")
    try:
        key = bytes.fromhex(_parameters(place, parts.query).get("secret", ""))
    except ValueError:
        raise EntryShape(place=f"{place}.secret", found="?", expected="0-9 a-f") from None
    return Told(key=key, type="motp", issuer=issuer, name=name)


def told_by_key(place: str, text: str) -> Told:
    """Return what a password manager's field says: an otpauth URI, `steam://KEY` or the bare key."""
    text = text.strip()
    if text.lower().startswith(_SCHEMES):
        return told_by_uri(place, text)
    if text.lower().startswith("steam://"):
        return Told(secret=text[len("steam://") :].rstrip("/"), type="steam")
    return Told(secret=text)


def _entry(place: str, line: str) -> Entry:
    if len(line) > LONGEST_LINE_SIGNS:
        raise EntryShape(place=place, found=len(line), expected=f"1 - {LONGEST_LINE_SIGNS}")
    if _is_uri(line):
        return make_entry(place, told_by_uri(place, line))
    if _is_link(line):
        raise LinkInside(place=place)
    found = _name_and_key(line)
    if found is None:
        raise EntryShape(place=place, found=f"{len(line)}", expected="otpauth://… / NAME A-Z2-7…")
    return make_entry(place, Told(name=found[0], secret=found[1]))


def _is_uri(line: str) -> bool:
    return line.lower().startswith(_SCHEMES)


def _is_link(line: str) -> bool:
    return line.lower().startswith(("https://", "http://"))


def _name_and_key(line: str) -> tuple[str, str] | None:
    """Return name and key; the key stands last, in groups only behind a sign that parts the two or alone."""
    if len(line) > LONGEST_LINE_SIGNS:
        return None
    plain = line.rstrip("=")
    if _is_key(plain):
        return "", plain
    parted = max(plain.rfind(sign) for sign in _BETWEEN)
    for place in (parted, plain.rfind(" ")):
        name, key = plain[: max(place, 0)].strip(), plain[place + 1 :].strip()
        if place >= 0 and _is_key(key):
            return name, key
    return None


def _is_key(text: str) -> bool:
    """Return whether it looks like a key; small letters without a digit are a long word more often."""
    whole = _GROUPED_KEY.fullmatch(text) or _KEY.fullmatch(text)
    return bool(whole) and (text.isupper() or any(sign.isdigit() for sign in text))


def _parameters(place: str, query: str) -> dict[str, str]:
    """Return the parameters by lower-case name; one that stands twice could mean either, so it is refused."""
    said: dict[str, str] = {}
    try:
        pairs = parse_qsl(query, keep_blank_values=True)
    except ValueError:
        raise EntryShape(place=place, found="?", expected="name=value&…") from None
    for name, value in pairs:
        if name.lower() in said:
            raise EntryShape(place=f"{place}.{name.lower()[:20]}", found="2", expected="1")
        said[name.lower()] = value
    return said


def _label(path: str, issuer: str) -> tuple[str, str]:
    """Return issuer and name of `/Issuer:name`; where the issuer is said elsewhere too, that one wins."""
    label = unquote(path.removeprefix("/"))
    before, colon, name = label.partition(":")
    if issuer and label.startswith(f"{issuer}:"):
        name = label[len(issuer) + 1 :]
    elif not colon:
        before, name = "", label
    elif issuer and before.strip().lower() != issuer.strip().lower():
        # A name with a colon of its own, which nobody put an issuer before.
        name = label if not before.strip() else name
    return issuer or before, name
