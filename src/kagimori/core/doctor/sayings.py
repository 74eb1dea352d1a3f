"""What both faces of the doctor say in the same words: the first problems, why a step comes now, what a wait is for.

The sentences stand in `knowledge/data/sayings.toml`; `knowledge.load_sayings()` hands them over.  Names of causes,
observations and actions stay in the book: a sentence here only has gaps for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.doctor.advise import Reason
    from kagimori.core.doctor.book import Book
    from kagimori.core.doctor.holds import Hold
    from kagimori.core.text import Lang, Text


# A cause with more than half of the weight is the likeliest, whatever the others have.
MAJORITY = 0.5
# Under one in ten a chance is no reason to do something; what the screen will say then is.
FAINT = 0.1


@dataclass(frozen=True, slots=True)
class Problem:
    """One of the first problems to choose from, in people's own words, and what choosing it says.

    `method` and `error` are empty where the problem does not say; `causes` are likelihood ratios by cause id.
    """

    id: str
    words: Text
    goal: str
    method: str
    error: str
    causes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Sayings:
    """Every shared sentence: problems in their order; reasons, rules, waits, holds and outcomes by id.

    `openings` holds what a person may answer where the opening does not say it: by field, `goal` or `method`, and id.
    """

    problems: tuple[Problem, ...]
    openings: Mapping[str, Mapping[str, Text]]
    reasons: Mapping[str, Text]
    rules: Mapping[str, Text]
    waits: Mapping[str, Text]
    holds: Mapping[str, Text]
    outcomes: Mapping[str, Text]

    def problem(self, id_: str) -> Problem | None:
        """Return the problem with this id, or None."""
        return next((problem for problem in self.problems if problem.id == id_), None)

    def opening(self, field: str, value: str, lang: Lang) -> str:
        """Return a goal or a method in words; one that has none, such as `unknown`, as it is."""
        words = self.openings[field].get(value)
        return words.to(lang) if words else value

    def why(self, reason: Reason, book: Book, lang: Lang) -> str:
        """Return why a step comes now, with the names of causes and the numbers put in."""
        sentence = self.rules.get(str(reason.facts.get("rule", "")), self.reasons[_spoken(reason)])
        facts = {name: _worded(name, value, book, lang) for name, value in reason.facts.items()}
        return sentence.to(lang).format_map(_Gaps(facts))

    def wait(self, id_: str, book: Book, lang: Lang) -> str:
        """Return what a running wait is for: its own sentence, else the cause or the step it hangs on."""
        if id_ in self.waits:
            return self.waits[id_].to(lang)
        thing = book.causes.get(id_) or book.actions.get(id_)
        return thing.words.to(lang) if thing else id_

    def hold(self, hold: Hold, lang: Lang) -> str:
        """Return what to leave alone, and what is known of the figure behind its length."""
        verdict = "" if hold.figure.verdict == "confirmed" else self.holds["verdict"].to(lang)
        return f"{self.holds[hold.id].to(lang)} ({verdict})" if verdict else self.holds[hold.id].to(lang)


class _Gaps(dict[str, str]):
    """A gap for which nothing came stays empty, so that a missing number never breaks a page."""

    def __missing__(self, name: str) -> str:
        return ""


def _spoken(reason: Reason) -> str:
    """Return which sentence is true: "likeliest" only of what nothing can beat, minutes only where they are whole."""
    if reason.id == "likely_cause" and float(reason.facts.get("p", 0)) < MAJORITY:
        return "possible_cause"
    if reason.id == "try_now" and float(reason.facts.get("p", 0)) < FAINT:
        return "try_tells"
    if reason.id == "tells_apart" and round(float(reason.facts.get("minutes_saved", 0))) < 1:
        return "changes_plan"
    return reason.id


def _worded(name: str, value: float | str, book: Book, lang: Lang) -> str:
    """Return a share as a percentage, a count as it is, an id (or several, by commas) by name."""
    if isinstance(value, str):
        names = [book.causes[id_].words.to(lang) if id_ in book.causes else id_ for id_ in value.split(",")]
        return ("、" if lang == "ja" else "; ").join(names)
    return f"{value:.0%}" if name == "p" else f"{value:.0f}"
