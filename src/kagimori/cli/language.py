"""Which language this process speaks, decided once from its arguments and environment.

Command groups are imported after the arguments are known, so `say` may choose when a module is read.
Order: `--lang`, KAGIMORI_LANG, LC_ALL, LANG; Japanese where nothing is said.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kagimori.core.text import Lang


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Return the language asked for; anything that is not Japanese is answered in English."""
    for wish in (_from_arguments(arguments), *(environment.get(name) for name in ("KAGIMORI_LANG", "LC_ALL", "LANG"))):
        if wish:
            return "ja" if wish.lower().startswith(("ja", "c.", "posix")) or wish == "C" else "en"
    return "ja"


def _from_arguments(arguments: Sequence[str]) -> str | None:
    for here, following in zip(arguments, (*arguments[1:], ""), strict=False):
        if here == "--lang":
            return following
        if here.startswith("--lang="):
            return here.removeprefix("--lang=")
    return None


def without_wish(arguments: Sequence[str]) -> list[str]:
    """Return the arguments without `--lang`, so that it may stand anywhere and no command has to know it."""
    kept: list[str] = []
    following = False
    for argument in arguments:
        if following or argument.startswith("--lang="):
            following = False
        elif argument == "--lang":
            following = True
        else:
            kept.append(argument)
    return kept


@cache
def current() -> Lang:
    """Return the language of this process."""
    return choose(sys.argv[1:], os.environ)


def say(ja: str, en: str) -> str:
    """Return the sentence in the language of this process."""
    return ja if current() == "ja" else en
