"""Our form renderer, and the widgets that browsers know better than Django's defaults.

With the renderer in the settings, `{{ form }}` and `{{ form.field.as_field_group }}` look like ours everywhere.
"""

from __future__ import annotations

from django.forms import DateInput, DateTimeInput
from django.forms.renderers import TemplatesSetting


class Ours(TemplatesSetting):
    """Lays forms and fields out with the templates of this room."""

    form_template_name = "look/form.html"
    field_template_name = "look/field.html"


class DayInput(DateInput):
    """A day; the value stands in the form that browsers ask for, whatever the language."""

    input_type = "date"

    def __init__(self, **attrs: str) -> None:
        """Take further attributes of the element."""
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class MomentInput(DateTimeInput):
    """A day and an hour, in the reader's zone."""

    input_type = "datetime-local"

    def __init__(self, **attrs: str) -> None:
        """Take further attributes of the element."""
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")
