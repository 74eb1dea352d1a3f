"""Whether a phone's system is said to be new enough, with what that figure is worth (DOC-24)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.doctor.pages.evidence import verdict_state
from kagimori.console.doctor.pages.guidance import guidance
from kagimori.console.look.parts import State
from kagimori.core.doctor.os_version import judge
from kagimori.knowledge import load_guides, load_phones, load_policy

if TYPE_CHECKING:
    from kagimori.console.doctor.pages.guidance import Guidance
    from kagimori.core.doctor.os_version import Judgement
    from kagimori.core.text import Lang

UPDATE = "update_os"
OFFERED = {"no": True, "yes": False}


@dataclass(frozen=True, slots=True)
class SystemPage:
    """Everything that `doctor/system.html` lays out; `state` is None while no version is known."""

    name: str
    state: State | None
    advice: str
    least: str
    verdict: State
    source: str
    typed: str
    offered: str
    problem: str
    update: Guidance | None
    platform: None = None


def system_page(told: str, lang: Lang, *, typed: str, offered: str) -> SystemPage:
    """Return the judgement of what was typed, else of what the browser told.

    `offered` is yes or no where the person said whether the phone offers an update.
    """
    policy = load_policy()
    judged = judge(typed or told, policy, load_phones(), is_newest=OFFERED.get(offered))
    figure = judged.figure or policy["os.ios"]
    state, advice = _words(judged)
    update = judged.verdict == "upgrade" and judged.version
    return SystemPage(
        name=str(judged.version or ""),
        state=state,
        advice=advice,
        least=f"iOS {policy['os.ios'].count} / Android {policy['os.android'].count}",
        verdict=verdict_state(figure.verdict),
        source=figure.source,
        typed=typed,
        offered=offered,
        problem=_("Write it like this: iOS 15.8 or Android 11.") if typed and judged.verdict == "unknown" else "",
        update=guidance(load_guides().get(UPDATE), update.os, lang) if update else None,
    )


def _words(judged: Judgement) -> tuple[State | None, str]:
    return {
        "fine": (State("good", _("New enough")), _("The system is not what stands in the way.")),
        "upgrade": (
            State("care", _("Upgrade it")),
            _("Update the system first; without it the set-up may not even start."),
        ),
        "cannot_upgrade": (
            State("danger", _("Cannot be upgraded")),
            _("This phone gets no newer system. Use another phone, a tablet or a computer's browser for the set-up."),
        ),
        "unknown": (None, _("This browser hides its version. Type it below.")),
    }[judged.verdict]
