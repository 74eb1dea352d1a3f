"""Fields for secrets: what was typed is taken once, and never written back into a page, whatever was wrong with it."""

from __future__ import annotations

from django import forms


class _Forgetful:
    """A widget that never shows what was typed."""

    def format_value(self, _value: object) -> str | None:
        return None


class TypedOnce(_Forgetful, forms.TextInput):
    """One line that is not written back."""


class PastedOnce(_Forgetful, forms.Textarea):
    """Several lines that are not written back."""
