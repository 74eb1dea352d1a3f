"""What templates ask of the look: icons, minutes in words, instants as people write them.

Nothing here decides anything; it spells values that a view has worked out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kagimori.console.look import spelling

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return the picture called `name` from the sheet of icons; it says nothing that the words beside it do not."""
    return format_html(
        '<svg aria-hidden="true" viewBox="0 0 24 24"><use href="{}#{}"/></svg>', static("look/icons.svg"), name
    )


@register.filter
def minutes(value: float) -> str:
    """Return an estimate in words: whole minutes, one at least, or hours and days where that reads better."""
    return spelling.span(max(value, 1) * spelling.MINUTE)


@register.filter
def moment(at: datetime) -> str:
    """Return the instant in the reader's zone: the hour today, else with its day; always with the zone's name."""
    here = timezone.localtime(at)
    hour = f"{here:%H:%M} {here:%Z}"
    if here.date() == timezone.localdate():
        return hour
    return f"{date_format(here, _('D j M'))} {hour}"


@register.filter
def hour(at: datetime) -> str:
    """Return the hour and minute in the reader's zone."""
    return f"{timezone.localtime(at):%H:%M}"


@register.filter
def day(at: datetime) -> str:
    """Return the day in the reader's zone."""
    return date_format(timezone.localtime(at), _("j M Y"))
