"""Labels of the pages that depend on what the doctor answers: kinds of steps, goals, methods.

The words of causes, questions, steps and reasons come from the knowledge base; here stands only what the page adds.
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


def goal(name: str) -> str:
    """Return what the person wants, in words."""
    return {
        "login": _("I cannot get in"),
        "setup": _("I am in, but two-step verification cannot be switched on"),
        "api": _("A connected tool wants to be authorised again"),
        "recover": _("The account was taken over, disabled, or everything is lost"),
    }.get(name, name)


def method(name: str) -> str:
    """Return how the code comes, in words."""
    return {
        "sms": _("By SMS"),
        "app": _("From an authenticator app"),
        "whatsapp": _("By WhatsApp"),
        "email": _("By mail"),
        "backup": _("From a list of backup codes"),
    }.get(name, name)


def question(name: str) -> str:
    """Return the question for something that is no observation of the book."""
    return _("What are you stuck on?") if name == "goal" else _("How does the code reach you?")
