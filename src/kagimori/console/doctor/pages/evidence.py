"""Causes by the groups of the article, and the figures and claims with what they are worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kagimori.console.look.parts import State
from kagimori.console.look.spelling import MINUTE, span
from kagimori.knowledge import load_book, load_policy
from kagimori.knowledge.claims import load_claims

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.doctor.stats import Own
    from kagimori.core.text import Lang

NONE: Mapping[str, Own] = {}


@dataclass(frozen=True, slots=True)
class CauseLine:
    """One cause in words, with its layer."""

    id: str
    words: str
    layer: str


@dataclass(frozen=True, slots=True)
class Group:
    """One group of causes."""

    id: str
    words: str
    causes: tuple[CauseLine, ...]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim that people hear, with what came of looking into it."""

    id: str
    words: str
    state: State
    basis: str
    source: str
    checked: str
    found: str
    rows: str
    # The team's own figure in words; empty where it has none.
    own: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All claims of which the same came out."""

    state: State
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure of the policy with where it comes from."""

    id: str
    value: str
    state: State
    basis: str
    source: str
    checked: str
    row: str


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """Everything that `doctor/causes.html` lays out."""

    groups: tuple[Group, ...]
    verdicts: tuple[Verdict, ...]
    figures: tuple[FigureLine, ...]
    platform: None = None


def evidence_page(lang: Lang, own: Mapping[str, Own] = NONE) -> EvidencePage:
    """Return the page in this language; `own` are a team's figures by measure, to stand beside the claims."""
    book = load_book("real")
    groups = tuple(
        Group(
            name,
            words.to(lang),
            tuple(
                CauseLine(cause.id, cause.words.to(lang), book.layers[cause.layer].to(lang))
                for cause in book.causes.values()
                if cause.group == name
            ),
        )
        for name, words in book.groups.items()
    )
    return EvidencePage(groups, _verdicts(lang, own), _figures())


def _verdicts(lang: Lang, own: Mapping[str, Own]) -> tuple[Verdict, ...]:
    """Return the claims by what came out, those that do harm first."""
    return tuple(
        Verdict(verdict_state(name), _claims(name, lang, own))
        for name in ("contradicted", "partly", "unverified", "confirmed")
    )


def _claims(verdict: str, lang: Lang, own: Mapping[str, Own]) -> tuple[ClaimLine, ...]:
    return tuple(
        ClaimLine(
            id=claim.id,
            words=claim.said.to(lang),
            state=verdict_state(claim.proof.verdict),
            basis=_basis(claim.proof.basis),
            source=claim.proof.source,
            checked=claim.proof.checked.isoformat(),
            found=claim.found.to(lang),
            rows=", ".join(claim.rows),
            own=_own(own.get(claim.measured_by or "")),
        )
        for claim in load_claims().values()
        if claim.proof.verdict == verdict
    )


def _own(own: Own | None) -> str:
    if own is None:
        return ""
    value = f"{own.value:.0%}" if own.unit == "share" else span(own.value * MINUTE)
    return ngettext(
        "Your own cases say %(value)s (%(count)s case).", "Your own cases say %(value)s (%(count)s cases).", own.cases
    ) % {"value": value, "count": own.cases}


def verdict_state(verdict: str) -> State:
    """Return what came of checking a claim or a figure, as a word."""
    return {
        "confirmed": State("good", _("Confirmed")),
        "partly": State("care", _("Partly right")),
        "contradicted": State("danger", _("Often said, but wrong")),
    }.get(verdict, State("unknown", _("Not confirmed by anybody")))


def _basis(basis: str) -> str:
    return {
        "article": _("the article"),
        "vendor": _("the maker's own word"),
        "standard": _("a standard"),
        "measured": _("measured"),
        "ours": _("our choice"),
    }.get(basis, basis)


def _figures() -> tuple[FigureLine, ...]:
    """Return every figure that a row of the ledger asks for; our own settings are no claims."""
    units = {
        "minute": _("min"),
        "hour": _("h"),
        "day": _("d"),
        "second": _("s"),
        "share": "",
        "count": "",
        "ratio": "×",
    }
    return tuple(
        FigureLine(
            id=figure.id,
            value=f"{figure.value:.0%}"
            if figure.unit == "share"
            else f"{figure.value:g} {units.get(figure.unit, figure.unit)}",
            state=verdict_state(figure.verdict),
            basis=_basis(figure.basis),
            source=figure.source,
            checked=figure.checked.isoformat(),
            row=figure.row or "",
        )
        for figure in load_policy().values()
        if figure.basis == "article"
    )
