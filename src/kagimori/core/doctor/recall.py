"""Reads a case's events into a mind, in order; what the book does not know is passed over.

A step that was taken back counts for the tries (it was lived through) but no longer for the reasoning.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kagimori.core.doctor.belief import message_likelihood
from kagimori.core.doctor.book import GOALS, METHODS
from kagimori.core.doctor.case import OUTCOMES
from kagimori.core.doctor.mind import Mind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kagimori.core.doctor.book import Book
    from kagimori.core.doctor.case import Case, Event

# The belief knows two kinds of code: one that is sent, and one that the person's own device makes.
SENT_OR_MADE = {"sms": "sms", "whatsapp": "sms", "email": "sms", "app": "app", "backup": "app"}


def recall(book: Book, case: Case, now: datetime) -> Mind | str:
    """Return the mind of a case at a moment, or `goal` or `method`: the question that has to come first."""
    opening = _latest_opening(case)
    goal, method = opening.get("goal"), opening.get("method")
    if goal not in GOALS:
        return "goal"
    if method not in METHODS:
        if goal != "recover":
            return "method"
        method = "sms"
    mind = Mind(book, "login" if goal == "recover" else str(goal), SENT_OR_MADE[str(method)])
    _open(mind, opening)
    standing = {id(event) for event in case.standing}
    for event in case.events:
        mind.passed(case.minute(event.at))
        if event.kind == "elsewhere":
            _take_elsewhere(mind, event, case)
        else:
            _take(mind, event, counts_only=id(event) not in standing)
    mind.passed(case.minute(now))
    return mind


def _latest_opening(case: Case) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for event in case.events:
        if event.kind == "opened":
            said |= {name: value for name, value in event.more.items() if value is not None}
    return said


def _open(mind: Mind, opening: Mapping[str, Any]) -> None:
    shares = _chances(opening.get("shares"))
    if shares:
        mind.believed(shares)
    else:
        _open_by_parts(mind, opening)
    facts = opening.get("facts")
    for id_, value in facts.items() if isinstance(facts, dict) else ():
        if id_ in mind.book.observations:
            mind.answered(mind.book.observations[id_], str(value))


def _open_by_parts(mind: Mind, opening: Mapping[str, Any]) -> None:
    errors = _chances(opening.get("errors"))
    error = opening.get("error")
    if isinstance(error, str) and error in mind.book.errors:
        errors = message_likelihood(mind.belief.tables, error, mind.book.noise["reported"])
    mind.opened(errors, _chances(opening.get("causes")))


def _chances(value: object) -> dict[str, float]:
    if not isinstance(value, dict):
        return {}
    return {str(id_): float(p) for id_, p in value.items() if isinstance(p, int | float) and 0.0 <= p < float("inf")}


def _take(mind: Mind, event: Event, *, counts_only: bool) -> None:
    if event.kind == "did" and event.id in mind.book.actions and event.value in OUTCOMES:
        _take_deed(mind, event, counts_only=counts_only)
    elif counts_only:
        return
    elif event.kind == "answered" and event.id in mind.book.observations:
        mind.answered(mind.book.observations[event.id], event.value)
    elif event.kind == "notice":
        mind.noticed(event.id)
    elif event.kind == "inside":
        mind.facts.inside = event.value == "yes"
    elif event.kind == "status":
        _take_status(mind, event)


def _take_elsewhere(mind: Mind, event: Event, case: Case) -> None:
    start = case.opening or event
    mind.budget.elsewhere(
        (event.at - start.at) / timedelta(minutes=1),
        failed=event.value == "failed",
        sms=event.more.get("sms") is True,
        backup=event.more.get("backup") is True,
    )


def _take_deed(mind: Mind, event: Event, *, counts_only: bool) -> None:
    action = mind.book.actions[event.id]
    start = max(0.0, mind.minute - action.minutes)
    if counts_only:
        if event.value != "not_possible":
            mind.budget.record(action, start, mind.minute, failed=event.value == "failed", error=event.error)
        return
    mind.did(action, event.value, event.error, start)


def _take_status(mind: Mind, event: Event) -> None:
    """Take what the status reader saw: a person's confirmation is an answer, a mapped outage only a hint."""
    if event.more.get("confirmed") and "meta_status" in mind.book.observations:
        value = {"operational": "operational", "partial": "partial_outage", "major": "major_outage"}.get(event.value)
        if value is not None:
            mind.answered(mind.book.observations["meta_status"], value)
    elif event.value in ("partial", "major") and "x_reports" in mind.book.observations:
        mind.belief.answered(mind.book.observations["x_reports"], "many")
