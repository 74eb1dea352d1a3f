"""The pages of the timeline: a team's, the installation's, and their export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kagimori.console.doors.asking import actor_of
from kagimori.console.doors.decorators import fresh, installation_owner, open_to, standing_of
from kagimori.console.timeline import queries
from kagimori.console.timeline.export import FORMATS, noted
from kagimori.console.timeline.forms import FilterForm
from kagimori.console.timeline.page import by_day
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kagimori.core.people.standing import Actor

MEDIA = {"jsonl": "application/x-ndjson; charset=utf-8", "csv": "text/csv; charset=utf-8"}


@require_safe
@open_to("timeline.see")
def of_team(request: HttpRequest) -> HttpResponse:
    """Show what happened in the team, newest first, narrowed as asked."""
    standing = standing_of(request)
    may_export = standing.may("timeline.export")
    return _page(request, standing.team, {"key": standing.key, "may_export": may_export})


@require_safe
@installation_owner
def of_installation(request: HttpRequest) -> HttpResponse:
    """Show what happened to the installation as a whole."""
    return _page(request, "", {"key": "", "may_export": True})


@require_POST
@open_to("timeline.export")
@fresh
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Hand the team's entries out as a file; that this was done is an entry itself."""
    standing = standing_of(request)
    return _file(request, standing.team, standing.actor)


@require_POST
@installation_owner
@fresh
def export_installation(request: HttpRequest) -> StreamingHttpResponse:
    """Hand the installation's own entries out as a file."""
    return _file(request, "", actor_of(request))


def _page(request: HttpRequest, team: str, more: dict[str, object]) -> HttpResponse:
    form = FilterForm(request.GET)
    older = request.GET.get("before", "")
    entries, following = queries.page_of(
        queries.of_team(team, form.sought(team)),
        older_than=int(older) if older.isascii() and older.isdigit() else None,
        most=load_policy()["timeline.page"].count,
    )
    shown = {"days": by_day(entries), "form": form, "following": following, "narrowed": any(form.cleaned_data.values())}
    return render(request, "timeline/list.html", shown | more)


def _file(request: HttpRequest, team: str, by: Actor) -> StreamingHttpResponse:
    form = next((one for one in FORMATS if one == request.POST.get("form")), None)
    if form is None:
        raise Http404
    lines = noted(team, form, by=by, now=timezone.now())
    answer = StreamingHttpResponse(lines, content_type=MEDIA[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="kagimori-timeline.{form}"'
    return answer
