"""A secret gets onto a page where the template left a place for it, and nowhere else."""

import pytest
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory

from kagimori.console.vault import revealing
from kagimori.core.secret import Secret

CODE = Secret(b"01234567")


@pytest.fixture
def page(monkeypatch):
    """Make a page of this text, and return it with every context that a template was given."""

    def make(text, values, **context):
        contexts = []
        template = engines["django"].from_string(text)
        monkeypatch.setattr(
            revealing,
            "render",
            lambda request, _name, given, status: contexts.append(given) or answer(template, request, given, status),
        )
        return revealing.page_with(RequestFactory().get("/"), "none.html", context, values), contexts

    return make


def answer(template, request, given, status):
    return HttpResponse(template.render(given, request), status=status)


def test_the_value_stands_where_the_template_wrote_its_slot(page):
    shown, _contexts = page("<p>{{ slots.code }}</p>", {"code": CODE})

    assert shown.content == b"<p>01234567</p>"


def test_no_template_sees_the_value(page):
    _shown, contexts = page("{{ slots.code }}", {"code": CODE})

    assert "01234567" not in repr(contexts)


def test_nobody_stores_the_page(page):
    shown, _contexts = page("{{ slots.code }}", {"code": CODE})

    assert shown.headers["Cache-Control"] == "no-store"
    # With "no-referrer" browsers send the page's forms without their origin, and those are refused.
    assert shown.headers.get("Referrer-Policy") != "no-referrer"


def test_what_looks_like_html_is_shown_as_text(page):
    shown, _contexts = page("{{ slots.uri }}", {"uri": Secret(b"<b>&")})

    assert shown.content == b"&lt;b&gt;&amp;"


def test_a_slot_cannot_be_guessed_from_outside(page):
    shown, _contexts = page("{{ typed }} {{ slots.code }}", {"code": CODE}, typed="slot-" + "0" * 32)

    assert shown.content.count(b"01234567") == 1
