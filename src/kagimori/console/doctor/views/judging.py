"""Typing a code to have it judged: the code is used for one answer and then gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kagimori.console.doctor import judging, limits
from kagimori.console.doctor.forms import JudgeForm
from kagimori.console.doctor.gate import language
from kagimori.console.doctor.pages.typed import app_choices, judge_page
from kagimori.console.doctor.views.team import for_members

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kagimori.console.doctor.queries import Held


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("code", "second")
@sensitive_variables("form", "typed")
@for_members
def judge(request: HttpRequest, held: Held) -> HttpResponse:
    """Ask for the code that the app shows, judge it, and go on with the case as it is then."""
    account, standing, now = held.row.account, held.standing, timezone.now()
    if account is None or standing is None or not standing.may(judging.RIGHT, str(account.pk)):
        raise PermissionDenied
    looked = judging.keys_for(account, standing)
    if request.method != "POST":
        return render(request, "doctor/judge.html", {"page": judge_page(held, looked, language())})
    limits.knock(request, "step", now)
    form = JudgeForm(app_choices(looked), request.POST)
    if not form.is_valid():
        page = judge_page(held, looked, language(), errors=form.sentences(), asks_second="second" in request.POST)
        return render(request, "doctor/judge.html", {"page": page}, status=422)
    typed = form.typed()
    verdict = judging.judge_typed(account, standing, typed, now, case=held.case.id)
    if verdict.ask_again and len(typed) == 1:
        page = judge_page(held, looked, language(), asks_second=True)
        return render(request, "doctor/judge.html", {"page": page})
    judging.keep(held, verdict, form.cleaned_data["position"], now)
    if form.cleaned_data["app"]:
        judging.note_app(form.cleaned_data["app"], typed[-1], verdict, standing, now)
    return redirect("doctor:case", held.case.id)
