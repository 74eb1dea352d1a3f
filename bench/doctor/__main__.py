"""`python -m bench.doctor`: the doctor, the article's order and others over the same simulated patients."""

from __future__ import annotations

import argparse
import json
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bench.doctor.clairvoyant import bound
from bench.doctor.patient import Wish, draw
from bench.doctor.policies import POLICIES
from bench.doctor.report import by_cause, by_column, figures, table, transcript
from bench.doctor.score import Score
from bench.doctor.twist import twist
from bench.doctor.world import run

CHUNK = 50
NAMES = (*POLICIES, "clairvoyant")


def main(arguments: list[str] | None = None) -> None:
    """Prints the comparison; every mode ends by itself."""
    made = parser()
    options = made.parse_args(arguments)
    wish = Wish(options.seed, options.perturb, options.misread, options.text_only, options.twist)
    twist(wish.twist)
    names = options.policy.split(",")
    if unknown := set(names) - set(NAMES):
        made.error(f"no such policy: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    results: dict[str, list[Score]] = earlier(options)
    for name in names:
        began = time.perf_counter()
        scores, told = run_all(name, wish, options)
        results[name] = scores
        print(f"# {name}: {len(scores)} patients in {time.perf_counter() - began:.0f} s", flush=True)
        if options.transcripts:
            print("\n\n".join(told))
    print(table(results))
    print(by_column(results))
    if options.causes:
        causes = {patient.key: patient.causes for patient in (draw(n, wish) for n in numbers(options))}
        for name, scores in results.items():
            print(f"{name}, by cause present at the outset (most minutes lost over open cases first)")
            print(by_cause(scores, causes))
    if options.json:
        Path(options.json).write_text(
            json.dumps(as_json(results, wish), ensure_ascii=False, indent=1), encoding="utf-8"
        )


def parser() -> argparse.ArgumentParser:
    """The options."""
    made = argparse.ArgumentParser(prog="python -m bench.doctor", description=__doc__)
    made.add_argument("--patients", type=int, default=300)
    made.add_argument("--first", type=int, default=0, help="number of the first patient")
    made.add_argument("--column", help="only these of them: login, setup/app, api ...")
    made.add_argument("--seed", type=int, default=7)
    made.add_argument("--policy", default="article,doctor", help=", ".join(NAMES))
    made.add_argument("--perturb", type=float, default=1.0, help="priors off by this log-normal factor")
    made.add_argument("--misread", type=float, default=1.0, help="wrong answers so many times as common")
    made.add_argument("--twist", type=int, default=0, help="number of another world; 0: as written")
    made.add_argument("--text-only", action="store_true", help="the person's own words only, no message id")
    made.add_argument("--processes", type=int, default=1)
    made.add_argument("--transcripts", type=int, default=0, help="print so many whole sessions, the worst first")
    made.add_argument("--causes", action="store_true", help="minutes by cause")
    made.add_argument("--beside", help="a file of an earlier --json on the same patients, to compare with")
    made.add_argument("--json", help="write every figure to this file")
    return made


def numbers(options: argparse.Namespace) -> list[int]:
    """The numbers of the patients wanted."""
    everybody = range(options.first, options.first + options.patients)
    if not options.column:
        return list(everybody)
    wish = Wish(options.seed)
    return [number for number in everybody if draw(number, wish).column.startswith(options.column)]


def earlier(options: argparse.Namespace) -> dict[str, list[Score]]:
    """The sessions kept by an earlier run, as far as they are of these very patients."""
    if not options.beside:
        return {}
    wanted = {f"{options.seed}.{number}" for number in numbers(options)}
    kept = json.loads(Path(options.beside).read_text(encoding="utf-8"))["sessions"]
    found = {
        name: [Score.from_json(one) for one in sessions if one["key"] in wanted] for name, sessions in kept.items()
    }
    return {name: scores for name, scores in found.items() if len(scores) == len(wanted)}


def run_all(name: str, wish: Wish, options: argparse.Namespace) -> tuple[list[Score], list[str]]:
    """All patients under one policy, over several processes; and the worst sessions in words."""
    wanted = numbers(options)
    chunks = [wanted[at : at + CHUNK] for at in range(0, len(wanted), CHUNK)]
    jobs = [(name, wish, chunk, options.transcripts) for chunk in chunks]
    if options.processes > 1:
        with ProcessPoolExecutor(options.processes) as pool:
            parts = list(pool.map(run_chunk, jobs))
    else:
        parts = [run_chunk(job) for job in jobs]
    scores = [score for part, _ in parts for score in part]
    told = sorted((item for _, part in parts for item in part), key=lambda item: -item[0])
    return scores, [text for _, text in told[: options.transcripts]]


def run_chunk(job: tuple[str, Wish, list[int], int]) -> tuple[list[Score], list[tuple[float, str]]]:
    """Some patients under a policy of their own process."""
    name, wish, chunk, transcripts = job
    twist(wish.twist)
    if name == "clairvoyant":
        return [bound(draw(number, wish)) for number in chunk], []
    policy = POLICIES[name]()
    scores, told = [], []
    for number in chunk:
        score, session = run(draw(number, wish), policy)
        scores.append(score)
        if transcripts:
            told.append((badness(score), transcript(score, session)))
    policy.end()
    return scores, sorted(told, key=lambda item: -item[0])[:transcripts]


def badness(score: Score) -> float:
    """Which sessions are worth reading: locks and broken rules, then wrong hand-offs, then lost minutes."""
    return (
        1000 * score.locks + 500 * len(score.rules) + 300 * score.wrong_hand_off + score.minutes * score.open_at_start
    )


def as_json(results: dict[str, list[Score]], wish: Wish) -> dict[str, object]:
    """Figures and sessions by policy, with the ratio of the article's minutes to the doctor's where both ran."""
    made: dict[str, object] = {
        "world": {
            "seed": wish.seed,
            "perturb": wish.perturb,
            "misread": wish.misread,
            "text_only": wish.text_only,
            "twist": wish.twist,
        },
        "figures": {name: figures(scores) for name, scores in results.items()},
        "sessions": {name: [score.as_json() for score in scores] for name, scores in results.items()},
    }
    if {"article", "doctor"} <= set(results):
        article, doctor = (figures(results[name])["mean"] for name in ("article", "doctor"))
        made["saving"] = {"article_minutes": article, "doctor_minutes": doctor, "saved": 1 - doctor / article}
    return made


if __name__ == "__main__":
    main()
