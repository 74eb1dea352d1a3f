"""What can be taken away from a case: the plan as a page, as Markdown, as PDF; waits as calendar entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kagimori.console.doctor import calendar, limits
from kagimori.console.doctor.advising import advice_for
from kagimori.console.doctor.pages import glance, told
from kagimori.console.doctor.pages.books import books
from kagimori.console.doctor.pages.case import following
from kagimori.console.doctor.pages.guidance import place
from kagimori.console.doctor.views.case import for_holders, reader
from kagimori.console.status import queries as status
from kagimori.core.doctor.checklist import Reader, checklist, without_repeats
from kagimori.gateways import pdf
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpRequest

    from kagimori.console.doctor.pages.books import Books
    from kagimori.console.doctor.pages.glance import Platform
    from kagimori.console.doctor.pages.guidance import Place
    from kagimori.console.doctor.pages.step import Reader as PageReader
    from kagimori.console.doctor.queries import Held
    from kagimori.core.doctor.advise import Advice
    from kagimori.core.doctor.advise import Step as CoreStep


@dataclass(frozen=True, slots=True)
class Box:
    """One step of the plan with a box to tick."""

    words: str
    minutes: float
    lines: tuple[str, ...]
    place: Place | None
    undo: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything that `doctor/plan.html` and the PDF lay out."""

    id: str
    title: str
    made_at: datetime
    expected_minutes: float
    tries: str
    causes: tuple[str, ...]
    boxes: tuple[Box, ...]
    platform: Platform


@require_GET
@for_holders
def plan(request: HttpRequest, held: Held) -> HttpResponse:
    """Show the plan as a page to print."""
    return render(request, "doctor/plan.html", {"page": _plan(held)})


@require_GET
@for_holders
def plan_pdf(request: HttpRequest, held: Held) -> HttpResponse:
    """Return the plan as a PDF."""
    limits.knock(request, "paper", timezone.now())
    page = render_to_string("doctor/plan_pdf.html", {"page": _plan(held)}, request)
    return _file(pdf.render(page), "application/pdf", "kagimori-plan.pdf")


@require_GET
@for_holders
def plan_markdown(_request: HttpRequest, held: Held) -> HttpResponse:
    """Return the plan as a checklist in Markdown."""
    now, read = timezone.now(), books()
    who = reader(held, now)
    text = checklist(_advice(held, now), Reader(read.book, read.guides, who.os, who.lang))
    return _file(text.encode(), "text/markdown; charset=utf-8", "kagimori-plan.md")


@require_GET
@for_holders
def remind(request: HttpRequest, held: Held) -> HttpResponse:
    """Return the next end of a wait as a calendar entry; without a wait there is nothing to be reminded of."""
    now = timezone.now()
    advice = _advice(held, now)
    ends = [advice.step.until] if advice.step.until else []
    ends += [wait.ends for wait in advice.waits if wait.ends > now]
    if not ends:
        return HttpResponse(status=404)
    back = request.build_absolute_uri(reverse("doctor:case", args=[held.case.id]))
    return _calendar(
        held, min(ends), _("Kagimori: the wait is over"), _("Go on here, in the same browser:") + f" {back}"
    )


@require_GET
@for_holders
def check_entry(_request: HttpRequest, held: Held) -> HttpResponse:
    """Return the day of the next look as a calendar entry."""
    day = held.row.next_check_on
    if day is None:
        return HttpResponse(status=404)
    tasks = _("Update phone and app, clear the cache, count the backup codes, look who can log in.")
    return _calendar(held, day, _("Kagimori: look after your Instagram login"), tasks)


def _calendar(held: Held, starts: datetime | date, summary: str, description: str) -> HttpResponse:
    text = calendar.entry(f"{held.case.id}-{held.position}", starts, summary, description, timezone.now())
    return _file(text.encode(), "text/calendar; charset=utf-8", "kagimori.ics")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _advice(held: Held, now: datetime) -> Advice:
    return advice_for(books().book, held, status.now(now), now)


def _plan(held: Held) -> PlanPage:
    now, read = timezone.now(), books()
    advice, who = _advice(held, now), reader(held, now)
    steps = [
        step
        for step in without_repeats(advice, read.book)
        if step.kind in ("observe", "act") and step.id not in ("goal", "method")
    ]
    return PlanPage(
        id=held.case.id,
        title=told.title(held.case, who.lang),
        made_at=now,
        expected_minutes=advice.expected_minutes,
        tries=glance.tries_left(advice.tries),
        causes=tuple(
            f"{bar.word} ({bar.percent}%)"
            for bar in glance.cause_bars(advice, read.book, who.lang, load_policy()["web.shown"].count)
        ),
        boxes=tuple(_box(step, read, who) for step in steps),
        platform=glance.platform(status.now(now), now),
    )


def _box(step: CoreStep, read: Books, who: PageReader) -> Box:
    line, guide = following(step, read.book, who.lang), read.guides.get(step.id)
    if guide is None:
        return Box(line.words, line.minutes, (), None, "")
    undo = guide.undo.to(who.lang) if step.kind == "act" else ""
    return Box(line.words, line.minutes, guide.steps(who.os, who.lang), place(guide.path(who.os), who.lang), undo)
