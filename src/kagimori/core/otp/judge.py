"""Why a typed code was refused: from the codes that a person typed and the entries that are known.

Near before far: every entry is tried within the usual window first, then the account that was meant over the whole
reach, then the others.  Several codes must agree on one entry and one offset; a code typed twice is one code.  What
cannot be told from outside (the code of a seed that nobody kept, an SMS code of the same length) stays "unexplained".
The figures are policy and come in as `Rules`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

from kagimori.core.otp.drift import candidates, offset_span_s, offsets, reach_in_steps
from kagimori.core.otp.fast import matching, outward
from kagimori.core.otp.seed import DIGITS
from kagimori.core.typed import inspect_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kagimori.core.otp.seed import Seed

Answer = Literal["ok", "drift", "retired_seed", "other_account", "replayed", "wrong_kind", "unexplained"]


class Entry(NamedTuple):
    """A known authenticator entry; a retired one has the id of the account that it once belonged to."""

    id: str
    seed: Seed
    retired: bool = False


class TypedCode(NamedTuple):
    """A code as it was typed, and when, in unix seconds."""

    text: str
    unix_s: float


class Question(NamedTuple):
    """Everything that is known; `used` holds (entry id, step) of codes that were accepted before."""

    entries: tuple[Entry, ...]
    account: str | None
    typed: tuple[TypedCode, ...]
    used: frozenset[tuple[str, int]]


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


class Verdict(NamedTuple):
    """The answer; None where it is unknown.  A positive offset: the phone is ahead.

    `chance` is that of a coincidence over everything that was compared; `repaired` is the code as it was understood,
    where that is not what was typed.
    """

    verdict: Answer
    account: str | None = None
    offset_steps: int | None = None
    offset_seconds: tuple[float, float] | None = None
    chance: float | None = None
    ask_again: bool = False
    repaired: str | None = None


class _Match(NamedTuple):
    """One entry and offset that explain every code: the newest code's offset, and all codes' spans together."""

    entry: Entry
    offset: int
    span: tuple[float, float]
    step: int


def judge(question: Question, rules: Rules) -> Verdict:
    """Return the verdict on the newest code, helped by the older ones.  At least one code must have been typed."""
    shown = [TypedCode(inspect_code(code.text).clean, code.unix_s) for code in question.typed]
    return _judge(question, shown, rules)._replace(repaired=_repaired(question.typed, shown))


def _repaired(typed: Sequence[TypedCode], shown: Sequence[TypedCode]) -> str | None:
    repaired = (new.text for old, new in zip(reversed(typed), reversed(shown), strict=True) if old.text != new.text)
    return next(repaired, None)


def _judge(question: Question, shown: list[TypedCode], rules: Rules) -> Verdict:
    newest = shown[-1].text
    fitting = [entry for entry in question.entries if entry.seed.digits == len(newest)] if _is_number(newest) else []
    if not fitting:
        return _misshapen(newest, rules)
    codes = _distinct([code for code in shown if len(code.text) == len(newest) and _is_number(code.text)])
    chance = 0.0
    for search in _searches(question, fitting, codes, rules):
        match = search.match(rules)
        if match:
            twice = [code.text for code in shown].count(newest) > 1
            return _verdict(question, match, rules, search.chance(rules), twice=twice)
        if search.codes == codes:
            chance = max(chance, search.chance(rules))
    if _meant(question) not in {None, *(entry.id for entry in fitting)}:
        return Verdict("wrong_kind")
    return Verdict("unexplained", chance=chance, ask_again=chance > rules.ask_again_above)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _misshapen(text: str, rules: Rules) -> Verdict:
    """Judge what no known entry makes: letters and the lengths of other codes are of another kind, the rest a slip."""
    if not _is_number(text) or len(text) == rules.backup_digits or len(text) in DIGITS:
        return Verdict("wrong_kind")
    return Verdict("unexplained", ask_again=True)


def _distinct(shown: list[TypedCode]) -> list[TypedCode]:
    """Return each code once, the newest first, with the moment at which it was typed first."""
    first: dict[str, TypedCode] = {}
    for code in shown:
        first.setdefault(code.text, code)
    newest_first = dict.fromkeys(code.text for code in reversed(shown))
    return [first[text] for text in newest_first]


def _meant(question: Question) -> str | None:
    """Return the account that was meant: the one named, else the first that is not retired."""
    return question.account or next((entry.id for entry in question.entries if not entry.retired), None)


def _searches(question: Question, fitting: list[Entry], codes: list[TypedCode], rules: Rules) -> Iterator[_Search]:
    """Yield the searches in the order in which their finds are believed."""
    meant = _meant(question)
    ranked = sorted(fitting, key=lambda entry: (entry.id != meant, entry.retired))
    own = [entry for entry in ranked if entry.id == meant]
    yield _Search(codes, ranked, far=[])
    yield _Search(codes, ranked, far=own)
    everywhere = _Search(codes, ranked, far=ranked)
    # Over hundreds of accounts some code of the day is always equal: that would blame an account at random.
    if everywhere.chance(rules) <= rules.guess_below:
        yield everywhere
    yield _Search(codes[:1], ranked, far=[])


class _Search(NamedTuple):
    """One search for the codes, newest first: over all `entries` near by, over those in `far` over the whole reach."""

    codes: list[TypedCode]
    entries: list[Entry]
    far: list[Entry]

    def match(self, rules: Rules) -> _Match | None:
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


def _matches(entry: Entry, codes: list[TypedCode], rules: Rules, *, far: bool) -> Iterator[_Match]:
    """Yield the offsets of the newest code, nearest first, that the older codes agree with."""
    newest, *older = codes
    at = int(newest.unix_s)
    for offset in offsets(entry.seed, newest.text, at, reach_steps=_reach(entry.seed, rules, far=far)):
        span = offset_span_s(entry.seed, newest.unix_s, offset)
        spans = [span, *(_agreeing(entry.seed, code, span, rules.typing_s) for code in older)]
        known = [span for span in spans if span is not None]
        if len(known) == len(codes):
            yield _Match(entry, offset, _together(known), at // entry.seed.period_s + offset)


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


def _verdict(question: Question, match: _Match, rules: Rules, chance: float, *, twice: bool) -> Verdict:
    near = abs(match.offset) <= rules.window_steps
    return Verdict(
        _name(question, match, near=near, twice=twice),
        match.entry.id,
        match.offset,
        match.span,
        chance,
        chance > rules.ask_again_above,
    )


def _name(question: Question, match: _Match, *, near: bool, twice: bool) -> Answer:
    if match.entry.retired:
        return "retired_seed"
    if match.entry.id != _meant(question):
        return "other_account"
    if (match.entry.id, match.step) in question.used or (near and twice):
        return "replayed"
    return "ok" if near else "drift"
