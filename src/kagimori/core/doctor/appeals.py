"""When the next appeal may be sent: after so many rejections in a row it has to wait for its date (DOC-22).

The figures are policy: `appeal.rejections` and `appeal.wait`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kagimori.core.policy import Policy


@dataclass(frozen=True, slots=True)
class Appeal:
    """One appeal: when it was sent and when it was answered; both answers are None while it waits."""

    sent_on: date
    rejected_on: date | None = None
    accepted_on: date | None = None


def rejected_in_a_row(appeals: Sequence[Appeal]) -> tuple[Appeal, ...]:
    """Return the newest appeals that were all rejected; one that waits for its answer does not break the row."""
    row: list[Appeal] = []
    for appeal in reversed(appeals):
        if appeal.accepted_on is not None:
            break
        if appeal.rejected_on is not None:
            row.append(appeal)
    return tuple(reversed(row))


def blocked_until(appeals: Sequence[Appeal], policy: Policy, today: date) -> date | None:
    """Return the first day on which another appeal may be sent, or None where it may be sent today."""
    row = rejected_in_a_row(appeals)
    if len(row) < policy["appeal.rejections"].count:
        return None
    newest = max(appeal.rejected_on for appeal in row if appeal.rejected_on is not None)
    first_day = newest + policy["appeal.wait"].span
    return first_day if today < first_day else None
