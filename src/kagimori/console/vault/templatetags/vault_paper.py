"""For pages that are printed: the place where a value will be put in afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

if TYPE_CHECKING:
    from collections.abc import Mapping

register = template.Library()


@register.simple_tag
def slot(slots: Mapping[str, str], name: str) -> str:
    """Return the meaningless word that stands for the value called `name`."""
    return slots[name]
