"""Fills the gaps of a sentence: `{sms.resend_gap}` becomes "3分" or "3 minutes", `{menu}` the menu path of the system.

So a figure stands in policy.toml alone, and a menu path in menu_paths.toml alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kagimori.core.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kagimori.core.policy import Figure
    from kagimori.core.text import Lang

GAP = re.compile(r"\{([a-z0-9_.]+)\}")
MENU = "menu"
# unit -> how it is written after a number: Japanese, English one, English many
UNITS: Mapping[str, tuple[str, str, str]] = {
    "second": ("秒", " second", " seconds"),
    "minute": ("分", " minute", " minutes"),
    "hour": ("時間", " hour", " hours"),
    "gigabyte": ("GB", " GB", " GB"),
    "day": ("日", " day", " days"),
}


def in_words(figure: Figure, lang: Lang) -> str:
    """Return the figure with its unit as a person writes it; a count comes as the bare number."""
    if figure.unit == "share":
        return f"{figure.value:.0%}" if lang == "ja" else f"{figure.value * 100:g} %"
    number = f"{figure.value:g}"
    ja, one, many = UNITS.get(figure.unit, ("", "", ""))
    if lang == "ja":
        return number + ja
    return number + (one if figure.value == 1 else many)


def fill(text: Text, figures: Mapping[str, Figure], menu: Text | None = None) -> Text:
    """Return the text with its gaps filled; raises KeyError with the name of a gap that nothing fills."""
    return Text(*(GAP.sub(_filler(lang, figures, menu), text.to(lang)) for lang in ("ja", "en")))


def _filler(lang: Lang, figures: Mapping[str, Figure], menu: Text | None) -> Callable[[re.Match[str]], str]:
    def filled(gap: re.Match[str]) -> str:
        if gap[1] == MENU and menu is not None:
            return menu.to(lang)
        return in_words(figures[gap[1]], lang)

    return filled
