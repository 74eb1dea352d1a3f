"""Which role over an account somebody gets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kagimori.console.look.fields import DayInput
from kagimori.console.people import words
from kagimori.core.people.roles import ARTICLE_ROLES
from kagimori.knowledge import load_rights

if TYPE_CHECKING:
    from datetime import date


def roles() -> list[tuple[str, str]]:
    """Return the roles that are given over an account."""
    return [choice for choice in words.roles() if choice[0] in ARTICLE_ROLES]


def tasks() -> list[tuple[str, str]]:
    """Return the tasks that can be given one by one."""
    table = load_rights()
    return [(right.id, right.words.to(words.lang())) for right in table.rights.values() if right.task]


class GrantForm(forms.Form):
    """A role over one account; tasks count only where the access is limited to them."""

    role = forms.ChoiceField(label=_("Role"), choices=roles, widget=forms.RadioSelect)
    access = forms.ChoiceField(label=_("Access"), choices=words.accesses, widget=forms.RadioSelect, initial="full")
    tasks = forms.MultipleChoiceField(
        label=_("Tasks"),
        choices=tasks,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For limited access. Choose what is needed, and no more."),
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("After this day everything ends by itself. Set one for everybody from outside."),
        widget=DayInput(autocomplete="off"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Know which days are past."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["ends_on"].widget.attrs["min"] = today.isoformat()

    def clean(self) -> dict[str, Any]:
        """Return what was typed; limited access needs a task that the role holds, a last day must not be over."""
        typed = self.cleaned_data
        held = load_rights().of(typed["role"]) if "role" in typed else frozenset()
        if typed.get("access") == "limited":
            if typed.get("role") == "owner":
                self.add_error("access", _("An owner has full access."))
            elif not typed.get("tasks"):
                self.add_error("tasks", _("Choose at least one task."))
            elif not set(typed["tasks"]) <= held:
                self.add_error("tasks", _("This role does not hold every task that is chosen."))
        if typed.get("ends_on") and typed["ends_on"] < self.today:
            self.add_error("ends_on", _("This day is over."))
        return typed
