"""What templates ask of the look: icons, minutes in words, instants as people write them.

Nothing here decides anything; it spells values that a view has worked out.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kagimori.console.look import spelling

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return the picture called `name` from the sheet of icons; it says nothing that the words beside it do not."""
    return _drawn(name)


@lru_cache(maxsize=200)
def _drawn(name: str) -> SafeString:
    """Return the same as `icon`; a page of a hundred rows asks for hundreds, and the address is that of this start."""
    return format_html(
        '<svg aria-hidden="true" viewBox="0 0 24 24"><use href="{}#{}"/></svg>', static("look/icons.svg"), name
    )


@register.simple_block_tag
def head(content: SafeString, title: str, back: str = "", back_word: str = "") -> SafeString:
    """Return the head of a page: the way back, its title, and between the tags its main deeds."""
    way = ""
    if back:
        way = format_html('<p class="way-back"><a href="{}">{}{}</a></p>', back, icon("back"), back_word or _("Back"))
    right = format_html('<div class="row">{}</div>', content) if content.strip() else ""
    return format_html('{}<div class="head"><h1>{}</h1>{}</div>', way, title, right)


@register.simple_block_tag
def empty(content: SafeString, picture: str, title: str, sentence: str = "") -> SafeString:
    """Return what stands where a list would be: why it is empty, and between the tags the next deed."""
    return format_html(
        '<div class="empty">{}<p><strong>{}</strong></p><p>{}</p>{}</div>', icon(picture), title, sentence, content
    )


@register.simple_block_tag
def scroll(content: SafeString, label: str) -> SafeString:
    """Return a frame in which something wide moves sideways, by finger and by keyboard."""
    return format_html('<div class="scroll" role="region" tabindex="0" aria-label="{}">{}</div>', label, content)


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
def day(at: datetime | date) -> str:
    """Return the day; that of an instant in the reader's zone."""
    return date_format(timezone.localtime(at) if isinstance(at, datetime) else at, _("j M Y"))
