"""Backup codes out of whatever somebody pastes: numbered, in groups, in two columns, with words around.

Nothing is guessed: what might be a code and cannot be read as one is said by its line and a reason, never its value.
How many codes a sheet has is not known here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from kagimori.core.secret import Secret

# unclear: the right number of digits, in groups that may as well be something else.
Reason = Literal["too_short", "too_long", "letters", "unclear"]
REASONS: tuple[Reason, ...] = ("too_short", "too_long", "letters", "unclear")

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−ー～~"), "-")
_DATE = re.compile(r"(?<!\d)20\d\d ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2}日?(?!\d)")
# "(2)" or "3:", which belongs to the code after it.
_NUMBERING = re.compile(r"(?<!\d)\d{1,2} ?[)\]>】」:、]")
_WORD = re.compile(r"[0-9A-Za-z]+")
_BETWEEN = r"[ \-._·・]+"
_CHAIN = re.compile(rf"\d+(?:{_BETWEEN}\d+)*")
_RUN = re.compile(rf"({_BETWEEN})?(\d+)")
_BREAK = "|"
_NUMBER_MOST = 2  # digits of the number that stands before a code
_GROUP_LEAST = 2
_SAID_FROM = 4  # fewer digits are a number in a sentence


@dataclass(frozen=True, slots=True)
class Odd:
    """Something on a line, counted from one, that looks like a code and is none."""

    line: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was found: codes in reading order, each once; how many stood there again; what looks wrong."""

    codes: tuple[Secret, ...]
    repeated: int
    odd: tuple[Odd, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Digits in a row; `apart` where a blank or a dot stands before them, as after the number of a line."""

    digits: str
    apart: bool


def read(text: str, *, digits: int) -> Pasted:
    """Return the codes of so many digits that stand in `text`.  Never raises."""
    found: list[str] = []
    odd: dict[Odd, None] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        codes, reasons = _line(line, digits)
        found += codes
        odd |= dict.fromkeys(Odd(number, reason) for reason in reasons)
    once = dict.fromkeys(found)
    return Pasted(tuple(Secret(code.encode()) for code in once), len(found) - len(once), tuple(odd))


def _line(line: str, digits: int) -> tuple[list[str], list[Reason]]:
    plain = _NUMBERING.sub(_BREAK, _DATE.sub(_BREAK, _plain(line)))
    reasons: list[Reason] = ["letters" for word in _WORD.findall(plain) if _is_mixed(word) and _is_nearly(word, digits)]
    codes: list[str] = []
    for chain in _CHAIN.findall(_WORD.sub(_digits_alone, plain)):
        runs = [_Run(part, " " in gap or "." in gap) for gap, part in _RUN.findall(chain)]
        read_as = _codes(runs, digits)
        codes += [run.digits for run in runs if len(run.digits) == digits] if read_as is None else read_as
        reasons += _wrong(runs, digits) if read_as is None else []
    return codes, reasons


def _plain(line: str) -> str:
    """Return the line with digits of any width and script as 0 to 9, and signs such as ① as a break."""
    signs = (_BREAK if unicodedata.category(sign) == "No" else sign for sign in line)
    folded = unicodedata.normalize("NFKC", "".join(signs)).translate(_DASHES)
    return "".join(_sign(sign) for sign in folded)


def _sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category in ("Cf", "Mn"):
        return ""  # what cannot be seen
    return " " if sign.isspace() else sign


def _codes(runs: list[_Run], digits: int) -> list[str] | None:
    """Return the codes if all runs together read as codes, each with a number before it or none; else None."""
    # From the end: what the runs from each place on read as, with the fewest numbers.
    best: list[tuple[int, tuple[int, int], int] | None] = [None] * len(runs) + [(0, (0, 0), 0)]
    for place in range(len(runs) - 1, -1, -1):
        ways = []
        for numbered in (False, True):
            start = place + numbered
            if numbered and not _is_number(runs, place):
                continue
            end = _end_of_code(runs, start, digits)
            after = best[end] if end else None
            if end and after is not None:
                ways.append((after[0] + numbered, (start, end), end))
        best[place] = min(ways, default=None)
    return _spelled(runs, best)


def _spelled(runs: list[_Run], best: list[tuple[int, tuple[int, int], int] | None]) -> list[str] | None:
    if best[0] is None:
        return None
    codes, place = [], 0
    while place < len(runs):
        way = best[place]
        assert way is not None
        (start, end), place = way[1], way[2]
        codes.append("".join(run.digits for run in runs[start:end]))
    return codes


def _is_number(runs: list[_Run], place: int) -> bool:
    return len(runs[place].digits) <= _NUMBER_MOST and place + 1 < len(runs) and runs[place + 1].apart


def _end_of_code(runs: list[_Run], start: int, digits: int) -> int:
    """Return where the code that begins at `start` ends; 0: none begins there."""
    if start < len(runs) and len(runs[start].digits) == digits:
        return start + 1
    length = 0
    for place in range(start, len(runs)):
        part = len(runs[place].digits)
        if not _GROUP_LEAST <= part <= digits // 2:
            return 0
        length += part
        if length >= digits:
            return place + 1 if length == digits else 0
    return 0


def _wrong(runs: list[_Run], digits: int) -> list[Reason]:
    """Return what is wrong with the runs that are no code by themselves; a number before them is not looked at."""
    looked_at = runs[1:] if _is_number(runs, 0) else runs
    length = sum(len(run.digits) for run in looked_at if len(run.digits) != digits)
    if length < _SAID_FROM:
        return []
    return ["too_short" if length < digits else "too_long" if length > digits else "unclear"]


def _digits_alone(word: re.Match[str]) -> str:
    """Return the word, or a break for one with letters among its digits."""
    return _BREAK if _is_mixed(word[0]) else word[0]


def _is_mixed(word: str) -> bool:
    return not word.isdigit() and not word.isalpha()


def _is_nearly(token: str, digits: int) -> bool:
    """Return whether it has the length of a code, and more digits than letters."""
    return abs(len(token) - digits) <= 1 and sum(sign.isdigit() for sign in token) * 2 > len(token)
