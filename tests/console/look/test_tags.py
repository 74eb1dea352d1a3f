"""The block tags of the look, the fields of forms, and facts with who said so."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from kagimori.console.look import parts
from kagimori.console.look.fields import DayInput
from kagimori.core.people.facts import UNKNOWN, Fact

AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


class Asked(forms.Form):
    """A form of three kinds of field."""

    mail = forms.EmailField(help_text="Where to write to")
    day = forms.DateField(widget=DayInput(), required=False)
    way = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


def laid_out(text, **context):
    with translation.override("en"):
        return Template("{% load look %}" + text).render(Context(context))


def test_a_title_is_never_taken_for_markup():
    shown = laid_out("{% head title back='/x/' %}{% endhead %}", title="<script>")

    assert "<h1>&lt;script&gt;</h1>" in shown
    assert 'href="/x/"' in shown
    assert '<div class="row">' not in shown


def test_what_stands_between_the_tags_stands_beside_the_title():
    assert '<div class="row"><a href="/new/">New</a></div>' in laid_out(
        '{% head "People" %}<a href="/new/">New</a>{% endhead %}'
    )


def test_a_field_says_what_is_wrong_and_the_reader_of_a_screen_hears_it():
    with translation.override("en"):
        shown = str(Asked({"mail": "nobody", "way": "a"}))

    assert 'aria-describedby="id_mail_helptext id_mail_error"' in shown
    assert 'id="id_mail_error"' in shown
    assert "required</span>" in shown


def test_buttons_to_choose_from_stand_under_one_legend():
    with translation.override("en"):
        shown = str(Asked())

    assert '<legend class="label">Way' in shown
    assert 'type="date"' in shown


@pytest.mark.parametrize(
    ("fact", "kind", "by"),
    [
        (Fact("yes", "person", "x", AT), "good", "Sato"),
        (Fact("no", "import", "", AT), "care", "an imported list"),
        (UNKNOWN, "unknown", ""),
    ],
)
def test_a_fact_says_who_says_so(fact, kind, by):
    with translation.override("en"):
        told = parts.told(fact, yes="on", no="off", by="Sato")

    assert (told.state.kind, told.by) == (kind, by)
