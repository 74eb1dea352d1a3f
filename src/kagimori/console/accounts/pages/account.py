"""The page of one account: is a try safe now, who can get in, is it ready for trouble, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.utils import timezone
from django.utils.translation import gettext as _

from kagimori.console.accounts import panels, queries, reading
from kagimori.console.accounts.models import Hold, Holder, NumberLoad, PaymentNote, Try
from kagimori.console.accounts.pages import words
from kagimori.console.look import parts
from kagimori.console.look.templatetags.look import moment
from kagimori.console.people import directory
from kagimori.console.people import words as roles
from kagimori.console.people.persons.pages import foreign_mail, foreign_number
from kagimori.console.people.queries import company_of
from kagimori.console.people.words import lang
from kagimori.console.timeline import page as timeline
from kagimori.console.timeline.queries import about
from kagimori.core.accounts.readiness import METHODS, PARTS
from kagimori.core.people import numbers
from kagimori.core.people.facts import UNKNOWN
from kagimori.knowledge import load_policy, load_readiness

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kagimori.console.accounts.models import Campaign, Grant, InstagramAccount
    from kagimori.core.accounts.light import Light
    from kagimori.core.accounts.readiness import Part, Readiness
    from kagimori.core.accounts.tries import HoldKind
    from kagimori.core.people.facts import Fact
    from kagimori.core.people.shape import Shape
    from kagimori.core.people.standing import Standing

LINES, TRIES = 15, 8
# Which fact a part of the board is answered by; the co-admins are counted.
SAID: dict[Part, str] = {"codes": "codes_kept", "api": "api_renewal"}
RIGHTS = {
    "try_": "tries.record",
    "manage": "accounts.manage",
    "archive": "accounts.archive",
    "grant": "grants.manage",
    "campaign": "campaigns.record",
    "pay": "payment.record",
    "people": "people.see",
    "timeline": "timeline.see",
}


@dataclass(frozen=True, slots=True)
class Trying:
    """Everything about tries: the light, a wait with its end, whose turn it is, holds that can be lifted."""

    light: parts.Light
    wait: parts.Countdown | None
    may_try: bool
    mine_until: datetime | None
    mine_kind: str
    later: tuple[str, ...]
    holds: tuple[tuple[Hold, str], ...]
    recent: tuple[tuple[datetime, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One part of the readiness board; `fact` is its question where people answer it, else empty."""

    name: str
    why: str
    fact: str
    told: parts.Told
    then: str


@dataclass(frozen=True, slots=True)
class LockedOut:
    """The lock-outs of this month, and whether one goes on."""

    since: datetime | None
    minutes: int
    rows: tuple[reading.Outage, ...]


@dataclass(frozen=True, slots=True)
class AccountPage:
    """Everything that `accounts/account.html` lays out."""

    account: InstagramAccount
    key: str
    may: Mapping[str, bool]
    trying: Trying
    panels: list[panels.Panel]
    number: str
    marks: tuple[str, ...]
    number_note: str
    layers: tuple[tuple[str, int, int], ...]
    gaps: tuple[str, ...]
    grants: tuple[Grant, ...]
    board: tuple[BoardRow, ...]
    methods: tuple[tuple[str, str, parts.Told, str], ...]
    locked: LockedOut
    campaigns: list[Campaign]
    holders: tuple[Holder, ...]
    payment: PaymentNote | None
    virtual: parts.Told
    virtual_state: str
    told: tuple[timeline.Told, ...]


def account_page(standing: Standing, account: InstagramAccount, now: datetime) -> AccountPage:
    """Return the page as this member sees it."""
    facts = reading.facts_of(account)
    names = directory.people([fact.by for fact in facts.values() if fact.by])
    may = {name: standing.may(right, str(account.pk)) for name, right in RIGHTS.items()}
    grants = tuple(reading.grants_of(account, timezone.localdate(now)))
    company, shape = company_of(standing.team), reading.shape_of(grants)
    marks = (foreign_number(account.phone, company), foreign_mail(account.email, company))
    return AccountPage(
        account=account,
        key=standing.key,
        may=may,
        trying=_trying(standing, account, now),
        panels=panels.panels(standing, account, now),
        number=numbers.shown(account.phone) if account.phone else "",
        marks=tuple(mark for mark in marks if mark),
        number_note=number_note(account),
        layers=_layers(shape),
        gaps=_gaps(shape),
        grants=grants,
        board=_board(reading.readiness_of(account, facts), names),
        methods=tuple(_method(name, facts, names) for name in METHODS),
        locked=_locked_out(account, now),
        campaigns=reading.campaigns_of(account, now),
        holders=tuple(account.held_by.filter(ended_at=None).select_related("person").order_by("since")),
        payment=PaymentNote.objects.filter(account=account).first(),
        virtual=_said(facts.get("virtual_card", UNKNOWN), names),
        virtual_state=facts.get("virtual_card", UNKNOWN).state,
        told=timeline.told(about(f"account:{account.pk}")[:LINES]) if may["timeline"] else (),
    )


