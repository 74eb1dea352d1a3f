"""Tables and transcripts of what the policies came to."""

from __future__ import annotations

import math
import statistics
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.doctor.score import Score
    from bench.doctor.session import Session

HEADINGS = (
    "mean", "s.e.", "open", "median", "p90", "loss", "recov%", "open%", "right-ho%", "wrong-ho/k", "viol/k", "locks/k",
    "quest", "repairs", "tries", "first%", "silent", "ms", "p99ms",
)  # fmt: skip
ACCESS = (
    "backup_codes", "coadmin", "logged_in_elsewhere", "second_device", "second_number", "email_reachable", "storage",
    "vpn_on", "carrier_type",
)  # fmt: skip


def figures(scores: list[Score]) -> dict[str, float]:
    """The published figures over these sessions, by heading."""
    minutes = [score.minutes for score in scores]
    open_cases = [score for score in scores if score.open_at_start]
    named = [score for score in scores if score.first_right is not None]
    decisions = sorted(second for score in scores for second in score.decisions) or [0.0]
    mean = statistics.fmean
    thousand = 1000 / len(scores)
    return {
        "mean": mean(minutes),
        "s.e.": statistics.pstdev(minutes) / math.sqrt(len(minutes)),
        "open": mean([score.minutes for score in open_cases] or [math.nan]),
        "median": statistics.median(minutes),
        "p90": sorted(minutes)[int(0.9 * (len(minutes) - 1))],
        "loss": mean(score.loss for score in scores),
        "recov%": 100 * mean(score.recovered for score in scores),
        "open%": 100 * mean([float(score.recovered) for score in open_cases] or [math.nan]),
        "right-ho%": 100 * mean(score.right_hand_off for score in scores),
        "wrong-ho/k": thousand * sum(score.wrong_hand_off for score in scores),
        "viol/k": thousand * sum(bool(score.rules) for score in scores),
        "locks/k": thousand * sum(score.locks for score in scores),
        "quest": mean(score.observations for score in scores),
        "repairs": mean(score.repairs for score in scores),
        "tries": mean(score.attempts for score in scores),
        "first%": 100 * mean([float(bool(score.first_right)) for score in named] or [math.nan]),
        "silent": float(sum(score.outcome == "silent" for score in scores)),
        "ms": 1000 * mean(decisions),
        "p99ms": 1000 * decisions[int(0.99 * (len(decisions) - 1))],
    }


def table(results: dict[str, list[Score]]) -> str:
    """One line a policy, then the ratio and the paired difference to the last reference among them."""
    width = max(len(name) for name in results) + 1
    lines = [" " * width + "".join(f"{heading:>11}" for heading in HEADINGS)]
    for name, scores in results.items():
        row = figures(scores)
        lines.append(f"{name:<{width}}" + "".join(f"{row[heading]:>11.1f}" for heading in HEADINGS))
    share = 100 * statistics.fmean(score.open_at_start for score in next(iter(results.values())))
    lines.append(f"open at the outset: {share:.1f} % of {len(next(iter(results.values())))} patients")
    lines += [compared(results, name, other) for name, other in _pairs(results)]
    return "\n".join(lines)


def _pairs(results: dict[str, list[Score]]) -> list[tuple[str, str]]:
    if "doctor" in results:
        return [("doctor", name) for name in results if name != "doctor"]
    names = list(results)
    return [(names[0], name) for name in names[1:]]


def compared(results: dict[str, list[Score]], name: str, other: str) -> str:
    """The two policies on the same patients: ratio of means, paired difference with its standard error."""
    pairs = list(zip(results[name], results[other], strict=True))
    differences = [one.minutes - two.minutes for one, two in pairs]
    ratio = statistics.fmean(one.minutes for one, _ in pairs) / statistics.fmean(two.minutes for _, two in pairs)
    both_open = [(one, two) for one, two in pairs if one.open_at_start]
    open_ratio = sum(one.minutes for one, _ in both_open) / max(1e-9, sum(two.minutes for _, two in both_open))
    error = statistics.pstdev(differences) / math.sqrt(len(differences))
    return (
        f"{name} / {other}: {ratio:.3f} of the minutes ({open_ratio:.3f} over the open cases), "
        f"{statistics.fmean(differences):+.1f} +- {error:.1f} min a patient"
    )


def by_column(results: dict[str, list[Score]]) -> str:
    """Mean minutes over all and over the open cases, by goal and method."""
    lines = []
    for column in sorted({score.column for score in next(iter(results.values()))}):
        cells = []
        for name, scores in results.items():
            here = [score for score in scores if score.column == column]
            open_here = [score.minutes for score in here if score.open_at_start] or [math.nan]
            cells.append(f"{name} {statistics.fmean(s.minutes for s in here):.0f}/{statistics.fmean(open_here):.0f}")
        lines.append(f"  {column} ({len(here)}): " + ", ".join(cells))
    return "\n".join(lines)


def by_cause(scores: list[Score], causes: dict[str, frozenset[str]]) -> str:
    """Minutes above the middle, by cause present at the outset: where a policy loses most."""
    rows = []
    for cause in sorted({name for found in causes.values() for name in found}):
        here = [score for score in scores if cause in causes[score.key]]
        mean = statistics.fmean(score.minutes for score in here)
        wrong = sum(score.wrong_hand_off for score in here)
        rows.append((sum(score.minutes for score in here if score.open_at_start), cause, len(here), mean, wrong))
    rows.sort(reverse=True)
    return "\n".join(
        f"  {cause:<18} n={n:<5} mean {mean:6.1f}  wrong hand-offs {wrong}" for _, cause, n, mean, wrong in rows
    )


def transcript(score: Score, session: Session) -> str:
    """One session in full, with the truth on top."""
    patient = session.patient
    ends = {name: round(at) for name, at in patient.ends.items()}
    facts = " ".join(f"{name}={patient.facts[name]}" for name in ACCESS)
    head = (
        f"=== {score.key} {patient.column} {patient.lang}: {score.outcome}, {score.minutes:.1f} min,"
        f" loss {score.loss:.1f}"
        f"\n    open at the outset {score.open_at_start}, wrong hand-off {score.wrong_hand_off},"
        f" rules {score.rules}, locks {score.locks}"
        f"\n    said: {patient.error!r} (true {patient.true_error!r}): {patient.text}"
        f"\n    truth: {sorted(patient.causes)} ends {ends}; failed {[round(at) for at in patient.failed_at]},"
        f" operations {patient.operations}, presses {patient.presses}, api {patient.api_failures}"
        f"\n    left at the end: {sorted(session.causes)}\n    facts: {facts}"
    )
    return "\n".join([head, *(_line(asked, result) for asked, result in session.log)])


def _line(asked: dict[str, Any], result: dict[str, Any]) -> str:
    what = asked.get("id") or asked.get("minutes") or f"{asked.get('outcome')} {(asked.get('causes') or [])[:3]}"
    extra = asked.get("why") or asked.get("reason") or ""
    if not result:
        return f"    ------ {asked.get('do')} {what} {extra}"
    answer = result.get("value") or result.get("error") or ""
    notices = " ".join(result.get("notices", ()))
    return (
        f"    {result['clock']:6.1f} {asked.get('do')} {what}: {result['status']} {answer} {notices} {extra}".rstrip()
    )
