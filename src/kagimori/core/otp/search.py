"""Which entry, and which offset of the phone's clock, explains typed codes.

Codes are typed a while after they were read, so two of them need to agree within that time only.  How far is searched
is policy and comes in as `Rules`; what a find means is `judge`'s business.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from kagimori.core.otp.drift import candidates, offset_span_s, offsets, reach_in_steps
from kagimori.core.otp.fast import matching, outward

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.core.otp.seed import Seed


EntryId = str | int


class Entry(NamedTuple):
    """A known authenticator entry; a retired one has the id of the account that it once belonged to."""

    id: EntryId
    seed: Seed
    retired: bool = False


class TypedCode(NamedTuple):
    """A code as it was typed, and when, in unix seconds."""

    text: str
    unix_s: float

    def __repr__(self) -> str:
        """Return a form without the code."""
        return f"TypedCode(…, {self.unix_s})"


class Rules(NamedTuple):
    """The figures of policy.

    Above the chance of a coincidence `ask_again_above` a second code is asked for; only below `guess_below` is an
    account blamed that nobody named.
    """

    window_steps: int
    reach_s: float
    typing_s: float
    ask_again_above: float
    guess_below: float
    backup_digits: int


class Match(NamedTuple):
    """One entry and offset that explain every code: the newest code's offset, and all codes' spans together."""

    entry: Entry
    offset: int
    span: tuple[float, float]
    step: int


class Search(NamedTuple):
    """One search for the codes, newest first: over all `entries` near by, over those in `far` over the whole reach."""

    codes: list[TypedCode]
    entries: list[Entry]
    far: list[Entry]

    def match(self, rules: Rules) -> Match | None:
        """Return the first entry that explains the codes, in the order of the entries."""
        found = (_matches(entry, self.codes, rules, far=bool(self.far)) for entry in self.far or self.entries)
        return next((match for matches in found for match in matches), None)

    def chance(self, rules: Rules) -> float:
        """Return the chance that so many random codes are explained by some entry and offset."""
        log_of_none, far = 0.0, {id(entry) for entry in self.far}
        for entry in self.entries:
            one = 10.0**-entry.seed.digits
            agreeing = 2 + math.ceil(2 * rules.typing_s / entry.seed.period_s)
            compared = candidates(_reach(entry.seed, rules, far=id(entry) in far))
            log_of_none += compared * math.log1p(-one * (agreeing * one) ** (len(self.codes) - 1))
        return -math.expm1(log_of_none)


def _matches(entry: Entry, codes: list[TypedCode], rules: Rules, *, far: bool) -> Iterator[Match]:
    """Yield the offsets of the newest code, nearest first, that the older codes agree with."""
    newest, *older = codes
    at = int(newest.unix_s)
    for offset in offsets(entry.seed, newest.text, at, reach_steps=_reach(entry.seed, rules, far=far)):
        span = offset_span_s(entry.seed, newest.unix_s, offset)
        spans = [span, *(_agreeing(entry.seed, code, span, rules.typing_s) for code in older)]
        known = [span for span in spans if span is not None]
        if len(known) == len(codes):
            yield Match(entry, offset, _together(known), at // entry.seed.period_s + offset)


def _reach(seed: Seed, rules: Rules, *, far: bool) -> int:
    return max(rules.window_steps, reach_in_steps(seed, rules.reach_s)) if far else rules.window_steps


def _agreeing(seed: Seed, code: TypedCode, span: tuple[float, float], typing_s: float) -> tuple[float, float] | None:
    """Return the span of an older code under about the same offset, or None where it speaks against it.

    Codes are typed a while after they were read, so the spans need only meet within the typing time.
    """
    seed_step = int(code.unix_s) // seed.period_s
    middle = seed_step + round(sum(span) / 2 / seed.period_s)
    steps = [max(0, middle + offset) for offset in outward(2 + math.ceil(typing_s / seed.period_s))]
    found = matching(seed.key.reveal(), int(code.text), steps, digits=seed.digits, algorithm=seed.algorithm)
    for step in found:
        low, high = offset_span_s(seed, code.unix_s, step - seed_step)
        if low < span[1] + typing_s and span[0] < high + typing_s:
            return low, high
    return None


def _together(spans: list[tuple[float, float]]) -> tuple[float, float]:
    """Return what the spans have in common; where typing kept them apart, the gap between them."""
    low, high = max(low for low, _ in spans), min(high for _, high in spans)
    return min(low, high), max(low, high)
