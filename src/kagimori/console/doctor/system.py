"""Which system a browser runs on, and whether two-step verification is said to work there (DOC-24).

Browsers hide their version more and more: Chrome on Android says "Android 10" for every version, and Safari stopped
counting at iOS 18.  A frozen number is no number; where the version cannot be known, nothing is claimed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kagimori.core.doctor.guides import Os
    from kagimori.core.policy import Policy

Judgement = Literal["fine", "upgrade", "unknown"]
IPHONE = re.compile(r"\((?:iPhone|iPad|iPod)[^)]*? OS (\d+)[_\d]*")
ANDROID = re.compile(r"Android (\d+)(?:[.\d]*); (\w)")
TYPED = re.compile(r"(ios|ipados|android)\D{0,12}(\d{1,2})")
# The number and model that Chrome shows for every Android since 2023.
FROZEN_ANDROID = ("10", "K")


@dataclass(frozen=True, slots=True)
class System:
    """A system and its main version; None where it is hidden."""

    os: Os
    version: int | None


def of(request: HttpRequest) -> System:
    """Return the system that the browser says it runs on."""
    agent = request.headers.get("user-agent", "")
    hint = request.headers.get("sec-ch-ua-platform-version", "").strip('"').partition(".")[0]
    return read(agent, int(hint) if hint.isascii() and hint.isdigit() else None)


def read(agent: str, hint: int | None = None) -> System:
    """Return the system in a user agent; `hint` is the version that the browser tells beside it."""
    if found := IPHONE.search(agent):
        return System("ios", int(found[1]))
    if "iPhone" in agent or "iPad" in agent:
        return System("ios", None)
    if "Android" not in agent:
        return System("web", None)
    match = ANDROID.search(agent)
    frozen = match is None or (match[1], match[2]) == FROZEN_ANDROID
    return System("android", hint if frozen or match is None else int(match[1]))


def typed(text: str) -> System | None:
    """Return the system that somebody wrote down, such as "iOS 15.8", or None where there is none in it."""
    found = TYPED.search(text.lower())
    if found is None:
        return None
    return System("android" if found[1] == "android" else "ios", int(found[2]))


def judge(system: System, policy: Policy) -> Judgement:
    """Return whether this version is said to be new enough."""
    if system.os == "web" or system.version is None:
        return "unknown"
    return "fine" if system.version >= policy[f"os.{system.os}"].count else "upgrade"
