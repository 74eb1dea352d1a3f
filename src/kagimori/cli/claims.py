"""A claim for the command line: as JSON, or as lines with its verdict, source and day.

The team's own figure stands beside it, from the closed cases in this user's data folder, once there are enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kagimori.cli.language import current, say
from kagimori.knowledge import load_book, load_policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.core.doctor.claims import Claim

Own = dict[str, dict[str, float]]
VERDICTS = {
    "confirmed": say("確認済み", "confirmed"),
    "partly": say("一部だけ正しい", "partly right"),
    "contradicted": say("よく言われるが誤り", "often said, but wrong"),
    "unverified": say("裏づけなし", "not confirmed"),
}


def own_figures() -> Own:
    """Return the team's own figures by measure: `value` and the number of `cases`; empty while there are too few."""
    from kagimori.cli.cases import CaseFolder
    from kagimori.core.doctor.stats import own_figures as measured
    from kagimori.core.doctor.stats import summarise

    own = measured(summarise(CaseFolder.of_this_user(), load_book("real")), load_policy()["claims.enough"].count)
    return {name: {"value": figure.value, "cases": figure.cases} for name, figure in own.items()}


def claim_record(claim: Claim, own: Own) -> dict[str, Any]:
    """Return the claim as JSON takes it; `own` is null where the team has no figure for it yet."""
    return {
        "id": claim.id,
        "said": claim.said._asdict(),
        "found": claim.found._asdict(),
        "basis": claim.proof.basis,
        "verdict": claim.proof.verdict,
        "source": claim.proof.source,
        "checked": claim.proof.checked.isoformat(),
        "rows": list(claim.rows),
        "figures": list(claim.figures),
        "own": own.get(claim.measured_by or ""),
    }


def claim_lines(claim: Claim, *, indent: int) -> Iterator[str]:
    """Yield the claim, what was found, and the source with its day, for a person."""
    margin = " " * indent
    yield f"{margin}- {claim.said.to(current())} ({VERDICTS[claim.proof.verdict]})"
    yield f"{margin}  {claim.found.to(current())}"
    checked = say("確認日", "checked")
    yield f"{margin}  {claim.proof.source} ({checked} {claim.proof.checked.isoformat()})"
