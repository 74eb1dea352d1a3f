"""What the doctor does when another room tells news: cases take themselves up again when Meta's state changes (STA-03).

Each open case gets the new state as an event.  From then on its plan, and the page that asks every minute whether
there is news, are those of the new state; nobody has to press anything.

A count of backup codes that does not add up becomes a case of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.doctor import flows, queries, team_flows
from kagimori.console.doctor.advising import status_event
from kagimori.console.people import directory
from kagimori.core.doctor.case import Event
from kagimori.core.errors import Refused
from kagimori.core.people.standing import Actor

if TYPE_CHECKING:
    from kagimori.console.timeline.models import Entry
    from kagimori.core.text import Lang

# Codes that went somewhere: lost count of, used by somebody, or taken.
COUNT_CAUSES = {"codes_gone": 10, "hijacked": 15}


def status_changed(entry: Entry) -> None:
    """Write the state that was told into every case that can go on; a case that knows it already is left alone."""
    news = status_event(str(entry.payload["state"]), entry.at, confirmed=bool(entry.payload.get("confirmed")))
    for held in queries.all_open_cases(entry.at):
        if _last_state(held) == (news.value, dict(news.more)):
            continue
        try:
            flows.add(held.row, held.position, news)
        except Refused:
            # Answered at this very moment, or full: its next look counts the new state in all the same.
            continue


def count_differs(entry: Entry) -> None:
    """Open a case for the account whose backup codes Instagram and the vault count differently; nobody works on it yet.

    One that is open about this goes on, and an entry that is heard twice opens none.
    """
    account = InstagramAccount.objects.filter(pk=entry.subject.removeprefix("account:"), archived_at=None).first()
    if account is None or any(_stands_for(held, entry) for held in queries.cases_about_count(account.pk, entry.at)):
        return
    told = {"shown": int(entry.payload["shown"]), "held": int(entry.payload["held"]), "entry": entry.number}
    more = {"goal": "recover", "causes": dict(COUNT_CAUSES), queries.COUNT: told}
    language, _zone = directory.team_wishes(str(account.team_id))
    lang: Lang = "en" if language == "en" else "ja"
    team_flows.open_for(account, Event(entry.at, "opened", "real", more=more), by=Actor.itself(), lang=lang, os="web")


def _stands_for(held: queries.Held, entry: Entry) -> bool:
    opening = held.case.opening
    told = opening.more.get(queries.COUNT) if opening else None
    return held.row.closed_at is None or (isinstance(told, dict) and told.get("entry") == entry.number)


def _last_state(held: queries.Held) -> tuple[str, dict[str, object]] | None:
    told = (event for event in reversed(held.case.events) if event.kind == "status")
    return next(((event.value, dict(event.more)) for event in told), None)
