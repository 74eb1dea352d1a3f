"""The types of authenticator apps: what each one can sync, and how its codes get to another phone.

`knowledge.load_authenticators()` fills them from `knowledge/data/authenticators.toml`.
`time_steps` is the one ordered list for codes that do not fit: VPN off before the clock, a sync button only where
the app has one, the app opened anew, a new code, the VPN on again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.doctor.guides import Guides, Os, Proof
    from kagimori.core.text import Text


@dataclass(frozen=True, slots=True)
class Authenticator:
    """One app: `time_button` by system is the way to its button for the time, None where it has none.

    `several_devices` says how to have the same codes on two devices, `new_phone` how to move them, `lost_phone`
    what comes back when the old phone is gone.
    """

    id: str
    name: str
    time_button: Mapping[Os, Text | None]
    several_devices: Text
    new_phone: Text
    lost_phone: Text
    proof: Proof


def time_steps(app: Authenticator, os: Os, guides: Guides, between: Mapping[str, Text]) -> tuple[Text, ...]:
    """Return the ordered checklist for codes that are refused because of the time.

    `between` are the sentences that join the guides' own: `reopen`, `new_code`, `vpn_back`, `no_button`.
    """
    button = app.time_button[os]
    return (
        *guides["vpn_off"].way(os).lines,
        *guides["clock_auto_on"].way(os).lines[:-1],
        button if button is not None else between["no_button"],
        between["reopen"],
        between["new_code"],
        between["vpn_back"],
    )
