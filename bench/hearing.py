"""How well people are heard: `kagimori doctor read --jsonl` against the labelled complaints in tests/vectors.

Run as a subprocess, as a script would.  Prints shares per file, language and flag; ends with 1 when a line went
unanswered, or when a person in danger (account taken, disabled, phone or number gone) was sent off to caches,
clocks, filters or updates.  How the complaints were made: tests/vectors/complaints/README.md.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COMPLAINTS = Path(__file__).parents[1] / "tests" / "vectors" / "complaints"
COMMAND = [sys.executable, "-c", "from kagimori.cli import main; main()", "doctor"]
IN_DANGER = frozenset({"hijacked", "account_disabled", "auth_lost", "number_changed"})
FORBIDDEN = re.compile(
    "clear_cache|clock_.*|filter_.*|vpn_.*|restart_phone|update_(app|os)|reinstall_app|wifi_calling_.*"
    "|router_restart|authenticator_sync|cache_size|app_state|os_state|dns_check|remove_beta|free_storage"
)
# The sentence carries no single cause; a share above this pretends that it does.
TOO_SURE = 0.6

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Marked:
    """One complaint with its answer, marked."""

    record: Record
    first: bool
    fair: bool
    three: bool
    layer: bool
    goal: bool
    forbidden: bool
    too_sure: bool
    named: str
    step: str


def ask(records: Iterable[Record], *arguments: str) -> list[Record]:
    """Return what the command answered, one object a line."""
    asked = "".join(json.dumps({"id": r["id"], "text": r["text"]}, ensure_ascii=False) + "\n" for r in records)
    done = subprocess.run(
        [*COMMAND, *arguments], input=asked, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def layers() -> dict[str, str]:
    """Return the layer of each cause, as the product itself lists them."""
    done = subprocess.run([*COMMAND, "causes", "--json"], capture_output=True, text=True, encoding="utf-8", check=True)
    try:
        listed = json.loads(done.stdout)
    except ValueError:
        listed = [json.loads(line) for line in done.stdout.splitlines()]
    return {cause["id"]: cause["layer"] for cause in (listed["causes"] if isinstance(listed, dict) else listed)}


def mark(record: Record, answer: Record, layer_of: dict[str, str]) -> Marked:
    """Hold one answer against its label; `fair` and `three` also take the causes that a fair reader would accept."""
    named = [cause["id"] for cause in answer["causes"]]
    accepted = {record["cause"], *record["also"]}
    step = answer["first_step"]["id"]
    return Marked(
        record=record,
        first=named[0] == record["cause"],
        fair=named[0] in accepted,
        three=not accepted.isdisjoint(named[:3]),
        layer=answer["layer"][0]["id"] in {layer_of.get(cause) for cause in accepted},
        goal=answer["goal"] == record["goal"],
        forbidden=record["cause"] in IN_DANGER and FORBIDDEN.fullmatch(step) is not None,
        too_sure=record["cause"] == "other" and answer["causes"][0]["p"] > TOO_SURE and named[0] not in accepted,
        named=named[0],
        step=step,
    )


def line(name: str, marked: Sequence[Marked]) -> str:
    """Return one line of the table: shares in per cent."""
    fields = ("first", "fair", "three", "layer", "goal")
    shares = (100 * sum(getattr(m, field) for m in marked) / len(marked) for field in fields)
    return f"{name:<18}{len(marked):>5}" + "".join(f"{share:>8.1f}" for share in shares)


def table(name: str, marked: Sequence[Marked]) -> Iterable[str]:
    """Yield the lines of one file: all, per language, per flag."""
    yield line(name, marked)
    for lang in ("ja", "en"):
        yield line(f"  {lang}", [m for m in marked if m.record["lang"] == lang])
    for flag in ("two", "negation"):
        yield line(f"  {flag}", [m for m in marked if m.record[flag]])
    yield line("  plain", [m for m in marked if not m.record["two"] and not m.record["negation"]])


def run(name: str, layer_of: dict[str, str]) -> tuple[list[Marked], int]:
    """Return the marked complaints of one file and how many lines went without an answer."""
    records = [json.loads(row) for row in (COMPLAINTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    answers = {answer["id"]: answer for answer in ask(records, "read", "--jsonl") if "error" not in answer}
    marked = [mark(record, answers[record["id"]], layer_of) for record in records if record["id"] in answers]
    return marked, len(records) - len(marked)


def main() -> int:
    """Print the scores; return 1 when advice was forbidden or a line was lost."""
    options = argparse.ArgumentParser(description="How well people are heard")
    options.add_argument(
        "--misses", action="store_true", help="list the lines that were misheard, but for the frozen ones"
    )
    asked = options.parse_args()
    layer_of, everything, lost = layers(), [], 0
    started = time.monotonic()
    print(f"{'':<18}{'n':>5}{'first':>8}{'fair':>8}{'three':>8}{'layer':>8}{'goal':>8}")
    for name in ("tuning", "later", "frozen"):
        marked, missing = run(name, layer_of)
        everything, lost = [*everything, *marked], lost + missing
        print("\n".join(table(name, marked)))
        if asked.misses and name != "frozen":  # the frozen ones are not looked at, so that nobody tunes on them
            print(*(f"  {m.record['id']} {m.record['cause']} heard {m.named}" for m in marked if not m.fair), sep="\n")
    forbidden = [m for m in everything if m.forbidden]
    print(
        f"forbidden advice    {len(forbidden)} of {sum(m.record['cause'] in IN_DANGER for m in everything)} in danger"
    )
    print(
        *(f"  {m.record['id']} {m.record['cause']}: {m.step}" for m in forbidden),
        sep="\n",
        end="\n" if forbidden else "",
    )
    print(f"too sure of nothing {sum(m.too_sure for m in everything)}")
    print(f"unanswered          {lost}")
    print(f"milliseconds a line {1000 * (time.monotonic() - started) / max(1, len(everything)):.1f}, start included")
    return 1 if forbidden or lost else 0


if __name__ == "__main__":
    sys.exit(main())
