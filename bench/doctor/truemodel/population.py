"""The exact prior over sets of causes, from the world's own tables.

Sets of up to three; somebody with four things in the way counts as somebody with three of them.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from bench.doctor import causes as book
from bench.doctor.patient import pull

NONE = len(book.CAUSES)  # the index of "no cause" in the slots
INDEX = {cause: place for place, cause in enumerate(book.CAUSES)}


@cache
def prior(column: str) -> tuple[np.ndarray, np.ndarray]:
    """Slots (sets x 3, cause numbers padded with NONE) and their probabilities."""
    place = book.COLUMNS.index(column)
    weights = {name: row[place] for name, row in book.WEIGHTS.items() if row[place]}
    found: dict[frozenset[str], float] = {frozenset(): book.HOW_MANY[0]}
    layer: dict[tuple[str, ...], float] = {(): 1.0}
    for size in (1, 2, 3):
        share = book.HOW_MANY[size] + (book.HOW_MANY[4] if size == 3 else 0)
        layer = _one_more(layer, weights)
        for chosen, chance in layer.items():
            key = frozenset(chosen)
            found[key] = found.get(key, 0.0) + share * chance
    slots = np.full((len(found), 3), NONE, dtype=np.int64)
    for row, causes in enumerate(found):
        slots[row, : len(causes)] = sorted(INDEX[cause] for cause in causes)
    return slots, np.array(list(found.values()))


def _one_more(layer: dict[tuple[str, ...], float], weights: dict[str, float]) -> dict[tuple[str, ...], float]:
    grown: dict[tuple[str, ...], float] = {}
    for chosen, chance in layer.items():
        left = {name: weight * pull(list(chosen), name) for name, weight in weights.items() if name not in chosen}
        total = sum(left.values())
        for name, weight in left.items():
            if weight:
                grown[(*chosen, name)] = chance * weight / total
    return grown


@cache
def survival(cause: str) -> tuple[str, float, float]:
    """How long a cause lasts from the start, or ("even", 1e9, 1e9 + 1) where only a repair ends it."""
    return book.LASTS.get(cause, ("even", 1e9, 1e9 + 1))


def still_there(spec: tuple[str, float, float], minutes: float) -> float:
    """The chance that something with this length is still going on after so many minutes."""
    kind, first, second = spec
    if kind == "fading":
        return float(np.exp(-max(0.0, minutes) / first))
    return float(np.clip((second - minutes) / (second - first), 0.0, 1.0))
