"""Is the phone's system new enough?  A typed or pasted version, or a browser's user agent, is judged (DOC-24).

The oldest versions come from policy (`os.ios`, `os.android`), the last system of old phones from `phones`
(`knowledge.load_phones()`).  Two traps: Chrome on Android says "Android 10; K" whatever the phone runs, and an iPad
may call itself a Macintosh; both are `unknown`, never old.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kagimori.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kagimori.core.doctor.guides import Proof
    from kagimori.core.policy import Figure

PhoneOs = Literal["ios", "android"]
OsVerdict = Literal["fine", "upgrade", "cannot_upgrade", "unknown"]

# On folded text.  A user agent writes "iPhone OS 15_8", Instagram's own "Android (33/13; ...", people "iOS15.8".
_IOS = re.compile(r"(?:ios|ipados|iphone os|cpu os)\D{0,8}?(\d{1,2})((?:[._]\d{1,2}){0,2})(?!\d)")
_ANDROID_APP = re.compile(r"android \(\d{1,3}/(\d{1,2})((?:\.\d{1,2}){0,2})")
_ANDROID = re.compile(r"(?:android|アンドロイド)\D{0,8}?(\d{1,2})((?:\.\d{1,2}){0,2})(?!\d)")
_REDUCED = "android 10; k)"
_BARE = re.compile(r"^\D{0,8}(\d{1,2})((?:\.\d{1,2}){0,2})\D*$")
_NEWEST = ("最新です", "最新の状態", "最新バージョン", "up to date", "up-to-date")


@dataclass(frozen=True, slots=True)
class OldPhone:
    """A model whose last system is known: `names` in folded form, `last` the newest major version that it takes."""

    id: str
    names: tuple[str, ...]
    os: PhoneOs
    last: int
    proof: Proof


@dataclass(frozen=True, slots=True)
class SystemVersion:
    """What was read out of the text."""

    os: PhoneOs
    numbers: tuple[int, ...]

    def __str__(self) -> str:
        """Return it as people write it, such as "iOS 15.8"."""
        return f"{'iOS' if self.os == 'ios' else 'Android'} {'.'.join(map(str, self.numbers))}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`verdict` on the version that was read (None: nothing usable), and the figure it was held against.

    `upgrade` means that an update is worth looking for; `cannot_upgrade` that this phone takes none that suffices.
    """

    verdict: OsVerdict
    version: SystemVersion | None
    phone: OldPhone | None
    figure: Figure | None


def judge(
    text: str,
    policy: Mapping[str, Figure],
    phones: Iterable[OldPhone],
    *,
    os: PhoneOs | None = None,
    is_newest: bool | None = None,
) -> Judgement:
    """Judge a typed version or a user agent.

    `os` is the system where the text is a bare number; `is_newest` is what the phone's own update page says, None
    where nobody looked ("it is up to date" in the text counts as True).
    """
    folded = fold(text)
    version, phone = read_version(folded, os), _phone(folded, phones)
    system = version.os if version else phone.os if phone else None
    figure = policy[f"os.{system}"] if system else None
    newest = is_newest if is_newest is not None else any(words in folded for words in _NEWEST) or None
    return Judgement(_verdict(version, phone, figure, newest=newest), version, phone, figure)


def read_version(text: str, os: PhoneOs | None = None) -> SystemVersion | None:
    """Return the version in the text, or None where there is none that can be trusted."""
    folded = fold(text)
    if _REDUCED in folded:
        return None
    if found := _ANDROID_APP.search(folded) or _ANDROID.search(folded):
        return SystemVersion("android", _numbers(found))
    if found := _IOS.search(folded):
        return SystemVersion("ios", _numbers(found))
    if os is not None and (found := _BARE.match(folded.strip())):
        return SystemVersion(os, _numbers(found))
    return None


def _numbers(found: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(part) for part in re.split(r"[._]", found[1] + found[2]))


def _phone(folded: str, phones: Iterable[OldPhone]) -> OldPhone | None:
    fitting = [(name, phone) for phone in phones for name in phone.names if _names(folded, name)]
    return max(fitting, key=lambda pair: len(pair[0]))[1] if fitting else None


def _names(folded: str, name: str) -> bool:
    # "iphone 6" must not be found in "iphone 6s" or "iphone 16".
    return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", folded) is not None


def _verdict(
    version: SystemVersion | None, phone: OldPhone | None, figure: Figure | None, *, newest: bool | None
) -> OsVerdict:
    if figure is None:
        return "unknown"
    if version is not None and version.numbers[0] >= figure.count:
        return "fine"
    if phone is not None and phone.last < figure.count:
        return "cannot_upgrade"
    if version is None:
        return "unknown"
    return "cannot_upgrade" if newest else "upgrade"
