"""What a stuck person typed, heard: goal, method, error, causes, layer, first step, and the words that led there.

The text becomes facts (phrases found), facts lead to further facts (joints), and each speaks for or against causes
with a worded strength.  Strengths add up as logarithms on top of how usual a cause is; a softmax over all causes,
`other` among them, gives the shares.  Where no fact stands out, single words may lean a little (`faint`); few facts
leave the shares spread, and then the first step is a question.
The phrases come in as `Phrases` from `kagimori.knowledge.load_phrases`; nothing is read from disk here.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Literal, cast

from kagimori.core.doctor.hear_phrases import Search
from kagimori.core.doctor.hear_spelling import respell
from kagimori.core.doctor.hear_step import FirstStep, choose
from kagimori.core.doctor.hear_text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kagimori.core.doctor.hear_facts import Fact, Joint, Kind, Phrases
    from kagimori.core.doctor.hear_phrases import Span
    from kagimori.core.doctor.hear_text import PlainText
    from kagimori.core.text import Lang

Goal = Literal["login", "setup", "api", "recover", "unknown"]
Method = Literal["sms", "app", "whatsapp", "email", "backup", "unknown"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The person's own words, the fact heard in them and the cause for which they speak loudest."""

    words: str
    fact: str
    speaks_for: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard; `causes` and `layers` hold chances that sum to 1, most probable first.

    `errors` and `likelihoods` are ratios; an id that is not named, or has 1, is neither more nor less likely for these
    words.  `dangers` names the causes that the words leave possible and whose people are harmed by advice about caches,
    clocks, filters or updates.  `cut`: only the first 8 KB were read.
    """

    lang: Lang
    goal: Goal
    method: Method
    causes: Mapping[str, float]
    layers: Mapping[str, float]
    likelihoods: Mapping[str, float]
    errors: Mapping[str, float]
    facts: frozenset[str]
    dangers: frozenset[str]
    first_step: FirstStep
    evidence: tuple[Evidence, ...]
    cut: bool


def hear(phrases: Phrases, text: str, lang: Lang | None = None) -> Heard:
    """Return what `text` says; never raises, whatever the text.  `lang` is found by the script where it is None."""
    plain = respell(normalise(text), phrases.vocabulary, phrases.rewrites)
    search = Search(plain, phrases.denials)
    found = _found(search, phrases.facts)
    said = _said(phrases, found)
    if max(_causes(phrases, said).values()) < phrases.faint_below:
        leaning = _found(search, phrases.faint)
        found |= leaning
        said += [fact for fact in phrases.faint if fact.id in leaning]
    words = _words(phrases, said)
    causes = _causes(phrases, said)
    dangers = phrases.routes.dangers_in(causes)
    return Heard(
        lang=lang or _language_of(plain.normal),
        goal=cast("Goal", _loudest((fact.speaks.goals for fact in said), "login" if said else "unknown")),
        method=cast("Method", _loudest((fact.speaks.methods for fact in said), "unknown")),
        causes=causes,
        layers=_layers(phrases.kinds, causes),
        likelihoods={cause: exp(weight) for cause, weight in words.items()},
        errors=_ratios(fact.speaks.errors for fact in said),
        facts=frozenset(fact.id for fact in said),
        dangers=dangers,
        first_step=choose(phrases.routes, causes, dangers),
        evidence=tuple(_evidence((*phrases.facts, *phrases.faint), plain, found)),
        cut=plain.cut,
    )


def _found(search: Search, facts: Iterable[Fact]) -> dict[str, Span]:
    return {fact.id: span for fact in facts if (span := search.first(fact.phrases))}


def _said(phrases: Phrases, found: Mapping[str, Span]) -> list[Fact | Joint]:
    said: list[Fact | Joint] = [fact for fact in phrases.facts if fact.id in found]
    ids = set(found)
    for joint in phrases.joints:
        if joint.follows_from(ids):
            said.append(joint)
            ids.add(joint.id)
    return said


def _causes(phrases: Phrases, said: Iterable[Fact | Joint]) -> dict[str, float]:
    words = _words(phrases, said)
    return _shares({kind.id: kind.usual + words[kind.id] for kind in phrases.kinds})


def _words(phrases: Phrases, said: Iterable[Fact | Joint]) -> dict[str, float]:
    """Add up what is said for and against each cause, up to the cap."""
    sums = _sums(fact.speaks.causes for fact in said)
    return {kind.id: max(-phrases.cap, min(phrases.cap, sums.get(kind.id, 0.0))) for kind in phrases.kinds}


def _sums(tables: Iterable[Mapping[str, float]]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for table in tables:
        for name, weight in table.items():
            sums[name] = sums.get(name, 0.0) + weight
    return sums


def _ratios(tables: Iterable[Mapping[str, float]]) -> dict[str, float]:
    return {name: exp(weight) for name, weight in _sums(tables).items()}


def _loudest(tables: Iterable[Mapping[str, float]], silent: str) -> str:
    sums = _sums(tables)
    return max(sums, key=lambda name: sums[name], default=silent)


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    """Return the softmax of `weights`, largest first; equal ones in the order of the book."""
    top = max(weights.values())
    raised = {name: exp(weight - top) for name, weight in weights.items()}
    total = sum(raised.values())
    return {name: raised[name] / total for name in sorted(raised, key=lambda name: -raised[name])}


def _layers(kinds: Iterable[Kind], causes: Mapping[str, float]) -> dict[str, float]:
    sums = _sums({kind.layer: causes[kind.id]} for kind in kinds)
    return {layer: sums[layer] for layer in sorted(sums, key=lambda layer: -sums[layer])}


def _evidence(facts: Iterable[Fact], plain: PlainText, found: Mapping[str, Span]) -> Iterable[Evidence]:
    for fact in facts:
        if fact.id in found and (cause := fact.speaks.loudest) is not None:
            yield Evidence(plain.quote(*found[fact.id]), fact.id, cause)


def _language_of(normal: str) -> Lang:
    """Return the language of a text by its kana: any at all make it Japanese."""
    return "ja" if any("\u3041" <= letter <= "\u30ff" for letter in normal) else "en"
