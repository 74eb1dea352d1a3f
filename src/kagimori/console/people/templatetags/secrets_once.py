"""How a template shows a secret that a person has just asked for, and that is shown this once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

if TYPE_CHECKING:
    from kagimori.core.secret import Secret

register = template.Library()


@register.filter
def seen_once(secret: Secret) -> str:
    """Return the text; the deed that made it stands in the timeline."""
    return secret.reveal().decode()
