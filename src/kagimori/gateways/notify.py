"""Sending a message to an address: Slack and Chatwork by our own senders, everything else through apprise.

Addresses carry tokens: they come in as a Secret and are in no log and no outcome.  Only services of the table are let
through, and only the options named there: some of apprise's services run commands or read files on this machine.
"""

from __future__ import annotations

import logging
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from kagimori.core.errors import BadInput
from kagimori.core.notices.message import Outcome
from kagimori.gateways import chatwork, slack
from kagimori.gateways.outward import outward

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kagimori.core.notices.message import Message
    from kagimori.core.secret import Secret

# apprise's scheme -> what we call the service.
SCHEMES = {
    "line": "line",
    "twilio": "sms",
    "vonage": "sms",
    "mailto": "mail",
    "mailtos": "mail",
    "workflows": "teams",
    "workflow": "teams",
    "discord": "discord",
    "gchat": "google_chat",
    "tgram": "telegram",
    "wxteams": "webex",
    "mmosts": "mattermost",
    "ntfys": "ntfy",
    "pover": "pushover",
    "json": "other",
    "jsons": "other",
}
# Native addresses that apprise reads as well.
NATIVE = {
    "discord.com": "discord",
    "chat.googleapis.com": "google_chat",
    "logic.azure.com": "teams",
    "api.powerplatform.com": "teams",
}
OPTIONS = frozenset({"to", "from", "name", "smtp", "mode", "format", "method", "key", "token", "threadkey", "sp", "sv"})
OPTIONS_NATIVE = frozenset({"api-version", "sp", "sv", "sig", "key", "token"})
# The attribute in which each of apprise's senders keeps its service's address, for stand-ins.
BASES = {"line": "notify_url", "sms": "notify_sms_url"}
ERROR = re.compile(r"error=(\d+)")
FOR_GOOD = frozenset({400, 401, 403, 404, 410})
OWN_ERRORS = 10000  # Twilio puts its own five digits in place of HTTP's three


class AddressUnusable(BadInput):
    """This is no address of a service that we send to."""

    code = "notices.address_unusable"


@dataclass(frozen=True, slots=True)
class Ways:
    """Whether stand-ins on this machine may answer, and which of them stands in for which service."""

    loopback_allowed: bool = False
    standins: Mapping[str, str] = field(default_factory=dict)


def service_of(address: str, ways: Ways) -> str:
    """Return which service the address belongs to.  Raises AddressUnusable."""
    if slack.is_hook(address) or _stands_in(address, "slack", ways):
        return "slack"
    if chatwork.is_address(address):
        return "chatwork"
    try:
        parts = urlsplit(address)
        options = {name.lower() for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
    except ValueError:
        raise AddressUnusable from None
    native = next((name for host, name in NATIVE.items() if _ends_in(parts.hostname or "", host)), None)
    if parts.scheme == "https" and native and options <= OPTIONS_NATIVE:
        return native
    if parts.scheme not in SCHEMES or not options <= OPTIONS or _plugin(address) is None:
        raise AddressUnusable
    return SCHEMES[parts.scheme]


def send(address: Secret, message: Message, ways: Ways) -> Outcome:
    """Return what became of the message.  Raises AddressUnusable where the address belongs to no service."""
    url = address.reveal().decode()
    service = service_of(url, ways)
    if service == "slack":
        return slack.send(url, message, loopback_allowed=ways.loopback_allowed)
    if service == "chatwork":
        base = ways.standins.get("chatwork", chatwork.BASE) if ways.loopback_allowed else chatwork.BASE
        return chatwork.send(url, message, loopback_allowed=ways.loopback_allowed, base=base)
    return _by_apprise(url, service, message, ways)


def _by_apprise(url: str, service: str, message: Message, ways: Ways) -> Outcome:
    plugin = _plugin(url)
    if plugin is None:
        raise AddressUnusable
    if ways.loopback_allowed and service in BASES and service in ways.standins:
        setattr(plugin, BASES[service], ways.standins[service])
    with _heard() as lines, outward(loopback_allowed=ways.loopback_allowed):
        try:
            arrived = bool(plugin.notify(body=message.body, title=message.title))
        except Exception as problem:  # noqa: BLE001  # 170 services raise what they like; its text may hold a token
            return Outcome("unsure", type(problem).__name__.lower())
    return Outcome("sent") if arrived else _judged(lines)


def _judged(lines: list[str]) -> Outcome:
    """Return what apprise's own lines tell of a failure; only numbers leave this function."""
    codes = [int(code) for line in lines for code in ERROR.findall(line)]
    if any(code in FOR_GOOD or code >= OWN_ERRORS for code in codes):
        return Outcome("refused", f"http_{codes[0]}")
    if codes:
        return Outcome("failed", "too_many" if codes[0] == 429 else f"http_{codes[0]}")  # noqa: PLR2004  # HTTP's own
    return Outcome("unsure", "no_answer")


def _plugin(url: str) -> Any:
    # A fifth of a second of imports that only a sender pays.
    from apprise import Apprise, AppriseAsset, PersistentStoreMode

    asset = AppriseAsset(app_id="Kagimori", app_desc="Kagimori", app_url="", storage_mode=PersistentStoreMode.MEMORY)
    with _heard():
        return Apprise.instantiate(url, asset=asset)


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Catch this thread's lines of apprise, and keep them out of our log: they name phone numbers and addresses."""
    lines: list[str] = []
    ours = _Ear(lines)
    log = logging.getLogger("apprise")
    log.propagate = False
    log.addHandler(ours)
    try:
        yield lines
    finally:
        log.removeHandler(ours)


class _Ear(logging.Handler):
    """Hears the lines of one thread."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._lines, self._thread = lines, threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self._lines.append(record.getMessage())


def _stands_in(address: str, service: str, ways: Ways) -> bool:
    base = ways.standins.get(service, "")
    return bool(ways.loopback_allowed and base and address.startswith(base))


def _ends_in(host: str, name: str) -> bool:
    return host == name or host.endswith(f".{name}")
