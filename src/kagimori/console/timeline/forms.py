"""By what a reader narrows the timeline."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kagimori.console.look.fields import DayInput
from kagimori.console.timeline.names import found
from kagimori.console.timeline.page import language
from kagimori.console.timeline.queries import Sought
from kagimori.knowledge import load_deeds

if TYPE_CHECKING:
    from datetime import date


class FilterForm(forms.Form):
    """Kind, person, account, first and last day; all may be left empty."""

    kind = forms.ChoiceField(label=_("Kind of deed"), required=False)
    person = forms.CharField(label=_("Person"), required=False, max_length=100)
    account = forms.CharField(label=_("Instagram account"), required=False, max_length=60)
    since = forms.DateField(label=_("From (day)"), required=False, widget=DayInput())
    until = forms.DateField(label=_("To (day)"), required=False, widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every kind under its family."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds()  # type: ignore[attr-defined]  # a choice field has them
        for name in ("person", "account"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def sought(self, team: str) -> Sought:
        """Return what is looked for; what was typed wrong narrows nothing."""
        self.is_valid()
        typed: dict[str, Any] = self.cleaned_data
        person, account = typed.get("person", ""), typed.get("account", "")
        return Sought(
            kind=typed.get("kind", ""),
            people=found("person", team, person) if person else None,
            subjects=tuple(f"account:{id_}" for id_ in found("account", team, account)) if account else None,
            since=_midnight(typed.get("since")),
            before=_midnight(typed.get("until"), later=1),
        )


def kinds() -> list[tuple[str, Any]]:
    """Return the kinds to choose from, each family as a whole first."""
    book, lang = load_deeds(), language()
    groups: list[tuple[str, Any]] = [("", _("Everything"))]
    for family, words in book.families.items():
        mine = [(kind, book.label(kind, lang)) for kind in book.deeds if kind.startswith(f"{family}.")]
        if mine:
            groups.append(
                (words.to(lang), [(f"{family}.", _("All of: %(family)s") % {"family": words.to(lang)}), *mine])
            )
    return groups


def _midnight(day: date | None, *, later: int = 0) -> datetime | None:
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day, time.min) + timedelta(days=later))
