"""How a room says which of its columns are sealed, so that one command can seal them all anew.

A room lists its columns as SEALED in its module `keeping`, which is found by that name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kagimori.core.vault.sealing import AssociatedData

if TYPE_CHECKING:
    from kagimori.core.vault.purposes import Purpose

BoundTo = Callable[[Any], AssociatedData]


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """One column that holds sealed values: bytes, text, or a record in which the texts at `inside` are sealed.

    `model` is written as "room.Model".  `bound_to` gives the place that a row's value is bound to; an empty value is
    none and is left alone.
    """

    model: str
    field: str
    purpose: Purpose
    bound_to: BoundTo
    inside: tuple[str, ...] = ()
