"""Secrets that a test plants, in every form in which one could turn up again, and a search for them."""

import base64
import re
from urllib.parse import quote

FULL_WIDTH = str.maketrans("0123456789", "".join(chr(0xFF10 + digit) for digit in range(10)))
TAG = re.compile(rb"<[^>]*>")
# Shorter pieces turn up by chance.
SHORTEST = 7


def forms_of_code(code):
    """Return a backup code of eight digits as bytes, however it could have been written."""
    texts = {code, f"{code[:4]} {code[4:]}", f"{code[:4]}-{code[4:]}", code[::-1], code.translate(FULL_WIDTH)}
    return _bytes_of(texts) | _coded(code.encode()) | {code.encode("utf-16-le"), code.encode("utf-16-be")}


def forms_of_key(key):
    """Return an authenticator key, given in base32 letters, as bytes, however it could have been written."""
    raw = base64.b32decode(key + "=" * (-len(key) % 8))
    grouped = " ".join(key[start : start + 4] for start in range(0, len(key), 4))
    address = f"otpauth://totp/x?secret={key}"
    texts = {key, key.lower(), grouped, grouped.lower(), key[::-1], quote(grouped), quote(address)[-len(key) :]}
    return _bytes_of(texts) | {raw, raw[::-1]} | _coded(raw) | _coded(key.encode())


def forms_of_text(text):
    """Return a passphrase or a path as bytes, however it could have been written."""
    return _bytes_of({text, quote(text), text[::-1]}) | _coded(text.encode())


def found(forms, haystacks):
    """Return "where: form" for each form that stands in one of the named haystacks, also between the tags of a page."""
    hits = []
    for where, content in haystacks.items():
        hay = content if isinstance(content, bytes) else str(content).encode("utf-8", "surrogatepass")
        bare = re.sub(rb"\s+", b"", TAG.sub(b"", hay)) if hay.lstrip()[:1] == b"<" else b""
        hits += [f"{where}: {form!r}" for form in sorted(forms) if form in hay or form in bare]
    return hits


def _bytes_of(texts):
    return {text.encode() for text in texts}


def _coded(raw):
    """Return hex in both letters, base32, and base64 at each of the three places that a longer text can put it."""
    hexed = raw.hex()
    forms = {hexed.encode(), hexed.upper().encode(), base64.b32encode(raw).rstrip(b"=")}
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + raw).rstrip(b"=")
        # The first and the last sign hold bits of what stands beside it.
        inner = whole[-(-before * 8 // 6) :][:-1] if before else whole[:-1]
        forms |= {inner, inner.translate(bytes.maketrans(b"+/", b"-_"))}
    return {form for form in forms if len(form) >= SHORTEST}
