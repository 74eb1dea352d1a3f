"""What a typed code of the authenticator showed in a team's case, and the page that asks for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.accounts import queries as accounts
from kagimori.console.doctor import vault
from kagimori.console.vault.authenticators import queries as keys
from kagimori.console.vault.authenticators.pages import words as apps
from kagimori.knowledge.verdicts import load_verdicts

if TYPE_CHECKING:
    from kagimori.console.doctor.judging import Looked
    from kagimori.console.doctor.queries import Held
    from kagimori.core.text import Lang


@dataclass(frozen=True, slots=True)
class Judged:
    """What a typed code showed, and what to do next."""

    happened: str
    detail: str
    then: str


def judged(held: Held, lang: Lang) -> Judged | None:
    """Return what the newest typed code showed, until somebody has tried since; None where none was judged."""
    for event in reversed(held.case.standing):
        if event.kind == "did" and event.id.startswith(("login_", "api_")):
            return None
        if event.kind == "answered" and event.id == vault.JUDGED and event.more.get("source"):
            words = load_verdicts()[event.value]
            detail = offset(event.more.get("seconds")) or _other(held, str(event.more.get("other", "")))
            return Judged(words.happened.to(lang), detail, words.then.to(lang))
    return None


def offset(seconds: object) -> str:
    """Return by how much the phone's clock is off, in words; a positive number of seconds is ahead."""
    if not isinstance(seconds, int):
        return ""
    minutes, rest = divmod(abs(seconds), 60)
    off = {"minutes": minutes, "seconds": rest}
    if seconds > 0:
        return _("The phone's clock is about %(minutes)s min %(seconds)s s ahead.") % off
    return _("The phone's clock is about %(minutes)s min %(seconds)s s behind.") % off


def _other(held: Held, account_id: str) -> str:
    standing = held.standing
    found = None if standing is None or not account_id else accounts.account(standing, account_id)
    return "" if found is None else _("It is the code of %(account)s.") % {"account": found}


@dataclass(frozen=True, slots=True)
class JudgePage:
    """Everything that `doctor/judge.html` lays out."""

    id: str
    position: int
    handle: str
    retired: int
    others: int
    apps: tuple[tuple[str, str], ...]
    asks_second: bool
    errors: tuple[str, ...]
    again: tuple[str, str]
    platform: None = None


def judge_page(
    held: Held, looked: Looked, lang: Lang, *, errors: tuple[str, ...] = (), asks_second: bool = False
) -> JudgePage:
    """Return the page that asks for a code; with `asks_second` for two, one after the other."""
    again = load_verdicts()["ask_again"]
    return JudgePage(
        id=held.case.id,
        position=held.position,
        handle=str(held.row.account),
        retired=looked.retired,
        others=len(looked.others),
        apps=app_choices(looked),
        asks_second=asks_second,
        errors=errors,
        again=(again.happened.to(lang), again.then.to(lang)),
    )


def app_choices(looked: Looked) -> tuple[tuple[str, str], ...]:
    """Return the noted apps of the living key by id, with whose they are."""
    living = next((row for row in looked.own if row.stage == "living"), None)
    rows = keys.apps_of(living) if living else ()
    return tuple((str(row.pk), _app_words(row.app, row.device, row.person.name if row.person else "")) for row in rows)


def _app_words(app: str, device: str, person: str) -> str:
    return " · ".join(part for part in (apps.app(app), device, person) if part)
