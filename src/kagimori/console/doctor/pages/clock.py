"""A phone's clock as a dial: how far off, how sure, whether codes suffer, and the switch to flip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kagimori.console.doctor.pages.guidance import Place, place
from kagimori.console.look.dial import Dial, dial
from kagimori.console.look.parts import State
from kagimori.knowledge import load_guides, load_policy

if TYPE_CHECKING:
    from kagimori.console.doctor.queries import Held
    from kagimori.core.clock import Offset
    from kagimori.core.doctor.guides import Os
    from kagimori.core.policy import Policy
    from kagimori.core.text import Lang

SWITCH = "clock_auto_on"


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured; `value` is the answer to the doctor's own question, for the open case `case_id`."""

    dial: Dial
    words: str
    sure: str
    state: State
    lines: tuple[str, ...]
    place: Place | None
    value: str
    case_id: str
    position: int


def measured(offset: Offset, os: Os, lang: Lang, case: Held | None) -> Measured:
    """Return the result for a clock that is off by `offset`."""
    policy = load_policy()
    value = _value(offset, policy)
    words = _words(offset)
    guide = load_guides().get(SWITCH)
    wrong = guide is not None and value != "under_5s"
    return Measured(
        dial=dial(
            words, offset.ahead_s, safe_s=policy["ntp.right_within"].value, edge_s=policy["web.clock_edge"].value
        ),
        words=words,
        sure=_("give or take %(seconds).1f s") % {"seconds": offset.uncertainty_s},
        state=_state(value),
        lines=guide.steps(os, lang) if guide and wrong else (),
        place=place(guide.path(os), lang) if guide and wrong else None,
        value=value,
        case_id=case.case.id if case else "",
        position=case.position if case else 0,
    )


def _words(offset: Offset) -> str:
    seconds = round(abs(offset.ahead_s))
    if seconds == 0:
        return _("This clock is right.")
    if offset.ahead_s > 0:
        return ngettext("%(count)s second ahead", "%(count)s seconds ahead", seconds) % {"count": seconds}
    return ngettext("%(count)s second behind", "%(count)s seconds behind", seconds) % {"count": seconds}


def _value(offset: Offset, policy: Policy) -> str:
    """Return the answer in the values of the observation `clock_offset`."""
    off = abs(offset.ahead_s)
    if off < policy["ntp.right_within"].value:
        return "under_5s"
    return "5-30s" if off <= policy["web.clock_edge"].value else "over_30s"


def _state(value: str) -> State:
    return {
        "under_5s": State("good", _("Codes do not suffer from this")),
        "5-30s": State("care", _("Codes may be refused now and then")),
        "over_30s": State("danger", _("Codes are refused because of this")),
    }[value]
