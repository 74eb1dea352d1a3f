"""What templates hand to the browser about passkeys."""

from __future__ import annotations

import json
from typing import Any

from django import template

register = template.Library()


@register.filter
def as_json(options: Any) -> str:
    """Return the options as JSON, for an attribute of the page; the template escapes it."""
    return json.dumps(options, default=dict)
