"""How the text of one setting becomes its value; a ValueError's message says what to write instead.

Nothing here looks at the machine: no file is opened and no name is looked up.
"""

from __future__ import annotations

import re
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import ZoneInfo

HIGHEST_PORT = 65535
WORKER_NAME = re.compile("[a-z0-9][a-z0-9-]{0,39}")


def word(text: str) -> str:
    """Return the text without blanks around it."""
    return text.strip()


def words(text: str) -> tuple[str, ...]:
    """Return what stands between commas, without blanks and empty places."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def folder(text: str) -> Path:
    """Return the folder; `~` is the home folder."""
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError:
        raise ValueError("/home/you/kagimori") from None


def worker_name(text: str) -> str:
    """Return the name, or an empty text; small letters, digits and hyphens, so that it reads well in logs."""
    if text and not WORKER_NAME.fullmatch(text):
        raise ValueError("tokyo-1")
    return text


def switch(text: str) -> bool:
    """Return True for yes and False for no; nothing else, so that a slip never opens anything."""
    if text.lower() not in ("yes", "no"):
        raise ValueError("yes / no")
    return text.lower() == "yes"


def positive(text: str) -> int:
    """Return a whole number above zero."""
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise ValueError("1, 2, 3 ...")
    return int(text)


def count_or_usual(text: str) -> int | None:
    """Return a whole number from zero on, or None where the usual one is meant."""
    if text and not (text.isascii() and text.isdigit()):
        raise ValueError("0, 1, 2, 3 ...")
    return int(text) if text else None


def port(text: str) -> int:
    """Return a port number."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= HIGHEST_PORT:
        raise ValueError(f"1 - {HIGHEST_PORT}")
    return int(text)


def time_zone(text: str) -> str:
    """Return the name of a time zone that this machine knows."""
    try:
        return ZoneInfo(text).key
    except (KeyError, ValueError, OSError):
        raise ValueError("Asia/Tokyo, Europe/Berlin, UTC ...") from None


def web_address(text: str) -> str:
    """Return an http or https address without a slash at its end."""
    parts = _split(text, "https://example.com")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError("https://example.com")
    return text.rstrip("/")


def public_url(text: str) -> str:
    """Return the console's own address, or an empty text; it has no path, since pages live at the root."""
    if not text:
        return ""
    address = web_address(text)
    if urlsplit(address).path:
        raise ValueError("https://kagimori.example.com")
    return address


def database(text: str) -> dict[str, Any] | None:
    """Return Django's description of a PostgreSQL database, or None where SQLite is meant."""
    if not text:
        return None
    hint = "postgresql://user:password@host:5432/name"
    parts = _split(text, hint)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise ValueError(hint)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "OPTIONS": dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair),
    }


def issuer(text: str) -> str:
    """Return an issuer as it is written, since its answers repeat it letter by letter; or an empty text."""
    if text:
        web_address(text)
    return text


def file(text: str) -> Path | None:
    """Return the file, or None; `~` is the home folder.  It is opened when it is needed."""
    return folder(text) if text else None


MAIL_HINT = "smtp://user:password@mail.example.com:587?tls=starttls"
# How the line to the mail server is closed, and the port that goes with it.
MAIL_PORTS = {"starttls": 587, "yes": 465, "no": 25}


def mail(text: str) -> dict[str, Any] | None:
    """Return Django's description of a mail server, or None where no mail is sent.

    `tls` is starttls, yes (closed from the first byte) or no; without it yes on port 465, else starttls.
    """
    if not text:
        return None
    parts = _split(text, MAIL_HINT)
    asked = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    tls = asked.pop("tls", "yes" if parts.port == MAIL_PORTS["yes"] else "starttls")
    if parts.scheme != "smtp" or not parts.hostname or asked or tls not in MAIL_PORTS or parts.path.strip("/"):
        raise ValueError(MAIL_HINT)
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or MAIL_PORTS[tls],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls == "starttls",
        "EMAIL_USE_SSL": tls == "yes",
    }


def mail_address(text: str) -> str:
    """Return a mail address, perhaps with a name before it, or an empty text."""
    address = parseaddr(text)[1]
    if text and ("@" not in address or any(sign in text for sign in "\r\n")):
        raise ValueError("Kagimori <kagimori@example.com>")
    return text


def _split(text: str, hint: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port  # a port that is no number shows only when asked for
    except ValueError:
        raise ValueError(hint) from None
    return parts
