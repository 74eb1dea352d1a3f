"""What stands beside the step: Meta's state, the layers at a glance, the tries left, the waits that run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kagimori.console.look.parts import Bar, Countdown, Light, countdown
from kagimori.console.look.spelling import age
from kagimori.console.status.page import shown
from kagimori.core.doctor.holds import holds
from kagimori.knowledge.claims import load_article_layers

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.doctor.pages.books import Books
    from kagimori.console.doctor.pages.step import Reader
    from kagimori.console.doctor.queries import Held
    from kagimori.console.look.parts import State
    from kagimori.core.doctor.advise import Advice, Tries
    from kagimori.core.doctor.book import Book
    from kagimori.core.status import Standing
    from kagimori.core.text import Lang

# The article's three layers, then what lies beyond it, always in this order.
ARTICLE_LAYERS = ("input", "codes", "account", "beyond")


@dataclass(frozen=True, slots=True)
class Platform:
    """Meta's state with its age and what it means for this case."""

    state: State
    name: str
    seen: str
    holds: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Running:
    """A wait in the background; `sure` is False where nobody can promise the end."""

    countdown: Countdown
    sure: bool


def platform(standing: Standing, now: datetime) -> Platform:
    """Return what the page says of Meta; a failed or old look is unknown, never fine."""
    seen = _("looked %(age)s") % {"age": age(standing.at, now)} if standing.at else _("not looked yet")
    if standing.holds_logins:
        sentence = _(
            "Do not log in until it is over: tries during an outage bring blocks. This page goes on by itself."
        )
    elif standing.is_hint:
        sentence = _("There is trouble close by. It may be the reason; the plan takes it into account.")
    else:
        sentence = ""
    return Platform(shown(standing.state), str(standing.state), seen, standing.holds_logins, sentence)


def layer_bars(advice: Advice, book: Book, lang: Lang) -> tuple[Bar, ...]:
    """Return the article's three layers and what is beyond it, with their shares; they sum to a hundred or nearly.

    Empty while the doctor does not know what is wanted, and so has no shares yet.
    """
    if not advice.layers:
        return ()
    shares = dict.fromkeys(ARTICLE_LAYERS, 0.0)
    for likely in advice.layers:
        shares[book.layer_of_article.get(likely.id, "beyond")] += likely.p
    names, first = load_article_layers(), max(shares, key=lambda name: shares[name])
    return tuple(Bar(names[name].to(lang), round(100 * share), name == first) for name, share in shares.items())


def cause_bars(advice: Advice, book: Book, lang: Lang, most: int) -> tuple[Bar, ...]:
    """Return the likeliest causes, at most so many, without those of no weight."""
    likely = [one for one in advice.causes[:most] if one.id in book.causes and round(100 * one.p)]
    return tuple(
        Bar(book.causes[one.id].words.to(lang), round(100 * one.p), place == 0) for place, one in enumerate(likely)
    )


def light(tries: Tries) -> Light:
    """Return the traffic light of the tries that are left."""
    word = {
        "green": _("Trying is safe"),
        "yellow": _("Be careful with tries"),
        "red": _("Do not try now"),
    }[tries.light]
    sentence = ngettext(
        "%(count)s safe try left within this hour, %(today)s today.",
        "%(count)s safe tries left within this hour, %(today)s today.",
        tries.left_this_hour,
    ) % {"count": tries.left_this_hour, "today": tries.left_today}
    return Light(tries.light, word, sentence if tries.known else _("Not counted yet: how many tries are left."), "")


def tries_left(tries: Tries) -> str:
    """Return how many tries a plan on paper may use; a number only where the earlier ones were counted."""
    if not tries.known:
        return _("Not counted yet: how many tries are left.")
    counted = {"hour": tries.left_this_hour, "day": tries.left_today}
    return _("Tries left: %(hour)s this hour, %(day)s today. Never go beyond.") % counted


def running(advice: Advice, books: Books, now: datetime, lang: Lang) -> tuple[Running, ...]:
    """Return the waits that run in the background, the next to end first."""
    waits = sorted((wait for wait in advice.waits if wait.ends > now), key=lambda wait: wait.ends)
    safe = advice.tries.next_safe
    gap = (Running(countdown(_("Until the next try is safe"), safe, now), sure=True),) if safe and safe > now else ()
    return gap + tuple(
        Running(countdown(books.sayings.wait(wait.id, books.book, lang), wait.ends, now), wait.sure) for wait in waits
    )


def held_off(held: Held, advice: Advice, books: Books, reader: Reader) -> tuple[Countdown, ...]:
    """Return what is better left alone for a while, each with its end and what its length is worth (DOC-19)."""
    since = held.case.opening.at if held.case.opening else reader.now
    return tuple(
        countdown(books.sayings.hold(hold, reader.lang), hold.ends, reader.now, begun=since)
        for hold in holds(advice, since, books.book.policy)
    )
