"""A person with a browser, and cases in whatever state a test needs."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from kagimori.console.doctor import queries
from kagimori.console.doctor.models import Case, CaseEvent
from kagimori.core.doctor.case import Event

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1"


def browser(lang="en", agent=IPHONE):
    """A browser that keeps its cookies."""
    return Client(headers={"accept-language": lang, "user-agent": agent})


def begin(person, problem="code_refused"):
    """Choose a problem; return the address of the case."""
    return person.post("/doctor/", {"problem": problem}).url


def case_at(address):
    return Case.objects.get(pk=address.strip("/").rsplit("/", 1)[-1])


def events_at(address):
    return queries.events_of(case_at(address)).events


def add(address, kind, id_="", value="", error=None, minutes_ago=0.0, **more):
    """Let something have happened in the case."""
    row = case_at(address)
    event = Event(timezone.now() - timedelta(minutes=minutes_ago), kind, id_, value, error, more)
    CaseEvent.objects.create(case=row, position=row.events.count(), at=event.at, line=event.to_json())


def opened_ago(address, minutes):
    """Let the case have begun some time ago."""
    row = case_at(address)
    first = row.events.get(position=0)
    event = Event.from_json(first.line)
    at = timezone.now() - timedelta(minutes=minutes)
    CaseEvent.objects.filter(pk=first.pk).update(at=at, line=Event(at, event.kind, event.id, more=event.more).to_json())


def page_of(person, address):
    return person.get(address).context["page"]


def answer(person, address, value, error=""):
    """Answer the present step; return the response."""
    page = page_of(person, address)
    said = {"position": page.position, "kind": page.step.kind, "step": page.step.id, "value": value, "error": error}
    return person.post(f"{address}answer", said)
