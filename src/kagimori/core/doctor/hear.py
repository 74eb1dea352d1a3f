"""What a stuck person typed, heard: goal, method, error, causes, layer, first step, and the words that led there.

The text becomes facts (`Fact`: phrases found), facts make further facts (`Joint`), and each fact speaks for or against
causes with a worded strength.  Strengths add up as logarithms on top of how usual a cause is; a softmax over all
causes, `other` among them, gives the shares.  Few facts leave the shares spread, and then the first step is a question.
The phrases and strengths come in as `Phrases` from `kagimori.knowledge.phrases`; nothing is read from disk here.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Literal

from kagimori.core.doctor.hear_phrases import Search
from kagimori.core.doctor.hear_spelling import respell
from kagimori.core.doctor.hear_step import FirstStep, choose
from kagimori.core.doctor.hear_text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kagimori.core.doctor.hear_phrases import Denial, Match, Phrase
    from kagimori.core.doctor.hear_spelling import Vocabulary
    from kagimori.core.doctor.hear_step import Routes
    from kagimori.core.doctor.hear_text import PlainText
    from kagimori.core.text import Lang

Goal = Literal["login", "setup", "api", "recover", "unknown"]
Method = Literal["sms", "app", "whatsapp", "email", "backup", "unknown"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a text may say: its phrases, and for what it speaks (natural logarithms of likelihood ratios)."""

    id: str
    phrases: tuple[Phrase, ...]
    speaks: Mapping[str, float]
    errors: Mapping[str, float]
    goals: Mapping[str, float]
    methods: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Joint:
    """A fact that follows where one fact of each group of `when` is there and none of `unless`."""

    id: str
    when: tuple[frozenset[str], ...]
    unless: frozenset[str]
    speaks: Mapping[str, float]
    errors: Mapping[str, float]
    goals: Mapping[str, float]
    methods: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Kind:
    """A cause as hearing knows it: its layer and how usual it is (a natural logarithm)."""

    id: str
    layer: str
    usual: float


@dataclass(frozen=True, slots=True)
class Phrases:
    """All that hearing knows, loaded and validated by `kagimori.knowledge.phrases.load_phrases`."""

    kinds: tuple[Kind, ...]
    facts: tuple[Fact, ...]
    joints: tuple[Joint, ...]
    denials: Mapping[Lang, Denial]
    vocabulary: Mapping[Lang, Vocabulary]
    rewrites: Mapping[str, str]
    routes: Routes
    # The most that all facts together may say for or against one cause.
    cap: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """The person's own words, the fact heard in them and the cause for which they speak loudest."""

    words: str
    fact: str
    speaks_for: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard; `causes` and `layers` hold chances that sum to 1, most probable first.

    `errors` and `likelihoods` are ratios, 1 where the words say nothing of an id.  `dangers` names the states in which
    advice about caches, clocks, filters or updates does harm and which the words leave possible.  `cut`: only the
    first 8 KB were read.
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
    """Return what `text` says; never raises, whatever the text."""
    plain = respell(normalise(text), phrases.vocabulary, phrases.rewrites)
    search = Search(plain, phrases.denials)
    found = {fact.id: match for fact in phrases.facts if (match := search.closest(fact.phrases))}
    said: list[Fact | Joint] = [fact for fact in phrases.facts if fact.id in found]
    for joint in phrases.joints:
        if _follows(joint, {fact.id for fact in said}):
            said.append(joint)
    ids = frozenset(fact.id for fact in said)
    force = {fact.id: _force(found[fact.id].apart) if fact.id in found else 1.0 for fact in said}
    words = {kind.id: _capped(sum(force[fact.id] * fact.speaks.get(kind.id, 0.0) for fact in said), phrases.cap) for kind in phrases.kinds}
    causes = _shares({kind.id: kind.usual + words[kind.id] for kind in phrases.kinds})
    dangers = phrases.routes.dangers_in(causes)
    goal = _loudest((fact.goals for fact in said), "login" if said else "unknown")
    return Heard(
        lang=lang or language_of(plain.normal),
        goal=goal,  # type: ignore[arg-type]  # the loader has looked at every id
        method=_loudest((fact.methods for fact in said), "unknown"),  # type: ignore[arg-type]  # as above
        causes=causes,
        layers=_layers(phrases.kinds, causes),
        likelihoods={cause: exp(weight) for cause, weight in words.items()},
        errors=_ratios(fact.errors for fact in said),
        facts=ids,
        dangers=dangers,
        first_step=choose(phrases.routes, causes, dangers),
        evidence=tuple(_evidence(phrases.facts, plain, found)),
        cut=plain.cut,
    )


def language_of(normal: str) -> Lang:
    """Return the language of a text by its kana: any at all make it Japanese."""
    return "ja" if any("\u3041" <= letter <= "\u30ff" for letter in normal) else "en"


def _follows(joint: Joint, ids: set[str]) -> bool:
    return not joint.unless & ids and all(group & ids for group in joint.when)


import os
FF=float(os.environ.get("FF","0.5")); F0=int(os.environ.get("F0","12")); F1=int(os.environ.get("F1","40"))
def _force(apart: int) -> float:
    return 1.0 if apart <= F0 else max(FF, 1 - (1-FF) * (apart - F0) / (F1-F0))


def _capped(weight: float, cap: float) -> float:
    return max(-cap, min(cap, weight))


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    """Return the softmax of `weights`, largest first; equal ones in the order of the book."""
    top = max(weights.values())
    raised = {name: exp(weight - top) for name, weight in weights.items()}
    total = sum(raised.values())
    return {name: raised[name] / total for name in sorted(raised, key=lambda name: -raised[name])}


def _layers(kinds: Iterable[Kind], causes: Mapping[str, float]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for kind in kinds:
        sums[kind.layer] = sums.get(kind.layer, 0.0) + causes[kind.id]
    return {layer: sums[layer] for layer in sorted(sums, key=lambda layer: -sums[layer])}


def _ratios(tables: Iterable[Mapping[str, float]]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for table in tables:
        for name, weight in table.items():
            sums[name] = sums.get(name, 0.0) + weight
    return {name: exp(weight) for name, weight in sums.items()}


def _loudest(tables: Iterable[Mapping[str, float]], silent: str) -> str:
    ratios = _ratios(tables)
    return max(ratios, key=lambda name: ratios[name]) if ratios else silent


def _evidence(facts: Iterable[Fact], plain: PlainText, found: Mapping[str, Match]) -> Iterable[Evidence]:
    for fact in facts:
        if fact.id in found and fact.speaks:
            loudest = max(fact.speaks, key=lambda cause: fact.speaks[cause])
            if fact.speaks[loudest] > 0:
                yield Evidence(plain.quote(*found[fact.id].span), fact.id, loudest)
