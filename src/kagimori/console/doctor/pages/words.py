"""Labels of the pages that depend on what the doctor answers: kinds of steps, the two opening questions.

The words of causes, questions, steps, reasons, goals and methods come from the knowledge base; here stands only what
the page adds.
"""

from __future__ import annotations

from django.utils.translation import gettext as _


def kind_of(kind: str) -> str:
    """Return what kind of step it is, for the line above its heading."""
    return {
        "ask": _("A question"),
        "probe": _("Look at your phone"),
        "page": _("Look at a page"),
        "attempt": _("Try it now"),
        "repair": _("Do this now"),
        "bypass": _("Another way in"),
        "route": _("The way back"),
        "wait": _("Wait"),
        "finish": _("The end"),
    }.get(kind, _("The next step"))


def question(name: str) -> str:
    """Return the question for something that is no observation of the book."""
    return _("What are you stuck on?") if name == "goal" else _("How does the code reach you?")