def number_note(account: InstagramAccount) -> str:
    """Return how many accounts of the team use the number, and what that means (DOC-18); empty without a number."""
    if not account.phone:
        return ""
    most = load_policy()["number.accounts"].count
    load = NumberLoad.objects.filter(team=account.team_id, number=account.phone).values_list("accounts", flat=True)
    told = {"count": load.first() or 0, "most": most}
    if told["count"] > most:
        return _("%(count)s accounts use this number: more than the %(most)s that it serves.") % told
    if told["count"] == most:
        return (
            _("%(count)s accounts use this number: it is full. Use another number or an app for the next one.") % told
        )
    return _("%(count)s of %(most)s accounts use this number.") % told


def _trying(standing: Standing, account: InstagramAccount, now: datetime) -> Trying:
    light = queries.light(account, now)
    mine = Try.objects.filter(account=account, user=standing.user, open=True, until__gt=now).first()
    trying = light.slot.user if light.slot else ""
    name = directory.people([trying]).get(trying, "") if trying else ""
    held = Hold.objects.filter(account=account, lifted_at=None, ends_at__gt=now).order_by("ends_at")
    return Trying(
        light=words.lamp(light, name),
        wait=_wait(light, now),
        may_try=light.may_try,
        mine_until=mine.until if mine else None,
        mine_kind=mine.kind if mine else "",
        later=_later(light),
        holds=tuple((row, words.hold(cast("HoldKind", row.kind))) for row in held),
        recent=_recent(account),
    )


def _wait(light: Light, now: datetime) -> parts.Countdown | None:
    if light.next_safe is None:
        return None
    return parts.countdown(_("Until the next try is safe"), light.next_safe, now, reloads=True)


def _later(light: Light) -> tuple[str, ...]:
    """Return the ways that have to wait longer than others."""
    told = {way: at for way, at in light.next_by_kind.items() if way in ("sms", "backup")}
    return tuple(
        _("%(way)s: from %(time)s on") % {"way": words.way(way), "time": moment(at)} for way, at in told.items()
    )


def _recent(account: InstagramAccount) -> tuple[tuple[datetime, str, str, str], ...]:
    rows = list(Try.objects.filter(hashed=account.hashed).select_related("account").order_by("-at")[:TRIES])
    ours = [row.user for row in rows if row.account.team_id == account.team_id and row.user]
    names = directory.people(ours)
    told = []
    for row in rows:
        mine = row.account.team_id == account.team_id
        # Other teams' tries count, and say nothing more.
        who = names.get(row.user, _("somebody of the team")) if mine else _("Someone else tried")
        told.append((row.at, who, words.way(row.kind) if mine else "", words.outcome(row.outcome) if mine else ""))  # type: ignore[arg-type]  # the columns allow no other words
    return tuple(told)


def _layers(shape: Shape) -> tuple[tuple[str, int, int], ...]:
    wanted = dict(reading.wanted().layers)
    return tuple((roles.role(layer), has, wanted[layer]) for layer, has in shape.layers)


def _gaps(shape: Shape) -> tuple[str, ...]:
    return tuple(
        _("%(layer)s: %(missing)s more wanted") % {"layer": roles.role(gap.layer), "missing": gap.missing}
        for gap in reading.gaps_of(shape)
    )


def _board(board: Readiness, names: Mapping[str, str]) -> tuple[BoardRow, ...]:
    told, rows = load_readiness(), []
    for part in PARTS:
        fact, of = board.of(part), told[part]
        then = {"yes": "", "no": of.missing.to(lang()), "unknown": of.unknown.to(lang())}[fact.state]
        rows.append(BoardRow(of.name.to(lang()), of.why.to(lang()), SAID.get(part, ""), _said(fact, names), then))
    return tuple(rows)


def _method(name: str, facts: Mapping[str, Fact], names: Mapping[str, str]) -> tuple[str, str, parts.Told, str]:
    fact = facts.get(name, UNKNOWN)
    told = parts.told(fact, yes=_("on"), no=_("off"), by=names.get(fact.by, ""), no_kind="unknown")
    return name, words.fact(name), told, fact.state


def _said(fact: Fact, names: Mapping[str, str]) -> parts.Told:
    return parts.told(fact, yes=_("yes"), no=_("no"), by=names.get(fact.by, ""))


def _locked_out(account: InstagramAccount, now: datetime) -> LockedOut:
    begin, end = reading.month_of(account, now)
    rows = reading.lockouts_of(account, begin, now)
    return LockedOut(account.locked_out_since, reading.minutes_within(rows, begin, end, now), rows)
