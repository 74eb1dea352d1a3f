"""The types of the carriers: where each one's switches for texts stand, and where it tells of faults.

`knowledge.load_carriers()` fills them from `knowledge/data/carriers.toml`.  What is not known is said so: then
`steps` tells how to find out, and `state` is "not_known".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kagimori.core.doctor.guides import Proof, State
    from kagimori.core.text import Text

CarrierKind = Literal["major", "brand", "mvno"]


@dataclass(frozen=True, slots=True)
class Switch:
    """One of a carrier's settings: what it is called, how to reach it, and how sure that is."""

    name: Text
    state: State
    steps: tuple[Text, ...]
    proof: Proof


@dataclass(frozen=True, slots=True)
class StatusPage:
    """Where a carrier tells of faults; `url` is None where the address is not known to us."""

    url: str | None
    words: Text
    proof: Proof


@dataclass(frozen=True, slots=True)
class Carrier:
    """One carrier: `network` names the major ones whose lines it uses."""

    id: str
    kind: CarrierKind
    network: tuple[str, ...]
    name: Text
    spam: Switch
    abroad: Switch
    status: StatusPage
