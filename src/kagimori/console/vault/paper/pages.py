"""The record of prints: what lies where, what was sealed, opened, or is void."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.look.parts import State
from kagimori.console.people import directory
from kagimori.console.vault.codes import queries as codes
from kagimori.console.vault.paper import queries
from kagimori.core.vault.codes.states import LEFT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import CodeSheet, Paper
    from kagimori.core.people.standing import Standing

MOST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One print: who made it, how it stands, what may be noted of it, and which codes are to be looked at."""

    paper: Paper
    kind: str
    state: State
    by: str
    opened_by: str
    may_seal: bool
    may_open: bool
    may_end: bool
    look_at: str


@dataclass(frozen=True, slots=True)
class PapersPage:
    """Everything that `vault/paper/papers.html` lays out."""

    account: InstagramAccount
    key: str
    rows: tuple[Row, ...]
    sheet: CodeSheet | None
    left: int
    may_manage: bool


def papers_page(standing: Standing, account: InstagramAccount) -> PapersPage:
    """Return the record as this member sees it."""
    found = list(queries.papers_of(account)[:MOST])
    names = directory.people({id_ for one in found for id_ in (one.printed_by, one.opened_by) if id_})
    sheet, manages = codes.sheet_of(account), standing.may("codes.manage", str(account.pk))
    left = _places(sheet)
    rows = tuple(_row(one, names, manages=manages, left=left) for one in found)
    return PapersPage(account, standing.key, rows, sheet, len(left), manages)


def _places(sheet: CodeSheet | None) -> list[int]:
    if sheet is None:
        return []
    return list(codes.codes_of(sheet).filter(state__in=LEFT).values_list("place", flat=True))


def _row(paper: Paper, names: Mapping[str, str], *, manages: bool, left: list[int]) -> Row:
    envelope, here = paper.kind == "envelope", paper.gone_at is None
    void = paper.sheet.retired_at is not None
    opened = paper.opened_at is not None
    return Row(
        paper=paper,
        kind=_("Sealed envelope") if envelope else _("Printed sheet"),
        state=_state(paper),
        by=names.get(paper.printed_by, ""),
        opened_by=names.get(paper.opened_by, ""),
        may_seal=manages and envelope and here and not void and not opened and paper.sealed_at is None,
        may_open=envelope and here and not opened,
        may_end=manages and here,
        look_at=_(", ").join(map(str, left)) if opened and here and not void else "",
    )


def _state(paper: Paper) -> State:
    if paper.gone_at is not None:
        return State("unknown", _("gone"))
    if paper.sheet.retired_at is not None:
        return State("care", _("void: tear it up"))
    if paper.opened_at is not None:
        return State("danger", _("opened"))
    if paper.kind == "envelope" and paper.sealed_at is None:
        return State("care", _("not sealed yet"))
    return State("good", _("sealed") if paper.kind == "envelope" else _("printed"))
