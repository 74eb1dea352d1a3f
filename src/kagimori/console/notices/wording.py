"""A notice in words, in the receiver's language: what, what to do, where, and its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kagimori.console.notices import people
from kagimori.console.timeline.models import Entry
from kagimori.console.timeline.page import gaps_of
from kagimori.core.notices.message import Message
from kagimori.core.timeline.deeds import ELLIPSIS, GAP
from kagimori.knowledge import load_notices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.console.notices.models import Notice
    from kagimori.core.text import Lang, Text

TEST = "test"


def message(notice: Notice, language: str) -> Message:
    """Return the message of a notice, in `language`, or Japanese where none is wished."""
    lang: Lang = "en" if language == "en" else "ja"
    with translation.override(lang):
        kind, mark = load_notices().get(notice.kind), _("Notice %(mark)s") % {"mark": notice.mark}
        if kind is None:
            return Message(*_test_words(), mark, _page(notice), _("Open Kagimori"))
        gaps = _gaps(notice)
        button = _("I am on it") if kind.answer else _("See more")
        title, todo = (_filled(words, gaps, lang) for words in (kind.title, kind.todo))
        return Message(title, todo, mark, _page(notice), button)


def _test_words() -> tuple[str, str]:
    return _("A test from Kagimori"), _("If you can read this, notices arrive here. There is nothing to do.")


def _gaps(notice: Notice) -> dict[str, str]:
    entry = None if notice.entry is None else Entry.objects.filter(number=notice.entry).first()
    return {} if entry is None else gaps_of(entry)


def _filled(text: Text, gaps: Mapping[str, str], lang: Lang) -> str:
    return GAP.sub(lambda gap: gaps.get(gap[1]) or ELLIPSIS, text.to(lang))


def _page(notice: Notice) -> str:
    """Return the notice's page as a whole address; empty where the console has none that others could open."""
    if not settings.PUBLIC_URL:
        return ""
    return f"{settings.PUBLIC_URL}{path(notice)}"


def place(notice: Notice) -> str:
    """Return the page on which there is something to do about the notice; empty where it is only to be known."""
    kind = load_notices().get(notice.kind)
    key = people.key_of(notice.team) if notice.team else ""
    entry = None if notice.entry is None else Entry.objects.filter(number=notice.entry).first()
    ids = {"account": entry.subject.removeprefix("account:")} if entry is not None else {}
    names = {
        "status": ("status:page", {}),
        "people": ("people:list", {"team": key}),
        "account": ("accounts:account", {"team": key} | ids),
        "shared": ("vault:shared_with_me", {"team": key}),
    }
    view, given = names.get(kind.where if kind else "", ("", {}))
    try:
        return reverse(view, kwargs=given) if view else ""
    except NoReverseMatch:
        return ""


def path(notice: Notice) -> str:
    """Return where the notice is shown."""
    key = people.key_of(notice.team) if notice.team else ""
    try:
        if key:
            return reverse("notices:notice", kwargs={"team": key, "notice": notice.pk})
        return reverse("notices:of_installation", kwargs={"notice": notice.pk})
    except NoReverseMatch:
        return "/"
