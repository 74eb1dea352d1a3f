"""Why a typed code was refused: from the codes that a person typed and the entries that are known.

Near before far: every entry is tried within the usual window first, then the account that was meant over the whole
reach, then the others.  Several codes must agree on one entry and one offset; a code typed twice is one code.  What
cannot be told from outside (the code of a seed that nobody kept, an SMS code of the same length) stays "unexplained".
The figures are policy and come in as `Rules`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from kagimori.core.otp.search import Search, TypedCode
from kagimori.core.otp.seed import DIGITS
from kagimori.core.typed import inspect_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kagimori.core.otp.search import Entry, EntryId, Match, Rules

Answer = Literal["ok", "drift", "retired_seed", "other_account", "replayed", "wrong_kind", "unexplained"]


class Question(NamedTuple):
    """Everything that is known; `used` holds (entry id, step) of codes that were accepted before."""

    entries: tuple[Entry, ...]
    account: EntryId | None
    typed: tuple[TypedCode, ...]
    used: frozenset[tuple[EntryId, int]]


class Verdict(NamedTuple):
    """The answer; None where it is unknown.  A positive offset: the phone is ahead.

    `chance` is that of a coincidence over everything that was compared; `repaired` is the code as it was understood,
    where that is not what was typed.
    """

    verdict: Answer
    account: EntryId | None = None
    offset_steps: int | None = None
    offset_seconds: tuple[float, float] | None = None
    chance: float | None = None
    ask_again: bool = False
    repaired: str | None = None


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


def _meant(question: Question) -> EntryId | None:
    """Return the account that was meant: the one named, else the first that is not retired."""
    if question.account is not None:
        return question.account
    return next((entry.id for entry in question.entries if not entry.retired), None)


def _searches(question: Question, fitting: list[Entry], codes: list[TypedCode], rules: Rules) -> Iterator[Search]:
    """Yield the searches in the order in which their finds are believed."""
    meant = _meant(question)
    ranked = sorted(fitting, key=lambda entry: (entry.id != meant, entry.retired))
    own = [entry for entry in ranked if entry.id == meant]
    yield Search(codes, ranked, far=[])
    yield Search(codes, ranked, far=own)
    everywhere = Search(codes, ranked, far=ranked)
    # Over hundreds of accounts some code of the day is always equal: that would blame an account at random.
    if everywhere.chance(rules) <= rules.guess_below:
        yield everywhere
    yield Search(codes[:1], ranked, far=[])


def _verdict(question: Question, match: Match, rules: Rules, chance: float, *, twice: bool) -> Verdict:
    near = abs(match.offset) <= rules.window_steps
    return Verdict(
        _name(question, match, near=near, twice=twice),
        match.entry.id,
        match.offset,
        match.span,
        chance,
        chance > rules.ask_again_above,
    )


def _name(question: Question, match: Match, *, near: bool, twice: bool) -> Answer:
    if match.entry.retired:
        return "retired_seed"
    if match.entry.id != _meant(question):
        return "other_account"
    if (match.entry.id, match.step) in question.used or (near and twice):
        return "replayed"
    return "ok" if near else "drift"
