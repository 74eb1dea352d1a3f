"""The switches of the Japanese carriers, for the steps that are about one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.look.parts import State
from kagimori.knowledge.carriers import load_carriers

if TYPE_CHECKING:
    from kagimori.core.doctor.carriers import Carrier
    from kagimori.core.doctor.guides import Proof
    from kagimori.core.text import Lang

SPAM = frozenset({"filter_weak", "filter_level"})
ABROAD = frozenset({"allow_intl_sms", "intl_sms"})
STATUS = frozenset({"carrier_status"})


@dataclass(frozen=True, slots=True)
class CarrierLine:
    """One carrier's way for the present step; `url` is empty where there is no page or none is known."""

    id: str
    name: str
    title: str
    lines: tuple[str, ...]
    url: str
    sure: State
    checked: str


def carrier_lines(step_id: str, lang: Lang) -> tuple[CarrierLine, ...]:
    """Return every carrier's way, major ones first; empty for a step that is about no carrier."""
    carriers = load_carriers().values()
    if step_id in STATUS:
        return tuple(_page(carrier, lang) for carrier in carriers)
    if step_id in SPAM | ABROAD:
        return tuple(_switch(carrier, lang, abroad=step_id in ABROAD) for carrier in carriers)
    return ()


def _switch(carrier: Carrier, lang: Lang, *, abroad: bool) -> CarrierLine:
    switch = carrier.abroad if abroad else carrier.spam
    return CarrierLine(
        id=carrier.id,
        name=carrier.name.to(lang),
        title=switch.name.to(lang),
        lines=tuple(line.to(lang) for line in switch.steps),
        url="",
        sure=_sure(switch.proof),
        checked=switch.proof.checked.isoformat(),
    )


def _page(carrier: Carrier, lang: Lang) -> CarrierLine:
    page = carrier.status
    return CarrierLine(
        id=carrier.id,
        name=carrier.name.to(lang),
        title=page.words.to(lang),
        lines=(),
        url=page.url or "",
        sure=_sure(page.proof),
        checked=page.proof.checked.isoformat(),
    )


def _sure(proof: Proof) -> State:
    if proof.verdict == "confirmed":
        return State("good", _("Confirmed"))
    return (
        State("unknown", _("Not confirmed by anybody"))
        if proof.verdict == "unverified"
        else State("care", _("Partly right"))
    )
