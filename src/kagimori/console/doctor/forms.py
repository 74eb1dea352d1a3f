"""What the pages accept; everything else is refused before it reaches a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kagimori.console.doctor.judging import LONGEST_TYPED
from kagimori.core.doctor.book import GOALS, METHODS
from kagimori.core.doctor.case import OUTCOMES
from kagimori.core.doctor.guides import OSES
from kagimori.knowledge import load_book, load_policy, load_sayings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kagimori.core.doctor.book import Book


class StartForm(forms.Form):
    """The first words, typed or chosen."""

    words = forms.CharField(required=False, strip=True)
    problem = forms.CharField(required=False, max_length=40)

    def clean_words(self) -> str:
        """Return the words; too long ones are refused, not cut, so that nothing is lost unseen."""
        words: str = self.cleaned_data["words"]
        if len(words.encode()) > load_policy()["web.text"].count:
            raise forms.ValidationError(_("That is too long. A few sentences are enough."))
        return words

    def clean(self) -> dict[str, Any]:
        """Return what was said; raises ValidationError where nothing was."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("words") and load_sayings().problem(said.get("problem") or "") is None and not self.errors:
            raise forms.ValidationError(_("Choose one of the problems, or write in your own words."))
        return said


class AnswerForm(forms.Form):
    """The answer to one step; `position` is where the page saw the next event going."""

    position = forms.IntegerField(min_value=1)
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in ("observe", "act", "wait")])
    step = forms.CharField(max_length=40, required=False)
    value = forms.CharField(max_length=40, required=False)
    error = forms.CharField(max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        """Return the answer; raises ValidationError where the book knows no such step or value."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not _known(load_book("real"), said):
            raise forms.ValidationError(_("This answer does not fit the step."))
        return said


class OsForm(forms.Form):
    """The system in the hand."""

    os = forms.ChoiceField(choices=[(os, os) for os in OSES])


class CheckForm(forms.Form):
    """The day of the next look."""

    on = forms.DateField()


class TakeInForm(forms.Form):
    """The account that an anonymous case is about, and the person's word that the tries are its tries."""

    account = forms.ChoiceField(label=_("Account"), widget=forms.RadioSelect)
    tries_are_right = forms.BooleanField(label=_("These tries were made on this account"))

    def __init__(self, choices: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Offer these accounts."""
        super().__init__(*args, **kwargs)
        account: Any = self.fields["account"]
        account.choices = choices


class JudgeForm(forms.Form):
    """The code that an app shows now, or two of them, the older first; and which app it is, where the person says."""

    position = forms.IntegerField(min_value=1)
    code = forms.CharField(max_length=LONGEST_TYPED)
    second = forms.CharField(max_length=LONGEST_TYPED, required=False)
    app = forms.ChoiceField(required=False)

    def __init__(self, apps: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Know these apps."""
        super().__init__(*args, **kwargs)
        app: Any = self.fields["app"]
        app.choices = (("", ""), *apps)

    def typed(self) -> list[str]:
        """Return the codes as they were typed, the newest last."""
        return [self.cleaned_data[name] for name in ("code", "second") if self.cleaned_data[name]]

    def sentences(self) -> tuple[str, ...]:
        """Return what is wrong, in words that do not repeat what was typed."""
        if "code" in self.errors or "second" in self.errors:
            return (str(_("Type the digits that the app shows now.")),)
        return (str(_("Choose the app from the list, or leave it open.")),) if self.errors else ()


def _known(book: Book, said: dict[str, Any]) -> bool:
    step, value, error = said["step"], said["value"], said["error"]
    if said["kind"] == "wait":
        return True
    if said["kind"] == "observe":
        if step in ("goal", "method"):
            return value in (GOALS if step == "goal" else METHODS)
        return step in book.observations and (value == "unknown" or value in book.observations[step].values)
    return step in book.actions and value in OUTCOMES and (not error or error in book.errors)
