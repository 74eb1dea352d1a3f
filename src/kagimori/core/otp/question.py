"""The question of `doctor code` in its published form, read into values.

Unknown keys are ignored.  What is wrong raises BadInput or SeedShape naming the place, such as `typed[1].at`; nothing
of a key or a code stands in an error.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeGuard

from kagimori.core.errors import BadInput, SeedShape
from kagimori.core.otp.judge import Question
from kagimori.core.otp.search import Entry, TypedCode
from kagimori.core.otp.seed import USUAL_DIGITS, USUAL_PERIOD_S, make_seed
from kagimori.core.otp.totp import LATEST_UNIX_S

if TYPE_CHECKING:
    from kagimori.core.otp.search import EntryId

LONGEST_CODE_SIGNS = 64


def read_question(text: str, *, most_entries: int, most_typed: int) -> Question:
    """Return the question that a JSON text asks."""
    try:
        asked = json.loads(text)
    except (ValueError, RecursionError):
        raise BadInput(field="JSON", found="?", expected='{"secrets": […], "typed": […]}') from None
    if not isinstance(asked, dict):
        raise BadInput(field="JSON", found=type(asked).__name__, expected="{…}")
    entries = tuple(_entry(record, place) for record, place in _records(asked, "secrets", 1, most_entries))
    return Question(
        entries,
        _account(asked.get("account"), entries),
        tuple(_typed(record, place) for record, place in _records(asked, "typed", 1, most_typed)),
        frozenset(_use(record, place) for record, place in _records(asked, "used", 0, None)),
    )


def _records(asked: dict[str, Any], name: str, least: int, most: int | None) -> list[tuple[dict[str, Any], str]]:
    """Return the objects of a list, each with its place for errors."""
    records = asked.get(name)
    if records is None and not least:
        return []
    expected = f"{least} - {'…' if most is None else most}"
    if not isinstance(records, list):
        raise BadInput(field=name, found=type(records).__name__, expected="[…]")
    if len(records) < least or (most is not None and len(records) > most):
        raise BadInput(field=name, found=str(len(records)), expected=expected)
    for number, record in enumerate(records):
        if not isinstance(record, dict):
            raise BadInput(field=f"{name}[{number}]", found=type(record).__name__, expected="{…}")
    return [(record, f"{name}[{number}]") for number, record in enumerate(records)]


def _entry(record: dict[str, Any], place: str) -> Entry:
    secret = record.get("secret")
    if not isinstance(secret, str):
        raise BadInput(field=f"{place}.secret", found=type(secret).__name__, expected="A-Z 2-7")
    try:
        seed = make_seed(
            secret,
            digits=_given(record, "digits", USUAL_DIGITS),
            period_s=_given(record, "period", USUAL_PERIOD_S),
            algorithm=_given(record, "algorithm", "SHA1"),
        )
    except SeedShape as wrong:
        raise SeedShape(**{**wrong.fields, "field": f"{place}.{wrong.fields['field']}"}) from None
    return Entry(_id(record, place), seed, _retired(record, place))


def _given(record: dict[str, Any], name: str, usual: Any) -> Any:
    value = record.get(name)
    return usual if value is None else value


def _retired(record: dict[str, Any], place: str) -> bool:
    retired = _given(record, "retired", usual=False)
    if not isinstance(retired, bool):
        raise BadInput(field=f"{place}.retired", found=type(retired).__name__, expected="true, false")
    return retired


def _id(record: dict[str, Any], place: str) -> EntryId:
    name = record.get("id")
    if not _is_id(name):
        raise BadInput(field=f"{place}.id", found=type(name).__name__, expected='"…"')
    return name


def _is_id(name: Any) -> TypeGuard[EntryId]:
    return type(name) in (str, int) and name != ""


def _account(name: Any, entries: tuple[Entry, ...]) -> EntryId | None:
    if name is None:
        return None
    known = {entry.id for entry in entries}
    if not _is_id(name) or name not in known:
        raise BadInput(field="account", found="?", expected="secrets[…].id")
    return name


def _typed(record: dict[str, Any], place: str) -> TypedCode:
    code = record.get("code")
    if not isinstance(code, str) or not 0 < len(code) <= LONGEST_CODE_SIGNS:
        found = len(code) if isinstance(code, str) else type(code).__name__
        raise BadInput(field=f"{place}.code", found=found, expected=f'"…" (1 - {LONGEST_CODE_SIGNS})')
    return TypedCode(code, _moment(record.get("at"), f"{place}.at"))


def _moment(at: Any, place: str) -> float:
    number = isinstance(at, int | float) and not isinstance(at, bool)
    if not number or not 0 <= at <= LATEST_UNIX_S:  # not a number is in no range either
        raise BadInput(field=place, found=ascii(at)[:20], expected=f"0 - {LATEST_UNIX_S}")
    return at  # type: ignore[no-any-return]  # a number, by the line above


def _use(record: dict[str, Any], place: str) -> tuple[EntryId, int]:
    step = record.get("step")
    if type(step) is not int:
        raise BadInput(field=f"{place}.step", found=ascii(step)[:20], expected="0 …")
    return _id(record, place), step
