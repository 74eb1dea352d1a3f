"""The page on which somebody who was invited sets a name and a password.

The invitation itself is not known here: whoever calls has judged it, and makes the user in `accept`.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.shortcuts import render

from kagimori.console.people.login import entrance
from kagimori.console.people.login.forms import JoinForm
from kagimori.console.people.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

Accept = Callable[[str, str], User]


def page(
    request: HttpRequest, *, email: str, accept: Accept, name: str = "", team: str = "", then: str = ""
) -> HttpResponse:
    """Show the form, which changes nothing, or let `accept(name, password)` make the user and let them in.

    `email` is the invited address, shown and not to be changed; `team` is the team's name for the sentence above the
    form; `then` is where to go once the second step stands.  What `accept` raises is raised.
    """
    form = JoinForm(request.POST or None, user=User(email=email, name=name), initial={"name": name})
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        answer = render(request, "login/join.html", {"form": form, "email": email, "team": team}, status=status)
        answer.headers["Referrer-Policy"] = "strict-origin"
        return answer
    user = accept(form.cleaned_data["name"], form.cleaned_data["password"])
    return entrance.enter(request, user, then=then)
