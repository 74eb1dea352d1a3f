"""What is better left alone for a while where the account itself is suspected (DOC-19): link posts and set-up.

These are holds, not steps: nothing has to be done, and other steps go on beside them.  Both spans are the article's;
their figures carry the verdict, so that a face can say that no source was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.doctor.advise import Advice
    from kagimori.core.policy import Figure, Policy

SUSPECT = "shadowban"
# From this chance on a hold is worth its price; a cause that is named at the end counts whatever its chance.
NOTICED = "hold.noticed"


@dataclass(frozen=True, slots=True)
class Hold:
    """One thing to leave alone until `ends`, by a figure of the policy."""

    id: str
    ends: datetime
    figure: Figure


def holds(advice: Advice, since: datetime, policy: Policy) -> tuple[Hold, ...]:
    """Return what to leave alone, counted from `since` (the opening of the case); empty where nothing is suspected."""
    suspected = any(cause.id == SUSPECT and cause.p >= policy[NOTICED].value for cause in advice.causes)
    if not suspected and SUSPECT not in advice.named[:1]:
        return ()
    figures = (("link_posts", policy["shadowban.no_links"]), ("set_up", policy["shadowban.length"]))
    return tuple(Hold(id_, since + figure.span, figure) for id_, figure in figures)
